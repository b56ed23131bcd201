/** What keeps one from logging in to a machine from here. */
export const logInProblemWords = {
  'machine-not-real': {
    title: 'There is no such machine to log in to',
    explanation:
      'It belongs to the practice account, or to an address that is not AWS itself. Its address may be that of somebody else, so Keyport does not connect to it.',
  },
  'machine-not-running': {
    title: 'The machine cannot be reached now',
    explanation: 'It has no public address, or it does not run. Start it, then try again.',
  },
  'machine-is-windows': {
    title: 'This machine runs Windows',
    explanation: 'It is logged in to by its desktop, not in a terminal.',
  },
  'machine-is-linux': {
    title: 'This machine runs Linux',
    explanation: 'It has no desktop and no password. You log in to it with your key, in a terminal.',
  },
  'machine-has-no-key': {
    title: 'Keyport has no key for this machine',
    explanation:
      'The launch was made without a private key in your keychain. Log in with the key that you chose for it, in a terminal of your own.',
  },
  'no-ssh': {
    title: 'There is no ssh on this computer',
    explanation:
      'Keyport logs in with OpenSSH. Install it (the package is called openssh-client, openssh-clients or openssh; of Windows it is the optional feature “OpenSSH Client”), then try again.',
  },
  'ssh-config-practice': {
    title: 'Not while you practise',
    explanation:
      'Nothing answers at the addresses of practice machines, so practice never writes into your own ssh settings. It can be turned on for your real machines.',
  },
  'ssh-config-refused': {
    title: 'Keyport does not change your ssh settings',
    explanation: 'The file is not one that Keyport can change safely. Nothing was changed.',
  },
  'ssh-config-changed': {
    title: 'Your ssh settings were changed just now',
    explanation:
      'Another program wrote the file in the same moment. Keyport left it as that program wrote it. Try again.',
  },
  'no-terminal': {
    title: 'No terminal was found',
    explanation:
      'Install a terminal program (for example xterm or gnome-terminal), or name yours in the environment variable KEYPORT_TERMINAL.',
  },
  'terminal-failed': {
    title: 'The terminal did not open',
    explanation:
      'The program that shows the window could not be started, or ended at once. Copy the command and use a terminal of your own. Nothing was changed on the machine.',
  },
  'password-needs-rsa': {
    title: 'The key of this machine is not an RSA key',
    explanation:
      'AWS can encrypt a Windows password only for an RSA key, so there is no password to read with this one. Launch the machine again with an RSA key, or log in with a password that was set on the machine itself.',
  },
  'password-other-key': {
    title: 'The password was encrypted for another key',
    explanation:
      'AWS encrypts the first password for the key pair that the machine was started with, and the key that Keyport has for this machine is not that one. Whoever has that key gets the password in the EC2 console: choose the machine, then Connect, RDP client, Get password.',
  },
  'password-unreadable': {
    title: 'What AWS has is not a password',
    explanation:
      'The answer could be read neither as an encrypted text nor as a password. Nothing was copied. Try again; where it stays so, get the password in the EC2 console: choose the machine, then Connect, RDP client, Get password.',
  },
  'password-not-ready': {
    title: 'AWS has no password of this machine yet',
    explanation:
      'Windows makes its password while it starts for the first time, and AWS has it 4 to 15 minutes later. It took longer than that. The machine runs; wait some more minutes and try again. Where it never comes, launch the machine again.',
  },
  'password-not-set': {
    title: 'This image may not make a password',
    explanation:
      'The machine was started from an image of your own, and AWS has had no password of it for all that time. Such an image often keeps the password that it was made with: ask whoever made it, and log in with that one.',
  },
  'clipboard-failed': {
    title: 'The clipboard could not be written',
    explanation: 'Another program may hold it. Nothing was copied. Try again.',
  },
  'no-desktop-program': {
    title: 'No remote desktop program was found',
    explanation:
      'Install Remmina (the packages remmina and remmina-plugin-rdp) or FreeRDP (freerdp3-x11 or freerdp2-x11), then try again. Or save the file and open it on another computer.',
  },
  'desktop-failed': {
    title: 'The remote desktop did not open',
    explanation:
      'No program took the file, or the program ended at once. On a Mac, install “Windows App” from the App Store. Or save the file and open it with a remote desktop program of your own. Nothing was changed on the machine.',
  },
  'no-host-keys-shown': {
    title: 'The console shows no host keys',
    explanation:
      'AWS shows what a machine wrote on its console some minutes after its start, and not every image writes its host keys there. What was kept stays. Try again later.',
  },
} as const;

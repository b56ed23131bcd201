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
  'no-host-keys-shown': {
    title: 'The console shows no host keys',
    explanation:
      'AWS shows what a machine wrote on its console some minutes after its start, and not every image writes its host keys there. What was kept stays. Try again later.',
  },
} as const;

/** The desktop of one machine with Windows. */
export const connectDesktopWords = {
  noKey:
    'The private key for this machine is not in your keychain, and without it nobody can decrypt the password. Whoever has the key gets the password in the EC2 console: choose the machine, then Connect, RDP client, Get password.',
  stopped:
    'It is stopped. Windows makes its password while it starts for the first time, and AWS has none of this machine yet. Start it, then try again.',
  saveDialog: { title: 'Save the remote desktop file', button: 'Save' },
  programs: { win32: 'Remote Desktop', darwin: 'the program for .rdp files' },
  pressEnter: 'The remote desktop has failed. Why stands above. Press Enter to close this window.',
  practice:
    'This is a practice machine: nothing answers at its address, so there is no desktop to open. The password can be practised: it comes from the practice account as it would from AWS.',
  endpoint:
    'This launch was made at an address that is not AWS itself, so its machines are made up too, and their addresses may belong to strangers. Keyport opens no desktop there.',
  open: {
    title: 'Open the desktop',
    why: 'Your remote desktop program opens and asks for a password. Leave it open and go on here. Your clipboard, disks and printers are not shared with the machine.',
    open: 'Open remote desktop',
    opening: 'Opening the remote desktop',
    opened: (program: string) => `Opened in: ${program}. It goes on when Keyport is closed.`,
    save: 'Save as a file',
    saving: 'Saving the file',
    saved: (file: string) => `Saved: ${file}. There is no password in it.`,
    byHand: 'Or give this address to a remote desktop program yourself. The user is Administrator.',
    forReal: 'For real, a button here opens the desktop of this address.',
  },
  session: {
    title: 'Open a session',
    why: 'No port is open for a desktop. You reach this machine through Session Manager, which needs no password. With the password below you can log in to the desktop through a tunnel of Session Manager.',
  },
  password: {
    title: 'Copy the password',
    why: 'AWS keeps the machine’s first password, encrypted for your key. Keyport decrypts it on this computer and shows it nowhere.',
    copy: 'Copy password',
    asking: 'Asking AWS for the password',
    copied: (seconds: number) =>
      `Copied. It is cleared in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    cleared: 'Cleared from the clipboard. Copy it again if you need it.',
    ready: 'AWS has the password now. Copy it when you are about to paste it.',
    history: 'If your computer keeps a history of the clipboard, delete the password there: Keyport cannot.',
    waiting: 'Waiting until AWS has the password',
    startedAgo: (ago: string) =>
      `Windows makes it at its first start, and AWS has it 4 to 15 minutes later. This machine was started ${ago} ago.`,
    startedLongAgo:
      'AWS should have it by now. Keyport asks for two minutes more, in case the machine was stopped before it was ready.',
    stop: 'Stop waiting',
    keepOpen: 'Keep this window open: closing it ends the waiting.',
  },
  paste: {
    title: 'Paste it where the desktop asks for it',
    why: 'The user is Administrator. The program also warns that it cannot verify the machine: that is normal for a new machine, as nobody vouches for its certificate yet. This is the first password; once you change it on the machine, AWS and Keyport do not know the new one.',
  },
} as const;

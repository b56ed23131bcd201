/** The desktop of one machine with Windows. */
export const connectDesktopWords = {
  noKey:
    'The private key for this machine is not in your keychain, and without it nobody can decrypt the password. Whoever has the key gets the password in the EC2 console: choose the machine, then Connect, RDP client, Get password.',
  stopped:
    'It is stopped. Windows makes its password while it starts for the first time, and AWS has none of this machine yet. Start it, then try again.',
  saveDialog: { title: 'Save the remote desktop file', button: 'Save' },
  programs: { win32: 'Remote Desktop', darwin: 'the program for .rdp files' },
  pressEnter: 'The remote desktop has failed. Why stands above. Press Enter to close this window.',
} as const;

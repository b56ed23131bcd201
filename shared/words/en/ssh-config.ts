/** Short names of the machines in the person's own ssh settings. */
export const sshConfigWords = {
  button: 'Short names for ssh',
  title: 'Short names for ssh',
  close: 'Close',
  intro:
    'In a terminal of your own you type “ssh keyport-web-1”, for a launch called “web”, in the place of user, address and key. scp, sftp, rsync and editors that work over ssh know the same names.',
  reading: 'Reading your ssh settings',
  practice:
    'While you practise, this is not offered: nothing answers at the addresses of practice machines, and practice never writes into your own files. For your real launches you find it in the same place.',
  isOn: 'On: your ssh knows these names.',
  isOff: 'Off: your ssh settings are as you made them.',
  turnOn: 'Add these lines',
  turnOff: 'Remove these lines',
  linesTitle: {
    before: 'These three lines are added at the top of',
    made: 'This file is made, with these three lines:',
    now: 'These three lines stand in',
  },
  linesWhy:
    'Nothing else in that file is changed, and the same button takes the lines out again. They lead to a file of Keyport’s own, which is written anew when your machines change. A machine that you remove disappears from it.',
  key: 'While Keyport is open, ssh asks Keyport for the key, and Keyport asks you each time before it signs a log-in. No key file is written.',
  closed:
    'While Keyport is closed, ssh asks the ssh agent of your terminal, a program that signs log-ins. If that does not have the key, ssh says “Permission denied (publickey)”, and nothing else happens.',
  hostsTitle: (count: number) => (count === 1 ? 'The name' : `The ${String(count)} names`),
  noHosts:
    'There is no machine to log in to by ssh now. Names appear when a launch has machines with Linux and a public address.',
  copy: 'Copy',
  copyFor: (command: string) => `Copy ${command}`,
  copiedFor: (command: string) => `${command} copied`,
  tab: {
    title: 'The short command',
    why: 'Your ssh settings know this machine by a name. While Keyport is open, it asks you before it signs the log-in.',
  },
  cli: {
    about: 'Short names of your machines in your own ssh settings: on, off, or what would be added.',
    on: 'Adds three lines at the top of ~/.ssh/config, and nothing else, so that `ssh keyport-web-1` works.',
    off: 'Takes the three lines out again. Every other byte of the file stays.',
    show: 'Shows the lines, whether they are there, and the names. Changes nothing.',
    after:
      'The private key: while the Keyport window is open, ssh asks it, and it asks you. Otherwise ssh asks the agent of your terminal.\nKEYPORT_SSH_CONFIG names another file than ~/.ssh/config.',
    isOn: (file: string) => `On: the lines stand in ${file}.`,
    isOff: (file: string) => `Off: the lines do not stand in ${file}.`,
    columns: { command: 'Command', launch: 'Launch', instance: 'Instance' },
  },
  because: {
    leadsNowhere: (file: string) => `${file} is a link that leads to no file. Nothing was changed.`,
    noFile: (file: string) => `${file} is not a regular file. Nothing was changed.`,
    notYours: (file: string) => `${file} belongs to another user of this computer. Nothing was changed.`,
    manyNames: (file: string) =>
      `${file} has other names too (hard links), and only one of them would be changed. Add the lines yourself, or make it a file with one name. Nothing was changed.`,
    notWritable: (file: string) => `You may not write ${file}. Nothing was changed.`,
    tooLong: (file: string) => `${file} is larger than one mebibyte. Nothing was changed.`,
    halfMarked: (file: string) =>
      `In ${file} stand lines that look like those of Keyport (“# >>> Keyport”, “# <<< Keyport”), but not exactly as Keyport writes them. Keyport cannot tell what is yours there. Remove those lines yourself, then try again. Nothing was changed.`,
    otherHome: (file: string, line: string) =>
      `In ${file} stand the lines of another Keyport folder: ${line}. Turn it off there, or remove the three lines yourself. Nothing was changed.`,
    oddPath: (file: string) =>
      `Keyport’s own folder has a character in its path that ssh cannot be told: ${file}. Nothing was changed.`,
  },
} as const;

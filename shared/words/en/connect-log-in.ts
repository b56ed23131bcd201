import type { HostKeys } from '../../connect/host-keys.ts';

/** Logging in to one machine with Linux. */
export const connectLogInWords = {
  commandTitle: 'The command',
  commandWhy: 'For a terminal of your own. The terminal asks a running ssh agent for the key.',
  open: 'Open terminal',
  openWhy:
    'Opens a terminal that logs in by itself. Your private key stays in your keychain: Keyport signs this one log-in with it, and no key file is written.',
  opening: 'Opening a terminal',
  opened: {
    pinned: (terminal: string) => `A window of ${terminal} has opened. It goes on when Keyport is closed.`,
    'first-contact': (terminal: string) =>
      `A window of ${terminal} has opened. It was the first contact: compare the fingerprint that it shows, if you can.`,
  },
  practice:
    'This is a practice machine: nothing answers at its address, so there is nothing to log in to. For real, a button here opens a terminal that logs in with your key.',
  endpoint:
    'This launch was made at an address that is not AWS itself, so its machines are made up too, and their addresses may belong to strangers. Keyport does not connect to them.',
  notRunning: 'The machine is not running. Start it, and you can log in here.',
  noAddress: 'The machine has no public address, so it cannot be reached from here.',
  pressEnter: 'ssh has ended. Why stands above. Press Enter to close this window.',
  noTerminal: (command: string) =>
    `Keyport looked for the terminals that it knows and found none. Install one of them (for example xterm or gnome-terminal), or name yours in the environment variable KEYPORT_TERMINAL. Or type this in a terminal that you have: ${command}`,
  hostKeys: {
    title: 'Is it really your machine?',
    reading: 'Reading what the machine wrote on its console',
    state: {
      pinned: 'Known: its host keys were checked against what the machine itself wrote on its console.',
      'first-contact': 'Not known yet: the console of the machine shows no host keys.',
      'console-shows-others': 'The console shows other host keys now than those that Keyport has kept.',
      unknown: 'Not known yet: the console of the machine could not be read.',
    } satisfies Record<HostKeys['state'], string>,
    seen: 'Known from the first contact: its console shows no host keys to check it against.',
    why: {
      pinned:
        'A host key is how a server proves who it is. Only a machine that has one of these keys is logged in to. Any other one is refused.',
      'first-contact':
        'A host key is how a server proves who it is. At the first log-in ssh believes the key that it is shown, says so, and keeps it; from then on only that key counts. AWS shows the console some minutes after the start, so it can be worth waiting: then Keyport checks the key for you.',
      'console-shows-others':
        'That is normal if somebody made new host keys on the machine. Otherwise somebody else may have answered in its place. ssh goes on refusing every key but the kept ones. Use the new ones only if you know why they changed.',
      unknown:
        'At the first log-in ssh believes the key that it is shown, says so, and keeps it; from then on only that key counts. What the console shows is safer: try to read it again.',
    } satisfies Record<HostKeys['state'], string>,
    seenWhy:
      'A host key is how a server proves who it is. ssh has kept the one that it was shown at the first log-in, and refuses every other one.',
    kept: 'Kept',
    shown: 'On the console now',
    again: 'Read the console again',
    pin: 'Use the keys on the console',
    pinned: 'From now on the keys that the console shows count.',
  },
} as const;

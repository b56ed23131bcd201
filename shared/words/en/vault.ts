/** What is said of the vault as a whole, on every screen: its opening, its waiting, and what cannot wait for an answer. */
export const vaultWords = {
  start: {
    opening: 'Opening your keys…',
    openingWhy: 'Keyport looks whether an earlier run left something half done, and finishes it first.',
    failed: 'Your keys could not be opened',
    failedWhy:
      'Nothing was changed, and no key was lost by it. Keyport needs them before it does anything else.',
    inUseRetry: 'Keyport tries again by itself every two seconds.',
    tryNow: 'Try now',
  },
  unlock: {
    title: 'Unlock your keys',
    why: 'Your private keys are in an encrypted file. Its passphrase is asked once after each start.',
    passphrase: 'Passphrase',
    submit: 'Unlock',
    later: 'Not now',
    laterWhy: 'Nothing can be launched, and no key used, until it is unlocked.',
    locked: 'Your keys are locked',
  },
  unfinished: {
    title: 'Some keys are not finished',
    intro:
      'Keyport looked through its keys at this start. These were not simply safe. This is how they stand now:',
    doneTitle: 'Keyport has finished some keys',
    doneIntro:
      'An earlier run had ended in the middle of something. Nothing was lost, and nothing is left to do.',
    safe: 'Keyport has finished what was left to do.',
    goOn: 'Go on',
    toKeys: 'Go to your keys',
    later: 'Decide later',
    laterWhy: 'What needs you stays marked on “Keys”.',
  },
  waiting: {
    title: 'Waiting for your keychain',
    why: 'Your system may be asking for its password, perhaps behind this window. Keyport goes on as soon as the keychain answers.',
  },
  agentAsks: {
    title: 'Let this program log in?',
    asks: (program: string, pid: number, key: string) =>
      `${program} (pid ${pid}) wants to log in with key ${key}.`,
    someone: (key: string) => `A program wants to log in with key ${key}. Your system does not tell which.`,
    startedBy: (program: string) => `It was started by ${program}.`,
    forwardedTitle: 'A server asks, not a program of yours',
    forwarded:
      'You forwarded this agent to a server, and somebody there wants to log in further on with your key. Allow it only if that is what you are doing right now.',
    own: 'Allow it only if you have just started it yourself.',
    why: 'It gets signatures, and never the private key. About ssh you are asked at each connection; about another program once, for as long as it runs.',
    more: (count: number) =>
      count === 1 ? 'One more program is waiting.' : `${count} more programs are waiting.`,
    allow: 'Allow',
    refuse: 'Refuse',
  },
  held: {
    title: (name: string) => `The private key of “${name}” is not stored yet`,
    why: 'AWS sends a private key only once. Your keychain did not take this one, so it exists only in Keyport’s memory. If Keyport ends now, it is lost.',
    mustAnswer: 'Choose what becomes of it:',
    more: (count: number) =>
      count === 1
        ? 'Another key waits for the same decision.'
        : `${count} more keys wait for the same decision.`,
    retry: 'Try the keychain again',
    retryWhy: 'Unlock the keychain or make room on the disk first. The best end, when it works.',
    save: 'Save to a file',
    saveWhy:
      'The file is then the only copy. Keyport notes where it is, and never deletes it. Add it to the keychain later.',
    discard: 'Delete the key pair',
    discardWhy: 'The pair in AWS is removed, and this key is gone. Nothing was launched with it.',
  },
  passphrase: {
    first: 'Passphrase',
    second: 'The same again',
    rule: (least: number) =>
      `At least ${least} characters. Four or five words that have nothing to do with each other are strong and can be remembered.`,
    count: (typed: number, least: number) => `${typed} of at least ${least} characters`,
    long: (typed: number) => `${typed} characters`,
    tooShort: (least: number) => `Use at least ${least} characters.`,
    differs: 'These two are not the same.',
    nobody:
      'Nobody can open the file without this passphrase: not Keyport, not AWS. Keep it where you will find it.',
  },
  backup: {
    title: 'Make an encrypted backup',
    why: 'Every private key of the vault goes into one file, encrypted with a passphrase. With the file and the passphrase you have your keys back on any computer.',
    where: 'Then keep the file somewhere else: on a USB stick, or in a cloud folder. It is encrypted.',
    format: 'The file is in the open age format, which other programs read too.',
    submit: 'Choose a place and save',
    done: 'Your backup is made',
    doneCount: (keys: number) => (keys === 1 ? 'It holds one key.' : `It holds ${keys} keys.`),
    doneAt: 'It is here:',
    leftOut: 'Not in this backup',
    leftOutWhy: (names: readonly string[]) =>
      `Their private keys are not in the vault, or their records cannot be read: ${names.join(', ')}. The Keys screen says what each of them needs.`,
  },
  restore: {
    title: 'Restore a backup',
    why: 'Adds the keys of a backup to this vault. A key that is here already stays as it is; nothing is replaced.',
    choose: 'Choose the backup file',
    chooseAnother: 'Choose another file',
    chosen: 'Backup file',
    none: 'No file chosen yet',
    passphrase: 'Passphrase of this backup',
    submit: 'Restore',
    done: 'What was restored',
    added: (count: number) => (count === 1 ? 'One key was added' : `${count} keys were added`),
    already: (count: number) =>
      count === 1 ? 'One key was here already' : `${count} keys were here already`,
    refused: (count: number) => (count === 1 ? 'One key was refused' : `${count} keys were refused`),
    refusedWhy: (name: string, why: string) => `${name}: ${why}`,
    nothing: 'There was nothing in it to add.',
  },
  store: {
    noKeychain: {
      darwin: [
        'Open “Keychain Access” and see whether your login keychain is there and unlocked.',
        'Then try again. macOS may ask whether Keyport may use it: choose “Always Allow”.',
      ],
      win32: [
        'Open “Services” and see that “Credential Manager” (VaultSvc) is running and not switched off.',
        'On a managed computer a policy may forbid storing credentials: ask whoever manages it. Then try again.',
      ],
      linux: [
        'Install a keychain if there is none: GNOME Keyring (package gnome-keyring), KWallet or KeePassXC.',
        'Unlock it: with “Passwords and Keys” (Seahorse) for GNOME Keyring, with KWalletManager for KWallet. In KeePassXC, switch on “Secret Service integration”.',
        'Then try again.',
      ],
    },
    wayOut: 'What to do',
    or: 'Or keep your keys in an encrypted file',
    orWhy:
      'Without a keychain, Keyport can keep private keys in one file of its own, encrypted with a passphrase. You are asked for it after each start. A keychain is the better choice where there is one.',
    open: 'Use an encrypted file instead',
    title: 'Keep keys in an encrypted file',
    why: 'From now on private keys go into this file, and no longer into a keychain. Keyport never moves keys from one to the other by itself.',
    submit: 'Use the encrypted file',
    inUse: 'Your keys are kept in an encrypted file of Keyport’s. Its passphrase is asked after each start.',
    hasKeys:
      'Your keys are in a keychain already, so Keyport does not switch to a file. Mend the keychain instead.',
    back: 'Use the system’s keychain instead',
  },
} as const;

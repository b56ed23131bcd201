import { cliPracticeWords } from './cli-practice.ts';
import { cliStoreWords } from './cli-stores.ts';

/** The command line: what it says on its own. Problems and states it says in the catalogue's words. */
export const cliWords = {
  about: 'Private keys that are never lost, and servers that only the right people can reach.',
  exitCodes: `Exit codes: 0 done, 2 usage, 3 some of a launch runs and some does not, 4 refused or it needs you, 5 failed,
6 an answer was lost (run "resume", or "keys recover"), 7 another Keyport program has this home, 130 cancelled;
of "review" also 1: there are findings; of "permissions" also 1: an action that Keyport needs is refused.

Results go to standard output; progress, questions and problems to standard error. With --json standard output holds
one document: {"ok": true, "result": …} or {"ok": false, "problem": {"code": …, "title": …, "explanation": …}},
with a "result" beside the problem where there is one too.
No command shows a private key. Passphrases are asked on the terminal or read from a file, never taken as an argument.`,
  mfa: {
    ask: (serial: string) => `Code of the second factor ${serial} (six digits):`,
    refused: 'AWS refused this code. It takes each code once: wait for the next one.',
  },
  options: {
    home: 'where Keyport keeps its records (default: KEYPORT_HOME, else the folder of the app)',
    json: 'print one JSON document',
    out: 'write the result to a file instead of standard output',
    yes: 'confirm what would be asked',
    quiet: 'no progress on standard error',
    profile:
      'profile of the AWS files, or account whose access key Keyport keeps (default: AWS_PROFILE, else the keys of the environment)',
    region: 'AWS region (default: the one that the profile or AWS_REGION names)',
    endpoint: 'where calls go instead of to AWS: https, or a server on this computer',
    proxy:
      'how calls leave this computer: http://host:port, “environment” (HTTPS_PROXY and NO_PROXY) or “none” (default: as “keyport connection” keeps it, at first the environment)',
    ca: 'file with root certificates (PEM) to trust beside the built-in ones (default: those that “keyport connection” keeps)',
    storePassphraseFile: 'first line: the passphrase of the encrypted file that keeps your keys',
  },
  commands: {
    keys: 'private keys: make, use, keep and remove them',
    create: 'make a key pair; its private key goes where yours are kept (see “keys store”)',
    list: 'the keys that Keyport keeps, without asking the keychain or AWS',
    prove: 'read a private key back and sign with it',
    add: 'take a private key from a file; the file stays where it is',
    export: 'write a private key to a new file that only you can read',
    remove: 'remove the key pair in AWS, or move the private key here to the trash: two separate acts',
    untrash: 'take a private key out of the trash',
    recover: 'finish what an earlier run left half done',
    backup: 'write all private keys to one encrypted file',
    restore: 'add the keys of a backup to those that are here',
    store: 'where private keys are kept, and whether that works; or choose it, while there are none yet',
  },
  args: {
    name: 'name of the key, or its id (the first 8 characters are enough)',
    keyFile: 'file with the private key: OpenSSH, PEM or PuTTY',
    backupFile: 'file with the backup',
    store: 'keychain, or file: an encrypted file with a passphrase',
  },
  flags: {
    createName: 'name of the key pair',
    type: 'kind of key',
    path: 'who makes it: aws hands its private key over once; here sends only the public half to AWS',
    account: 'compare with the key pairs and instances of the account, in all its regions',
    addName: 'name that it gets here',
    passphraseFile: 'first line: the passphrase of the file',
    to: 'new file to write; one that is there already is left alone',
    format: 'format of the file',
    encrypt: 'protect the file with a passphrase (asked, or from --passphrase-file)',
    pair: 'the key pair in AWS; refused while an instance may use it',
    privateKey: 'the private key here: 30 days in the trash, then Keyport asks',
    forGood: 'with --private-key: delete it out of the trash',
  },
  /** Parts of the catalogue's sentences that are not true here. */
  ofTheWindow: [', and your answers are kept', 'Your answers are kept.'],
  usage: {
    title: 'This is not a command that Keyport can carry out',
    refusedAtTheDoor: 'A name, a region or a passphrase is not one that can be.',
    emptyOption: 'An option has no value.',
    removeWhat: 'Say which: --pair (the key pair in AWS) or --private-key (the private key here).',
    forGoodWhat: '--for-good goes with --private-key.',
    noRegion: 'No region: say --region, or set AWS_REGION.',
    unknownKey: (name: string) =>
      `No key here has this name or id: ${name}. "keys list" shows all; of an id at least 8 characters are needed.`,
    ambiguous: (name: string, ids: readonly string[]) =>
      `${ids.length} keys are meant by “${name}”. Give the id of one: ${ids.join(', ')}.`,
    unknownPair: (name: string, region: string) => `No key pair in ${region} has this name: ${name}.`,
    unreadableFile: (file: string) => `The file with the passphrase cannot be read: ${file}.`,
    nobody: 'There is nobody to ask',
    noTerminal: (option: string) => `Give the passphrase in a file: ${option} FILE.`,
    noTerminalName: 'Without a terminal, confirm with --yes.',
    notWritten: (file: string) => `The result could not be written: ${file}.`,
    notPrinted:
      'What was asked for is done, but its result could not be printed: nobody reads standard output, or its disk is full.',
  },
  ask: {
    passphrase: (what: string) => `Passphrase of ${what}:`,
    newPassphrase: 'New passphrase:',
    again: 'The same again:',
    differs: 'These two are not the same.',
    store: 'the file with your keys',
    typePair: (name: string, keyPairId: string, region: string) =>
      `This removes key pair ${keyPairId} in ${region} from AWS. Type its name (${name}):`,
    typeTrash: (name: string) => `This moves private key “${name}” to the trash. Type its name:`,
    typeDelete: (name: string) =>
      `This deletes private key “${name}” for good; nobody can bring it back. Type its name:`,
    saveWhere: 'File to save it to:',
    held: 'r = try the keychain again, s = save it to a file, d = delete the key pair in AWS:',
  },
  progress: {
    waiting: 'Waiting for your keychain: your system may be asking for its password.',
    answered: 'Your keychain has answered.',
    interrupted: 'A private key is on its way: Keyport ends as soon as it is safe.',
    interruptedCall:
      'A call to AWS is on its way: Keyport ends as soon as its answer is written down, so that nothing is made unseen.',
    tryingAgain: 'Trying the keychain again.',
    deletingPair: 'Nobody is there to ask, so the key pair in AWS is deleted. Nothing was launched with it.',
    unfinished: (count: number) =>
      count === 1
        ? 'One key was not finished by an earlier run: "keys recover" finishes it.'
        : `${count} keys were not finished by an earlier run: "keys recover" finishes them.`,
  },
  practice: cliPracticeWords,
  stores: cliStoreWords,
  columns: {
    name: 'NAME',
    state: 'STATE',
    type: 'TYPE',
    region: 'REGION',
    copies: 'COPIES',
    proved: 'LAST PROVED',
    users: 'INSTANCES',
    id: 'ID',
  },
  none: '-',
  state: { safe: 'safe', finishing: 'finishing', 'needs-you': 'needs you', trashed: 'in the trash' },
  done: {
    noKeys: 'No keys yet.',
    created: (name: string) => `Key ${name} is in your keychain, read back and proved.`,
    proved: (name: string) => `Key ${name} was read back, and it signs.`,
    added: (name: string, file: string) =>
      `Key ${name} is in your keychain. The file is still there: ${file}`,
    exported: (file: string) => `Written: ${file}`,
    exportedOpen: (file: string) => `Written, but this disk cannot keep others from reading it: ${file}`,
    removedPair: (name: string, keyPairId: string) =>
      `Key pair ${name} (${keyPairId}) is gone from AWS. The private key was not touched.`,
    trashed: (name: string) =>
      `Private key ${name} is in the trash for 30 days. The key pair in AWS was not touched.`,
    untrashed: (name: string) => `Private key ${name} is out of the trash.`,
    deleted: (name: string) => `Private key ${name} is deleted.`,
    recovered: 'Nothing is left half done.',
    needsYou: (count: number) => (count === 1 ? 'One key needs you.' : `${count} keys need you.`),
    finishing: (count: number) =>
      count === 1 ? 'One key is not finished yet.' : `${count} keys are not finished yet.`,
    backedUp: (keys: number, file: string) =>
      keys === 1 ? `One key is in ${file}` : `${keys} keys are in ${file}`,
    leftOut: (name: string) => `Not in the backup, because it needs you first: ${name}`,
    restored: (count: number) => (count === 1 ? 'One key was added.' : `${count} keys were added.`),
    alreadyHere: (count: number) =>
      count === 1 ? 'One key was here already.' : `${count} keys were here already.`,
    refused: (name: string, why: string) => `Refused: ${name}: ${why}`,
  },
  facts: {
    id: 'id',
    region: 'region',
    keyPair: 'key pair',
    fingerprint: 'fingerprint',
    awsFingerprint: 'in AWS',
    item: 'item in the keychain',
  },
} as const;

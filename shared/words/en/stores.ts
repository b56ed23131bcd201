/** Where private keys are kept, and the second copy: what is said where the catalogue of problems says too little. */
export const storeWords = {
  vaultFileDamaged:
    'The file “identity.age” in this folder opens all others in it, and it is not whole. Put it back from a copy of the folder, if there is one. Keyport changed nothing.',
  vaultFileThere:
    'There is an encrypted file in this Keyport home already, from an earlier choice. It opens with the passphrase it was made with. Nothing was changed.',
  vaultFileGone:
    'The folder with your encrypted keys is not there, or the file “identity.age” is missing from it. Put the folder back where it was. Keyport made no new one.',
  storeUnreadable:
    'The file that says where your keys are kept is damaged, so Keyport uses neither place. Correct or remove the file that the details name: without it, keys are looked for in the keychain of your system.',
  backup: {
    saveTitle: 'Save the backup of your keys',
    saveButton: 'Save backup',
    openTitle: 'Choose a backup of your keys',
    openButton: 'Choose backup',
    missing: (name: string) =>
      `The private key of “${name}” is no longer in your keychain, so no backup was made: it would not be whole. Restore that key, or let Keyport forget it, then try again.`,
    notProved: (name: string) =>
      `What the keychain gave back for “${name}” is not its private key, so no backup was made: it would not be whole.`,
    notReadable: (name: string) =>
      `The private key of “${name}” could not be read, so no backup was made: it would not be whole.`,
    notReadBack:
      'The file was written, but reading it back did not give the same keys. It was removed; choose another place.',
    notNoted:
      'The backup is written and was read back, but Keyport could not note that it exists: the disk with its records may be full.',
    refusedDamaged: 'Its private key and its public half do not belong together.',
    refusedTooLong: 'It is longer than every system’s keychain takes.',
    refusedOccupied: 'Your keychain holds another item under its name, and Keyport never replaces one.',
    refusedInWork: 'Keyport is busy with this very key. Try again in a moment.',
    refusedOther: 'A key with the same id is here, but it is another one.',
    refusedUnreadable: (file: string) =>
      `Keyport’s record of it is damaged. Move that file away, then restore again: ${file}`,
    refusedNotKept: 'Your keychain did not keep it.',
  },
} as const;

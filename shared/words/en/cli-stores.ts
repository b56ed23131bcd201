/** Where private keys are kept, on the command line: for each way in which that place may stand, what is true of it. */
export const cliStoreWords = {
  keychain: {
    ready: (backend: string) =>
      `Private keys are kept in your keychain: ${backend}. It is open: a trial item was written, read back and removed.`,
    locked: (backend: string) =>
      `Private keys are kept in your keychain: ${backend}. It is locked: unlock it before you make or use a key.`,
    failed: (backend: string) =>
      `Private keys are kept in your keychain: ${backend}. It is there, but a trial item did not come back from it, so no key can be made.`,
    absent: (backend: string) =>
      `Private keys have no place yet: no keychain answers on this computer. Keyport looked for: ${backend}.`,
    gone: (backend: string) =>
      `Your private keys are in your keychain, and it does not answer now: ${backend}. Start it again. Nothing is lost by that.`,
  },
  file: {
    ready: () =>
      'Private keys are kept in an encrypted file of Keyport’s. This passphrase opens it; each command that needs a key asks for it, or reads it from --store-passphrase-file FILE.',
    locked: () =>
      'Private keys are kept in an encrypted file of Keyport’s. Each command that needs a key asks for its passphrase, or reads it from --store-passphrase-file FILE.',
    failed: () =>
      'Private keys are kept in an encrypted file of Keyport’s, and a trial item could not be written to it: the disk may be full, or the folder may not be written.',
    absent: () => 'Private keys are kept in an encrypted file of Keyport’s, and it is not in its place.',
  },
  useFile:
    'Without a keychain, an encrypted file with a passphrase can keep your private keys: keyport keys store file',
} as const;

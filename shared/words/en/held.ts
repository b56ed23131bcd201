/** What is said of a private key that AWS has handed out and the keychain did not take. The Keys screen asks what to do. */
export const heldWords = {
  notKept: (name: string) =>
    `AWS made the key pair “${name}” and sends its private key only once, but your keychain did not keep it. Keyport holds it in memory until you decide what to do with it.`,
  notReadBack: (name: string) =>
    `AWS made the key pair “${name}” and its private key was given to your keychain, but it cannot be read back. Keyport holds it in memory until you decide what to do with it.`,
  otherCameBack: (name: string) =>
    `AWS made the key pair “${name}”, but what your keychain gave back is not its private key. Keyport holds that in memory until you decide what to do with it.`,
  noAnswer: (name: string) =>
    `AWS made the key pair “${name}”, and your keychain has not answered yet whether it keeps the private key. Your system may be asking for a password. Until then Keyport holds it in memory.`,
  dialog: {
    title: (name: string) => `Save the only copy of private key “${name}”`,
    button: 'Save private key',
  },
  savedToFile: (name: string, file: string) =>
    `Your keychain did not take the private key of “${name}”, so you saved it to ${file}. That is the only copy: keep it, and add it from there once the keychain works again. Nothing was launched with it.`,
  savedToOpenFile: (name: string, file: string) =>
    `Your keychain did not take the private key of “${name}”, so you saved it to ${file}. That is the only copy, and this disk cannot keep others from reading it: move it to a safer place. Nothing was launched with it.`,
  deleted: (name: string) =>
    `Your keychain did not take the private key of “${name}”, so the key pair was deleted in AWS. Nothing was launched with it.`,
  givenUp: (name: string) =>
    `AWS made the key pair “${name}”, but its private key could not be kept, and AWS sends it only once. The key pair is harmless, because nobody has its private key: Keyport removes it at its next start. Nothing was launched.`,
  quit: {
    title: 'A private key would be lost',
    message: 'The only copy of a private key is in Keyport’s memory.',
    detail:
      'AWS sends a private key only once, and your keychain has not taken this one. Go back to try the keychain again, to save the key to a file, or to delete the key pair.',
    goBack: 'Go back',
    lose: 'Quit and lose it',
  },
} as const;

/** What befell one private key, where the catalogue of problems says too little. */
export const custodyWords = {
  keychains: {
    darwin: 'Keychain of macOS',
    win32: 'Windows Credential Manager',
    linux: 'Secret Service (GNOME Keyring, KWallet, KeePassXC)',
    file: 'Encrypted file',
  },
  answerLost: (name: string) =>
    `AWS made the key pair “${name}”, but the answer with its private key never arrived, and AWS sends it only once. The key pair is harmless, because nobody has its private key, and it can be removed. Nothing was launched.`,
  answerLostUnseen: (name: string) =>
    `The request for key pair “${name}” was sent, but no answer came, and Keyport finds no such key pair in AWS. Should it turn up later, it is harmless, because nobody has its private key. Nothing was launched.`,
  importLost: (name: string) =>
    `The public half of key pair “${name}” was sent, but no answer came, and Keyport does not find it in AWS. The private key is safe in your keychain. Nothing was launched.`,
  notRecorded: (name: string) =>
    `The private key of “${name}” is safe in your keychain, but Keyport could not write that down: the disk may be full or read-only. Nothing was launched. Make room; Keyport then finishes with this key at its next start.`,
  notRecordedHere: (name: string) =>
    `The private key of “${name}” is safe in your keychain, but Keyport could not write that down: the disk may be full or read-only. AWS was not asked, and nothing was launched.`,
  notProved: (name: string) =>
    `What the keychain gave back is not the private half of key pair “${name}” in AWS. Nothing was launched; the key pair can be removed.`,
  notProvedHere:
    'What the keychain gave back is not the private key that was just made. Nothing was sent to AWS, and nothing was launched.',
  notShown: (name: string) =>
    `AWS does not show the public half of key pair “${name}”, so Keyport cannot prove that the private key in your keychain belongs to it. Nothing was launched; the key pair can be removed.`,
} as const;

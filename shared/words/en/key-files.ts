/** Files with private keys, where the catalogue of problems says too little; and the dialogs that ask for them. */
export const keyFileWords = {
  publicKey:
    'This is a public key. The private one is another file, as a rule of the same name without “.pub” at the end.',
  certificate: 'This is a certificate, the public part of a key pair. The private key is another file.',
  several:
    'There are several private keys in this file. Save each one in a file of its own, and add them one by one.',
  cutOff: 'The file ends in the middle of the private key. Nothing was stored.',
  tooLarge: 'The file is far larger than any private key.',
  tooCostly:
    'Its passphrase is protected with settings that would keep this computer busy for minutes. Save it again with usual settings, for example with “ssh-keygen -p -f” and the file’s name, and add that file.',
  oldPutty:
    'It was saved by a PuTTY from before 2002. Open it in a newer PuTTYgen, save it again, and add that file.',
  known: (name: string) => `It is there as “${name}”, by whatever name you add it. Nothing was added.`,
  inTrash: (name: string) =>
    `It is there as “${name}”, in the trash. Take it out of the trash instead. Nothing was added.`,
  notProved:
    'What the keychain gave back is not the private key from the file. The file is as it was. Look at your keychain, then try again.',
  notExported:
    'What the keychain gave back is not the private half of this key. No file was written, and nothing was changed.',
  choose: { title: 'Choose a private key', button: 'Choose' },
  save: { title: 'Save the private key to a file', button: 'Save' },
} as const;

/** What practice is called where an account, an address or a keychain is named, and why one cannot change to it now. */
export const practiceModeWords = {
  account: 'Practice account',
  /** Who says which address this computer has. */
  addressSource: 'the practice account',
  keychain: 'Plain file for practice',
  /** Who has the home of practice, as a person knows it. */
  program: 'practice in the Keyport window',
  /** Stands at the top of that file. */
  keyFileSays:
    'Private keys of Keyport’s practice account. There is no such account at AWS: they open nothing.',
  unknownAction: (action: string) =>
    `A rule is about “${action}”, and the practice account has no call of that name.`,
  linked: (home: string) => `The folder of practice is a link, and what is behind it may be yours: ${home}`,
  busy: {
    start:
      'Something of your own accounts is still under way, or a private key waits for you. Finish it first, then practise.',
    stop: 'Something in practice is still under way, or a private key waits for you. Finish it first.',
    reset: 'Something in practice is still under way. Wait until it has finished, then begin anew.',
  },
  left: 'This was asked before you changed between your own accounts and practice, so the answer is not shown.',
} as const;

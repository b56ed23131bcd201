/** What keeps one from changing between one's own accounts and practice. */
export const practiceProblemWords = {
  'practice-busy': {
    title: 'Something is not finished yet',
    explanation: 'Keyport changes between your own accounts and practice only when nothing is under way.',
  },
  'practice-closed': {
    title: 'You are not practising',
    explanation: 'This belongs to the practice account. Start practising first. Nothing was changed.',
  },
  'weather-unreadable': {
    title: 'This is no weather for the practice account',
    explanation: 'The file says what is to go wrong, as a JSON list of rules. Something else stands in it.',
  },
  'port-taken': {
    title: 'The practice account cannot be served on this port',
    explanation: 'Another program listens there. Choose another port.',
  },
} as const;

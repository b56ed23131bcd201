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
} as const;

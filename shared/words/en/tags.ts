/** The person's own tags: labels on everything that a launch makes. */
export const tagWords = {
  titleOf: (count: number) => (count === 0 ? 'Tags (none)' : `Tags (${count})`),
  why: 'Labels of your own on everything this launch makes, for bills and for rules of your company. You can leave this empty.',
  none: 'No tags of your own.',
  add: 'Add a tag',
  remove: 'Remove',
  removeTag: (key: string) => (key === '' ? 'Remove this tag' : `Remove the tag ${key}`),
  key: 'Key',
  keyExample: 'for example Team',
  value: 'Value (can be empty)',
  valueExample: 'for example Web shop',
  room: (count: number) =>
    count === 1 ? 'There is room for one more tag.' : `There is room for ${count} more tags.`,
  review: (tags: string) => `Your own tags: ${tags}`,
  refused: {
    empty: 'A tag needs a key.',
    'long-key': 'A key has at most 128 characters.',
    'long-value': 'A value has at most 256 characters.',
    'of-aws': 'Keys that begin with “aws:” belong to AWS.',
    'of-keyport': 'Keyport uses this key itself.',
    twice: 'This key is there already.',
    character: 'It has a character that cannot be shown.',
  },
} as const;

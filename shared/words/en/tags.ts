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
    'too-many': 'There can be 46 tags of your own.',
  },
  required: {
    here: 'Required here.',
    needed: 'Labels on everything this launch makes. Those that are required here need a value.',
    value: 'Value',
    valueMissing: 'This tag is required here: write its value.',
    open: 'Required tags',
    title: 'Tags that every launch needs',
    why: 'Each launch from this computer then asks for these tags, and is refused without them. What you propose is filled in, and can be changed in each launch.',
    none: 'No tag is required.',
    proposal: 'Proposed value (can be empty)',
    add: 'Require a tag',
    save: 'Save',
    cancel: 'Cancel',
    refused: (key: string, why: string) =>
      key === ''
        ? `${why} Nothing was changed.`
        : `The tag “${key}” cannot be required. ${why} Nothing was changed.`,
    unreadable: (file: string) =>
      `The file ${file} is damaged or not yours to read. Keyport leaves it as it is, and launches nothing until it knows which tags are required. Mend the file, or move it away, and require the tags once more.`,
    cli: {
      about: 'tags that every launch from this home needs',
      list: 'show the required tags',
      require:
        'require a tag of every launch; of one that is required already, the proposed value is changed',
      unrequire: 'require a tag no more',
      key: 'the key of the tag, capitals as they are',
      value: 'what is proposed for it: filled in by the window and by “plan”',
      columns: ['KEY', 'PROPOSED VALUE'],
      required: (key: string) => `Every launch needs the tag “${key}” from now on.`,
      unrequired: (key: string) => `The tag “${key}” is required no more.`,
      unknown: (key: string) => `The tag “${key}” is not required. “keyport tags list” shows those that are.`,
    },
  },
} as const;

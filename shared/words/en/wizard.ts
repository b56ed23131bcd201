/** The wizard: its steps, questions and explanations. */
export const wizardWords = {
  steps: {
    account: 'Account and region',
    image: 'Image',
    size: 'Size',
    zones: 'Availability Zones',
    access: 'Who may connect',
    key: 'Key',
    review: 'Review',
  },
} as const;

/** Where reading the groups goes wrong in a way of its own; and the dialog for the file of a report. */
export const groupReviewWords = {
  threadStopped:
    'The part of Keyport that reads security groups stopped while it was at work. Nothing was changed. Read the groups again.',
  otherRegions: 'all other regions',
  regionsNotListed: 'This account may not list its regions, so that only one was read.',
  save: { title: 'Save the report', button: 'Save' },
} as const;

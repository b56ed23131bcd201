/** The frame around every screen, and the parts that several screens share. */
export const appWords = {
  title: 'Keyport',
  details: 'Details',
  requestId: (id: string) => `AWS request id: ${id}`,
  problemCode: (code: string) => `Keyport’s name for it: ${code}`,
  problemActions: {
    retry: 'Try again',
    undo: 'Remove what was made',
    'choose-account': 'Check the account',
    'choose-size': 'Choose another size',
    'choose-zones': 'Choose other zones',
    rename: 'Choose another name',
  },
  severity: { blocker: 'Must be changed', danger: 'Danger', caution: 'Caution', note: 'Note' },
  identity: {
    bar: 'Who and where',
    account: 'Account',
    arn: 'Signed in as',
    region: 'Region',
    endpoint: 'Endpoint',
    nobody: 'No account yet',
    launches: (count: number) => (count === 1 ? 'Another launch' : `${count} other launches`),
  },
  about: {
    button: 'About',
    open: 'About Keyport',
    title: 'About Keyport',
    close: 'Close',
    version: 'Keyport',
    electron: 'Electron',
    chrome: 'Chromium',
    node: 'Node.js',
    standIn: 'Stand-in host',
    standInWhy:
      'This window runs on the stand-in host, not on Electron’s own program. It is for development and tests.',
  },
  help: {
    open: 'Open the lesson',
    close: 'Close the lesson',
    panel: 'Lesson',
    link: 'Lesson',
    linkFor: (step: string) => `Lesson: ${step}`,
  },
  layout: { notifications: 'Notifications' },
  crash: {
    title: 'This screen stopped working',
    explanation:
      'This is a fault in Keyport. What runs in AWS is not touched by it. Load the screen again to go on.',
    reload: 'Load the screen again',
  },
  perHour: (money: string) => `${money} per hour`,
  perMonth: (money: string) => `${money} per month`,
} as const;

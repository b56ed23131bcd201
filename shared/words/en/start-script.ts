/** What each machine does by itself when it starts for the first time: the question, the page, and what is said of a text. */
export const startScriptWords = {
  title: 'When a machine starts for the first time',
  why: 'Each machine can carry out a script once, as its administrator, before anybody logs in. AWS calls it user data.',
  kind: 'Start script',
  none: 'Nothing',
  noneWhy: 'The machine starts as the image made it. Behind an open web port there is then no web site yet.',
  firstPage: 'A first web page',
  firstPageWhy:
    'A page that tells which machine it is, so that you see something. Nothing is downloaded; replace it with your own site.',
  own: 'My own script',
  ownWhy: 'A text of yours, at most 16 KiB.',
  text: 'Your script',
  textWhy: {
    linux: 'For example a shell script, beginning with #!/bin/sh, or a #cloud-config file.',
    windows: 'PowerShell between <powershell> and </powershell>.',
  },
  neverSecret:
    'No passwords or keys: every program on the machine, and everybody who may look at it in AWS, can read this text.',
  used: (bytes: string, most: string) => `${bytes} of ${most} bytes used`,
  pageAt: {
    80: 'When the machines run, open http:// and the address of one of them in your browser.',
    443: 'When the machines run, open https:// and the address of one of them in your browser. The browser will warn you: the machine made its certificate itself, and nobody vouches for it yet. A real one needs a domain name.',
  },
  show: 'Show the script',
  review: 'Start script, word for word',
  reviewWhy: 'Each machine carries it out once, as its administrator, when it starts for the first time.',
  answers: {
    'first-page': 'At their first start, the machines put up a first web page.',
    own: 'At their first start, the machines carry out your own script.',
  },
  page: {
    runsIn: 'This machine runs in the Availability Zone',
    madeBy:
      'Keyport put this page here when the machine started for the first time, so that there is something to see.',
    replace: 'To put your own web site in its place, log in and take this page away first:',
  },
  comments: {
    what: 'A first web page, made by Keyport. Runs once, when the machine starts for the first time.',
    toEnd: 'To take the page away again:',
    certificate:
      'A certificate that the machine makes for itself. Browsers warn of it: nobody vouches for it.',
    zone: 'In which zone this is: EC2 tells the machine itself, at an address that only the machine can ask.',
    unknownZone: 'unknown zone',
    nobody: 'From here on without any rights.',
    unit: 'A first web page, made by Keyport',
  },
} as const;

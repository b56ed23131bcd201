import { practiceWeatherWords } from './practice-weather.ts';

/** Practising: an EC2 inside of Keyport. What it is, how one gets there and back, and what is in it. */
export const practiceWords = {
  title: 'Practice',
  windowTitle: 'Practice · Keyport',
  weatherOf: practiceWeatherWords,
  news: {
    started: 'You are practising now. Nothing you do here is real.',
    stopped: 'You are back with your real accounts.',
    reset: 'Practice begins anew: an empty account, no keys, fair weather.',
    closed: 'Practice could not go on, and has ended. You are back with your real accounts.',
  },
  offer: {
    button: 'Practise without an account',
    title: 'New to AWS? Practise first',
    why: 'Keyport has a small EC2 of its own to practise on. You do everything as you would for real, and break whatever you like.',
    points: [
      'No AWS account and no credit card is needed.',
      'Nothing leaves this computer.',
      'Nothing is started in AWS, so nothing costs anything.',
    ],
    small:
      'Not sure yet? Do it once with nothing at stake: nothing leaves this computer, nothing costs anything.',
    startTitle: 'Or practise meanwhile',
    startWhy:
      'Practice needs neither your keychain nor your keys. It has an account and keys of its own, and nothing in it is real.',
  },
  strip: {
    label: 'Practice',
    badge: 'Practice',
    meaning: 'What does this mean?',
    sentence: 'Nothing here is real. Nothing goes out, nothing costs.',
    leave: 'Back to your real accounts',
    close: 'Close',
    dismiss: 'Dismiss',
    popoverTitle: 'You are practising',
    popover: [
      'All that you see is an account inside of Keyport. It behaves like EC2, and AWS knows nothing of it.',
      'The machines do not exist, so nobody can log in to them. The keys open nothing. What a price says is what it would cost.',
      'Your real accounts, machines and keys are not shown here, and cannot be changed from here.',
      'What you make here stays, also when Keyport is closed, until you begin anew on the screen “Practice”.',
    ],
  },
  account: {
    title: 'The practice account',
    why: 'Nothing to sign in to. Choose a part of the world, and go on as you would for real.',
    name: 'Practice account',
    kind: 'An account inside of Keyport. Nothing leaves this computer.',
    connected: 'The practice account knows you',
  },
  launch: {
    note: 'These machines do not exist. All is as it would be for real, but nobody can log in, and no website answers.',
    keyCopy: 'It opens nothing. A real one would be in your keychain, and AWS would have no copy of it.',
    next: [
      'Look on “Groups” who could reach which machine, and on “Keys” what became of the key.',
      'Let something go wrong on “Practice”, start another launch, and see what Keyport makes of it.',
      'Remove what this launch made, as you would for real. Here it would cost nothing to leave it.',
    ],
    desktop: 'Nobody can log in to a practice machine. Into a real one with Windows you come so:',
    partly: 'Some of it runs. Below is what was made.',
    price: 'This is what you would pay for real. Practising costs nothing.',
    free: 'Practising costs nothing.',
    asForReal:
      'You are practising: whatever is said of costs here is as it would be for real, and nothing is charged.',
  },
  noRealKey:
    'Take no real key into practice: nothing protects the plain file that it would be kept in, and no real account is reached from here.',
  keys: 'These are keys to practise with. They open nothing, and are in a plain file instead of your keychain.',
  page: {
    intro: 'An EC2 inside of Keyport, to make mistakes on.',
    reading: 'Looking at the practice account',
    whatTitle: 'What this is',
    what: [
      'Simulated: accounts, zones, images, sizes, security groups, key pairs and machines, with EC2’s own rules and errors.',
      'Not there: the machines themselves. Nobody can log in to them, and no website runs on them.',
      'The private keys of practice are in a plain file, because they open nothing. Your keychain is left alone.',
    ],
    hereTitle: 'What is here now',
    instances: 'Machines',
    securityGroups: 'Security groups',
    keyPairs: 'Key pairs',
    allRegions: (regions: number) =>
      regions === 1
        ? 'What you made, in its one region.'
        : `What you made, in all of its ${regions} regions together.`,
    accountId: 'Account',
    myAddress: 'Your address, as practice takes it',
    home: 'Folder of practice',
    keyFile: 'Private keys of practice',
    setAside: 'An earlier practice account could not be read',
    setAsideWhy: 'It was put aside and this one began anew. Nothing of your real accounts is touched by it.',
  },
  weather: {
    title: 'The weather between you and AWS',
    intro: 'What goes wrong on the way, and how long things take.',
    fair: 'Fair weather',
    fairWhy: 'Every call is answered, as soon as it can be.',
    foul: (count: number) => (count === 1 ? 'One thing goes wrong' : `${count} things go wrong`),
    foulWhy: 'This is what goes wrong now. Where two fit the same call, the upper one comes first.',
    list: 'What goes wrong now',
    remove: 'Take away',
    removeOf: (title: string, scope: string) => `Take away: ${title}. ${scope}`,
    clear: 'Fair weather again',
    picture: (text: string) => `The road between you and AWS: ${text}`,
    you: 'You',
    aws: 'AWS',
    added: (title: string) => `From now on: ${title}.`,
    removed: (title: string) => `Taken away: ${title}.`,
    cleared: 'Fair weather again.',
    changed: 'The weather is as the file says.',
    addTitle: 'Let something go wrong',
    addIntro: 'Each of these happens in real life, sooner or later. Here it happens when you want it to.',
    add: 'Let it happen …',
    addOf: (title: string) => `Let it happen …: ${title}`,
    isOn: 'Happens now',
    full: (most: number) => `There are ${most} rules already, and no more fit. Take one away first.`,
  },
  file: {
    title: 'The weather as a file',
    why: 'For what the buttons above cannot say, and for the command line: the same text works as a weather file there.',
    label: 'Weather, as JSON',
    hint: 'A list of rules. Each has an “action” (AWS’s name of the call, or * for every call), a “kind” and, for some kinds, a “value”.',
    submit: 'Use this weather',
    back: 'Put back what is now',
    notJson: (line: number, column: number) => `This is no JSON: look at line ${line}, column ${column}.`,
    wrong: 'This is not a weather file yet:',
  },
  reset: {
    open: 'Begin anew',
    stuck: 'If practice cannot be opened any more, begin it anew. Only practice is emptied by it.',
    title: 'Begin practice anew?',
    why: 'The practice account will be as it was on the first day. This is lost, and cannot be brought back:',
    machines: (count: number) =>
      count === 1 ? 'one practice machine' : `${count === 0 ? 'no' : count} practice machines`,
    groups: 'the security groups you made or changed',
    keys: (count: number) =>
      count === 1
        ? 'one key pair, and every private key of practice'
        : `${count === 0 ? 'no' : count} key pairs, and every private key of practice`,
    allMachines: 'every practice machine',
    allKeys: 'every key pair and every private key of practice',
    launches: 'the list of your practice launches',
    weather: 'the weather: it will be fair again',
    untouched: 'Your real accounts, machines and keys are not touched.',
    submit: 'Begin anew',
    cancel: 'Keep it',
  },
} as const;

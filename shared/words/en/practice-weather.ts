/** The weather of practice: what can be made to go wrong, what one learns from it, and how a rule reads. */
export const practiceWeatherWords = {
  kinds: {
    latency: {
      title: 'AWS answers slowly',
      what: 'Every answer arrives late.',
      learn: 'See what Keyport waits for, and that waiting is not failing.',
    },
    throttle: {
      title: 'AWS asks to slow down',
      what: 'Only so many calls get through in a second. The others are told to come back later.',
      learn: 'See that Keyport waits a little longer each time, and still gets to the end.',
    },
    'not-found': {
      title: 'What was just made is not visible yet',
      what: 'AWS has made something and does not know it for a while. The real AWS does so, too.',
      learn: 'See why Keyport asks again before it believes that something is missing.',
    },
    'no-capacity': {
      title: 'No room in a zone',
      what: 'EC2 has no free computer of this size in one zone, or in any of them.',
      learn: 'See why a fleet stands in several zones, and what to do about the one that is missing.',
    },
    'zone-lost': {
      title: 'A whole zone fails',
      what: 'The buildings of one zone have no power or no network. Its machines do not answer.',
      learn: 'See that the machines in the other zones go on.',
    },
    elsewhere: {
      title: 'You are in another network',
      what: 'Your own address is another one, as in a train or at a friend’s home.',
      learn: 'See why nobody gets in any more, and let yourself in again.',
    },
    unauthorized: {
      title: 'You are not permitted',
      what: 'Your user may not do this. AWS says no, and hides the reason in a coded message.',
      learn: 'See which call was refused, and what to ask your administrator for.',
    },
    'pending-verification': {
      title: 'A new account is still being verified',
      what: 'AWS checks new accounts for a few hours, and starts no machine meanwhile.',
      learn: 'See that there is nothing to mend: wait, and launch the same again.',
    },
    'opt-in-required': {
      title: 'An image asks for a subscription first',
      what: 'AWS starts machines from this image only after you have accepted its terms.',
      learn: 'See where the terms are, and what they may cost.',
    },
    'lose-answer': {
      title: 'An answer gets lost',
      what: 'AWS does what it was asked to do, and the answer never arrives.',
      learn: 'See why Keyport looks before it asks a second time: else there would be two machines.',
    },
    'lose-request': {
      title: 'A call never arrives',
      what: 'The connection breaks on the way to AWS. Nothing is done.',
      learn: 'See that this looks just like a lost answer, and how Keyport tells them apart.',
    },
    'html-500': {
      title: 'AWS itself has a fault',
      what: 'Instead of an answer comes a page that says: internal error.',
      learn: 'See what Keyport does when nobody knows whether anything was done.',
    },
    error: {
      title: 'Another error of AWS',
      what: 'AWS refuses with this error.',
      learn: 'See how Keyport says it in plain words.',
    },
    pace: {
      title: 'How long things take',
      what: 'How quickly machines start and stop.',
      learn: 'See a launch as it is in EC2, or do not wait for it.',
    },
  },
  effect: {
    latency: (seconds: string) => `The answer comes ${seconds} late.`,
    throttle: (bucket: number, perSecond: string) =>
      `${bucket === 1 ? 'One call' : `${bucket} calls`} at once, then ${perSecond} per second.`,
    hiddenCalls: (calls: number) =>
      calls === 1
        ? 'The first call that names it does not find it.'
        : `The first ${calls} calls that name it do not find it.`,
    hiddenSeconds: (seconds: string) => `It cannot be found for ${seconds}.`,
    'no-capacity': 'EC2 has no room.',
    'zone-lost': 'Its machines do not answer, and no machine can be started in it.',
    elsewhere: 'The firewall sees you come from another address.',
    unauthorized: 'AWS does not permit it.',
    'pending-verification': 'The account is still being verified.',
    'opt-in-required': 'The image asks for a subscription.',
    'lose-answer': 'It is done, and the answer is lost.',
    'lose-request': 'The call is lost, and nothing is done.',
    'html-500': 'AWS answers with a fault, and nothing is done.',
    error: (code: string, status: number) => `AWS answers ${code} (HTTP ${status}).`,
    pace: (factor: string) => `Things take ${factor} times as long as in EC2.`,
    paceAtOnce: 'Things are done at once.',
    paceLikeEc2: 'Things take as long as in EC2.',
  },
  seconds: (count: string) => (count === '1' ? 'one second' : `${count} seconds`),
  /** Which calls a rule is about, in one sentence. */
  scope: (call: string | null, zone: string | null, nth: number | null) =>
    [
      ...(call === null
        ? [nth === null ? 'For every call' : `Of all calls, only for the ${ordinal(nth)}`]
        : [`For ${call}`]),
      ...(zone === null ? [] : [` in ${zone}`]),
      ...(nth === null || call === null ? [] : [`, only the ${ordinal(nth)} time`]),
      '.',
    ].join(''),
  wholeZone: (zone: string) => `All of ${zone}.`,
  untilTakenAway: 'Until you take it away.',
  /** When a rule begins to count. */
  from: (call: string | null, nth: number) =>
    call === null
      ? `It begins with the ${ordinal(nth)} call.`
      : `It begins with ${call}, the ${ordinal(nth)} time.`,
  call: (name: string, action: string) => `${name} (${action})`,
  calls: {
    RunInstances: 'starting machines',
    TerminateInstances: 'removing machines',
    DescribeInstances: 'looking at machines',
    CreateSecurityGroup: 'making a security group',
    AuthorizeSecurityGroupIngress: 'adding rules to a group',
    RevokeSecurityGroupIngress: 'taking rules from a group',
    DescribeSecurityGroups: 'looking at security groups',
    DeleteSecurityGroup: 'removing a security group',
    CreateKeyPair: 'having AWS make a key pair',
    ImportKeyPair: 'sending a public key to AWS',
    DescribeKeyPairs: 'looking at key pairs',
    DescribeImages: 'looking up images',
  } as Readonly<Record<string, string>>,
  /** What a call makes. */
  made: {
    RunInstances: 'new machines',
    CreateSecurityGroup: 'a new security group',
    CreateKeyPair: 'a key pair made by AWS',
    ImportKeyPair: 'a public key sent to AWS',
  } as Readonly<Record<string, string>>,
  everyCall: 'Every call',
  everyCallWhy: 'All that Keyport asks of AWS.',
  settings: {
    action: 'Which call',
    actionWhy: 'What Keyport asks of AWS when this happens.',
    maker: 'What is not visible',
    makerWhy: 'It is there, and AWS does not find it.',
    zone: 'In which zone',
    zoneWhy: 'Leave it empty for every zone.',
    zonePlaceholder: 'Every zone',
    zonesKnown: (region: string) => `Zones of ${region}`,
    zoneUse: (zone: string) => `Use “${zone}”`,
    zoneWrong: 'A zone is called like us-east-1a.',
    when: 'How often',
    always: 'Every time',
    alwaysWhy: 'Until you take it away again, or close Keyport.',
    once: 'One time only',
    onceWhy: 'Counted from now on. The calls before it and after it are answered as usual.',
    nth: 'Which time',
    nthWhy:
      '1 is the next one. A call that Keyport repeats by itself counts again; one that it only tries beforehand does not.',
    nthWrong: (most: string) => `A whole number from 1 to ${most}.`,
    strength: { latency: 'How slowly', throttle: 'How strongly', 'not-found': 'For how long' },
    submit: 'Let it happen',
    cancel: 'Cancel',
  },
  pace: {
    label: 'How long things take',
    why: 'How quickly machines start, stop and go.',
    'at-once': 'At once',
    quick: 'Quick',
    'like-ec2': 'Like EC2',
    own: (factor: string) => `${factor} times as long as EC2`,
  },
} as const;

function ordinal(count: number): string {
  const isTeen = count % 100 >= 11 && count % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

import type { LaunchState, Removal } from '../../launch.ts';
import type { Severity } from '../../finding.ts';

/** Launches on the command line. */
export const cliLaunchWords = {
  commands: {
    plan: 'write a launch plan: the safe answers for your account, as JSON',
    launch: 'launch what a plan says: shows it and its price, asks, and then makes it',
    launches: 'what was launched from this home, and how it stands',
    resume: 'finish a launch, or a removal, that was left half done',
    answer:
      'say what becomes of a machine that AWS refused: ask again, another zone, another size, or do without',
    undo: 'remove what a launch made: machines, their disks, the security group',
    record: 'all that there is to know of a launch: ids, rules, cost, how to clean up',
  },
  args: {
    plan: 'file with the plan, or - for standard input',
    launch: 'id of the launch (its first characters are enough), or its name',
    zone: 'the zone where the machine is missing, or all (may be left away where it is one)',
  },
  flags: {
    default: 'the safe answers: every zone, the cheapest size, log-in from your address only',
    template: 'the safe answers for one of these',
    perZone: 'so many machines in each zone (default: 1)',
    schema: 'the JSON schema of plans instead',
    name: 'name of the fleet, its key pair and its security group (default: a free one)',
    myAddress: 'the one IPv4 address that may log in, or none (default: looked up)',
    vpc: 'the network (VPC) instead of the default one',
    noInbound: 'let nothing in at all: one logs in through Session Manager, and needs --instance-profile',
    instanceProfile: 'the instance profile that lets the machines call Session Manager',
    accept: 'take this danger; once for each',
    wholeScript: 'show all of the start script, also where it is Keyport’s own first page',
    wait: 'until when: the machines run, pass the two checks of EC2, or answer at the log-in port',
    look: 'ask AWS first',
    all: 'those that are removed, too',
    again: 'ask for the same once more',
    zone: 'put it into this zone instead',
    type: 'make it of this size instead',
    leaveOut: 'do without it',
    keyPair: 'also delete the key pair in AWS; the private key stays with you',
    noKeyPair: 'leave the key pair in AWS, although this removal was begun with --key-pair',
    snapshots: 'copy each disk first; the copies stay, and cost money until you delete them',
    noSnapshots: 'copy no disk, although this removal was begun with --snapshots',
    recordFormat: 'format of the record',
    recordTo: 'write it to a new file; one that is there already is left alone',
  },
  after: {
    plan: `keyport plan --default --region us-east-1 > plan.json
keyport plan --default --name web --my-address 203.0.113.7 > plan.json
keyport plan --template windows-desktop > plan.json
keyport plan --default --per-zone 2 > plan.json

Nothing is created. Read the plan, change what you like, then: keyport launch plan.json
docs/launch-plan.schema.json says what may stand in it.`,
    launch: `It is judged first by what AWS says now. A blocker cannot be launched. A danger is taken by --accept ID, or by typing its id.
With nobody to ask, --yes is needed; without it nothing is created, and what was found is shown.

Exit codes: 0 everything runs, 2 usage (also a plan that cannot be read), 3 some of it runs, 4 not launched: a finding, or nobody to ask,
5 failed and nothing runs, 6 an answer was lost (run "resume"), 7 another Keyport program has this home, 130 cancelled.

Ctrl-C before anything is created ends it. After that the launch goes on; Ctrl-C again leaves it half done: "resume" or "undo" it.
What runs costs money until you remove it: keyport undo ID`,
    resume: `What was interrupted, or whose answer was lost, is looked for first and then finished: nothing is made twice.
What AWS refused is not asked for again by this: keyport answer LAUNCH ZONE`,
    answer: `Without an answer it shows what the machine could be instead, with prices, and changes nothing. Before a machine is started it
shows what it costs and asks; with nobody to ask, --yes is needed.

keyport answer web us-east-1a
keyport answer web us-east-1a --again
keyport answer web us-east-1a --zone us-east-1b
keyport answer web us-east-1a --type t3.small
keyport answer web us-east-1a --leave-out
keyport answer web all --again

A machine that is there, or may be there, is never asked for a second time. Exit codes as of "launch".`,
    record: `keyport launch-record web > web.md
keyport launch-record web --format json --out web.json

It tells where doors are open, so keep it to yourself. --to writes a file that only you can read, and never replaces one.`,
    undo: `Only what the record of this launch names is removed. Private keys are never removed.
A removal that was left half done goes on as it was begun, by this or by "resume": with --key-pair and --snapshots, if it had them.`,
  },
  schema: {
    title: 'Keyport launch plan',
    description:
      'What "keyport launch" carries out. "keyport plan --default" writes one for your account; it is judged again before anything is created.',
  },
  usage: {
    stdin: 'standard input',
    planHint: 'What may stand in a plan: keyport plan --schema',
    notAVpc: (typed: string) => `--vpc ${typed}: the id of a network begins with vpc-.`,
    notAProfile: (typed: string) =>
      `--instance-profile ${typed}: give the name of an instance profile, not its ARN.`,
    noSuchVpc: (typed: string, there: string) =>
      `--vpc ${typed}: there is no such network in this region. There ${there === '' ? 'is none' : `is: ${there}`}.`,
    planWhat:
      'Say which: --default or --template (a plan for your account), or --schema (what may stand in a plan).',
    otherRegion: (plan: string, said: string) =>
      `The plan is for ${plan}, and --region says ${said}. A plan belongs to one region: write another one for ${said}.`,
    noDefault: 'The account has no image, no size or no network that a safe plan could be made of.',
    noAddress: (why: string) =>
      `${why} Say who may log in: --my-address 203.0.113.7 (yours), or --my-address none.`,
    unknownLaunch: (named: string) =>
      `No launch here has this id or name: ${named}. "launches" shows all; of an id at least 4 characters are needed.`,
    ambiguousTitle: 'More than one launch can be meant',
    ambiguous: (named: string, each: readonly string[]) =>
      `“${named}” can mean ${each.length} launches. Type the id of one in its place:\n${each.join('\n')}`,
    oneOfThem: (id: string, state: string, startedAt: string) =>
      `${id}: ${state}, started ${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    nothingCreated: 'You stopped this. Nothing was created.',
    nothingRemoved: 'You stopped this. Nothing was removed.',
    nothingAsked: 'You stopped this. Nothing was asked for.',
    noTerminal: 'Nothing was created. Without a terminal, confirm with --yes.',
    noTerminalUndo: 'Nothing was removed. Without a terminal, confirm with --yes.',
    pairIsLeft: (name: string) =>
      `All but the key pair is gone, and the pair is free of charge. To remove it: keyport keys remove ${name} --pair`,
    wantsName: (name: string) => `That is not the name of the launch. Nothing is removed without it: ${name}`,
    wantsYes: 'That is not the word. Nothing is launched unless you type: yes',
    wantsId: (id: string) => `That is not its id. Nothing is launched unless you type: ${id}`,
    notStarted: 'Nothing was asked for: to start a machine, the word yes has to be typed.',
    nothingToAnswer: 'There is nothing to decide',
    halfDone: (name: string, launchId: string) =>
      `${name} was left half done: what was asked for has to be looked for first. Finish it: keyport resume ${launchId.slice(0, 8)}. Or remove it: keyport undo ${launchId.slice(0, 8)}`,
    noneMissing: (name: string) => `No machine of ${name} is missing.`,
    isThere: (name: string, zone: string) => `The machine of ${name} in ${zone} is there.`,
    notLaunched: 'Nothing was created: to launch, the word yes has to be typed.',
    oneAnswer: 'Give one answer: --again, --zone ZONE, --type TYPE or --leave-out.',
    whichZone: (zones: string) => `More than one machine is missing. Say which, or all: ${zones}`,
    unknownZone: (typed: string, zones: string) => `The launch has no machine in ${typed}. It has: ${zones}`,
    twoInZone: (zone: string, ids: string) => `Two machines of ${zone} are missing. Say which: ${ids}`,
    noOffer: (typed: string, offers: readonly string[]) =>
      offers.length === 0
        ? `${typed} cannot be had for this machine now, and nothing like it. Nothing was asked for.`
        : `${typed} cannot be had for this machine now. Nothing was asked for. What can: ${offers.join(', ')}`,
    otherName: 'What was typed is not the name. Nothing was removed.',
    notTaken: (id: string) => `The danger was not taken. Nothing was created. To take it: --accept ${id}`,
    blocked: (count: number) =>
      `Nothing was created: ${count === 1 ? 'the BLOCKER above has' : `the ${count} BLOCKERs above have`} to go first.`,
    more: (count: number) => (count === 1 ? 'And one more.' : `And ${count} more.`),
    notAnswered: 'The machines run, but not everything that was waited for has come.',
  },
  ask: {
    danger: (id: string) => `To take this danger, type its id (${id}):`,
    launch: 'Launch this? Type yes:',
    yes: 'yes',
    again: 'Once more, or no to leave:',
    start: (machines: number) => `Start ${machines === 1 ? 'this machine' : 'these machines'}? Type yes:`,
    undo: (
      name: string,
      machines: number,
      { keyPairToo, snapshotsFirst }: Removal,
      pairName: string | null,
    ) =>
      [
        `${machines === 0 ? 'What this launch made' : machines === 1 ? 'One machine, with its disk and everything on it,' : `${machines} machines, with their disks and everything on them,`} will be deleted, and nobody can bring it back.`,
        ...(snapshotsFirst
          ? ['Each disk is copied first; the copies stay, and cost money until you delete them.']
          : []),
        ...(pairName === null
          ? []
          : [
              keyPairToo
                ? `The key pair “${pairName}” in AWS goes, too. The private key stays with you.`
                : `The key pair “${pairName}” in AWS stays.`,
            ]),
        `Type the name (${name}):`,
      ].join('\n'),
  },
  plan: {
    reading: (accountId: string, region: string) => `Reading what account ${accountId} has in ${region}.`,
    address: (address: string, source: string) =>
      `Only ${address} may log in: your address, as ${source} sees it.`,
    exampleAddress: (address: string) =>
      `Your address could not be looked up. Since the calls stay on this computer, the plan has ${address} instead, an address that belongs to nobody.`,
    account: (accountId: string, arn: string, region: string) => `Account ${accountId} (${arn}), ${region}`,
    launchOf: (name: string, accountId: string, region: string) =>
      `For ${name}, in account ${accountId}, ${region}`,
    notAws: (endpoint: string) => `Calls go to ${endpoint}, not to AWS.`,
    machines: (count: number, size: string, image: string) =>
      `${count === 1 ? 'One machine' : `${count} machines`}, ${size}, ${image}`,
    machineIn: (zone: string, size: string, image: string) => `One machine in ${zone}: ${size}, ${image}`,
    zones: (zones: string) => `Zones: ${zones}`,
    disk: (sizeGiB: number) => `Disk: ${sizeGiB} GiB each, encrypted, deleted with its machine`,
    newGroup: (name: string) => `New security group “${name}”`,
    oldGroups: (groups: string) => `Security groups that are there already: ${groups}`,
    logIn: (address: string | null) =>
      address === null ? 'Nobody can log in' : `Log-in from ${address} only`,
    session: (profile: string) => `Log-in through Session Manager, with the instance profile “${profile}”`,
    noPort:
      'No log-in port is open in this plan, so none is waited for: EC2’s own checks are waited for instead.',
    web: (ports: string) => `Open to everyone: ${ports}`,
    key: (name: string, kind: 'aws-makes-it' | 'made-here') =>
      kind === 'aws-makes-it'
        ? `New key pair “${name}”, made by AWS; its private key goes into your keychain`
        : `New key pair “${name}”, made on this computer; only its public half goes to AWS`,
    moreOfScript: (shown: number, all: number) =>
      `These are the first ${shown} of ${all} lines. To read all of them, add --whole-script`,
    price: (hour: string, month: string) => `Price: ${hour} an hour, ${month} a month (730 hours)`,
    priceUnknown: 'Price unknown',
    paidUntil:
      'It is paid from the start until you remove the launch (undo). A stopped machine still pays for its disk.',
    notInIt: 'Not in it: data that leaves AWS, and taxes.',
    judging: 'Asking AWS whether this can be launched.',
    notAFinding: (id: string) => `--accept ${id}: nothing of this plan has this id.`,
  },
  ways: {
    edit: (label: string) => `Way out: ${label}.`,
    typedEdit: (label: string, edit: string) => `Way out: ${label}. In the plan: ${edit}`,
    leaveOut: (label: string, entries: number, zones: string) =>
      `Way out: ${label}. In the plan: take ${entries === 1 ? 'the entry' : `the ${entries} entries`} with "zoneName" ${zones} out of "placements"`,
    oldGroup: (label: string, vpcId: string) =>
      `Way out: ${label}. In the plan's "access": "kind":"existing-group","vpcId":"${vpcId}", and in "groups" the "groupId" and the "name" of one that you have`,
    anew: (command: string) => `Way out: write the plan anew, and launch that: ${command}`,
    removePair: (name: string, command: string) =>
      `Way out: remove the key pair “${name}” that Keyport made earlier; the private key stays here, and a pair that a machine may need is not removed: ${command}`,
    ofLaunch: (name: string, launchId: string) =>
      `Your launch “${name}” (${launchId.slice(0, 8)}) has these names, and is not removed. Is it the one you want? keyport launches. To remove it first, with its key pair: keyport undo ${launchId.slice(0, 8)} --key-pair`,
    otherName: (name: string) => `Another name is free: --name ${name}`,
  },
  answer: {
    reading: 'Asking AWS what is offered.',
    why: (zone: string, why: string) => `${zone}: ${why}`,
    again: (zone: string, size: string) => `the same once more: ${size} in ${zone}`,
    againShort: 'ask for the same once more',
    leaveOut: 'do without it',
    priceParts: 'Prices are of one machine with its disk and its public address, as long as it runs.',
    offers: 'see what else it could be',
    how: (launchId: string, zone: string) =>
      `Answer with one of these, for example: keyport answer ${launchId.slice(0, 8)} ${zone} --again`,
  },
  ports: { https: 'HTTPS (443)', http: 'HTTP (80)' },
  severity: { blocker: 'BLOCKER', danger: 'DANGER', caution: 'caution', note: 'note' } satisfies Record<
    Severity,
    string
  >,
  awsSays: (detail: string) => `AWS says: ${detail}`,
  finding: (severity: string, id: string, sentence: string) => `${severity} ${id}: ${sentence}`,
  progress: {
    launch: (launchId: string) => `Launch ${launchId}`,
    line: (label: string, facts: string) => (facts === '' ? label : `${label}: ${facts}`),
    goesOn: (launchId: string) =>
      `Already begun: it goes on to its end. Ctrl-C again leaves it half done; then: keyport resume ${launchId}`,
    left: (launchId: string) =>
      `It was left half done, and what runs costs money. Finish it: keyport resume ${launchId}. Or remove it: keyport undo ${launchId}`,
    looking: 'Asking AWS what there is.',
    settled: { done: 'done', failed: 'failed', skipped: 'left out' },
    failed: (count: number) => `${count} failed`,
  },
  state: {
    working: 'launching',
    running: 'running',
    partly: 'running in part',
    failed: 'failed',
    unfinished: 'left half done',
    changing: 'changing',
    removing: 'removing',
    removed: 'removed',
    'not-removed': 'not removed completely',
    'half-removed': 'left half removed',
  } satisfies Record<LaunchState, string>,
  columns: {
    name: 'NAME',
    state: 'STATE',
    region: 'REGION',
    machines: 'MACHINES',
    age: 'AGE',
    cost: 'COST',
    checks: 'CHECKS',
    id: 'ID',
    zone: 'ZONE',
    instance: 'INSTANCE',
    address: 'ADDRESS',
  },
  none: '-',
  age: {
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: number) => `${hours} h`,
    days: (days: number) => `${days} d`,
  },
  done: {
    noLaunches: 'Nothing was launched from this home.',
    removedToo: (count: number, isAllThereWas: boolean) =>
      isAllThereWas
        ? `Nothing that was launched from this home is left. ${count === 1 ? 'One launch was' : `${count} launches were`} removed: launches --all`
        : `${count === 1 ? 'One more was' : `${count} more were`} removed: launches --all`,
    headline: (name: string, state: string, launchId: string) => `${name}: ${state} (${launchId})`,
    connect: (command: string) => `Log in: ${command}`,
    page: (page: string) => `Web page: ${page}`,
    warned:
      'Your browser will warn you of it: the machine made its certificate itself, and nobody vouches for it yet.',
    checked: (state: string, checks: string) => `${state} (checks: ${checks})`,
    checksOf: { passed: 'passed', waiting: 'not yet', impaired: (count: number) => `${count} not passed` },
    remoteDesktop: (address: string) => `Log in: Remote Desktop (RDP) to ${address}`,
    undo: (launchId: string, isAws: boolean) =>
      `${isAws ? 'It costs money until you remove it' : 'To remove it'}: keyport undo ${launchId.slice(0, 8)}`,
    resume: (launchId: string) => `Finish it: keyport resume ${launchId.slice(0, 8)}`,
    undoRest: (launchId: string) => `Or remove what it made: keyport undo ${launchId.slice(0, 8)}`,
    missing: (zones: string) => `No machine in ${zones}. Say what becomes of it:`,
    answer: (launchId: string, zone: string, flag: string) =>
      `keyport answer ${launchId.slice(0, 8)} ${zone}${flag}`,
    leftOut: 'left out',
    answerAll: (launchId: string) => `For all of them: keyport answer ${launchId.slice(0, 8)} all --again`,
    refusedNotHalf: (name: string, zones: string) =>
      `Nothing of ${name} is left half done, but AWS gave no machine in ${zones}.`,
    untouched: (name: string, machines: number, lost: number) =>
      [
        `Nothing of ${name} was changed.`,
        machines === 0
          ? 'When AWS was last asked, no machine of it was there.'
          : `When AWS was last asked, ${machines === 1 ? 'one machine' : `${machines} machines`} of it ${machines === 1 ? 'was' : 'were'} there: what runs costs money meanwhile.`,
        ...(lost === 0
          ? []
          : [`${lost === 1 ? 'One more' : `${lost} more`} may be there: the answer was lost.`]),
      ].join(' '),
    thenAgain: {
      aws: 'As soon as AWS can be reached, type the same command again.',
      disk: 'As soon as the disk can be written, type the same command again.',
    },
    nothingToFinish: (name: string) => `Nothing of ${name} is half done.`,
    pairStays: (name: string) =>
      `The key pair “${name}” stays in AWS. It is free, and its name stays taken. To remove it: keyport keys remove ${name} --pair`,
    costNotKnown: 'not known',
    machinesNotKnown: (least: number, most: number) => `${least} to ${most}`,
    alreadyGone: (name: string) => `Nothing of ${name} is left.`,
    damaged: (file: string, ids: string) =>
      `A record cannot be read, and what it stood for may still be there${ids === '' ? '' : ` (${ids})`}: ${file}`,
    notSeen: (name: string, why: string) => `${name}: AWS could not be asked. ${why}`,
  },
} as const;

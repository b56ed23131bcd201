/** The lines of a launch and of its undoing, what is running now, and the page that shows them. */
export const launchWords = {
  lines: {
    keyPair: (name: string) => `Key pair “${name}”`,
    keychain: 'Private key in your keychain, read back and proved',
    securityGroup: (name: string) => `Security group “${name}”`,
    rules: 'Firewall rules',
    usedGroup: (name: string, groupId: string) => `Uses the security group “${name}” (${groupId}) as it is`,
    instance: (zoneName: string, number = 1) =>
      number < 2 ? `Instance in ${zoneName}` : `Instance ${number} in ${zoneName}`,
    checks: (zoneName: string, number = 1) =>
      number < 2
        ? `EC2's own checks of the machine in ${zoneName}`
        : `EC2's own checks of machine ${number} in ${zoneName}`,
    door: (zoneName: string, port: number, number = 1) =>
      number < 2
        ? `Port ${port} in ${zoneName} answers from this computer`
        : `Port ${port} of machine ${number} in ${zoneName} answers from this computer`,
    practisedDoor: (zoneName: string, port: number, number = 1) =>
      number < 2
        ? `Port ${port} in ${zoneName} is open to this computer, by the rules`
        : `Port ${port} of machine ${number} in ${zoneName} is open to this computer, by the rules`,
    undoInstance: (instanceId: string) => `Terminate ${instanceId}`,
    undoSecurityGroup: (groupId: string) => `Delete security group ${groupId}`,
    undoKeyPair: (name: string) => `Delete key pair “${name}” in AWS`,
  },
  checks: {
    ok: '2 of 2 passed',
    impaired: 'not passed',
    initializing: 'still looking',
    unknown: 'no result yet',
  },
  doors: {
    answers: 'answers',
    practised: 'open by the rules; a real machine would answer',
    connects: 'something is there, but it does not log anybody in yet',
    reset: 'breaks off; not ready yet',
    refused: 'not ready yet',
    unreachable: 'this computer finds no way there',
    'no-answer': 'no answer yet',
    'not-tried': 'not tried',
    'session-manager': 'closed, as you wanted it: you log in through Session Manager',
  },
  running: {
    nothing: 'Nothing is running and nothing costs money.',
    instances: (count: number) =>
      count === 1
        ? 'One instance is running and costs money.'
        : `${count} instances are running and cost money.`,
    stopped: (count: number) =>
      count === 1
        ? 'One instance is stopped; its disk costs money.'
        : `${count} instances are stopped; their disks cost money.`,
    disks: (count: number) =>
      count === 1
        ? 'No instance is running, but a disk is still there and costs money.'
        : `No instance is running, but ${count} disks are still there and cost money.`,
    practised: (count: number) =>
      count === 1
        ? 'One practice machine is running. It costs nothing.'
        : `${count} practice machines are running. They cost nothing.`,
    unknown: 'An instance may be running: Keyport could not find out.',
  },
  notBegun: 'The disk may be full or read-only. Nothing was begun: make room, then try again.',
  quit: {
    title: 'A launch is under way',
    message: 'Keyport is still working on a launch.',
    detail:
      'If you quit now, what is there stays and costs money. The next start shows it, and you can finish or remove it there.',
    stay: 'Stay',
    leave: 'Quit now',
  },
  notRecorded:
    'The disk may be full or read-only. What was made is listed here and can be removed here, but Keyport could forget it once it is closed.',
  otherAccount: (made: string, now: string) =>
    `This launch was made in account ${made}, and these credentials are now those of account ${now}. Nothing was removed. Sign in to account ${made} again, then try again.`,
  page: {
    title: {
      working: (name: string) => `Launching ${name}`,
      running: (name: string) => `${name} is running`,
      partly: (name: string) => `${name} is running in part`,
      failed: (name: string) => `${name} was not launched`,
      unfinished: (name: string) => `${name} was left half done`,
      changing: (name: string) => `Changing ${name}`,
      removing: (name: string) => `Removing ${name}`,
      removed: (name: string) => `${name} is removed`,
      'not-removed': (name: string) => `${name} could not be removed completely`,
      'half-removed': (name: string) => `${name} was left half removed`,
      stopped: (name: string) => `${name} is stopped`,
      'partly-stopped': (name: string) => `${name} is stopped in part`,
      'no-machines': (name: string) => `${name} has no machine left`,
      silent: (name: string) => `${name} does not answer everywhere`,
      'not-known': (name: string) => `Nobody knows yet whether ${name} runs`,
    },
    intro: {
      working: 'This takes a minute or two. You can watch each thing being made.',
      running: 'Your fleet is up. Here is how to reach it.',
      partly: 'Some of it runs and costs money. Below is what was made.',
      failed: 'Below is what was made before it stopped.',
      unfinished: 'Keyport ended in the middle of this launch. Nothing more is made unless you say so.',
      changing: 'Machines are being stopped, started or ended.',
      removing: 'Only what this launch made is removed. Machines take a minute to end.',
      removed:
        'What this launch made is gone and costs nothing any more. A key pair that you kept is free of charge.',
      'not-removed': 'Some of it is still there. Below is what was removed and what was not.',
      'half-removed': 'Keyport ended while it was removing this launch. What is left may still cost money.',
      stopped: 'No machine runs. Their disks are kept, and go on costing money.',
      silent: 'Its machines run, and AWS says that not all of them answer. Below is what you can do.',
      'partly-stopped': 'Some machines run, others are stopped. Disks cost money in either case.',
      'not-known': 'The answers of AWS were lost on the way. Its machines may run and cost money.',
      'no-machines': 'Its machines have ended. What is left of it is listed below, and can be removed.',
    },
    reading: 'Reading the launch',
    starting: 'Starting',
    progress: (done: number, count: number) => `${done} of ${count} steps done`,
    checked: (done: number, count: number) => `${done} of ${count} checks passed`,
    lines: 'What is made',
    linesAfter: 'What was made',
    undoLines: 'What is removed',
    undoLinesAfter: 'What was removed',
    madeBefore: 'What this launch had made',
    columns: { what: 'What', state: 'State', time: 'Time', id: 'AWS id' },
    states: {
      waiting: 'Waiting',
      working: 'Working',
      done: 'Done',
      failed: 'Failed',
      skipped: 'Not made',
      lastSeen: 'Last seen',
      interrupted: 'Not known',
      ended: 'Made, and ended since',
    },
    stateNote: (state: string, note: string) => `${state}: ${note}`,
    seconds: (seconds: number) => `${seconds} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    none: '–',
  },
  connect: {
    title: 'Connect',
    columns: {
      zone: 'Zone',
      state: 'State',
      address: 'Address',
      login: 'Log in as',
      command: 'Command',
      acts: 'What to do',
    },
    noMachine: 'No machine is there now.',
    ended: (count: number) => (count === 1 ? 'One machine has ended' : `${count} machines have ended`),
    endedOne: (zone: string, id: string) => `${zone} (${id}).`,
    noAddress: 'No public address yet',
    noAddressStopped: 'None while it is stopped',
    loginOf: (user: string, port: number) => `${user}, port ${port}`,
    copyCommand: 'Copy command',
    copyCommandFor: (zone: string) => `Copy command for ${zone}`,
    site: 'Open web page',
    siteFor: (zone: string) => `Open web page of ${zone}`,
    siteForReal: (url: string) => `Web page, for real: ${url}`,
    copyAddress: 'Copy address',
    copyAddressFor: (zone: string) => `Copy address of ${zone}`,
    copied: 'Copied',
    copiedFor: (zone: string) => `Copied: ${zone}`,
    openTitle: 'What is open, and to whom',
    whenStarted: 'So it was when the machines were started. Other ports may be open too.',
    keyTitle: 'Your key',
    keyWhere: 'The private key is in your keychain, under “keyport”, as',
    keyCopy: 'AWS has no copy of it. Do not delete this entry.',
    agentIsOpen: 'The commands of the machines ask this agent.',
    otherWay: 'Another way: give the key to the ssh agent of your system',
    loadKey: 'Give the key to your own ssh agent',
    loadKeyWhy:
      'ssh asks the ssh agent for keys, and the agent does not look into the keychain. In a terminal, this hands the key over for eight hours and writes no file. It needs a running ssh agent, and secret-tool (package libsecret-tools).',
    copyLoadKey: 'Copy key command',
    copiedLoadKey: 'Copied: key command',
    notCopied: 'The clipboard could not be written. Select the text and copy it by hand.',
    nobody: 'No login port was opened for this launch, so these commands will not get through.',
    nextTitle: 'Next steps',
    next: {
      session: (region: string) =>
        `Log in through Session Manager: in the AWS console (EC2, Connect), or with “aws ssm start-session --region ${region} --target” and the machine’s id. It works a few minutes after the start.`,
      openAgent:
        'Press “Connect” beside a machine, then “Open terminal”: it logs in by itself. For a terminal of your own, open the ssh agent, as said under “Your key”, and run the copied command there.',
      address: (address: string) =>
        `Connect from the network whose address is ${address}. From another one the firewall does not answer, and the command waits in vain.`,
      desktop: (port: number) =>
        `“Connect” beside a machine opens its desktop in your remote desktop program (RDP, port ${port}).`,
      desktopPassword:
        'Windows asks for a password. AWS has it 4 to 15 minutes after the start: “Connect” beside the machine copies it for you.',
      fingerprint:
        'In a terminal of your own, ssh shows a fingerprint at the first connection and asks whether to go on. “Connect” shows the fingerprints that the machine itself wrote down: compare them.',
      web: {
        'first-page':
          'Open the web page of a machine: the first page is there some minutes after the start. Where it is encrypted, your browser warns you, because nobody vouches for its certificate yet.',
        own: 'The doors for visitors are open. Whether somebody answers there is up to your start script.',
        none: 'The doors for visitors are open, but nobody answers there yet: log in and install a web server.',
      },
      changes: 'A public address changes when a machine is stopped and started again.',
      money: 'The machines cost money until they are removed, even when nobody uses them.',
    },
    notAws: (endpoint: string) =>
      `These are no machines of AWS: the calls went to ${endpoint}. Their addresses may belong to somebody else, so do not connect to them.`,
    console: 'See the machines in the EC2 console',
  },
  remove: {
    open: 'Remove everything this launch made',
    title: 'Remove everything this launch made?',
    only: 'Nothing else in your account is touched.',
    groupsStay:
      'The security groups that were there before stay, and so does everything else in your account.',
    keyPairToo: 'Also delete the key pair in AWS',
    keyPairWhy: 'The private key stays in your keychain in either case.',
    confirm: 'Remove',
    cancel: 'Keep it',
    close: 'Close',
  },
  another: 'Start another launch',
} as const;

import type { MissingPoint } from '../../connect/other-ways.ts';
import type { RescueSoFar, RescueStep } from '../../connect/rescue-api.ts';
import type { RescueWay } from '../../connect/rescue.ts';

/** What is missing, and what to do about it. */
const missing: Readonly<Record<MissingPoint, { readonly what: string; readonly todo: string }>> = {
  'not-linux': {
    what: 'This machine has Windows, and AWS lends keys to Linux only.',
    todo: 'Use its desktop, or Session Manager.',
  },
  'image-without-connect': {
    what: 'Its image does not carry the part that takes lent keys: Amazon Linux and Ubuntu do.',
    todo: 'Take another way, or install ec2-instance-connect while you can still log in.',
  },
  'image-unknown': {
    what: 'Whether its image carries the part that takes lent keys is not known.',
    todo: 'It does no harm to try.',
  },
  'not-running': { what: 'The machine does not run.', todo: 'Start it first.' },
  'no-address': {
    what: 'The machine has no public address.',
    todo: 'Give it one in AWS’s console (Elastic IP), or take Session Manager.',
  },
  'port-closed-to-me': {
    what: 'When it was started, its log-in port was not opened for the address that you have now.',
    todo: 'Unless that was done since, let your address in first.',
  },
  'port-unknown': {
    what: 'Whether its log-in port is open for your address is not known.',
    todo: 'Test access tells.',
  },
  'no-profile': {
    what: 'It was started without an instance profile, so it may not call Session Manager.',
    todo: 'In AWS’s console attach one whose role has the policy AmazonSSMManagedInstanceCore, and wait a few minutes.',
  },
  'agent-silent': {
    what: 'Its agent (a small program of AWS’s on the machine) has called before, and is silent now.',
    todo: 'The machine may be overloaded, or have lost its way out to the internet. Restarting it often helps.',
  },
  'agent-never': {
    what: 'Its agent (a small program of AWS’s on the machine) has never called.',
    todo: 'After a start it takes some minutes. Then look at its instance profile and its way out to the internet.',
  },
  'agent-not-shipped': {
    what: 'Its agent (a small program of AWS’s on the machine) has never called, and this system comes without it.',
    todo: 'It has to be installed on the machine, which needs another way in.',
  },
  'agent-unknown': {
    what: 'Whether its agent calls AWS could not be asked.',
    todo: 'Your account needs the permission ssm:DescribeInstanceInformation for that. It does no harm to try.',
  },
  'no-aws-tool': {
    what: 'The AWS command line is not installed on this computer.',
    todo: 'Install it, or use AWS’s own page in the browser.',
  },
  'no-session-plugin': {
    what: 'The Session Manager plugin is not installed on this computer.',
    todo: 'Install it, or use AWS’s own page in the browser.',
  },
  'account-kept-by-keyport': {
    what: 'Only Keyport knows the access key of this account: it is in your keychain, and the AWS command line does not see it.',
    todo: 'Use AWS’s own page in the browser.',
  },
};

const steps: Readonly<Record<RescueStep, string>> = {
  lend: 'AWS lends the machine a key for one minute',
  'log-in': 'Log in with the lent key',
  append: 'Add your new key to the list of keys that may log in',
  prove: 'Log in with your new key alone',
  note: 'Note that Keyport uses the new key for this machine',
};

const soFar: Readonly<Record<RescueSoFar, string>> = {
  nothing: 'The machine is as it was. Nothing was changed, and you can try again.',
  'maybe-appended':
    'Nobody heard how it ended: the new key may be in the machine’s list by now. Trying again does no harm, as a key is never added twice.',
  appended:
    'The new key is in the machine’s list, and the keys that were there still are. You can try again: it is not added twice.',
  'there-before': 'The key was in the machine’s list already. Nothing was changed, and you can try again.',
  proved:
    'The new key lets you in. Keyport could not write that down, so it still offers the old key here. Try again.',
  noted: 'The new key lets you in, and Keyport uses it for this machine from now on.',
};

const ways: Readonly<Record<RescueWay, { readonly title: string; readonly why: string }>> = {
  'instance-connect': {
    title: 'AWS lends a key, and Keyport lets your new one in',
    why: 'This machine takes keys that AWS lends for a minute (EC2 Instance Connect). Keyport logs in with one, adds your new key, and proves it. The machine goes on running.',
  },
  'session-manager': {
    title: 'You let your new key in through Session Manager',
    why: 'AWS can open a command line on this machine without any key. There you paste one command that adds your new key. The machine goes on running.',
  },
  volume: {
    title: 'You let your new key in on the machine’s disk',
    why: 'Neither EC2 Instance Connect nor Session Manager reaches this machine. What is left is its disk: another machine opens it, adds your new key, and gives it back. The machine is stopped meanwhile.',
  },
  windows: {
    title: 'Windows: the first password cannot be read any more',
    why: 'AWS hands out the first password of a Windows machine encrypted for its key. Without the private key nobody can decrypt it, AWS neither. A password that was set later still works.',
  },
};

/** Getting in without the key: other ways in, and what to do when it is lost. */
export const rescueWords = {
  tab: 'I lost the key',
  missing,
  steps,
  soFar,
  ways,
  stepStates: { waiting: 'Waiting', working: 'Working', done: 'Done', failed: 'Failed' },
  other: {
    title: 'Other ways in',
    why: 'They need no key of yours: AWS lets you in, by your account’s own permissions.',
    reading: 'Looking which ways there are',
    connect: {
      title: 'EC2 Instance Connect',
      why: 'Keyport makes a key for this one log-in, and AWS lends it to the machine for a minute. Nothing of it is kept.',
      open: 'Open with a lent key',
    },
    session: {
      title: 'Session Manager',
      why: 'A command line through AWS itself. No port has to be open.',
      open: 'Open a session',
      page: 'Open AWS’s page for it',
    },
    states: {
      holds: 'Can be used now',
      lacks: 'Cannot be used yet',
      unknown: 'May work: not all is known',
    },
    opened: (terminal: string) => `Opened in ${terminal}.`,
    pageOpened: 'AWS’s page is open in your browser. Sign in there, then choose Start session.',
    practice:
      'You practise: there is nothing behind this address. Everything is explained, and no terminal opens.',
    notAws:
      'This machine is not of AWS itself: its address may be somebody else’s. Everything is explained, and no terminal opens.',
  },
  lost: {
    what: 'Lost is lost: nobody can make the private key again, AWS neither. But the machine is yours. With your account you can let a new key in; the old one stays in its list until you take it out.',
    stillHere: (name: string) =>
      `Keyport still keeps the key “${name}” that logs in to this machine. Try to log in with it first: if it works, you need nothing of this.`,
    fits: 'What fits this machine',
    otherWay: 'Another way',
    instead: 'Another way instead',
    practice: {
      'instance-connect':
        'You practise: AWS lends the key as it would in earnest. The log-in after it cannot be practised, because there is nothing behind this address.',
      'session-manager':
        'You practise: read how it goes. There is no machine behind this address that a session could be opened to.',
      volume: 'You practise: read how it goes. The machine and its disk are only written down here.',
    },
    first: 'Before that',
    reading: 'Looking which way fits this machine',
    key: 'Which key is to be let in',
    fresh: 'Make a fresh key',
    freshWhy:
      'Made on this computer and kept in your keychain; its public half goes to AWS as well, for later launches.',
    freshName: 'Name of the fresh key',
    freshNameOf: (launch: string) => `${launch}-new`,
    nameRefused: 'EC2 does not take this name: up to 255 plain letters, digits and signs, and not empty.',
    kept: 'One that Keyport keeps already',
    keptWhy: 'It then opens this machine as well.',
    choose: 'Choose a key',
    none: 'Keyport keeps no key that could be used.',
    go: 'Let the new key in',
    again: 'Try again',
    progress: 'How it goes',
    done: (name: string) => `The key “${name}” logs in to this machine`,
    failed: 'The new key could not be let in',
    proved:
      'What is proved: the key stands in the machine’s list, and a second log-in with this key alone worked. No lent key was used for that one.',
    provedByHand: 'What is proved: a log-in with this key alone worked.',
    others: (count: number) =>
      count === 1
        ? 'One other machine of this launch still has the old key.'
        : `${count} other machines of this launch still have the old key.`,
    doOthers: (count: number) => (count === 1 ? 'Do the same there' : `Do the same on all ${count}`),
    otherAt: (zone: string, id: string) => `${zone} (${id})`,
    makeKey: 'Get the key ready',
    ready: (name: string) => `The key “${name}” is ready to be let in.`,
    otherKey: 'Take another key',
    paste: {
      title: 'What to do',
      open: 'Open a session to the machine.',
      copy: 'Copy this command, paste it there, and press Enter. It holds the public half of your key only.',
      copyLabel: 'Copy the command',
      said: 'It answers with “keyport: appended 1”.',
      prove: 'Then come back and let Keyport try the key.',
      proveLabel: 'I have pasted it: try the key',
    },
    windows: {
      title: 'The ways that there are',
      session:
        'Session Manager: where the machine’s agent calls AWS, open a session and set a new password there with: net user Administrator *',
      tool: 'EC2Rescue for Windows Server, a program of AWS’s, sets a new password on the machine’s disk. Systems Manager runs it for you as the automation AWSSupport-RunEC2RescueForWindowsTool (command ResetAccess).',
      domain:
        'Where the machine belongs to a domain, whoever manages the domain can log in and set a password.',
    },
  },
  volume: {
    title: 'Step by step, in AWS’s console',
    intro:
      'Keyport does none of these steps: you do them in AWS’s console, under EC2. Take your time, and read all of them first.',
    warningsTitle: 'Before you begin',
    warnings: [
      'Stop the machine; never terminate it. Terminating deletes its disk, and everything on it.',
      'The machine gets another public address when it starts again, unless it has an Elastic IP.',
      'What lies on disks that belong to the computer itself (instance store) is lost when it stops. Sizes with a “d” in their first part, such as m5d, have such disks.',
      'If the machine belongs to an Auto Scaling group, take it out first (Detach, or Standby): else the group ends it because it does not answer.',
    ],
    steps: {
      snapshot: 'Make a copy of the disk first: Volumes, choose the disk, Actions, Create snapshot.',
      stop: 'Stop the machine: Instances, Instance state, Stop instance. Wait until it says Stopped.',
      detach: (device: string) =>
        `Detach its disk: Volumes, choose the disk, Actions, Detach volume. Remember the device name ${device}.`,
      helper:
        'You need a helper: another machine with Linux that runs in the very same zone, and that you can log in to. Launch a small one if you have none.',
      attach:
        'Attach the disk to the helper: Volumes, Actions, Attach volume, with the device name /dev/sdf.',
      find: 'Log in to the helper and look for the disk that was not there before. Its largest part holds the system, such as nvme1n1p1 or xvdf1.',
      mount:
        'Open it, with the name of that part in the place of PARTITION, twice. (“nouuid” is for xfs, where both disks may come from the same image; where it is no xfs, the second half does it.)',
      append: 'Add the public half of your new key to the list of keys that may log in.',
      unmount: 'Close the disk again.',
      giveBack: (device: string) =>
        `Detach the disk from the helper, and attach it to your machine again with exactly this device name: ${device}. With another one it does not start.`,
      start: 'Start the machine: Instances, Instance state, Start instance. Wait until it runs.',
      prove: 'Then let Keyport look for its new address and try the key.',
    },
    prove: 'I have done it: try the key',
    needsKey: 'Get the key ready first: its public half stands in the command then.',
  },
  keyNeeded: (instances: string) =>
    `This key was let in to machines that are not terminated: ${instances}. While they are there, it stays, so that nobody loses the way in.`,
  copy: 'Copy',
  copyOf: {
    'instance-id': 'Copy the id of the machine',
    'volume-id': 'Copy the id of the disk',
    zone: 'Copy the zone',
    'root-device': 'Copy the device name',
    'list-disks': 'Copy the command that lists disks',
    mount: 'Copy the command that opens the disk',
    append: 'Copy the command that adds the key',
    unmount: 'Copy the command that closes the disk',
    'paste-command': 'Copy the command',
  },
  copied: 'Copied',
  noDisk: 'Keyport does not know its disk: look at the machine’s Storage tab.',
  /** Why a step failed, where it is known better than its problem's own words. */
  because: {
    lentDenied: (user: string) =>
      `The machine did not take the lent key for “${user}”. Either its minute was over, or the part that takes lent keys is not there or switched off, or somebody else logs in to this image.`,
    hostKey:
      'Somebody else answers at the machine’s address than the first time. Nothing was sent. Look at the machine’s fingerprints in the Log in tab first.',
    notReached: 'ssh did not get to the machine. Test access finds out where the way ends.',
    noHome: 'The user who logs in has no home folder on the machine, so there is no list of keys.',
    noFolder: 'The folder .ssh could not be made in the home folder: the disk may be full, or read-only.',
    notWritable:
      'The list of keys (authorized_keys) cannot be written: the disk may be full or read-only, or somebody has protected the file.',
    notThere:
      'The key was written, but did not stand in the list when it was read back. The disk may be full.',
    broken: 'The log-in ended before the machine said how it went.',
    newDenied: (user: string) =>
      `The machine did not take the new key for “${user}”. Its ssh server may look for keys in another place, or not allow this kind of key.`,
    practiceLent:
      'You practise: AWS lends the key, and that went as it would in earnest. The log-in comes next, but there is nothing behind this address to log in to.',
  },
  problems: {
    'lent-key-refused': {
      title: 'The lent key did not let us in',
      explanation: 'The machine did not take the key that AWS has lent it.',
    },
    'key-not-appended': {
      title: 'The new key could not be added',
      explanation: 'The machine did not add it to its list of keys.',
    },
    'new-key-refused': {
      title: 'The new key does not let you in yet',
      explanation: 'The machine did not take it.',
    },
    'aws-tools-missing': {
      title: 'AWS’s own programs are missing here',
      explanation:
        'A session in a terminal needs the AWS command line and its Session Manager plugin. Install both, or open AWS’s page in the browser.',
    },
    'aws-tools-no-account': {
      title: 'The AWS command line does not know this account',
      explanation:
        'Its credentials are where only Keyport finds them, and Keyport hands them to no other program. Open AWS’s page in the browser instead.',
    },
  },
} as const;

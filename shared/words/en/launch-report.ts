/** The record of a launch that a person keeps: for themselves in a year, or for a colleague who has never seen Keyport. */
export const launchReportWords = {
  fileName: (name: string, day: string) => `launch-${name}-${day}`,
  save: { title: 'Save the record of this launch', button: 'Save' },
  title: (name: string) => `Launch record: ${name}`,
  intro:
    'What Keyport started in AWS, how to reach it, what it costs and how to remove it. The private key is not in this file.',
  practice:
    'This was practice. The machines exist inside Keyport only: nobody can reach them, and they cost nothing.',
  made: (when: string) => `Written ${when}. What runs and what it costs is as of then.`,
  unknown: 'not known',
  none: 'none',
  facts: {
    heading: 'Launch',
    launchId: 'Launch id',
    state: 'State',
    account: 'AWS account',
    region: 'Region',
    endpoint: 'Calls go to',
    started: 'Started',
    seen: 'AWS was last asked',
    never: 'never',
    image: 'Image',
    imageDate: (day: string) => `built ${day}`,
    size: 'Size',
    disk: 'Disk of each machine',
    tags: 'Tags of your own on everything',
    diskFacts: (sizeGiB: number) => `${sizeGiB} GiB, encrypted, deleted with its machine`,
  },
  machines: {
    heading: 'Machines',
    none: 'No machine was started.',
    columns: {
      zone: 'Zone',
      id: 'Instance',
      size: 'Size',
      state: 'State',
      publicAddress: 'Public address',
      privateAddress: 'Private address',
      disks: 'Disks',
      started: 'Started',
      ended: 'Ended',
    },
    disk: (volumeId: string, sizeGiB: number) => `${volumeId} (${sizeGiB} GiB)`,
    checked: (state: string, checks: string) => `${state}, EC2's own checks: ${checks}`,
    notStarted: 'Not started',
    missing: {
      waiting: 'not asked for',
      asked: 'asked for; AWS has not answered yet',
      failed: 'AWS said no',
      unknown: 'asked for, and no answer came: it may be there and cost money',
      'left-out': 'left out',
    },
    why: (state: string, why: string) => `${state}: ${why}`,
    decide: (command: string) =>
      `What becomes of a machine that AWS refused is for you to say, in the window or by ${command} on the command line.`,
  },
  access: {
    heading: 'Who can connect',
    rule: (protocol: string, port: number, who: string, why: string) =>
      `${protocol} port ${port}, ${who}: ${why}`,
    everyone: 'everyone',
    only: (cidr: string) => `only ${cidr}`,
    noRules: 'Nobody: no port is open.',
    group: 'Security group of this launch',
    removed: 'deleted',
    asked: 'asked for; AWS has not said whether it is there',
    existing:
      'Security groups that were there before. Keyport did not change them, and does not delete them.',
    whenStarted: 'So it was when the machines were started:',
    door: (port: string, who: string) => `TCP port ${port}: ${who}`,
    openings: {
      everyone: 'everyone',
      many: 'more than 65,536 addresses',
      some: 'some addresses',
      'one-address': 'one address',
      closed: 'nobody',
      unknown: 'not known',
    },
    connect: 'How to log in',
    connectWhy: 'The key has to be in an ssh agent: open the agent in Keyport first.',
    user: (user: string, port: number) => `User ${user}, port ${port}`,
    pages: 'Open to browsers, where something is installed that answers:',
    notNow: 'No machine can be reached now.',
    notAws: (endpoint: string) =>
      `These are no machines of AWS: the calls went to ${endpoint}. Their addresses may belong to somebody else, so do not connect to them.`,
    remoteDesktop: (address: string) => `Remote Desktop (RDP) to ${address}`,
  },
  key: {
    heading: 'Key',
    name: 'Key pair in AWS',
    id: 'Id',
    fingerprint: 'Fingerprint',
    where: 'Where the private key is',
    kept: (account: string) =>
      `where Keyport keeps keys on the computer that made this launch, as ${account}`,
    notKept: 'not known: it was not yet proved to be kept',
    pairGone: 'none in AWS',
    warning: 'AWS has no copy of the private key. Whoever loses it cannot log in any more.',
  },
  cost: {
    heading: 'Cost',
    soFar: 'So far',
    now: 'As it is now',
    perMonth: 'If it stays so for a month (730 hours)',
    prices: (asOf: string, source: string) => `Prices of ${asOf}, ${source}. Without traffic and taxes.`,
    noPrices: 'No prices could be read when it was launched.',
    sources: {
      'pricing-api': 'from the AWS price list',
      'dated-table': 'from a table that comes with Keyport',
      unknown: 'source not known',
    },
  },
  snapshots: {
    heading: 'Copies of disks',
    why: 'Taken before a disk was deleted. AWS charges for what is in them until they are deleted.',
    of: (snapshotId: string, volumeId: string, sizeGiB: number) =>
      `${snapshotId}, of ${volumeId} (${sizeGiB} GiB)`,
  },
  cleanUp: {
    heading: 'How to remove it',
    nothing: 'Nothing that Keyport knows of is left in AWS.',
    inKeyport: (command: string) =>
      `In Keyport: open Launches, choose this launch, then Remove; or type ${command} on its command line. Only what is listed here is removed.`,
    practice: 'There is nothing in AWS to remove.',
    byCli: (account: string) =>
      `With the AWS CLI, signed in to account ${account}. This deletes the machines and everything on their disks for good:`,
    diskMayBeGone:
      'A disk goes with its machine as a rule. Then AWS says InvalidVolume.NotFound here, which is fine.',
    snapshots: 'The copies of disks, once nobody needs them:',
    byTag: (tag: string, value: string) =>
      `Everything that this launch made has the tag ${tag} with the value ${value}.`,
    byConsole: (page: string) => `In the EC2 console: ${page}`,
    byConsoleNote:
      'Look there for security groups, volumes and snapshots with that tag as well. Tags can be copied: compare the ids with those in this record before you delete anything.',
    list: 'To list all that has the tag:',
    unknown:
      'A machine of this launch may be there that Keyport has no id of. Look for it by the tag, with the command below or in the console.',
  },
} as const;

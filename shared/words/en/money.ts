/** What it costs, and what that is made of. */
export const moneyWords = {
  unknown: 'price unknown',
  unknownSoFar: 'cost so far unknown',
  lessThan: (money: string) => `less than ${money}`,
  anHour: (money: string) => `${money} an hour`,
  aMonth: (money: string) => `${money} a month`,
  allTheTime: (anHour: string) => `${anHour}, all of it running all the time`,
  soFar: (money: string) => `${money} so far`,
  snapshotsNotCounted: (count: number) =>
    count === 1
      ? 'One snapshot is not in this: AWS bills what is stored in it until you delete it.'
      : `${count} snapshots are not in this: AWS bills what is stored in them until you delete them.`,
  /** Beside the button that launches. */
  beside: (perHour: string, perMonth: string) => `Costs ${perHour} an hour, ${perMonth} a month`,
  unknownBeside: 'Costs money; how much is not known',
  practised: 'Practice costs nothing',
  parts: {
    machines: { label: 'Machines', detail: (count: number, type: string) => `${count} × ${type}` },
    'machines-and-licence': {
      label: 'Machines, with the licence of their system',
      detail: (count: number, type: string) => `${count} × ${type}`,
    },
    licence: {
      label: 'Licence of the operating system',
      detail: (count: number) => `${count} × what it costs more than plain Linux`,
    },
    disks: {
      label: 'Disks',
      detail: (count: number, sizeGiB: number) =>
        `${count} × ${sizeGiB} GiB, also while a machine is stopped`,
    },
    addresses: { label: 'Public IPv4 addresses', detail: (count: number) => `${count} × one address` },
  },
  credits: {
    'nothing-more':
      'CPU credits are “standard”: a machine that has used up its credits slows down, and never costs more.',
    atMost: (anHour: string, aMonth: string) =>
      `CPU credits are “unlimited”: if all machines work as hard as they can all the time, it costs up to ${anHour} more, which is ${aMonth}.`,
    unknown:
      'CPU credits are “unlimited”: machines that work hard for long cost more. How much more is not known.',
  },
  freeTier: {
    notEligible: 'AWS does not count this size as free: its hours are charged, or taken from your credits.',
    hours: (free: number) =>
      `Accounts opened before 15 July 2025 have ${free} free hours a month in their first year, for all their machines together.`,
    hoursLast: (count: number, hours: string) =>
      `${machinesUse(count, hours)}, which is within them if nothing else runs.`,
    hoursEnd: (count: number, hours: string, day: number) =>
      `${machinesUse(count, hours)}: from about day ${day} of each month they cost money.`,
    hoursAreOver: (count: number, hours: string, free: number) =>
      `The ${free} free hours a month of accounts opened before 15 July 2025 have ended with their first year. ${machinesUse(count, hours)}, and all of them are charged.`,
    credits: {
      free: (atSignUp: string, most: string) =>
        `Your account is on AWS’s free plan: nothing is charged. It is paid from your credits, ${atSignUp} at the start and ${most} at most, for six months at most. Then AWS closes the account unless you move to the paid plan.`,
      paid: (atSignUp: string, most: string) =>
        `Accounts opened since 15 July 2025 start with credits, from ${atSignUp} up to ${most}. What they do not cover is charged.`,
      unknown: (atSignUp: string, most: string) =>
        `Accounts opened since 15 July 2025 start with credits, from ${atSignUp} up to ${most}; on AWS’s free plan they are good for six months.`,
    },
    lasts: (time: string) => `If nothing else uses them, they pay for this fleet for ${time}.`,
    lastsFrom: (first: string, all: string) => `If nothing else uses them, ${first}, and ${all}.`,
    pays: (money: string, time: string) => `${money} pays for this fleet for ${time}`,
    months: (months: string) => (months === '1' ? 'one month' : `${months} months`),
    days: (days: number) =>
      days === 0 ? 'less than a day' : days === 1 ? 'one day' : `${String(days)} days`,
  },
} as const;

function machinesUse(count: number, hours: string): string {
  return count === 1
    ? `One machine running all month uses ${hours} hours`
    : `${count} machines running all month use ${hours} hours`;
}

/** What it costs, and what that is made of. */
export const moneyWords = {
  unknown: 'price unknown',
  unknownSoFar: 'cost so far unknown',
  lessThan: (money: string) => `less than ${money}`,
  anHour: (money: string) => `${money} an hour`,
  aMonth: (money: string) => `${money} a month`,
  soFar: (money: string) => `${money} so far`,
  snapshotsNotCounted: (count: number) =>
    count === 1
      ? 'One snapshot is not in this: AWS bills what is stored in it until you delete it.'
      : `${count} snapshots are not in this: AWS bills what is stored in them until you delete them.`,
} as const;

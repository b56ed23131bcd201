/** Choosing security groups that are there already, for a launch. */
export const launchGroupWords = {
  both: (one: string, other: string) => `${one} and ${other}`,
  kind: 'Which firewall?',
  newGroup: 'A new firewall for this fleet (recommended)',
  newGroupWhy:
    'Keyport makes a security group with exactly the doors you open here, and removes it with the fleet.',
  existing: 'Groups I already have',
  existingWhy:
    'The machines use security groups of this network as they are. Keyport does not change them, and leaves them when the fleet is removed.',
  list: 'Security groups of the default network',
  listWhy: (most: number) =>
    `Up to ${most}. Several together are one firewall: what any of them lets in comes in. They are judged as if they stood before your machines, which get public addresses.`,
  reading: 'Reading the security groups and their rules',
  readAgain: 'Read again',
  find: 'Find a group by name or id',
  none: 'This network has no security groups',
  noMatch: 'No group has this in its name, its id or its description',
  found: (count: number) => (count === 1 ? 'One group found' : `${count} groups found`),
  choose: (name: string) => `Choose ${name}`,
  columns: {
    group: 'Security group',
    grade: 'For these machines',
    doors: 'Who comes in',
    me: (rule: string) => `You, by ${rule}`,
  },
  grade: {
    danger: 'Dangerous',
    caution: 'Look at this',
    fine: 'Nothing dangerous',
  },
  emptyDefault:
    'This is the network’s default group: it lets nobody in now, but a rule that is added to it later counts for these machines too.',
  dangerNeeds: 'If you choose it, the review asks you to confirm this.',
  admitsMe: { yes: 'Let in', no: 'Not let in', unknown: 'Not known' },
  noAddress: 'Your address could not be looked up.',
  board: 'The doors of each machine, by the chosen groups together',
  door: (name: string, port: number) => `${name} (port ${port})`,
  doorLine: (door: string, opening: string) => `${door}: ${opening}`,
  opening: {
    everyone: 'Everyone',
    many: 'Very many addresses',
    some: 'Some addresses or groups',
    closed: 'Closed',
    unknown: 'Not known',
  },
  onlyMe: (cidr: string) => `Only you (${cidr})`,
  noDoors: 'SSH, RDP, HTTP and HTTPS are closed',
  moreDoors: (count: number) => `And ${count} more`,
  someOthers: 'Other ports: some addresses or groups',
  othersClosed: 'Every other port is closed.',
} as const;

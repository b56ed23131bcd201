/** Test access, and letting oneself in again, on the command line. */
export const cliAccessWords = {
  test: 'find out why one cannot get in to machines of a launch',
  fix: 'let the address in use now in to log in, and the one of before out',
  args: {
    machine: 'instance id, or its beginning; every machine where none is named',
    launch: 'name or id of a launch; every one that lets in another address where none is named',
  },
  show: 'only say what would be changed',
  afterTest:
    'Changes nothing. Walks the way from this computer to the machine, stops at the first thing that is wrong, and says what it means. Ends with 1 where something is wrong.',
  afterFix:
    'Changes only the rule that Keyport made for the log-in port. It can be undone on the screen “Groups”. Ends with 0 also where nothing had to be changed.',
  of: (name: string, zone: string, instanceId: string) => `${name}, ${zone}, ${instanceId}`,
  from: (address: string, port: number) => `From ${address} to port ${port}`,
  fromUnknown: (port: number) => `From here to port ${port}`,
  marks: {
    ok: 'ok',
    note: 'note',
    unknown: '?',
    wrong: 'WRONG',
    skipped: 'left',
  },
  fixBy: (name: string) => `Let yourself in with: keyport fix-access ${name}`,
  noMachine: (name: string) => `${name} has no machine to get in to.`,
  unknownMachine: (typed: string, ids: string) =>
    `No machine of this launch has an id that begins with “${typed}”. It has ${ids}.`,
  allIsWell: 'No launch lets in another address than the one in use here, as far as anybody can say.',
  would: (name: string, before: string, now: string, port: number) =>
    `${name}: port ${port} lets in ${before}. It would let in ${now} instead.`,
  fixed: (name: string, now: string, port: number) => `${name}: port ${port} lets in ${now} now.`,
  already: (name: string) => `${name}: this address is let in already.`,
  notFixed: (name: string) =>
    `${name}: the change did not come to its end. “Groups” in the window shows how far it is, and finishes or undoes it.`,
  fixing: (name: string) => `Changing the group of ${name}`,
} as const;

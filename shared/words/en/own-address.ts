/** This computer has another address than the one that its machines let in. */
export const ownAddressWords = {
  title: 'Your own address is another one now',
  why: (address: string) =>
    `It is ${address}. Nobody gets in from there: the firewall lets in the address you had before.`,
  one: (name: string, region: string, before: string, port: number) =>
    `${name} (${region}): lets in ${before} at port ${port}`,
  more: (count: number) => (count === 1 ? 'and one more launch' : `and ${count} more launches`),
  letIn: (address: string) => `Let in ${address} instead`,
  working: 'Letting you in',
  groups: 'Look at the groups',
  dismiss: 'Not now',
  failed: (name: string) =>
    `The firewall of ${name} could not be changed. The screen “Groups” says why, and what became of it.`,
  unreachable:
    'The address service did not answer, so nobody knows which address to let in. Nothing was changed. Look whether you are online, and try again.',
  done: (address: string) =>
    `The firewall lets in ${address} now, and not the address from before. On “Groups” it can be undone.`,
  dismissDone: 'Dismiss',
  /** In the place of “Connect from the network whose address is”. */
  nextStep: (now: string, before: string) =>
    `Your own address is ${now} now, and the firewall lets in ${before}: go back to that network, or let yourself in with the button at the top.`,
} as const;

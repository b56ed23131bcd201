/** What Keyport says, and writes into rules, when it mends a security group. */
export const groupFixWords = {
  /** EC2 allows few characters here: no apostrophe, no ampersand, no quotation marks. */
  descriptions: {
    mine: (service: string) => `${service} from my address only`,
    vpc: (service: string) => `${service} from this VPC`,
    peered: (service: string) => `${service} from a peered VPC`,
    chosen: (service: string) => `${service} from chosen addresses`,
    group: (service: string) => `${service} from another group`,
    everyone: (service: string) => `${service} from everyone`,
    kept: (service: string) => `${service} as before`,
    merged: (service: string) => `${service} from merged ranges`,
    pathMtu: 'Path MTU messages',
  },
  allPorts: (protocol: string) => `All ${protocol}`,
  port: (protocol: string, port: number) => `${protocol} ${port}`,
  ports: (protocol: string, from: number, to: number) => `${protocol} ${from}-${to}`,
  copyName: (name: string) => `${name}-fixed`,
  nothingToDo: 'This change adds nothing and removes nothing.',
  rulesGone: (ids: string) => `The group no longer has these inbound rules: ${ids}.`,
  alreadyThere: (rule: string) =>
    `The rule to add (${rule}) is one of those to remove: EC2 would not add it twice, so nobody would be let in.`,
  notPorts: (rule: string) => `The rule to add has no valid ports: ${rule}.`,
  tooWide: (rule: string) =>
    `The new rule (${rule}) would let in too many. Only the web ports 80 and 443 may be open to everyone.`,
  tooManyRules: (family: string, count: number, quota: number) =>
    `While the new rules and the old ones are both there, the group would have ${count} inbound rules for ${family}; it may have ${quota}.`,
  lockedOut: (address: string, port: number) =>
    `Your address ${address} comes in on port ${port} now, and would not any more.`,
  dependants: {
    vpc: (vpcId: string) => `Every machine of the network ${vpcId}`,
    peered: (vpcId: string, accountId: string) =>
      `Machines of the peered network ${vpcId} (account ${accountId})`,
    machine: (name: string) => `Machine ${name}`,
    moreMachines: (count: number) => `${count} more machines of this network`,
    loadBalancer: (name: string) => `Load balancer ${name}`,
    service: (name: string) => `AWS service: ${name}`,
    moreServices: (count: number) => `${count} more interfaces of AWS services`,
    moreLoadBalancers: (count: number) => `${count} more interfaces of load balancers`,
  },
} as const;

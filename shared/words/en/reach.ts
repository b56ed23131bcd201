/** Can this address reach that port of that machine? The answer, step by step, and how the question is asked. */
export const reachWords = {
  answer: {
    yes: (from: string, port: string, machine: string) => `Yes, ${from} can reach ${port} of ${machine}.`,
    no: (from: string, port: string, machine: string) => `No, ${from} cannot reach ${port} of ${machine}.`,
    unknown: (from: string, port: string, machine: string) =>
      `Keyport cannot tell whether ${from} can reach ${port} of ${machine}.`,
  },
  port: (protocol: string, port: number) => (protocol === 'tcp' ? `port ${port}` : `UDP port ${port}`),
  machine: {
    running: (machine: string) => `The machine ${machine} is running.`,
    off: (machine: string, state: string) => `The machine ${machine} is not running: EC2 says “${state}”.`,
    other: (machine: string, state: string) =>
      `The machine ${machine} may not be ready: EC2 says “${state}”.`,
    missing: (machine: string) => `The machine ${machine} was not there when this region was read.`,
    unread: 'The machines could not be read.',
    noInterface: (machine: string) => `No network interface of ${machine} was read.`,
  },
  unasked: 'This was not looked at: nothing is known of the network interface of the machine.',
  address: {
    notAnAddress: (from: string) => `This is not an IP address: ${from}.`,
    nobody: (from: string) => `No computer that could ask from outside has the address ${from}.`,
    public: (address: string) => `The machine has the public address ${address}.`,
    planned: 'The machine will have a public IPv4 address: Keyport asks for one.',
    noPublicIpv4: 'The machine has no public IPv4 address, so nobody on the internet can name it.',
    noIpv6: 'The machine has no IPv6 address, so nobody with an IPv6 address can name it.',
    noIpv4: 'The machine has no IPv4 address.',
    inside: (from: string, address: string) =>
      `${from} is in the same network (VPC) and uses the private address ${address}.`,
    peered: (from: string, address: string) =>
      `${from} is in a network that is peered with this one and uses the private address ${address}.`,
    elsewhere: (from: string) =>
      `${from} is a private address outside this network: it could come by a VPN or a transit gateway, which Keyport does not follow.`,
    unread: (from: string) => `The networks could not be read, so Keyport cannot tell where ${from} is.`,
  },
  route: {
    unread: 'The route tables could not be read.',
    missing: 'No route table for the subnet of the machine was read.',
    internet: (destination: string) =>
      `Answers find the way out: ${destination} goes to an internet gateway.`,
    inside: 'Inside one network every machine finds every other.',
    peered: (destination: string) => `Answers find the way: ${destination} goes to the peering connection.`,
    none: (from: string) => `There is no route to ${from}, so answers cannot get back.`,
    blackhole: (destination: string) =>
      `The route to ${destination} leads nowhere: what it pointed to is gone.`,
    nat: 'Answers would leave through a NAT gateway: it lets the machine call out, and nobody in.',
    egressOnly:
      'Answers would leave through an egress-only gateway: it lets the machine call out, and nobody in.',
    wrongWay: (target: string) => `Answers would be sent another way, to ${target}.`,
    other: (target: string) => `The route leads to ${target}, which Keyport does not follow.`,
    list: (prefixListId: string) =>
      `A route is for the address list ${prefixListId}, and what is in it could not be read.`,
  },
  wayOut: {
    internet: 'The machine gets out through an internet gateway.',
    nat: 'The machine gets out through a NAT gateway.',
    none: 'There is no way out to the internet from this subnet.',
    endpoints: 'The network has interface endpoints for Session Manager.',
  },
  block: {
    unread: 'Whether this region blocks public access could not be read.',
    off: 'Nothing blocks public access to the networks of this region.',
    excluded: 'Public access is blocked in this region, but this network is excepted.',
    blocked: 'Public access to the networks of this region is blocked (VPC Block Public Access).',
    unknown: (mode: string) => `Public access has a setting that Keyport does not know: ${mode}.`,
    notConcerned: 'Blocked public access does not matter here: this does not come from the internet.',
  },
  acl: {
    unread: 'The network ACLs could not be read.',
    missing: 'No network ACL for the subnet of the machine was read.',
    open: 'The network ACL of the subnet lets the question in and the answers out.',
    sameSubnet: 'Both are in one subnet: its network ACL is not asked.',
    inbound: (entry: string, port: string) => `The network ACL of the subnet refuses ${port} (${entry}).`,
    outbound: 'The network ACL of the subnet refuses all answers (ports 1024–65535 outbound).',
    partly:
      'The network ACL of the subnet refuses some of the ports that answers go to (1024–65535 outbound): it depends on the computer that asks.',
    subnetUnread:
      'The network ACL refuses it, but is not asked inside one subnet, and the subnets could not be read.',
    entry: (number: number) => `rule ${number}`,
    end: 'no rule allows it',
  },
  group: {
    none: 'The network interface has no security group, so nothing lets it in.',
    /** What a rule lets, or no rule lets: `203.0.113.7 in on port 22`. */
    entry: (from: string, port: string) => `${from} in on ${port}`,
    lets: (rule: string, group: string, entry: string) => `The rule ${rule} of group ${group} lets ${entry}.`,
    no: (entry: string, groups: string) => `No rule of its groups lets ${entry}: ${groups}.`,
    may: (rule: string, group: string, entry: string) =>
      `The rule ${rule} of group ${group} may let ${entry}: who is meant by it could not be read.`,
    unread: (groups: string) => `No group that was read lets it in, and these were not read: ${groups}.`,
  },
  question: {
    example: 'Can 203.0.113.7 reach port 22 of web-1?',
    notUnderstood:
      'Write an address, a port and a machine, like this: Can 203.0.113.7 reach port 22 of web-1?',
    noAddress: 'From which address? Write it after “can”, or write “I” for this computer.',
    badAddress: (text: string) =>
      `This is not an IP address: ${text}. An address looks like 203.0.113.7 or 2001:db8::7.`,
    ownUnknown:
      'Keyport does not know the address of this computer. Write the address instead of “I” or “me”.',
    noPort: 'To which port? Write its number or its name, like “port 22” or “ssh”.',
    badPort: (text: string) =>
      `This is not a port: ${text}. A port is a number from 1 to 65535, or a name like ssh.`,
    noMachine: 'Of which machine? Write its name or its id after “of”.',
    unknownMachine: (text: string) => `No machine has this name or id: ${text}.`,
    ambiguous: (text: string, candidates: string) =>
      `Several machines are called ${text}. Write the id of the one that is meant: ${candidates}.`,
    tooLong: 'This question is too long.',
  },
} as const;

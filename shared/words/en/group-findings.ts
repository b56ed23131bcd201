import type { GroupRuleId } from '../../security-group/group-finding.ts';

type RuleWords = { readonly title: string; readonly why: string; readonly advice: string };

/** What the catalogue says of a group, for somebody who meets a firewall for the first time. */
export const groupFindingWords = {
  rules: {
    'SG-ALL': {
      title: 'Every port is open to everyone',
      why: 'A port is a numbered door of a machine. With all of them open, whatever program runs there can be reached by strangers, also one that you do not know of.',
      advice:
        'Keep only the doors that are needed: 80 and 443 for a website, and the port for logging in from your own address. Find out first which ports are in use.',
    },
    'SG-ADMIN': {
      title: 'Remote control is open to the internet',
      why: 'This is where people log in and take control of the machine. Programs find such an open door within minutes and then try passwords and known faults all day long.',
      advice:
        'Let in your own address only. If nobody logs in this way, close it: AWS Session Manager needs no open port.',
    },
    'SG-RISK': {
      title: 'A database, file share or control port is open to the internet',
      why: 'Such ports are made for other machines of yours. Strangers look for them first, because data or control of the machine is often behind them without a good lock.',
      advice:
        'Let in only the security group of the machines that use it, or your own address, instead of everyone.',
    },
    'SG-PUBPORT': {
      title: 'A port is public',
      why: 'Nothing is wrong with a public port that is meant to be one. One that was forgotten is a door nobody watches.',
      advice:
        'If it is meant to be public, write the word “intended” into the description of the rule. If not, let in only those who need it.',
    },
    'SG-WIDE': {
      title: 'A large part of the internet is let in',
      why: 'Nobody knows everyone behind so many addresses, and many of them can be rented by anybody for an hour.',
      advice:
        'Replace the range with the addresses that really need it. An office usually has one, or a few.',
    },
    'SG-SPLIT': {
      title: 'Several rules together open a port to everyone',
      why: 'All rules of a group add up. Two halves of the internet are the whole of it, and a check that looks for “everyone” in one rule does not see it.',
      advice: 'Look at all rules that are named: each of them has to go or to become narrower.',
    },
    'SG-V6GAP': {
      title: 'A port is restricted in one address family and open in the other',
      why: 'The internet has two kinds of addresses, IPv4 and IPv6, and each has rules of its own. One door is locked and the other one beside it stands open.',
      advice:
        'Remove the rule that lets in everyone. If you come in that way yourself, let in your own address of that kind first.',
    },
    'SG-UDP': {
      title: 'A UDP port is open to the internet',
      why: 'UDP does not check who asks. With a forged question, strangers can have a machine send its answers to somebody else, and flood them.',
      advice: 'Let in only those who need it. Public DNS or time servers have to limit how much they answer.',
    },
    'SG-ICMP': {
      title: 'Strangers can ping the machine',
      why: 'A ping only shows that a machine is there. That is harmless by itself, and useful for finding faults.',
      advice:
        'You can leave it. To say less, allow only ping (type 8) and the message that packets are too large (type 3, code 4), which must not be blocked.',
    },
    'SG-PROTO': {
      title: 'A tunnel protocol is open to the internet',
      why: 'It carries whole networks inside it, for a VPN for example. Some of these protocols do not check who is at the other end.',
      advice: 'Let in only the address of the other end of the tunnel.',
    },
    'SG-RANGE': {
      title: 'One rule opens a range of ports',
      why: 'A range opens ports that nobody thinks of. A program that is started there later is open from its first second.',
      advice: 'Allow the single ports that are in use, and remove the range after that.',
    },
    'SG-HTTPONLY': {
      title: 'HTTP is open, HTTPS is not',
      why: 'With HTTP everybody on the way can read what visitors send, and change what they see.',
      advice: 'Open port 443 too, and have port 80 send visitors on to it.',
    },
    'SG-DEFAULT': {
      title: 'The default group has rules',
      why: 'Machines that are launched without a choice of group get this one. What it allows, all of them allow.',
      advice:
        'Give each machine a group of its own and leave this one without rules. Look first at rules that name the default group as their source: machines that leave it are no longer let in there. Interfaces that AWS manages cannot be moved.',
    },
    'SG-UNUSED': {
      title: 'Nothing uses this group now',
      why: 'A forgotten group may be attached to a machine one day, with rules that nobody looked at again.',
      advice:
        'If nobody knows what it is for, delete it in the AWS console. AWS does not show every use: launch templates, and services that are at rest, may still name it.',
    },
    'SG-DUP': {
      title: 'A rule changes nothing',
      why: 'Rules only ever allow. Where one allows all that another one does, the other makes no difference, and may give a wrong idea of who gets in.',
      advice: 'Remove it, to see more clearly who gets in. Nobody is let in or kept out by that.',
    },
    'SG-MERGE': {
      title: 'Rules can be one',
      why: 'Their ranges lie side by side. One rule for both is easier to read and leaves room for others.',
      advice: 'Replace them by one rule for the same addresses.',
    },
    'SG-EGRESS': {
      title: 'The machine may call out to anywhere',
      why: 'AWS sets this by itself, and most machines need it for updates. A program that was smuggled in could use it to send data away.',
      advice:
        'Where it matters, allow only ports 443 and 80, DNS (53) and time (123) first, and remove this rule after that.',
    },
    'SG-STALE': {
      title: 'A rule names a group that is gone',
      why: 'EC2 keeps such a rule although nobody is let in by it any more. It hides what the group really does.',
      advice: 'Remove the rule. Nobody loses anything by that.',
    },
    'SG-PEER': {
      title: 'Machines of another network are let in',
      why: 'Whoever runs the other network decides which machines are members of that group.',
      advice: 'Make sure that you know the account and the network that are named.',
    },
    'SG-PLIST': {
      title: 'The addresses are kept in a list elsewhere',
      why: 'A rule that names a list follows each change of it at once, without a change of the group.',
      advice:
        'Look into the list, in the AWS console under VPC → Managed prefix lists, and find out who may change it.',
    },
    'SG-MYIP': {
      title: 'Your address has changed',
      why: 'The rule lets in the address that you had. You are kept out, and nobody else is let in, unless somebody else has that address now.',
      advice: 'Let in the address that you have now, try it, and remove the old one after that.',
    },
    'SG-AWSIP': {
      title: 'Addresses that AWS rents out are let in',
      why: 'Anybody with an AWS account can have such an address within minutes.',
      advice: 'Let in the exact address of the machine that is meant, or its security group.',
    },
    'SG-SHARED': {
      title: 'Other machines use this group too',
      why: 'A group is one firewall for all its machines. A change of it changes them too, at once.',
      advice: 'Make a corrected copy of the group for the machine that is meant.',
    },
    'SG-FULL': {
      title: 'The group is nearly full',
      why: 'A group has room for 60 rules in each direction and address family, and a list counts as many as it may grow to.',
      advice: 'Merge ranges, or keep the addresses in a prefix list.',
    },
  } satisfies Record<GroupRuleId, RuleWords>,

  /** Who is let in. `family` is empty where it is both. */
  anyone: 'Anyone on the internet',
  anyoneBy: (family: string) => `Anyone on the internet (${family})`,
  isLetIn: (who: string, what: string) => `${who} is let in to ${what}.`,
  manyAreLetIn: (count: string, family: string, what: string) =>
    `${count} public addresses (${family}) are let in to ${what}.`,
  veryMany: 'Very many',
  gap: (closed: string, open: string, what: string) =>
    `Only some addresses are let in to ${what} by ${closed}, but anyone on the internet by ${open}.`,
  ping: (who: string) => `${who} can ping the machine.`,
  everyIcmp: (who: string) => `${who} may send it every kind of ICMP message, ping among them.`,
  someIcmp: (who: string, types: string) => `${who} may send it ICMP messages of these types: ${types}.`,
  tunnel: (who: string, what: string) => `${who} is let in by ${what}.`,
  range: (ports: string) => `One rule opens all of ${ports}.`,
  rangeWith: (ports: string, hidden: string) => `One rule opens all of ${ports}, ${hidden} among them.`,
  httpOnly: (who: string) => `${who} is let in to HTTP (port 80), and nobody to HTTPS (port 443).`,
  defaultRules: (attached: boolean) =>
    attached ? 'The default group has rules, and machines use it.' : 'The default group has rules.',
  defaultTrusts: 'One of them lets all machines with this group reach each other.',
  defaultOutboundOnly: 'They are all outbound: nobody gets in by it.',
  nothingBehind: 'Nothing uses the group now.',
  unused: 'No network interface has this group now, and no other group names it.',
  duplicate: (rule: string) => `This rule changes nothing, because others allow the same: ${rule}.`,
  duplicates: (count: number, rules: string) =>
    `${count} rules change nothing, because others allow the same: ${rules}.`,
  shadowed: (rule: string) => `A wider rule makes this one meaningless: ${rule}.`,
  shadowedAdvice:
    'Narrow or remove the wider rule: that is the one that decides who gets in. The narrow one can stay.',
  merge: (count: number, cidrs: string, what: string) =>
    `${count} rules for ${what} are the same as one for ${cidrs}.`,
  egress: (family: string) => `Every port may be reached from here, anywhere on the internet (${family}).`,
  stale: (groupId: string) => `A rule names the group ${groupId}, which is gone.`,
  staleWay: (groupId: string) =>
    `A rule names the group ${groupId}, and the connection to its network is gone.`,
  peer: (groupId: string, account: string) =>
    `Members of the group ${groupId} of account ${account} are let in.`,
  peerNetwork: (groupId: string, account: string, connection: string) =>
    `Members of the group ${groupId} of account ${account}, in a connected network, are let in (${connection}).`,
  unreadList: (list: string, what: string) =>
    `Who is let in to ${what} is unknown: the list ${list} could not be read.`,
  foreignList: (list: string, account: string, what: string) =>
    `Account ${account} decides who is let in to ${what}: it keeps the list ${list}.`,
  myAddress: (service: string, old: string, now: string) =>
    `${service} is open to ${old} only, and your address is ${now} now.`,
  myAddressSeveral: (old: string) =>
    `Let in the address that you have now, and try it. Then look at the rules for ${old}: they are written alike, so some may be a colleague’s. Keyport leaves them all; remove the one that was yours in the AWS console.`,
  amazon: (cidrs: string) => `Addresses that AWS rents out to anybody are let in: ${cidrs}.`,
  full: (count: number, direction: 'inbound' | 'outbound', family: string) =>
    `The group has ${count} of 60 ${direction} rules for ${family}.`,
  notes: {
    together: (rules: number) =>
      `No rule says “everyone”, but together ${rules} rules let in the whole internet.`,
    togetherMany: (rules: number) => `No rule is so wide by itself: ${rules} rules together are.`,
    everyPortTogether: (rules: number) => `No rule opens every port, but together ${rules} rules do.`,
    spelledOtherwise: (cidr: string) =>
      `The rule does not say “everyone”, but ${cidr} is the whole internet.`,
    byList: (list: string) => `These addresses stand in the list ${list}, not in the group.`,
  },

  everyPort: 'every port',
  everyPortOf: (protocol: string) => `every ${protocol} port`,
  port: (port: number) => `port ${port}`,
  ports: (from: number, to: number) => `ports ${from}–${to}`,
  portOf: (protocol: string, port: number) => `${protocol} port ${port}`,
  portsOf: (protocol: string, from: number, to: number) => `${protocol} ports ${from}–${to}`,
  named: (service: string, port: string) => `${service} (${port})`,
  manyPorts: (count: string, from: number, to: number) => `${count} ports between ${from} and ${to}`,
  and: (some: string, last: string) => `${some} and ${last}`,
  andMore: (some: string, count: number) => `${some} and ${count} more`,
  protocol: (protocol: string) => `protocol ${protocol}`,
  icmp: {
    every: 'every ICMP message',
    ping: 'ping',
    type: (type: number) => `ICMP type ${type}`,
    typeAndCode: (type: number, code: number) => `ICMP type ${type}, code ${code}`,
  },
  from: (what: string, who: string) => `${what} from ${who}`,
  to: (what: string, who: string) => `${what} to ${who}`,
  who: {
    everyone: (family: string) => `everyone (${family})`,
    only: (address: string) => `${address} only`,
    range: (cidr: string, count: string) => `${cidr} (${count} addresses)`,
    bigRange: (cidr: string) => `${cidr} (a range of addresses)`,
    privateRange: (cidr: string) => `${cidr} (private addresses)`,
    unreadRange: (cidr: string) => `${cidr} (no range that makes sense)`,
    list: (list: string) => `the addresses in the list ${list}`,
    unreadList: (list: string) => `the addresses in the list ${list}, which could not be read`,
    members: (groupId: string) => `members of ${groupId}`,
    membersThere: (groupId: string, account: string) => `members of ${groupId} (account ${account})`,
    groupGone: 'nobody: the group it names is gone',
    wayGone: 'nobody: the connection to the network of the group it names is gone',
  },
  listNamed: (id: string, name: string) => `${id} (${name})`,
} as const;

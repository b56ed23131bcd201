import type { AddressFamily } from './exposure.ts';

/** A security group of a VPC, as EC2 describes it: a virtual firewall of allow rules, in no order. */
export type SecurityGroup = {
  readonly groupId: string;
  /** `default` is the one that each VPC has; names never change. */
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly vpcId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** One entry for each source of each permission, inbound before outbound, in EC2's order. */
  readonly rules: readonly GroupRule[];
};

/** One rule: a protocol, its ports, and one source (or, of an outbound rule, one destination). */
export type GroupRule = {
  /** `sgr-…`; null where only DescribeSecurityGroups was read, which does not say it. */
  readonly ruleId: string | null;
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` (every protocol), or another protocol's number. 6, 17, 1 and 58 are said by name. */
  readonly protocol: string;
  /**
   * TCP and UDP: the first and the last port, null for every port. ICMP: type and code, null for every type, or every code.
   * Null for every other protocol: such a rule has no ports.
   */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly source: RuleSource;
  readonly description: string;
};

export type RuleSource =
  | { readonly kind: AddressFamily; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string }
  | GroupReference;

/** Whoever has an interface in that group. `userId` is null where the group is gone: then it is nobody. */
export type GroupReference = {
  readonly kind: 'group';
  readonly groupId: string;
  readonly userId: string | null;
  readonly vpcId: string | null;
  readonly peeringConnectionId: string | null;
  /** `active`, or why the peered group is not to be had; null where no peering is between. */
  readonly peeringStatus: string | null;
};

/** A managed prefix list that was read. One that could not be read is not in the map: nobody knows what is in it. */
export type PrefixList = {
  readonly prefixListId: string;
  readonly name: string;
  /** `AWS` for the lists that AWS keeps. */
  readonly ownerId: string;
  /** What the list counts as in a group's quota of rules. */
  readonly maxEntries: number | null;
  readonly cidrs: readonly string[];
};

export type PrefixLists = ReadonlyMap<string, PrefixList>;

import type { Severity } from '../finding.ts';
import type { Exposure } from './exposure.ts';
import type { GroupExposure, GroupFinding, Level } from './group-finding.ts';
import type { UnreadPart } from './region-facts.ts';
import type { PrefixList, SecurityGroup } from './security-group.ts';

/** A group with the catalogue's judgement and all that it was made from. */
export type ReviewedGroup = {
  readonly region: string;
  readonly group: SecurityGroup;
  readonly exposure: GroupExposure;
  readonly findings: readonly GroupFinding[];
  readonly attached: Attached;
  /** Other groups whose rules name this one, as source or destination. */
  readonly referencedBy: readonly string[];
  /** The account of the review is not the group's owner: it is shared with it, and cannot be changed here. */
  readonly isShared: boolean;
  /** A launch of Keyport made it, by its tag; only the journal says whether this Keyport did. */
  readonly launchId: string | null;
  /** The lists that its rules name, as far as they could be read. */
  readonly prefixLists: readonly PrefixList[];
};

/** Where a group is attached. Null instead of the lists: the interfaces could not be read. */
export type Attached = {
  readonly machines: readonly AttachedMachine[] | null;
  /** Interfaces of load balancers, functions and other services, and those attached to nothing. */
  readonly others: readonly AttachedInterface[] | null;
  readonly launchTemplates: boolean | null;
};

export type AttachedMachine = {
  readonly instanceId: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly platform: 'linux' | 'windows' | null;
  readonly interfaceId: string;
  readonly subnetId: string;
  readonly zoneName: string | null;
  readonly publicIpv4: readonly string[];
  readonly ipv6: readonly string[];
  readonly privateIpv4: readonly string[];
  /** All groups of that interface: together they are one firewall. */
  readonly groupIds: readonly string[];
};

export type AttachedInterface = {
  readonly interfaceId: string;
  readonly interfaceType: string;
  readonly description: string;
  readonly isAttached: boolean;
};

/** A line of the table: what the screen needs of each of thousands of groups. */
export type GroupRow = {
  readonly region: string;
  readonly groupId: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string | null;
  readonly ownerId: string;
  readonly isShared: boolean;
  readonly isDefault: boolean;
  readonly launchId: string | null;
  /** The worst finding's; null without findings. */
  readonly level: Level | null;
  readonly severity: Exclude<Severity, 'blocker'> | null;
  /** How many findings there are of each severity. */
  readonly counts: Readonly<Record<Exclude<Severity, 'blocker'>, number>>;
  readonly findingIds: readonly string[];
  readonly exposure: GroupExposure;
  /** The widest that any port is open, in either family. */
  readonly widest: Exposure;
  /** Ports that are open to the internet, short: `22, 80, 443` or `all`. */
  readonly openPorts: string;
  /** Null where it could not be read. */
  readonly machines: number | null;
  readonly interfaces: number | null;
  readonly ruleCount: number;
};

export type GroupsReview = {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  readonly rows: readonly GroupRow[];
  /** Every machine that was read, to be asked about; null where machines or interfaces could not be read. */
  readonly machines: readonly ReviewedMachine[] | null;
  readonly unread: readonly UnreadPart[];
};

/** A machine to ask about: "Can 203.0.113.7 reach port 22 of web-1?" */
export type ReviewedMachine = {
  readonly instanceId: string;
  readonly name: string | null;
  readonly state: string;
  readonly publicIpv4: readonly string[];
  readonly ipv6: readonly string[];
};

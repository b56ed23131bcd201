import type { PrefixList, SecurityGroup } from './security-group.ts';

/**
 * What was read of one region to review its groups. Every part but the groups may be unreadable (null): then what depends on
 * it is unknown, and never "no".
 */
export type RegionFacts = {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  readonly groups: readonly SecurityGroup[];
  readonly interfaces: readonly NetworkInterface[] | null;
  readonly instances: readonly GroupInstance[] | null;
  readonly subnets: readonly Subnet[] | null;
  readonly routeTables: readonly RouteTable[] | null;
  readonly networkAcls: readonly NetworkAcl[] | null;
  readonly vpcs: readonly Vpc[] | null;
  readonly peerings: readonly Peering[] | null;
  /** Lists that could be read. One that a rule names and that is not here could not. */
  readonly prefixLists: readonly PrefixList[];
  readonly blockPublicAccess: BlockPublicAccess | null;
  /** Ids of groups that a launch template's default or latest version names. */
  readonly launchTemplateGroupIds: readonly string[] | null;
  /** What could not be read, and why: shown beside what is unknown because of it. */
  readonly unread: readonly UnreadPart[];
};

/** All parts beside the groups, unread; no prefix list is known. */
export const NOTHING_ELSE_READ = {
  interfaces: null,
  instances: null,
  subnets: null,
  routeTables: null,
  networkAcls: null,
  vpcs: null,
  peerings: null,
  prefixLists: [],
  blockPublicAccess: null,
  launchTemplateGroupIds: null,
  unread: [],
} as const satisfies Partial<RegionFacts>;

export const REGION_PARTS = [
  'groups',
  'interfaces',
  'instances',
  'subnets',
  'routeTables',
  'networkAcls',
  'vpcs',
  'peerings',
  'prefixLists',
  'blockPublicAccess',
  'launchTemplates',
  'ruleIds',
] as const;
export type RegionPart = (typeof REGION_PARTS)[number];

/** `isForbidden`: the account may not read it; else it failed. */
export type UnreadPart = {
  readonly part: RegionPart;
  readonly isForbidden: boolean;
  readonly raw: string | null;
};

export type NetworkInterface = {
  readonly interfaceId: string;
  readonly groupIds: readonly string[];
  /** `interface`, `network_load_balancer`, `lambda`, `nat_gateway`, …: AWS's own word. */
  readonly interfaceType: string;
  /** AWS's service made it, and only that service may change it. */
  readonly isRequesterManaged: boolean;
  readonly description: string;
  /** Null where it is attached to nothing, or to what is no instance. */
  readonly instanceId: string | null;
  readonly isAttached: boolean;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly privateIpv4: readonly string[];
  readonly publicIpv4: readonly string[];
  readonly ipv6: readonly string[];
};

export type GroupInstance = {
  readonly instanceId: string;
  /** The Name tag; null without one. */
  readonly name: string | null;
  /** EC2's word: `running`, `stopped`, … */
  readonly state: string;
  readonly platform: 'linux' | 'windows';
  readonly launchId: string | null;
};

export type Subnet = {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly cidrs: readonly string[];
  readonly zoneName: string;
};

export type RouteTable = {
  readonly routeTableId: string;
  readonly vpcId: string;
  readonly isMain: boolean;
  readonly subnetIds: readonly string[];
  readonly routes: readonly Route[];
};

export type Route = {
  /** Null where the destination is a prefix list. */
  readonly cidr: string | null;
  readonly prefixListId: string | null;
  /** `igw-…`, `eigw-…`, `nat-…`, `local`, `pcx-…`, …; null where EC2 names none. */
  readonly target: string | null;
  /** `active`, or `blackhole` where the target is gone. */
  readonly state: string;
};

export type NetworkAcl = {
  readonly networkAclId: string;
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly subnetIds: readonly string[];
  /** The lowest number decides first; 32767 is the refusal at the end. */
  readonly entries: readonly AclEntry[];
};

export type AclEntry = {
  readonly number: number;
  readonly isEgress: boolean;
  readonly isAllow: boolean;
  /** As in a rule of a group: by name for 6, 17, 1 and 58. */
  readonly protocol: string;
  readonly cidr: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
};

export type Vpc = {
  readonly vpcId: string;
  readonly cidrs: readonly string[];
  readonly isDefault: boolean;
  readonly name: string | null;
};

/** `cidrs` of the other side, by the VPC of this one. */
export type Peering = {
  readonly peeringConnectionId: string;
  readonly vpcId: string;
  readonly status: string;
  readonly peerVpcId: string;
  readonly peerAccountId: string;
  readonly peerCidrs: readonly string[];
};

/** `off`, `block-bidirectional` or `block-ingress`; exclusions lift it for a VPC or a subnet. */
export type BlockPublicAccess = {
  readonly mode: string;
  readonly excludedVpcIds: readonly string[];
  readonly excludedSubnetIds: readonly string[];
};

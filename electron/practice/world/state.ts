import { z } from 'zod';

// All that a practice account holds: plain values, so that it can be written to a file and read back. A table is a Map by
// id; a change puts a new value in its place, so that a copy of the tables is a copy of the region.

const text = z.string();
/** As far as dates go: what lies beyond could not be answered. */
const LAST_MS = 8.64e15;
const ms = z.number().min(-LAST_MS).max(LAST_MS);
const count = z.number().int();

export const tagSchema = z.object({ key: text, value: text });
const tags = z.array(tagSchema);

const vpcSchema = z.object({
  vpcId: text,
  cidr: text,
  isDefault: z.boolean(),
  dhcpOptionsId: text,
  hasDnsSupport: z.boolean(),
  hasDnsHostnames: z.boolean(),
  tags,
});

const subnetSchema = z.object({
  subnetId: text,
  vpcId: text,
  zone: text,
  zoneId: text,
  cidr: text,
  isDefaultForAz: z.boolean(),
  givesPublicIp: z.boolean(),
  tags,
});

const internetGatewaySchema = z.object({ internetGatewayId: text, vpcId: text.nullable(), tags });

const routeSchema = z.object({
  destination: text,
  /** `local`, or the id of a gateway. */
  target: text,
  origin: z.enum(['CreateRouteTable', 'CreateRoute']),
});

const routeTableSchema = z.object({
  routeTableId: text,
  vpcId: text,
  routes: z.array(routeSchema),
  /** Without a subnet: the main table of its VPC. */
  associations: z.array(z.object({ associationId: text, subnetId: text.nullable() })),
  tags,
});

const networkAclEntrySchema = z.object({
  ruleNumber: count,
  isEgress: z.boolean(),
  protocol: text,
  action: z.enum(['allow', 'deny']),
  cidr: text,
  isIpv6: z.boolean(),
  fromPort: count.nullable(),
  toPort: count.nullable(),
  icmp: z.object({ type: count, code: count }).nullable(),
});

const networkAclSchema = z.object({
  networkAclId: text,
  vpcId: text,
  isDefault: z.boolean(),
  entries: z.array(networkAclEntrySchema),
  associations: z.array(z.object({ associationId: text, subnetId: text })),
  tags,
});

const peerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ipv4'), cidr: text }),
  z.object({ kind: z.literal('ipv6'), cidr: text }),
  z.object({ kind: z.literal('group'), groupId: text, userId: text }),
  z.object({ kind: z.literal('prefix-list'), prefixListId: text }),
]);

const securityGroupRuleSchema = z.object({
  ruleId: text,
  isEgress: z.boolean(),
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number as text, or `-1` for all. */
  protocol: text,
  /** Null where the protocol is all; -1 for every ICMP type. */
  fromPort: count.nullable(),
  toPort: count.nullable(),
  peer: peerSchema,
  description: text.nullable(),
  tags,
});

const securityGroupSchema = z.object({
  groupId: text,
  name: text,
  description: text,
  vpcId: text,
  rules: z.array(securityGroupRuleSchema),
  tags,
});

const keyPairSchema = z.object({
  keyPairId: text,
  name: text,
  type: z.enum(['rsa', 'ed25519']),
  /** One OpenSSH line: type and base64, and a comment where there is one. */
  publicKey: text,
  fingerprint: text,
  createdAt: ms,
  tags,
});

const networkInterfaceSchema = z.object({
  networkInterfaceId: text,
  vpcId: text,
  subnetId: text,
  zone: text,
  macAddress: text,
  privateIp: text,
  publicIp: text.nullable(),
  groupIds: z.array(text),
  description: text,
  attachment: z
    .object({
      attachmentId: text,
      instanceId: text,
      deviceIndex: count,
      deletesOnTermination: z.boolean(),
      attachedAt: ms,
    })
    .nullable(),
  checksSourceDest: z.boolean(),
  createdAt: ms,
  tags,
});

const volumeSchema = z.object({
  volumeId: text,
  zone: text,
  sizeGiB: count,
  type: text,
  iops: count.nullable(),
  throughput: count.nullable(),
  isEncrypted: z.boolean(),
  kmsKeyId: text.nullable(),
  snapshotId: text.nullable(),
  createdAt: ms,
  attachment: z
    .object({ instanceId: text, device: text, deletesOnTermination: z.boolean(), attachedAt: ms })
    .nullable(),
  tags,
});

const snapshotSchema = z.object({
  snapshotId: text,
  volumeId: text,
  sizeGiB: count,
  isEncrypted: z.boolean(),
  kmsKeyId: text.nullable(),
  description: text,
  startedAt: ms,
  tags,
});

export const INSTANCE_STATES = [
  'pending',
  'running',
  'stopping',
  'stopped',
  'shutting-down',
  'terminated',
] as const;

const instanceSchema = z.object({
  instanceId: text,
  reservationId: text,
  launchIndex: count,
  imageId: text,
  instanceType: text,
  architecture: text,
  platform: z.enum(['linux', 'windows']),
  keyName: text.nullable(),
  vpcId: text,
  subnetId: text,
  zone: text,
  /** The first has device index 0. */
  networkInterfaceIds: z.array(text),
  /** Kept when it is terminated and its interface is gone. */
  groupIds: z.array(text),
  privateIp: text,
  /** Whether it is given a public address each time it starts. */
  asksForPublicIp: z.boolean(),
  volumeIds: z.array(text),
  rootDeviceName: text,
  clientToken: text.nullable(),
  launchedAt: ms,
  state: z.enum(INSTANCE_STATES),
  /** When it came, or will have come, into this state. */
  stateSince: ms,
  stateReason: z.object({ code: text, message: text }).nullable(),
  /** As EC2 writes it: `User initiated (2026-11-23 10:00:00 GMT)`; empty else. */
  stateTransitionReason: text,
  metadata: z.object({
    tokens: z.enum(['optional', 'required']),
    hopLimit: count,
    isEndpointOn: z.boolean(),
    isIpv6On: z.boolean(),
    hasTags: z.boolean(),
  }),
  userData: text.nullable(),
  isMonitored: z.boolean(),
  isEbsOptimized: z.boolean(),
  isProtectedFromTermination: z.boolean(),
  isProtectedFromStop: z.boolean(),
  shutdownBehavior: z.enum(['stop', 'terminate']),
  cpuCredits: z.enum(['standard', 'unlimited']).nullable(),
  /** Of its instance profile. Not in the files of earlier versions. */
  profileName: text.nullable().prefault(null),
  cpu: z.object({ cores: count, threadsPerCore: count }),
  /** Of a Windows machine started with an RSA key: encrypted by its public half. */
  passwordData: text.nullable(),
  tags,
});

/**
 * What a ClientToken was used for: EC2 answers the same again for the same request, and refuses another one. A token counts
 * once in a zone where the request names one, else once in the region: it stands here as the token, or with the zone on a second line.
 */
const usedTokenSchema = z.object({
  token: text,
  /** Of the parameters that count. */
  digest: text,
  reservationId: text,
  instanceIds: z.array(text),
  usedAt: ms,
  /** Since when EC2 shows none of its instances any more. */
  goneAt: ms.nullable(),
});

const blockPublicAccessSchema = z.object({
  mode: z.enum(['off', 'block-bidirectional', 'block-ingress']),
  updatedAt: ms,
});

export type Tag = Readonly<z.infer<typeof tagSchema>>;
export type Vpc = Readonly<z.infer<typeof vpcSchema>>;
export type Subnet = Readonly<z.infer<typeof subnetSchema>>;
export type InternetGateway = Readonly<z.infer<typeof internetGatewaySchema>>;
export type Route = Readonly<z.infer<typeof routeSchema>>;
export type RouteTable = Readonly<z.infer<typeof routeTableSchema>>;
export type NetworkAcl = Readonly<z.infer<typeof networkAclSchema>>;
export type NetworkAclEntry = Readonly<z.infer<typeof networkAclEntrySchema>>;
export type Peer = Readonly<z.infer<typeof peerSchema>>;
export type SecurityGroupRule = Readonly<z.infer<typeof securityGroupRuleSchema>>;
export type SecurityGroup = Readonly<z.infer<typeof securityGroupSchema>>;
export type KeyPair = Readonly<z.infer<typeof keyPairSchema>>;
export type NetworkInterface = Readonly<z.infer<typeof networkInterfaceSchema>>;
export type Volume = Readonly<z.infer<typeof volumeSchema>>;
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;
export type Instance = Readonly<z.infer<typeof instanceSchema>>;
export type InstanceStateName = Instance['state'];
export type UsedToken = Readonly<z.infer<typeof usedTokenSchema>>;

function table<Row extends z.ZodType>(row: Row) {
  return z
    .array(z.tuple([z.string(), row]))
    .transform((entries) => new Map(entries as [string, z.output<Row>][]));
}

/** The tables of one region, each by the id of what it holds (tokens by the token, key pairs by `keyPairId`). */
export const regionSchema = z.object({
  region: text,
  vpcs: table(vpcSchema),
  subnets: table(subnetSchema),
  internetGateways: table(internetGatewaySchema),
  routeTables: table(routeTableSchema),
  networkAcls: table(networkAclSchema),
  securityGroups: table(securityGroupSchema),
  keyPairs: table(keyPairSchema),
  networkInterfaces: table(networkInterfaceSchema),
  volumes: table(volumeSchema),
  /** Not in the files of earlier versions. */
  snapshots: table(snapshotSchema).prefault([]),
  instances: table(instanceSchema),
  tokens: table(usedTokenSchema),
  blockPublicAccess: blockPublicAccessSchema,
  isEbsEncryptedByDefault: z.boolean(),
});

/** The readonly record holds Maps that an action changes: it is handed a draft of its own. */
export type RegionTables = Readonly<z.infer<typeof regionSchema>> & {
  isEbsEncryptedByDefault: boolean;
  blockPublicAccess: z.infer<typeof blockPublicAccessSchema>;
};

export const stateSchema = z.object({
  version: z.literal(1),
  /** How many ids have been given: part of the next one. */
  ids: count,
  /** How far the account's own time has come. */
  at: ms.default(0),
  regions: z.array(regionSchema),
});

/** A region without anything in it, not even a network. */
export function emptyRegion(region: string): RegionTables {
  return {
    region,
    vpcs: new Map(),
    subnets: new Map(),
    internetGateways: new Map(),
    routeTables: new Map(),
    networkAcls: new Map(),
    securityGroups: new Map(),
    keyPairs: new Map(),
    networkInterfaces: new Map(),
    volumes: new Map(),
    snapshots: new Map(),
    instances: new Map(),
    tokens: new Map(),
    blockPublicAccess: { mode: 'off', updatedAt: 0 },
    isEbsEncryptedByDefault: false,
  };
}

/** A copy to work on: what is changed in it is not changed in the other. */
export function draftOf(region: RegionTables): RegionTables {
  return {
    ...region,
    vpcs: new Map(region.vpcs),
    subnets: new Map(region.subnets),
    internetGateways: new Map(region.internetGateways),
    routeTables: new Map(region.routeTables),
    networkAcls: new Map(region.networkAcls),
    securityGroups: new Map(region.securityGroups),
    keyPairs: new Map(region.keyPairs),
    networkInterfaces: new Map(region.networkInterfaces),
    volumes: new Map(region.volumes),
    snapshots: new Map(region.snapshots),
    instances: new Map(region.instances),
    tokens: new Map(region.tokens),
  };
}

import * as z from 'zod';
import { protocolName } from './rule-ports.ts';
import type { GroupRule, PrefixList, PrefixLists, RuleSource, SecurityGroup } from './security-group.ts';

/**
 * The groups of a saved `aws ec2 describe-security-groups` answer, or of its list alone; null where it is neither. One group
 * that cannot be understood makes it null too: a review that silently leaves one out would call an open door shut.
 */
export function readDescribedGroups(json: unknown): readonly SecurityGroup[] | null {
  const read = z.union([z.array(describedGroup), describedGroups]).safeParse(json);
  if (!read.success) return null;
  return (Array.isArray(read.data) ? read.data : read.data.SecurityGroups).map(groupFrom);
}

/** One item of DescribeSecurityGroups. Its rules have no ids there. */
export function groupFrom(described: DescribedGroup): SecurityGroup {
  return {
    groupId: described.GroupId ?? '',
    name: described.GroupName ?? '',
    description: described.Description ?? '',
    ownerId: described.OwnerId ?? '',
    vpcId: described.VpcId ?? null,
    tags: Object.fromEntries((described.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    rules: [
      ...(described.IpPermissions ?? []).flatMap((permission) => rulesOf(permission, false)),
      ...(described.IpPermissionsEgress ?? []).flatMap((permission) => rulesOf(permission, true)),
    ],
  };
}

/**
 * The prefix lists of a saved file: a JSON object from a list's id to its name, owner, size and entries. Null where it is
 * none. A list that is missing there could not be read.
 */
export function readPrefixListsFile(json: unknown): PrefixLists | null {
  const read = z.record(z.string(), savedList).safeParse(json);
  if (!read.success) return null;
  return new Map(Object.entries(read.data).map(([id, saved]) => [id, prefixListFrom(id, saved)]));
}

/** What is read of the SDK's objects and of the CLI's JSON, which name it alike. All else in it is left alone. */
export type DescribedGroup = {
  readonly GroupId?: string | null | undefined;
  readonly GroupName?: string | null | undefined;
  readonly Description?: string | null | undefined;
  readonly OwnerId?: string | null | undefined;
  readonly VpcId?: string | null | undefined;
  readonly Tags?:
    | readonly { readonly Key?: string | null | undefined; readonly Value?: string | null | undefined }[]
    | null
    | undefined;
  readonly IpPermissions?: readonly DescribedPermission[] | null | undefined;
  readonly IpPermissionsEgress?: readonly DescribedPermission[] | null | undefined;
};

type DescribedPermission = {
  readonly IpProtocol?: string | null | undefined;
  readonly FromPort?: number | null | undefined;
  readonly ToPort?: number | null | undefined;
  readonly IpRanges?:
    readonly (Described & { readonly CidrIp?: string | null | undefined })[] | null | undefined;
  readonly Ipv6Ranges?:
    readonly (Described & { readonly CidrIpv6?: string | null | undefined })[] | null | undefined;
  readonly PrefixListIds?:
    readonly (Described & { readonly PrefixListId?: string | null | undefined })[] | null | undefined;
  readonly UserIdGroupPairs?: readonly DescribedPair[] | null | undefined;
};

type Described = { readonly Description?: string | null | undefined };

type DescribedPair = Described & {
  readonly GroupId?: string | null | undefined;
  readonly UserId?: string | null | undefined;
  readonly VpcId?: string | null | undefined;
  readonly VpcPeeringConnectionId?: string | null | undefined;
  readonly PeeringStatus?: string | null | undefined;
};

const text = z.string().nullish();
const port = z.int().min(-1).max(65_535).nullish();

const describedPermission = z.object({
  IpProtocol: z.string().min(1),
  FromPort: port,
  ToPort: port,
  IpRanges: z.array(z.object({ CidrIp: z.string(), Description: text })).nullish(),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string(), Description: text })).nullish(),
  PrefixListIds: z.array(z.object({ PrefixListId: z.string(), Description: text })).nullish(),
  UserIdGroupPairs: z
    .array(
      z.object({
        GroupId: z.string(),
        UserId: text,
        VpcId: text,
        VpcPeeringConnectionId: text,
        PeeringStatus: text,
        Description: text,
      }),
    )
    .nullish(),
});

const describedGroup = z.object({
  GroupId: z.string().min(1),
  GroupName: text,
  Description: text,
  OwnerId: text,
  VpcId: text,
  Tags: z.array(z.object({ Key: z.string(), Value: text })).nullish(),
  IpPermissions: z.array(describedPermission).nullish(),
  IpPermissionsEgress: z.array(describedPermission).nullish(),
});

const describedGroups = z.object({ SecurityGroups: z.array(describedGroup) });

const savedList = z.object({
  PrefixListName: text,
  OwnerId: text,
  MaxEntries: z.number().nullish(),
  Entries: z.array(z.object({ Cidr: z.string() })),
});

function rulesOf(permission: DescribedPermission, isEgress: boolean): readonly GroupRule[] {
  const where = { ruleId: null, isEgress, ...portsOf(permission) };
  return sourcesOf(permission).map(({ source, description }) => ({
    ...where,
    source,
    description: description ?? '',
  }));
}

/** -1 is EC2's other word for "every", and for "none" where the protocol has no ports. */
function portsOf({
  IpProtocol,
  FromPort,
  ToPort,
}: DescribedPermission): Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort'> {
  const protocol = protocolName(IpProtocol ?? '');
  const hasPorts = PORT_PROTOCOLS.has(protocol);
  const written = (number: number | null | undefined) =>
    !hasPorts || number === undefined || number === null || number === -1 ? null : number;
  return { protocol, fromPort: written(FromPort), toPort: written(ToPort) };
}

const PORT_PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmpv6']);

type DescribedSource = { readonly source: RuleSource; readonly description: string | null | undefined };

/** A source without its value stays, as one that cannot be read: never as nothing. */
function sourcesOf(permission: DescribedPermission): readonly DescribedSource[] {
  const { IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs } = permission;
  return [
    ...(IpRanges ?? []).map(({ CidrIp, Description }) => ({
      source: { kind: 'ipv4' as const, cidr: CidrIp ?? '' },
      description: Description,
    })),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => ({
      source: { kind: 'ipv6' as const, cidr: CidrIpv6 ?? '' },
      description: Description,
    })),
    ...(PrefixListIds ?? []).map(({ PrefixListId, Description }) => ({
      source: { kind: 'prefix-list' as const, prefixListId: PrefixListId ?? '' },
      description: Description,
    })),
    ...(UserIdGroupPairs ?? []).map((pair) => ({
      source: referenceFrom(pair),
      description: pair.Description,
    })),
  ];
}

function referenceFrom(pair: DescribedPair): RuleSource {
  return {
    kind: 'group',
    groupId: pair.GroupId ?? '',
    userId: pair.UserId ?? null,
    vpcId: pair.VpcId ?? null,
    peeringConnectionId: pair.VpcPeeringConnectionId ?? null,
    peeringStatus: pair.PeeringStatus ?? null,
  };
}

function prefixListFrom(prefixListId: string, saved: z.infer<typeof savedList>): PrefixList {
  return {
    prefixListId,
    name: saved.PrefixListName ?? '',
    ownerId: saved.OwnerId ?? '',
    maxEntries: saved.MaxEntries ?? null,
    cidrs: saved.Entries.map(({ Cidr }) => Cidr),
  };
}

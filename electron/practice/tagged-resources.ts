import type { ActionContext } from './action.ts';
import { AwsError } from './aws-error.ts';
import { shortened } from './protocol/param-tree.ts';
import { KINDS, notFound, type Kind } from './world/find.ts';
import type { RegionTables, SecurityGroupRule, Tag } from './world/state.ts';

/** Anything of the account's that has tags. */
export type TaggedResource = {
  readonly resourceId: string;
  /** As AWS names its kind: `instance`, `security-group-rule`. */
  readonly resourceType: string;
  readonly tags: readonly Tag[];
  /** Gives it these tags instead. */
  readonly putTags: (tags: readonly Tag[]) => void;
};

/** All that has tags and is visible, kind by kind. */
export function taggedResources(context: ActionContext): readonly TaggedResource[] {
  return FAMILIES.flatMap(({ list }) => list(context.region)).filter(({ resourceId }) =>
    context.isVisible(resourceId),
  );
}

/** The resource of this id, whatever its kind. Throws `InvalidID` for what is no id of a kind that has tags. */
export function taggedResource(context: ActionContext, id: string): TaggedResource {
  const prefix = /^([a-z]+)-[0-9a-f]{8,17}$/u.exec(id)?.[1];
  const kin = FAMILIES.find(({ kind }) => kind.prefix === prefix);
  if (kin === undefined) throw refusalOf(context, id, prefix);
  const resource = context.isVisible(id) ? kin.find(context.region, id) : undefined;
  if (resource === undefined) throw notFound([id], kin.kind);
  return resource;
}

type Family = {
  readonly kind: Kind;
  readonly list: (region: RegionTables) => readonly TaggedResource[];
  readonly find: (region: RegionTables, id: string) => TaggedResource | undefined;
};

const FAMILIES: readonly Family[] = [
  family('instance', KINDS.instance, ({ instances }) => instances),
  family('internet-gateway', KINDS.internetGateway, ({ internetGateways }) => internetGateways),
  family('key-pair', KINDS.keyPair, ({ keyPairs }) => keyPairs),
  family('network-acl', KINDS.networkAcl, ({ networkAcls }) => networkAcls),
  family('network-interface', KINDS.networkInterface, ({ networkInterfaces }) => networkInterfaces),
  family('route-table', KINDS.routeTable, ({ routeTables }) => routeTables),
  family('security-group', KINDS.securityGroup, ({ securityGroups }) => securityGroups),
  { kind: KINDS.securityGroupRule, list: rulesIn, find: ruleIn },
  family('snapshot', KINDS.snapshot, ({ snapshots }) => snapshots),
  family('subnet', KINDS.subnet, ({ subnets }) => subnets),
  family('volume', KINDS.volume, ({ volumes }) => volumes),
  family('vpc', KINDS.vpc, ({ vpcs }) => vpcs),
];

function family<Row extends { readonly tags: readonly Tag[] }>(
  resourceType: string,
  kind: Kind,
  tableOf: (region: RegionTables) => Map<string, Row>,
): Family {
  const resource = (region: RegionTables, resourceId: string, row: Row): TaggedResource => ({
    resourceId,
    resourceType,
    tags: row.tags,
    putTags: (tags) => void tableOf(region).set(resourceId, { ...row, tags: [...tags] }),
  });
  return {
    kind,
    list: (region) => [...tableOf(region)].map(([id, row]) => resource(region, id, row)),
    find: (region, id) => {
      const row = tableOf(region).get(id);
      return row === undefined ? undefined : resource(region, id, row);
    },
  };
}

function rulesIn({ securityGroups }: RegionTables): readonly TaggedResource[] {
  return [...securityGroups.values()].flatMap(({ groupId, rules }) =>
    rules.map((rule) => ruleResource(securityGroups, groupId, rule)),
  );
}

function ruleIn({ securityGroups }: RegionTables, id: string): TaggedResource | undefined {
  for (const { groupId, rules } of securityGroups.values()) {
    const rule = rules.find(({ ruleId }) => ruleId === id);
    if (rule !== undefined) return ruleResource(securityGroups, groupId, rule);
  }
  return undefined;
}

/** A rule lies in its group. */
function ruleResource(
  groups: RegionTables['securityGroups'],
  groupId: string,
  { ruleId, tags }: SecurityGroupRule,
): TaggedResource {
  return {
    resourceId: ruleId,
    resourceType: 'security-group-rule',
    tags,
    putTags: (given) => {
      const group = groups.get(groupId);
      if (group === undefined) return;
      const rules = group.rules.map((rule) =>
        rule.ruleId === ruleId ? { ...rule, tags: [...given] } : rule,
      );
      groups.set(groupId, { ...group, rules });
    },
  };
}

/** Kinds of AWS's that the practice account has none of, or none of its own. */
function refusalOf(context: ActionContext, id: string, prefix: string | undefined): AwsError {
  if (prefix === 'ami') {
    return context.catalog.image(context.region.region, id) === undefined
      ? new AwsError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`)
      : new AwsError('AuthFailure', `Not authorized for image:${id}`);
  }
  const absent = ABSENT_KINDS.find((kind) => kind.prefix === prefix);
  if (absent !== undefined) return notFound([id], absent);
  return new AwsError('InvalidID', `The ID '${shortened(id)}' is not valid`);
}

const ABSENT_KINDS: readonly Kind[] = [
  absentKind('eipalloc', 'InvalidAllocationID', 'allocation ID'),
  absentKind('lt', 'InvalidLaunchTemplateId', 'launch template ID'),
  absentKind('pl', 'InvalidPrefixListID', 'prefix list ID'),
  absentKind('dopt', 'InvalidDhcpOptionID', 'dhcpOption ID'),
  absentKind('nat', 'InvalidNatGatewayID', 'natGateway ID'),
  absentKind('pcx', 'InvalidVpcPeeringConnectionID', 'vpcPeeringConnection ID'),
];

function absentKind(prefix: string, code: string, called: string): Kind {
  return { prefix, malformed: code, notFound: `${code}.NotFound`, called };
}

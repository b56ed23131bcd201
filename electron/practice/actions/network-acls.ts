import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { describeRows } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import { makeOnce } from '../network/make-once.ts';
import { countIn, refuseMoreThan } from '../network/network-input.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { found, KINDS } from '../world/find.ts';
import { lastEntry } from '../world/new-vpc.ts';
import type { NetworkAcl, NetworkAclEntry, RegionTables } from '../world/state.ts';
import { networkAclEntriesActions } from './network-acl-entries.ts';

export const networkAclsActions: Actions = {
  DescribeNetworkAcls: reads(describeAcls),
  CreateNetworkAcl: changes(createAcl),
  DeleteNetworkAcl: changes(deleteAcl),
  ReplaceNetworkAclAssociation: changes(replaceAssociation),
  ...networkAclEntriesActions,
};

function describeAcls(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, context.region.networkAcls, {
    kind: KINDS.networkAcl,
    idName: 'NetworkAclId',
    fields: aclFields(context),
    setName: 'networkAclSet',
    answer: (acl) => aclAnswer(context, acl),
  });
}

function aclFields({ account }: ActionContext): FilterFields<NetworkAcl> {
  return {
    'association.association-id': ({ associations }) => associations.map((each) => each.associationId),
    'association.network-acl-id': ({ associations, networkAclId }) => associations.map(() => networkAclId),
    'association.subnet-id': ({ associations }) => associations.map(({ subnetId }) => subnetId),
    default: ({ isDefault }) => String(isDefault),
    'entry.cidr': ofEntries(({ cidr, isIpv6 }) => (isIpv6 ? null : cidr)),
    'entry.egress': ofEntries(({ isEgress }) => String(isEgress)),
    'entry.icmp.code': ofEntries(({ icmp }) => icmp?.code),
    'entry.icmp.type': ofEntries(({ icmp }) => icmp?.type),
    'entry.ipv6-cidr': ofEntries(({ cidr, isIpv6 }) => (isIpv6 ? cidr : null)),
    'entry.port-range.from': ofEntries(({ fromPort }) => fromPort),
    'entry.port-range.to': ofEntries(({ toPort }) => toPort),
    'entry.protocol': ofEntries(({ protocol }) => protocol),
    'entry.rule-action': ofEntries(({ action }) => action),
    'entry.rule-number': ofEntries(({ ruleNumber }) => ruleNumber),
    'network-acl-id': ({ networkAclId }) => networkAclId,
    'owner-id': () => account.accountId,
    'vpc-id': ({ vpcId }) => vpcId,
  };
}

function ofEntries(read: (entry: NetworkAclEntry) => string | number | null | undefined) {
  return ({ entries }: NetworkAcl) =>
    entries.flatMap((entry) => {
      const value = read(entry);
      return value === null || value === undefined ? [] : [String(value)];
    });
}

/** EC2 names the element of `IsDefault` just `default`. */
function aclAnswer({ account }: ActionContext, acl: NetworkAcl): Answer {
  const { networkAclId } = acl;
  return {
    networkAclId,
    vpcId: acl.vpcId,
    ownerId: account.accountId,
    default: acl.isDefault,
    entrySet: acl.entries.map(entryAnswer),
    associationSet: acl.associations.map(({ associationId, subnetId }) => ({
      networkAclAssociationId: associationId,
      networkAclId,
      subnetId,
    })),
    tagSet: tagSetOf(acl.tags),
  };
}

function entryAnswer(entry: NetworkAclEntry): Answer {
  const { cidr, isIpv6, icmp, fromPort, toPort } = entry;
  return {
    ruleNumber: entry.ruleNumber,
    protocol: entry.protocol,
    ruleAction: entry.action,
    egress: entry.isEgress,
    ...(isIpv6 ? { ipv6CidrBlock: cidr } : { cidrBlock: cidr }),
    icmpTypeCode: icmp,
    portRange: fromPort === null || toPort === null ? null : { from: fromPort, to: toPort },
  };
}

/** AWS's quota for a VPC. */
const MOST_ACLS = 200;

/** One that lets nothing through yet. */
function createAcl(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { 'network-acl': tags } = readTagSpecifications(params, ['network-acl']);
  const { vpcId } = found(context, region.vpcs, params.text('VpcId'), KINDS.vpc);
  refuseMoreThan(context, MOST_ACLS, {
    count: countIn(region.networkAcls, vpcId),
    code: 'NetworkAclLimitExceeded',
    things: 'network acls',
  });
  const { row, clientToken } = makeOnce(context, params, {
    action: 'CreateNetworkAcl',
    request: { vpcId, tags },
    table: region.networkAcls,
    idOf: ({ networkAclId }) => networkAclId,
    make: () => ({
      networkAclId: context.newId('acl'),
      vpcId,
      isDefault: false,
      entries: [lastEntry(true), lastEntry(false)],
      associations: [],
      tags: [...tags],
    }),
  });
  return { networkAcl: aclAnswer(context, row), clientToken };
}

function deleteAcl(context: ActionContext, params: Params): Answer {
  const { networkAcls } = context.region;
  const acl = found(context, networkAcls, params.text('NetworkAclId'), KINDS.networkAcl);
  if (acl.isDefault) throw invalidValue(`cannot delete default network ACL ${acl.networkAclId}`);
  if (acl.associations.length > 0) {
    throw new AwsError(
      'DependencyViolation',
      `The networkAcl '${acl.networkAclId}' has dependencies and cannot be deleted.`,
    );
  }
  networkAcls.delete(acl.networkAclId);
  return { return: true };
}

/** Every subnet has exactly one network ACL: it is exchanged, never taken away. */
function replaceAssociation(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { acl: before, association } = namedAssociation(region, params.text('AssociationId'));
  const after = found(context, region.networkAcls, params.text('NetworkAclId'), KINDS.networkAcl);
  if (before.vpcId !== after.vpcId) {
    throw invalidValue(
      `network ACL ${after.networkAclId} and subnet ${association.subnetId} belong to different networks`,
    );
  }
  const newAssociationId = context.newId('aclassoc');
  const without = before.associations.filter((each) => each !== association);
  region.networkAcls.set(before.networkAclId, { ...before, associations: without });
  const now = region.networkAcls.get(after.networkAclId) ?? after;
  region.networkAcls.set(after.networkAclId, {
    ...now,
    associations: [...now.associations, { associationId: newAssociationId, subnetId: association.subnetId }],
  });
  return { newAssociationId };
}

function namedAssociation({ networkAcls }: RegionTables, id: string) {
  for (const acl of networkAcls.values()) {
    const association = acl.associations.find(({ associationId }) => associationId === id);
    if (association !== undefined) return { acl, association };
  }
  throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${shortened(id)}' does not exist`);
}

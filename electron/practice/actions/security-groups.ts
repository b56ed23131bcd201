import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, missingParameter } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { describeGroups } from '../security-groups/describe-groups.ts';
import { defaultVpc, groupById, noDefaultVpc, readGroup } from '../security-groups/find-group.ts';
import { checkGroupDescription, groupNameOf } from '../security-groups/group-text.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { found, KINDS } from '../world/find.ts';
import type { SecurityGroup, SecurityGroupRule } from '../world/state.ts';

export const securityGroupsActions: Actions = {
  CreateSecurityGroup: changes(createGroup),
  DeleteSecurityGroup: changes(deleteGroup),
  DescribeSecurityGroups: reads(describeGroups),
  DescribeSecurityGroupReferences: reads(describeReferences),
  DescribeStaleSecurityGroups: reads(describeStaleGroups),
};

/** AWS's quota for a region. */
const MOST_GROUPS = 2_500;

function createGroup(context: ActionContext, params: Params): Answer {
  const { region, newId } = context;
  const name = groupNameOf(params.text('GroupName'));
  const description = params.text('GroupDescription');
  checkGroupDescription(description);
  const { 'security-group': tags } = readTagSpecifications(params, ['security-group']);
  const vpcId = vpcFor(context, params.optionalText('VpcId'));
  refuseTakenName(context, vpcId, name);
  if (!context.isDryRun && region.securityGroups.size >= MOST_GROUPS) throw tooManyGroups(vpcId);
  const groupId = newId('sg');
  region.securityGroups.set(groupId, {
    groupId,
    name,
    description,
    vpcId,
    rules: [everythingOut(newId('sgr'))],
    tags: [...tags],
  });
  context.made(groupId);
  return {
    return: true,
    groupId,
    tagSet: tagSetOf(tags),
    securityGroupArn: `arn:aws:ec2:${region.region}:${context.account.accountId}:security-group/${groupId}`,
  };
}

function vpcFor(context: ActionContext, asked: string | null): string {
  if (asked !== null) return found(context, context.region.vpcs, asked, KINDS.vpc).vpcId;
  const vpc = defaultVpc(context);
  if (vpc === undefined) throw noDefaultVpc();
  return vpc.vpcId;
}

/** Upper and lower case count as equal. */
function refuseTakenName({ region }: ActionContext, vpcId: string, name: string): void {
  const isTaken = [...region.securityGroups.values()].some(
    (group) => group.vpcId === vpcId && group.name.toLowerCase() === name.toLowerCase(),
  );
  if (!isTaken) return;
  throw new AwsError(
    'InvalidGroup.Duplicate',
    `The security group '${name}' already exists for VPC '${vpcId}'`,
  );
}

function tooManyGroups(vpcId: string): AwsError {
  return new AwsError(
    'SecurityGroupLimitExceeded',
    `The maximum number of security groups for VPC '${vpcId}' has been reached.`,
  );
}

/** What EC2 gives a new group in a network without IPv6. */
function everythingOut(ruleId: string): SecurityGroupRule {
  return {
    ruleId,
    isEgress: true,
    protocol: '-1',
    fromPort: null,
    toPort: null,
    peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
    description: null,
    tags: [],
  };
}

function deleteGroup(context: ActionContext, params: Params): Answer {
  const group = readGroup(context, params);
  const { groupId, name } = group;
  if (name === 'default') {
    throw new AwsError(
      'CannotDelete',
      `the specified group: "${groupId}" name: "${name}" cannot be deleted by a user`,
    );
  }
  if (isInUse(context, group)) {
    throw new AwsError('DependencyViolation', `resource ${groupId} has a dependent object`);
  }
  context.region.securityGroups.delete(groupId);
  return { return: true, groupId };
}

/** By an interface, whatever becomes of it, or by a rule of another group. */
function isInUse({ region }: ActionContext, { groupId }: SecurityGroup): boolean {
  const others = [...region.securityGroups.values()].filter((other) => other.groupId !== groupId);
  return (
    [...region.networkInterfaces.values()].some(({ groupIds }) => groupIds.includes(groupId)) ||
    others.some(({ rules }) => rules.some(({ peer }) => peer.kind === 'group' && peer.groupId === groupId))
  );
}

/** References from peered networks: there are no peerings here. */
function describeReferences(context: ActionContext, params: Params): Answer {
  const groupIds = params.texts('GroupId');
  if (groupIds.length === 0) throw missingParameter('GroupId');
  for (const groupId of groupIds) groupById(context, groupId);
  return { securityGroupReferenceSet: [] };
}

/** No group can be deleted while a rule names it, and no peering either: nothing is ever stale. */
function describeStaleGroups(context: ActionContext, params: Params): Answer {
  found(context, context.region.vpcs, params.text('VpcId'), KINDS.vpc);
  const { nextToken } = pageOf(params, [], { least: 5, most: 255 });
  return { staleSecurityGroupSet: [], nextToken };
}

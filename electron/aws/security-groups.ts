import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  type CreateSecurityGroupCommandInput,
  type IpPermission,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import type { PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { allPages, present, presentText } from './answer.ts';
import { attempted, EACH_ATTEMPT } from './each-attempt.ts';
import type { AwsClients } from './clients.ts';
import { nameOf } from './raw-of.ts';
import { tagsFrom, tagSpecifications, type Tags } from './tags.ts';

export type NewGroup = {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
};

/**
 * Makes a group without inbound rules and answers with its id, which other calls may not know for a moment. `unanswered` is called for
 * each of the client's attempts that may have been carried out unseen.
 */
export async function createSecurityGroup(
  clients: AwsClients,
  group: NewGroup,
  unanswered: () => void = () => {},
): Promise<string> {
  const command = new CreateSecurityGroupCommand(createGroupInput(group));
  command.middlewareStack.add((next) => (args) => attempted(next(args), unanswered), EACH_ATTEMPT);
  const { GroupId } = await clients.ec2.send(command);
  return presentText(GroupId, 'GroupId');
}

export function createGroupInput(group: NewGroup): CreateSecurityGroupCommandInput {
  return {
    GroupName: group.name,
    Description: group.description,
    VpcId: group.vpcId,
    TagSpecifications: tagSpecifications(group.tags, 'security-group'),
  };
}

/** The id of the group with this tag, or null where EC2 shows none: what to ask after an answer was lost. */
export async function findGroupByTag(
  clients: AwsClients,
  tagKey: string,
  value: string,
): Promise<string | null> {
  const { SecurityGroups } = await clients.ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: `tag:${tagKey}`, Values: [value] }] }),
  );
  const [group] = present(SecurityGroups, 'SecurityGroups');
  return group === undefined ? null : presentText(group.GroupId, 'GroupId');
}

/**
 * The id of the group of this name that has this tag, or null where EC2 shows none: what to ask after an answer was lost. A name is
 * taken once in a VPC, so that a tag that somebody has copied to another group counts for nothing.
 */
export async function findGroup(
  clients: AwsClients,
  group: { readonly name: string; readonly vpcId: string; readonly tag: readonly [string, string] },
): Promise<string | null> {
  const [tagKey, value] = group.tag;
  const Filters = [
    { Name: `tag:${tagKey}`, Values: [value] },
    { Name: 'vpc-id', Values: [group.vpcId] },
  ];
  const { SecurityGroups } = await clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const found = present(SecurityGroups, 'SecurityGroups').find(({ GroupName }) => GroupName === group.name);
  return found === undefined ? null : presentText(found.GroupId, 'GroupId');
}

/** The name and the tags of a group, or null where EC2 shows none of this id. */
export async function describeGroup(
  clients: AwsClients,
  groupId: string,
): Promise<{ readonly name: string; readonly tags: Tags } | null> {
  const Filters = [{ Name: 'group-id', Values: [groupId] }];
  const { SecurityGroups } = await clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const [group] = present(SecurityGroups, 'SecurityGroups');
  if (group === undefined) return null;
  return { name: presentText(group.GroupName, 'GroupName'), tags: tagsFrom(group.Tags) };
}

/**
 * Adds all rules in one call. "Already there" counts as done when reading back shows every one of them: EC2 refuses
 * the whole call for one duplicate, so it does not say that the others are there.
 */
export async function authorizeIngress(
  clients: AwsClients,
  groupId: string,
  rules: readonly PlannedRule[],
): Promise<void> {
  if (rules.length === 0) return;
  try {
    await clients.ec2.send(new AuthorizeSecurityGroupIngressCommand(authorizeInput(groupId, rules)));
  } catch (error) {
    if (nameOf(error) !== 'InvalidPermission.Duplicate') throw error;
    const there = await readIngress(clients, groupId);
    if (!rules.every((rule) => there.rules.some((other) => isSameRule(rule, other)))) throw error;
  }
}

export function authorizeInput(
  groupId: string,
  rules: readonly PlannedRule[],
): AuthorizeSecurityGroupIngressCommandInput {
  return { GroupId: groupId, IpPermissions: rules.map(permissionOf) };
}

/** True when both admit the same traffic; the description is a remark. */
export function isSameRule(one: PlannedRule, other: PlannedRule): boolean {
  return (
    one.protocol === other.protocol &&
    one.port === other.port &&
    one.cidr === other.cidr &&
    one.family === other.family
  );
}

/** What a group lets in: rules of the kind Keyport makes (one TCP port, one range), and any others, in words. */
export type Ingress = { readonly rules: readonly PlannedRule[]; readonly others: readonly string[] };

export async function readIngress(clients: AwsClients, groupId: string): Promise<Ingress> {
  const rules = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeSecurityGroupRulesCommand({
          Filters: [{ Name: 'group-id', Values: [groupId] }],
          ...token,
        }),
      ),
    (page) => page.SecurityGroupRules,
  );
  const inbound = rules.filter(({ IsEgress }) => IsEgress !== true);
  return {
    rules: inbound.flatMap((rule) => plannedRule(rule) ?? []),
    others: inbound.filter((rule) => plannedRule(rule) === null).map(textOf),
  };
}

/** Deletes the group. EC2 refuses while anything uses it. */
export async function deleteSecurityGroup(clients: AwsClients, groupId: string): Promise<void> {
  await clients.ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId }));
}

function permissionOf({ protocol, port, cidr, family, description }: PlannedRule): IpPermission {
  const range =
    family === 'ipv4'
      ? { IpRanges: [{ CidrIp: cidr, Description: description }] }
      : { Ipv6Ranges: [{ CidrIpv6: cidr, Description: description }] };
  return { IpProtocol: protocol, FromPort: port, ToPort: port, ...range };
}

/** The rule as one that Keyport could have made; null when it admits anything else. */
function plannedRule(rule: SecurityGroupRule): PlannedRule | null {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6 } = rule;
  const cidr = CidrIpv4 ?? CidrIpv6;
  if (IpProtocol !== 'tcp' || FromPort === undefined || FromPort !== ToPort || cidr === undefined)
    return null;
  return {
    protocol: 'tcp',
    port: FromPort,
    cidr,
    family: CidrIpv4 === undefined ? 'ipv6' : 'ipv4',
    description: rule.Description ?? '',
  };
}

function textOf(rule: SecurityGroupRule): string {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
  const from = CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupInfo?.GroupId;
  return `${String(IpProtocol)} ${String(FromPort)}-${String(ToPort)} ${String(from)}`;
}

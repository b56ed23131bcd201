import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type IpPermission,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { groupFrom } from '../../shared/security-group/described-group.ts';
import type { GroupRule, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { problemFrom } from './problem.ts';
import { nameOf } from './raw-of.ts';
import { tagSpecifications, type Tags } from './tags.ts';

/**
 * The group as EC2 shows it now, each rule with its id. Throws InvalidGroup.NotFound where there is none. What changes a group
 * is sent once: an answer that was lost is looked for by reading, not by asking for the same again.
 */
export async function readGroupNow(clients: AwsClients, groupId: string): Promise<SecurityGroup> {
  const [{ SecurityGroups }, rules] = await Promise.all([
    clients.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] })),
    readRulesNow(clients, groupId),
  ]);
  return { ...groupFrom(present(present(SecurityGroups, 'SecurityGroups')[0], 'SecurityGroups[0]')), rules };
}

/** Inbound and outbound. */
export async function readRulesNow(clients: AwsClients, groupId: string): Promise<readonly GroupRule[]> {
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
  return rules.map(ruleFrom);
}

/** All rules in one call, each with its description. EC2 takes all of them or none. Inbound and outbound have calls of their own. */
export async function authorizeRules(
  clients: AwsClients,
  groupId: string,
  rules: readonly GroupRule[],
  isDryRun = false,
): Promise<void> {
  for (const isEgress of [false, true]) {
    const permissions = rules.filter((rule) => rule.isEgress === isEgress).map(permissionOf);
    if (permissions.length === 0) continue;
    const input = { GroupId: groupId, IpPermissions: permissions, ...dry(isDryRun) };
    if (isEgress) await clients.ec2Once.send(new AuthorizeSecurityGroupEgressCommand(input));
    else await clients.ec2Once.send(new AuthorizeSecurityGroupIngressCommand(input));
  }
}

/** Exactly these rules, by their ids: a permission may stand for more rules than one. */
export async function revokeRules(
  clients: AwsClients,
  groupId: string,
  rules: readonly { readonly ruleId: string | null; readonly isEgress: boolean }[],
  isDryRun = false,
): Promise<void> {
  for (const isEgress of [false, true]) {
    const ids = rules.flatMap((rule) =>
      rule.isEgress === isEgress && rule.ruleId !== null ? rule.ruleId : [],
    );
    if (ids.length === 0) continue;
    const input = { GroupId: groupId, SecurityGroupRuleIds: ids, ...dry(isDryRun) };
    if (isEgress) await clients.ec2Once.send(new RevokeSecurityGroupEgressCommand(input));
    else await clients.ec2Once.send(new RevokeSecurityGroupIngressCommand(input));
  }
}

export type NewGroup = {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
};

/** Sent once, unlike that of a launch. */
export async function createGroupOnce(
  clients: AwsClients,
  { name, description, vpcId, tags }: NewGroup,
  isDryRun = false,
): Promise<string> {
  const { GroupId } = await clients.ec2Once.send(
    new CreateSecurityGroupCommand({
      GroupName: name,
      Description: description,
      VpcId: vpcId,
      TagSpecifications: tagSpecifications(tags, 'security-group'),
      ...dry(isDryRun),
    }),
  );
  return presentText(GroupId, 'GroupId');
}

export type InterfaceGroups = {
  readonly interfaceId: string;
  readonly groupIds: readonly string[];
  readonly isRequesterManaged: boolean;
};

/** In the order that EC2 gives them. Throws where one of them is gone. */
export async function readInterfaceGroups(
  clients: AwsClients,
  interfaceIds: readonly string[],
): Promise<readonly InterfaceGroups[]> {
  return readInterfaces(clients, { NetworkInterfaceIds: [...interfaceIds] });
}

/** Everything that has the group now: what EC2 would call a dependency. */
export async function readInterfacesOfGroup(
  clients: AwsClients,
  groupId: string,
): Promise<readonly InterfaceGroups[]> {
  return readInterfaces(clients, { Filters: [{ Name: 'group-id', Values: [groupId] }] });
}

/** Replaces all groups of the interface at once. */
export async function setInterfaceGroups(
  clients: AwsClients,
  interfaceId: string,
  groupIds: readonly string[],
  isDryRun = false,
): Promise<void> {
  await clients.ec2Once.send(
    new ModifyNetworkInterfaceAttributeCommand({
      NetworkInterfaceId: interfaceId,
      Groups: [...groupIds],
      ...dry(isDryRun),
    }),
  );
}

/** Other groups with a rule that names this one, in or out. */
export async function readGroupsNaming(clients: AwsClients, groupId: string): Promise<readonly string[]> {
  const naming = await Promise.all(
    ['ip-permission.group-id', 'egress.ip-permission.group-id'].map((Name) =>
      allPages(
        (token) =>
          clients.ec2.send(
            new DescribeSecurityGroupsCommand({ Filters: [{ Name, Values: [groupId] }], ...token }),
          ),
        (page) => page.SecurityGroups,
      ),
    ),
  );
  const ids = naming.flat().map(({ GroupId }) => presentText(GroupId, 'GroupId'));
  return [...new Set(ids)].filter((id) => id !== groupId);
}

/** Null where the call would be carried out. EC2 answers a DryRun with an error in any case, and its name says which. */
export async function problemOfDryRun(call: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await call();
    // What does not know DryRun has just done it.
    return makeProblem('not-an-aws-answer', { raw: 'DryRun was not understood' });
  } catch (error) {
    return nameOf(error) === 'DryRunOperation' ? null : problemFrom(error);
  }
}

function dry(isDryRun: boolean): { readonly DryRun?: true } {
  return isDryRun ? { DryRun: true } : {};
}

async function readInterfaces(
  clients: AwsClients,
  which:
    { readonly NetworkInterfaceIds: string[] } | { readonly Filters: { Name: string; Values: string[] }[] },
): Promise<readonly InterfaceGroups[]> {
  const described = await allPages(
    (token) => clients.ec2.send(new DescribeNetworkInterfacesCommand({ ...which, ...token })),
    (page) => page.NetworkInterfaces,
  );
  return described.map(({ NetworkInterfaceId, Groups = [], RequesterManaged = false }) => ({
    interfaceId: presentText(NetworkInterfaceId, 'NetworkInterfaceId'),
    groupIds: Groups.map(({ GroupId }) => presentText(GroupId, 'GroupId')),
    isRequesterManaged: RequesterManaged,
  }));
}

/** By the same reading as DescribeSecurityGroups, so that one rule is one rule. */
function ruleFrom(described: SecurityGroupRule): GroupRule {
  const { IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, Description } = described;
  const said = Description === undefined ? {} : { Description };
  const permission: Parameters<typeof groupFrom>[0]['IpPermissions'] = [
    {
      IpProtocol,
      FromPort,
      ToPort,
      IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, ...said }],
      Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, ...said }],
      PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, ...said }],
      UserIdGroupPairs:
        described.ReferencedGroupInfo === undefined ? [] : [{ ...described.ReferencedGroupInfo, ...said }],
    },
  ];
  const { rules } = groupFrom({
    GroupId: described.GroupId,
    ...(IsEgress === true ? { IpPermissionsEgress: permission } : { IpPermissions: permission }),
  });
  return {
    ...present(rules[0], 'the source of a rule'),
    ruleId: presentText(described.SecurityGroupRuleId, 'SecurityGroupRuleId'),
  };
}

function permissionOf(rule: GroupRule): IpPermission {
  const { protocol, source, description } = rule;
  const said = description === '' ? {} : { Description: description };
  const base = { IpProtocol: protocol, ...portsOf(rule) };
  switch (source.kind) {
    case 'ipv4':
      return { ...base, IpRanges: [{ CidrIp: source.cidr, ...said }] };
    case 'ipv6':
      return { ...base, Ipv6Ranges: [{ CidrIpv6: source.cidr, ...said }] };
    case 'prefix-list':
      return { ...base, PrefixListIds: [{ PrefixListId: source.prefixListId, ...said }] };
    case 'group': {
      const { groupId, userId, peeringConnectionId } = source;
      return {
        ...base,
        UserIdGroupPairs: [
          {
            GroupId: groupId,
            // The contract has no account id for a group of one's own that a new rule names.
            ...(userId !== null && /^\d{12}$/.test(userId) ? { UserId: userId } : {}),
            ...(peeringConnectionId === null ? {} : { VpcPeeringConnectionId: peeringConnectionId }),
            ...said,
          },
        ],
      };
    }
  }
}

/** EC2 wants ports of these four protocols, and of no other. */
function portsOf({ protocol, fromPort, toPort }: GroupRule): { FromPort?: number; ToPort?: number } {
  if (protocol === 'tcp' || protocol === 'udp') return { FromPort: fromPort ?? 0, ToPort: toPort ?? 65_535 };
  if (protocol === 'icmp' || protocol === 'icmpv6') return { FromPort: fromPort ?? -1, ToPort: toPort ?? -1 };
  return {};
}

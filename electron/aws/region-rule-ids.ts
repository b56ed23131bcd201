import { DescribeSecurityGroupRulesCommand, type SecurityGroupRule } from '@aws-sdk/client-ec2';
import { groupFrom } from '../../shared/security-group/described-group.ts';
import type { GroupRule, RuleSource, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { presentText } from './answer.ts';
import { everyPage, MOST_FILTER_VALUES, piecesOf, type Asking } from './every-page.ts';

/**
 * The same groups with the ids of their rules, which only DescribeSecurityGroupRules tells. A rule that came or went between the
 * two readings has none.
 */
export async function withRuleIds(
  asking: Asking,
  groups: readonly SecurityGroup[],
): Promise<readonly SecurityGroup[]> {
  const ids = new Map<string, IdentifiedRule[]>();
  for (const piece of piecesOf(groups, MOST_FILTER_VALUES)) {
    for (const rule of await listRules(asking, piece)) {
      const ofGroup = ids.get(rule.groupId);
      if (ofGroup === undefined) ids.set(rule.groupId, [rule]);
      else ofGroup.push(rule);
    }
  }
  return groups.map((group) => ({ ...group, rules: identified(group, ids.get(group.groupId) ?? []) }));
}

type IdentifiedRule = { readonly groupId: string; readonly ruleId: string; readonly key: string };

function listRules(asking: Asking, groups: readonly SecurityGroup[]): Promise<readonly IdentifiedRule[]> {
  const Filters = [{ Name: 'group-id', Values: groups.map(({ groupId }) => groupId) }];
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeSecurityGroupRulesCommand({ Filters, MaxResults: 1000, ...token }), send),
    (page) => page.SecurityGroupRules?.map(identifiedRule),
  );
}

function identified(group: SecurityGroup, identifiedRules: readonly IdentifiedRule[]): readonly GroupRule[] {
  const idOf = new Map(identifiedRules.map(({ key, ruleId }) => [key, ruleId]));
  return group.rules.map((rule) => ({ ...rule, ruleId: idOf.get(keyOf(rule)) ?? null }));
}

function identifiedRule(rule: SecurityGroupRule): IdentifiedRule {
  const groupId = presentText(rule.GroupId, 'GroupId');
  const [same] = groupFrom(asGroup(rule, groupId)).rules;
  return {
    groupId,
    ruleId: presentText(rule.SecurityGroupRuleId, 'SecurityGroupRuleId'),
    key: same === undefined ? '' : keyOf(same),
  };
}

/** The rule as DescribeSecurityGroups would tell it, so that both are read, and spelt, by the same code. */
function asGroup(rule: SecurityGroupRule, groupId: string): Parameters<typeof groupFrom>[0] {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
  const permission = {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4 }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6 }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId }],
    UserIdGroupPairs: ReferencedGroupInfo === undefined ? [] : [{ GroupId: ReferencedGroupInfo.GroupId }],
  };
  return {
    GroupId: groupId,
    GroupName: '',
    Description: '',
    OwnerId: '',
    ...(rule.IsEgress === true ? { IpPermissionsEgress: [permission] } : { IpPermissions: [permission] }),
  };
}

/** EC2 has no two rules of one group that agree in all of this. */
function keyOf({ isEgress, protocol, fromPort, toPort, source }: GroupRule): string {
  return [isEgress, protocol, fromPort, toPort, textOf(source)].join(' ');
}

function textOf(source: RuleSource): string {
  if (source.kind === 'group') return source.groupId;
  return source.kind === 'prefix-list' ? source.prefixListId : source.cidr;
}

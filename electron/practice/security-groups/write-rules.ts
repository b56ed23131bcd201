import type { ActionContext } from '../action.ts';
import type { Answer } from '../protocol/write-xml.ts';
import type { Peer, SecurityGroupRule } from '../world/state.ts';
import type { RuleShape } from './ip-permissions.ts';

/** A rule as DescribeSecurityGroupRules tells it: where it has no ports, they are -1. */
export function ruleAnswer(
  { account, region }: ActionContext,
  groupId: string,
  rule: SecurityGroupRule,
): Answer {
  return {
    ...commonOf(groupId, rule),
    groupOwnerId: account.accountId,
    ...(rule.peer.kind === 'group'
      ? { referencedGroupInfo: { groupId: rule.peer.groupId, userId: rule.peer.userId } }
      : rangeOf(rule.peer)),
    tagSet: rule.tags.map(({ key, value }) => ({ key, value })),
    securityGroupRuleArn: `arn:aws:ec2:${region.region}:${account.accountId}:security-group-rule/${rule.ruleId}`,
  };
}

/** A rule as Revoke tells it. */
export function revokedAnswer(groupId: string, rule: SecurityGroupRule): Answer {
  return {
    ...commonOf(groupId, rule),
    ...(rule.peer.kind === 'group' ? { referencedGroupId: rule.peer.groupId } : rangeOf(rule.peer)),
  };
}

/**
 * Rules as DescribeSecurityGroups tells them: those with the same protocol and ports are one permission, with all four lists of
 * peers. Where there are no ports, none are told.
 */
export function permissionsAnswer(rules: readonly RuleShape[]): readonly Answer[] {
  const byTraffic = Map.groupBy(rules, ({ protocol, fromPort, toPort }) =>
    [protocol, fromPort, toPort].join(' '),
  );
  return [...byTraffic.values()].map(permissionAnswer);
}

function permissionAnswer(rules: readonly RuleShape[]): Answer {
  const [first] = rules;
  return {
    ipProtocol: first?.protocol,
    fromPort: first?.fromPort,
    toPort: first?.toPort,
    groups: peersAnswer(rules, 'group', ({ userId, groupId }) => ({ userId, groupId })),
    ipRanges: peersAnswer(rules, 'ipv4', ({ cidr }) => ({ cidrIp: cidr })),
    ipv6Ranges: peersAnswer(rules, 'ipv6', ({ cidr }) => ({ cidrIpv6: cidr })),
    prefixListIds: peersAnswer(rules, 'prefix-list', ({ prefixListId }) => ({ prefixListId })),
  };
}

function peersAnswer<Kind extends Peer['kind']>(
  rules: readonly RuleShape[],
  kind: Kind,
  told: (peer: Extract<Peer, { kind: Kind }>) => Answer,
): readonly Answer[] {
  return rules.flatMap(({ peer, description }) =>
    isOfKind(peer, kind) ? [{ ...told(peer), description }] : [],
  );
}

function isOfKind<Kind extends Peer['kind']>(peer: Peer, kind: Kind): peer is Extract<Peer, { kind: Kind }> {
  return peer.kind === kind;
}

function commonOf(groupId: string, rule: SecurityGroupRule): Answer {
  return {
    securityGroupRuleId: rule.ruleId,
    groupId,
    isEgress: rule.isEgress,
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort ?? -1,
    toPort: rule.toPort ?? -1,
    description: rule.description,
  };
}

function rangeOf(peer: Exclude<Peer, { kind: 'group' }>): Answer {
  switch (peer.kind) {
    case 'ipv4':
      return { cidrIpv4: peer.cidr };
    case 'ipv6':
      return { cidrIpv6: peer.cidr };
    case 'prefix-list':
      return { prefixListId: peer.prefixListId };
  }
}

import type { ActionContext } from '../action.ts';
import { invalidValue, missingParameter } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import type { Peer, SecurityGroup, SecurityGroupRule } from '../world/state.ts';
import { groupById } from './find-group.ts';
import { ruleDescriptionOf } from './group-text.ts';
import { rulesWithIds } from './revoke-rules.ts';
import { refuseDuplicates, refuseTooMany } from './rule-identity.ts';
import { readOnePeer } from './rule-peers.ts';
import { readTraffic } from './rule-traffic.ts';

/**
 * ModifySecurityGroupRules: each rule is told anew. It keeps its id, its direction, its tags and its kind of peer, and its description
 * where none is told.
 */
export function modifyRules(context: ActionContext, params: Params): Answer {
  const group = groupById(context, params.text('GroupId'));
  const told = params.list('SecurityGroupRule', (update) => readUpdate(context, update, group));
  if (told.length === 0) throw missingParameter('SecurityGroupRule');
  const changed = new Map(told.map((rule) => [rule.ruleId, rule]));
  if (changed.size < told.length) {
    throw invalidValue('The same security group rule ID must not appear multiple times');
  }
  const rules = group.rules.map((rule) => changed.get(rule.ruleId) ?? rule);
  for (const rule of told) {
    refuseDuplicates(
      [rule],
      rules.filter((other) => other.ruleId !== rule.ruleId && other.isEgress === rule.isEgress),
    );
  }
  if (!context.isDryRun) refuseTooMany(rules, context.region.region);
  context.region.securityGroups.set(group.groupId, { ...group, rules });
  return { return: true };
}

function readUpdate(context: ActionContext, update: Params, group: SecurityGroup): SecurityGroupRule {
  const ruleId = update.text('SecurityGroupRuleId');
  const [before] = rulesWithIds(context, [ruleId], group.rules);
  const told = update.child('SecurityGroupRule');
  if (told === null || before === undefined) throw missingParameter(`${update.path}.SecurityGroupRule`);
  const peer = readOnePeer(told, { context, group, isNew: true });
  if (peer.kind !== before.peer.kind) {
    throw invalidValue(
      `Invalid rule type for security group rule '${ruleId}'. You may not specify ${PARAMETERS[peer.kind]} for an existing ${NAMES[before.peer.kind]} rule.`,
    );
  }
  const description = told.optionalText('Description');
  return {
    ...before,
    ...readTraffic(told, 'refused'),
    peer,
    description: description === null ? before.description : ruleDescriptionOf(description),
  };
}

const PARAMETERS = {
  ipv4: 'CidrIpv4',
  ipv6: 'CidrIpv6',
  group: 'ReferencedGroupId',
  'prefix-list': 'PrefixListId',
} as const satisfies Record<Peer['kind'], string>;

const NAMES = {
  ipv4: 'IPv4 CIDR',
  ipv6: 'IPv6 CIDR',
  group: 'referenced group',
  'prefix-list': 'prefix list',
} as const satisfies Record<Peer['kind'], string>;

import type { ActionContext } from '../action.ts';
import { invalidValue, missingParameter } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import type { SecurityGroup, SecurityGroupRule } from '../world/state.ts';
import { groupById } from './find-group.ts';
import { ruleDescriptionOf } from './group-text.ts';
import { rulesWithIds } from './revoke-rules.ts';
import { refuseDuplicates, refuseTooMany } from './rule-identity.ts';
import { readOnePeer } from './rule-peers.ts';
import { readTraffic } from './rule-traffic.ts';

/** ModifySecurityGroupRules: each rule is told anew as a whole, and keeps its id, its direction, its tags and its kind of peer. */
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
    throw invalidValue(`You cannot change the type of the security group rule '${ruleId}'`);
  }
  return {
    ...before,
    ...readTraffic(told, 'refused'),
    peer,
    description: ruleDescriptionOf(told.optionalText('Description')),
  };
}

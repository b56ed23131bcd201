import type { ActionContext } from '../action.ts';
import { invalidCombination, missingParameter } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import type { SecurityGroup, SecurityGroupRule } from '../world/state.ts';
import { readGroup } from './find-group.ts';
import { ruleDescriptionOf } from './group-text.ts';
import { readIpPermissions } from './ip-permissions.ts';
import { noSuchRule, rulesWithIds } from './revoke-rules.ts';
import { keyOf } from './rule-identity.ts';

/** Gives rules of one direction another description, or none. The rules are named by their ids, or by all that they say. */
export function updateDescriptions(context: ActionContext, params: Params, isEgress: boolean): Answer {
  const group = readGroup(context, params);
  const there = group.rules.filter((rule) => rule.isEgress === isEgress);
  const told = params.has('SecurityGroupRuleDescription')
    ? descriptionsById(context, params, there)
    : descriptionsByRule(context, params, group, there);
  const rules = group.rules.map((rule) => {
    const description = told.get(rule.ruleId);
    return description === undefined ? rule : { ...rule, description };
  });
  context.region.securityGroups.set(group.groupId, { ...group, rules });
  return { return: true };
}

type Descriptions = ReadonlyMap<string, string | null>;

function descriptionsById(
  context: ActionContext,
  params: Params,
  there: readonly SecurityGroupRule[],
): Descriptions {
  if (params.has('IpPermissions')) {
    throw invalidCombination(
      "The parameter 'ipPermissions' may not be used in combination with 'securityGroupRuleDescriptions'.",
    );
  }
  const told = params.list('SecurityGroupRuleDescription', (each) => ({
    ruleId: each.text('SecurityGroupRuleId'),
    description: ruleDescriptionOf(each.optionalText('Description')),
  }));
  if (told.length === 0) throw missingParameter('SecurityGroupRuleDescription');
  rulesWithIds(
    context,
    told.map(({ ruleId }) => ruleId),
    there,
  );
  return new Map(told.map(({ ruleId, description }) => [ruleId, description]));
}

function descriptionsByRule(
  context: ActionContext,
  params: Params,
  group: SecurityGroup,
  there: readonly SecurityGroupRule[],
): Descriptions {
  const told = readIpPermissions(params, { context, group, isNew: false, portsOfAll: 'refused' });
  if (told.length === 0) throw missingParameter('ipPermissions');
  const ids = new Map(there.map((rule) => [keyOf(rule), rule.ruleId]));
  return new Map(
    told.map((shape) => {
      const ruleId = ids.get(keyOf(shape));
      if (ruleId === undefined) throw noSuchRule();
      return [ruleId, shape.description];
    }),
  );
}

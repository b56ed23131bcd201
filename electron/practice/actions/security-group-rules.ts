import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { filtered, readFilters } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { groupById, readGroup } from '../security-groups/find-group.ts';
import {
  needRules,
  readInboundPermissions,
  readIpPermissions,
  type RuleShape,
} from '../security-groups/ip-permissions.ts';
import { modifyRules } from '../security-groups/modify-rules.ts';
import { revokeRules } from '../security-groups/revoke-rules.ts';
import { refuseDuplicates, refuseRepeated, refuseTooMany } from '../security-groups/rule-identity.ts';
import { updateDescriptions } from '../security-groups/update-descriptions.ts';
import { ruleAnswer } from '../security-groups/write-rules.ts';
import { readTagSpecifications } from '../tags.ts';
import { foundAll, KINDS } from '../world/find.ts';
import type { SecurityGroup, SecurityGroupRule } from '../world/state.ts';

export const securityGroupRulesActions: Actions = {
  DescribeSecurityGroupRules: reads(describeRules),
  AuthorizeSecurityGroupIngress: changes(authorizeIngress),
  AuthorizeSecurityGroupEgress: changes(authorizeEgress),
  RevokeSecurityGroupIngress: changes((context, params) =>
    revokeRules(context, params, readGroup(context, params), false),
  ),
  RevokeSecurityGroupEgress: changes((context, params) =>
    revokeRules(context, params, groupById(context, params.text('GroupId')), true),
  ),
  ModifySecurityGroupRules: changes(modifyRules),
  UpdateSecurityGroupRuleDescriptionsIngress: changes((context, params) =>
    updateDescriptions(context, params, false),
  ),
  UpdateSecurityGroupRuleDescriptionsEgress: changes((context, params) =>
    updateDescriptions(context, params, true),
  ),
};

type RuleRow = {
  readonly groupId: string;
  readonly rule: SecurityGroupRule;
  readonly tags: SecurityGroupRule['tags'];
};

function describeRules(context: ActionContext, params: Params): Answer {
  const groups = foundAll(context, context.region.securityGroups, [], KINDS.securityGroup);
  const all = new Map(groups.flatMap(rowsOf).map((row) => [row.rule.ruleId, row] as const));
  const asked = foundAll(context, all, params.texts('SecurityGroupRuleId'), KINDS.securityGroupRule);
  const rules = filtered(asked, readFilters(params), {
    'group-id': ({ groupId }) => groupId,
    'security-group-rule-id': ({ rule }) => rule.ruleId,
  });
  const { rows, nextToken } = pageOf(params, rules, UP_TO_1000);
  return {
    securityGroupRuleSet: rows.map(({ groupId, rule }) => ruleAnswer(context, groupId, rule)),
    nextToken,
  };
}

function rowsOf({ groupId, rules }: SecurityGroup): readonly RuleRow[] {
  return rules.map((rule) => ({ groupId, rule, tags: rule.tags }));
}

function authorizeIngress(context: ActionContext, params: Params): Answer {
  const group = readGroup(context, params);
  const reading = { context, group, isNew: true, portsOfAll: 'ignored' } as const;
  return authorize(context, params, group, readInboundPermissions(params, reading), false);
}

function authorizeEgress(context: ActionContext, params: Params): Answer {
  const group = groupById(context, params.text('GroupId'));
  const reading = { context, group, isNew: true, portsOfAll: 'ignored' } as const;
  return authorize(context, params, group, readIpPermissions(params, reading), true);
}

/** All of the rules or, where one of them is refused, none. */
function authorize(
  context: ActionContext,
  params: Params,
  group: SecurityGroup,
  shapes: readonly RuleShape[],
  isEgress: boolean,
): Answer {
  const { 'security-group-rule': tags } = readTagSpecifications(params, ['security-group-rule']);
  refuseRepeated(needRules(shapes));
  refuseDuplicates(
    shapes,
    group.rules.filter((rule) => rule.isEgress === isEgress),
  );
  const made = shapes.map((shape) => ({
    ...shape,
    ruleId: context.newId('sgr'),
    isEgress,
    tags: [...tags],
  }));
  const rules = [...group.rules, ...made];
  if (!context.isDryRun) refuseTooMany(rules, context.region.region);
  context.region.securityGroups.set(group.groupId, { ...group, rules });
  return {
    return: true,
    securityGroupRuleSet: made.map((rule) => ruleAnswer(context, group.groupId, rule)),
  };
}

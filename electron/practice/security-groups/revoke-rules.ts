import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { foundAll, KINDS } from '../world/find.ts';
import type { SecurityGroup, SecurityGroupRule } from '../world/state.ts';
import { needRules, readInboundPermissions, readIpPermissions, type RuleShape } from './ip-permissions.ts';
import { keyOf } from './rule-identity.ts';
import { permissionsAnswer, revokedAnswer } from './write-rules.ts';

/**
 * Takes rules away, by their ids or by all that they say. Where a permission fits none, the whole call is refused, except in the
 * default VPC: there EC2 takes away those that fit and tells the others.
 */
export function revokeRules(
  context: ActionContext,
  params: Params,
  group: SecurityGroup,
  isEgress: boolean,
): Answer {
  const there = group.rules.filter((rule) => rule.isEgress === isEgress);
  const ids = params.texts('SecurityGroupRuleId');
  if (ids.length > 0 && params.has('IpPermissions')) {
    throw invalidCombination(
      "The parameter 'ipPermissions' may not be used in combination with 'securityGroupRuleIds'.",
    );
  }
  const { gone, unknown } =
    ids.length > 0
      ? { gone: rulesWithIds(context, ids, there), unknown: [] }
      : matched(askedRules(context, params, group, isEgress), there);
  if (unknown.length > 0 && context.region.vpcs.get(group.vpcId)?.isDefault !== true) throw noSuchRule();
  const goneIds = new Set(gone.map(({ ruleId }) => ruleId));
  const rules = group.rules.filter(({ ruleId }) => !goneIds.has(ruleId));
  context.region.securityGroups.set(group.groupId, { ...group, rules });
  return {
    return: true,
    revokedSecurityGroupRuleSet: gone.map((rule) => revokedAnswer(group.groupId, rule)),
    unknownIpPermissionSet: permissionsAnswer(unknown),
  };
}

export function noSuchRule(): AwsError {
  return new AwsError(
    'InvalidPermission.NotFound',
    'The specified rule does not exist in this security group.',
  );
}

/** The rules of these ids, at least one, among those given. One that is missing refuses the whole call. */
export function rulesWithIds(
  context: ActionContext,
  ids: readonly string[],
  there: readonly SecurityGroupRule[],
): readonly SecurityGroupRule[] {
  const byId = new Map(there.map((rule) => [rule.ruleId, rule]));
  return foundAll(context, byId, ids, KINDS.securityGroupRule);
}

function askedRules(
  context: ActionContext,
  params: Params,
  group: SecurityGroup,
  isEgress: boolean,
): readonly RuleShape[] {
  const reading = { context, group, isNew: false, portsOfAll: 'ignored' } as const;
  return needRules(isEgress ? readIpPermissions(params, reading) : readInboundPermissions(params, reading));
}

function matched(
  asked: readonly RuleShape[],
  there: readonly SecurityGroupRule[],
): { readonly gone: readonly SecurityGroupRule[]; readonly unknown: readonly RuleShape[] } {
  const known = new Set(there.map(keyOf));
  const wanted = new Set(asked.map(keyOf));
  return {
    gone: there.filter((rule) => wanted.has(keyOf(rule))),
    unknown: asked.filter((shape) => !known.has(keyOf(shape))),
  };
}

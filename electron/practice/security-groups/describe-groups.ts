import type { ActionContext } from '../action.ts';
import { invalidCombination } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { tagSetOf } from '../tags.ts';
import { foundAll, KINDS } from '../world/find.ts';
import type { Peer, SecurityGroup } from '../world/state.ts';
import { groupByName } from './find-group.ts';
import { permissionsAnswer } from './write-rules.ts';

/** DescribeSecurityGroups: by ids, by names in the default VPC, or all. */
export function describeGroups(context: ActionContext, params: Params): Answer {
  const groups = filtered(askedGroups(context, params), readFilters(params), fieldsOf(context));
  const { rows, nextToken } = pageOf(params, groups, UP_TO_1000);
  return { securityGroupInfo: rows.map((group) => groupAnswer(context, group)), nextToken };
}

function askedGroups(context: ActionContext, params: Params): readonly SecurityGroup[] {
  const { securityGroups } = context.region;
  const ids = params.texts('GroupId');
  const names = params.texts('GroupName');
  if (ids.length > 0 && params.has('MaxResults')) {
    throw invalidCombination('The parameter groupIds cannot be used with the parameter maxResults');
  }
  if (names.length === 0) return foundAll(context, securityGroups, ids, KINDS.securityGroup);
  const byName = names.map((name) => groupByName(context, name).groupId);
  return foundAll(context, securityGroups, [...ids, ...byName], KINDS.securityGroup);
}

function groupAnswer({ account, region }: ActionContext, group: SecurityGroup): Answer {
  return {
    ownerId: account.accountId,
    groupId: group.groupId,
    groupName: group.name,
    groupDescription: group.description,
    vpcId: group.vpcId,
    securityGroupArn: `arn:aws:ec2:${region.region}:${account.accountId}:security-group/${group.groupId}`,
    ipPermissions: permissionsAnswer(group.rules.filter(({ isEgress }) => !isEgress)),
    ipPermissionsEgress: permissionsAnswer(group.rules.filter(({ isEgress }) => isEgress)),
    tagSet: tagSetOf(group.tags),
  };
}

function fieldsOf(context: ActionContext): FilterFields<SecurityGroup> {
  return {
    description: ({ description }) => description,
    'group-id': ({ groupId }) => groupId,
    'group-name': ({ name }) => name,
    'owner-id': () => context.account.accountId,
    'vpc-id': ({ vpcId }) => vpcId,
    ...ruleFields(context, 'ip-permission', false),
    ...ruleFields(context, 'egress.ip-permission', true),
  };
}

/** Each filter on its own: one group may pass two of them by two rules. */
function ruleFields(
  { region }: ActionContext,
  prefix: string,
  isEgress: boolean,
): FilterFields<SecurityGroup> {
  type Rule = SecurityGroup['rules'][number];
  const ofRules =
    (read: (rule: Rule) => string | null | undefined) =>
    ({ rules }: SecurityGroup): readonly string[] =>
      rules.filter((rule) => rule.isEgress === isEgress).flatMap((rule) => read(rule) ?? []);
  const groupIdOf = ({ peer }: Rule) => (peer.kind === 'group' ? peer.groupId : null);
  return {
    [`${prefix}.cidr`]: ofRules(({ peer }) => cidrOf(peer, 'ipv4')),
    [`${prefix}.ipv6-cidr`]: ofRules(({ peer }) => cidrOf(peer, 'ipv6')),
    [`${prefix}.from-port`]: ofRules(({ fromPort }) => fromPort?.toString()),
    [`${prefix}.to-port`]: ofRules(({ toPort }) => toPort?.toString()),
    [`${prefix}.protocol`]: ofRules(({ protocol }) => protocol),
    [`${prefix}.prefix-list-id`]: ofRules(({ peer }) =>
      peer.kind === 'prefix-list' ? peer.prefixListId : null,
    ),
    [`${prefix}.group-id`]: ofRules(groupIdOf),
    [`${prefix}.group-name`]: ofRules((rule) => region.securityGroups.get(groupIdOf(rule) ?? '')?.name),
    [`${prefix}.user-id`]: ofRules(({ peer }) => (peer.kind === 'group' ? peer.userId : null)),
  };
}

function cidrOf(peer: Peer, family: 'ipv4' | 'ipv6'): string | null {
  return peer.kind === family ? peer.cidr : null;
}

import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import {
  authorizeIngress,
  createSecurityGroup,
  findGroupByTag,
  isSameRule,
  readIngress,
  type Ingress,
} from '../aws/security-groups.ts';
import { TAGS, type LaunchPlan, type NewGroupAccess } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { plannedRules, type PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { launchTags, type LaunchServices } from './launch-services.ts';

/** EC2 may show a new group, or a new rule, only some time after it was made. */
const SHOWN_WITHIN_MS = 30_000;

/** A plan that has a group made for it. */
type NewGroupPlan = LaunchPlan & { readonly access: NewGroupAccess };

/** The group's id once it exists with exactly the planned rules, read back; null when it does not. */
export async function makeGroup(services: LaunchServices, plan: NewGroupPlan): Promise<string | null> {
  const { board } = services;
  const created = await onLine(services, 'security-group', () => createGroup(services, plan));
  if (created === null) {
    board.finish('rules', 'skipped');
    return null;
  }
  const rules = plannedRules(plan.access, plan.image.platform);
  return onLine(services, 'rules', () => addRules(services, created, rules));
}

async function onLine(
  { board }: LaunchServices,
  line: string,
  work: () => Promise<Outcome<string>>,
): Promise<string | null> {
  board.begin(line);
  const outcome = await work().catch((error: unknown) => failed(problemFrom(error)));
  board.finish(line, outcome.ok ? 'done' : 'failed');
  if (!outcome.ok) board.fail(outcome.problem);
  return outcome.ok ? outcome.value : null;
}

async function createGroup(services: LaunchServices, plan: NewGroupPlan): Promise<Outcome<string>> {
  const { clients, patience, record, board } = services;
  const input = {
    name: plan.name,
    description: `Made by Keyport for the fleet ${plan.name}`,
    vpcId: plan.access.vpcId,
    tags: { Name: plan.name, ...launchTags(record.current().launchId) },
  };
  const groupId = await patience
    .throttled(() => createSecurityGroup(clients, input))
    .catch((error: unknown) => findGroup(services, error));
  board.note('security-group', { resourceId: groupId });
  await record.change((current) => ({ ...current, securityGroupId: groupId }));
  return succeeded(groupId);
}

/**
 * "That name is taken" may be the answer to a second attempt whose first one made the group. What has the tag of this
 * launch is this launch's.
 */
async function findGroup({ clients, patience, record }: LaunchServices, error: unknown): Promise<string> {
  if (!isOutcomeUnknown(error) && problemFrom(error).code !== 'group-name-taken') throw error;
  let groupId: string | null = null;
  const look = async () => {
    groupId = await findGroupByTag(clients, TAGS.launchId, record.current().launchId);
    return groupId !== null;
  };
  await patience.poll(look, SHOWN_WITHIN_MS).catch(() => false);
  if (groupId === null) throw error;
  return groupId;
}

/** A firewall is believed only once it was read back: an extra rule would let in somebody nobody meant. */
async function addRules(
  { clients, patience }: LaunchServices,
  groupId: string,
  rules: readonly PlannedRule[],
): Promise<Outcome<string>> {
  if (rules.length > 0) {
    await patience.untilVisible(() => authorizeIngress(clients, groupId, rules));
  }
  let missing = rules;
  let extra: readonly string[] = [];
  await patience.poll(async () => {
    const found = await readIngress(clients, groupId);
    missing = rules.filter((rule) => !found.rules.some((other) => isSameRule(rule, other)));
    extra = notPlanned(found, rules);
    return missing.length === 0 || extra.length > 0;
  }, SHOWN_WITHIN_MS);
  if (missing.length === 0 && extra.length === 0) return succeeded(groupId);
  const raw = `${groupId}: missing [${missing.map(textOf).join(', ')}], not planned [${extra.join(', ')}]`;
  return failed(makeProblem('refused-by-ec2', { raw }));
}

function notPlanned({ rules, others }: Ingress, planned: readonly PlannedRule[]): readonly string[] {
  const extra = rules.filter((rule) => !planned.some((other) => isSameRule(rule, other)));
  return [...extra.map(textOf), ...others];
}

function textOf({ protocol, port, cidr }: PlannedRule): string {
  return `${protocol} ${port} ${cidr}`;
}

import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import {
  authorizeIngress,
  createSecurityGroup,
  isSameRule,
  readIngress,
  type Ingress,
} from '../aws/security-groups.ts';
import type { LaunchPlan, NewGroupAccess } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { plannedRules, type PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { groupInput } from './call-inputs.ts';
import { findOwnGroup, isOthersGroup, waitForOwnGroup } from './find-own-group.ts';
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

/** The group of an earlier run, where it is known or found by its name and tag; else a new one. Asked for on the disk first. */
async function createGroup(services: LaunchServices, plan: NewGroupPlan): Promise<Outcome<string>> {
  const { clients, patience, record, board } = services;
  const earlier = record.current().group;
  const known = earlier === null ? null : (earlier.groupId ?? (await findOwnGroup(services)));
  if (known !== null) {
    if (!(await isOthersGroup(services, known))) return groupIs(services, known);
    return failed(makeProblem('group-not-ours', { raw: known, actions: ['undo'] }));
  }
  if (!(await record.change((current) => ({ ...current, group: { groupId: null } })))) {
    return failed(makeProblem('disk-failed'));
  }
  const input = groupInput(plan, launchTags(record.current().launchId, plan));
  board.note('security-group', { note: null });
  let mayBeThere = false;
  const unanswered = () => {
    mayBeThere = true;
  };
  try {
    const create = () => createSecurityGroup(clients, input, unanswered);
    return await groupIs(services, await patience.throttled(create));
  } catch (error) {
    return foundAfter(services, error, mayBeThere);
  }
}

async function groupIs({ board, record }: LaunchServices, groupId: string): Promise<Outcome<string>> {
  board.note('security-group', { resourceId: groupId });
  await record.change((current) => ({ ...current, group: { groupId } }));
  return succeeded(groupId);
}

/**
 * "That name is taken" may be the answer to a second attempt whose first one made the group. Where EC2 has refused, and shows no
 * group of ours, there is none; where its answer was lost, there may be one.
 */
async function foundAfter(
  services: LaunchServices,
  error: unknown,
  mayBeThere: boolean,
): Promise<Outcome<string>> {
  const problem = problemFrom(error);
  const isUnknown = mayBeThere || isOutcomeUnknown(error);
  if (isUnknown || problem.code === 'group-name-taken') {
    const found = await waitForOwnGroup(services).catch(() => null);
    if (found !== null) return groupIs(services, found);
  }
  if (!isUnknown) await services.record.change((current) => ({ ...current, group: null }));
  return failed(problem);
}

/** A firewall is believed only once it was read back: an extra rule would let in somebody nobody meant. */
async function addRules(
  { clients, patience }: LaunchServices,
  groupId: string,
  rules: readonly PlannedRule[],
): Promise<Outcome<string>> {
  const there = await patience.untilVisible(() => readIngress(clients, groupId));
  const toAdd = rules.filter((rule) => !there.rules.some((other) => isSameRule(rule, other)));
  if (toAdd.length > 0) {
    await patience.untilVisible(() => authorizeIngress(clients, groupId, toAdd));
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
  return failed(makeProblem('refused-by-ec2', { raw, actions: ['finish', 'undo'] }));
}

function notPlanned({ rules, others }: Ingress, planned: readonly PlannedRule[]): readonly string[] {
  const extra = rules.filter((rule) => !planned.some((other) => isSameRule(rule, other)));
  return [...extra.map(textOf), ...others];
}

function textOf({ protocol, port, cidr }: PlannedRule): string {
  return `${protocol} ${port} ${cidr}`;
}

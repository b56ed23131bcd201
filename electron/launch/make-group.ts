import { problemFrom } from '../aws/problem.ts';
import { authorizeIngress, createSecurityGroup, isSameRule, readIngress } from '../aws/security-groups.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { plannedRules, type PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { launchTags, type LaunchServices } from './launch-services.ts';

/** The group's id once it exists with exactly the planned rules, read back; null when it does not. */
export async function makeGroup(services: LaunchServices, plan: LaunchPlan): Promise<string | null> {
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

async function createGroup(services: LaunchServices, plan: LaunchPlan): Promise<Outcome<string>> {
  const { clients, patience, record, board } = services;
  const groupId = await patience.throttled(() =>
    createSecurityGroup(clients, {
      name: plan.name,
      description: `Made by Keyport for the fleet ${plan.name}`,
      vpcId: plan.access.vpcId,
      tags: { Name: plan.name, ...launchTags(record.current().launchId) },
    }),
  );
  board.note('security-group', { resourceId: groupId });
  await record.change((current) => ({ ...current, securityGroupId: groupId }));
  return succeeded(groupId);
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
  const found = await patience.untilVisible(() => readIngress(clients, groupId));
  const missing = rules.filter((rule) => !found.some((other) => isSameRule(rule, other)));
  const extra = found.filter((rule) => !rules.some((other) => isSameRule(rule, other)));
  if (missing.length === 0 && extra.length === 0) return succeeded(groupId);
  const raw = `${groupId}: missing [${textOf(missing)}], not planned [${textOf(extra)}]`;
  return failed(makeProblem('refused-by-ec2', { raw }));
}

function textOf(rules: readonly PlannedRule[]): string {
  return rules.map(({ protocol, port, cidr }) => `${protocol} ${port} ${cidr}`).join(', ');
}

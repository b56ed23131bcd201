import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { NO_FACTS } from '../../shared/facts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Problem } from '../../shared/problem.ts';
import { refusalFor } from '../../shared/refusal-for.ts';
import type { LaunchServices } from './launch-services.ts';
import { noAddresses, readLaunchGroups } from './read-launch-groups.ts';

/**
 * What keeps groups that are there already from being used, by their rules of this moment; null where nothing does. Asked
 * again before the machines are: a key may have waited for hours for somebody's decision. A new group is read back anyway.
 */
export async function problemOfGroups(
  { clients, patience, record }: Pick<LaunchServices, 'clients' | 'patience' | 'record'>,
  plan: LaunchPlan,
): Promise<Problem | null> {
  if (plan.access.kind === 'new-group') return null;
  const groups = await readLaunchGroups(clients, patience, noAddresses, plan.access.vpcId);
  if (!groups.ok) return groups.problem;
  const [obstacle] = obstacles(
    checkPlan(plan, { ...NO_FACTS, groups: groups.value }),
    record.current().confirmed,
  );
  return obstacle === undefined ? null : refusalFor(obstacle);
}

import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { isReachable } from '../../shared/ways-in.ts';
import type { Launches } from '../launch/launches.ts';
import { machineAt, type MachineAt } from './machine-at.ts';

/**
 * A machine that ssh can be asked to log in to. Problems: those of `machineAt`; `machine-not-real` where its address may be somebody
 * else's, `machine-is-windows`.
 */
export async function linuxMachineAt(
  launches: Pick<Launches, 'readLaunch'>,
  at: AtMachine,
): Promise<Outcome<MachineAt>> {
  const found = await machineAt(launches, at);
  if (!found.ok) return found;
  if (!isReachable(found.value.launch)) return failed(makeProblem('machine-not-real'));
  const isWindows = found.value.launch.plan.image.platform === 'windows';
  return isWindows ? failed(makeProblem('machine-is-windows')) : found;
}

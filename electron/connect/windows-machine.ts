import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import type { Launches } from '../launch/launches.ts';
import { machineAt, type MachineAt } from './machine-at.ts';

/** A machine that has a desktop of Windows. Problems: those of `machineAt`, and `machine-is-linux`. */
export async function windowsMachineAt(
  launches: Pick<Launches, 'readLaunch'>,
  at: AtMachine,
): Promise<Outcome<MachineAt>> {
  const found = await machineAt(launches, at);
  if (!found.ok) return found;
  const isLinux = found.value.launch.plan.image.platform === 'linux';
  return isLinux ? failed(makeProblem('machine-is-linux')) : found;
}

import type { AtMachine } from '../../shared/connect/at-machine.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Launches } from '../launch/launches.ts';

export type MachineAt = { readonly launch: Launch; readonly machine: LaunchedInstance };

/** A machine that is there, by the journal. Problems: those of `readLaunch`, and `instance-gone`. */
export async function machineAt(
  { readLaunch }: Pick<Launches, 'readLaunch'>,
  { launchId, instanceId }: AtMachine,
): Promise<Outcome<MachineAt>> {
  const launch = await readLaunch({ launchId });
  if (!launch.ok) return launch;
  const machine = launch.value.instances.find((each) => each.instanceId === instanceId);
  if (machine === undefined || machine.goneAt !== null) return failed(makeProblem('instance-gone'));
  return succeeded({ launch: launch.value, machine });
}

import { keyOfMachine } from '../shared/connect/machine-key.ts';
import type { KeysApi } from '../shared/keys/keys-api.ts';
import { areThere } from '../shared/launch-acts.ts';
import type { LaunchesApi } from '../shared/launches-api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed } from '../shared/outcome.ts';
import { words } from '../shared/words/en.ts';

/**
 * A key that was let in to a machine later is nothing that AWS knows of: only the launch's record says that the machine needs it. While
 * it does, the private key stays.
 */
export function keepWhatMachinesNeed(
  deleteKey: KeysApi['deleteKey'],
  { listLaunches }: Pick<LaunchesApi, 'listLaunches'>,
): KeysApi['deleteKey'] {
  return async (input) => {
    const listed = await listLaunches();
    if (!listed.ok) return listed;
    const machines = listed.value.launches.flatMap((launch) =>
      areThere(launch).filter(({ instanceId }) => {
        const isLetIn = launch.connect.machineKeys.some((key) => key.instanceId === instanceId);
        return isLetIn && keyOfMachine(launch, instanceId).custodyId === input.custodyId;
      }),
    );
    if (machines.length === 0) return deleteKey(input);
    const ids = machines.map(({ instanceId }) => instanceId);
    const explanation = words.rescue.keyNeeded(ids.slice(0, MOST_SHOWN).join(', '));
    return failed(makeProblem('key-in-use', { explanation, raw: ids.join('\n') }));
  };
}

const MOST_SHOWN = 10;

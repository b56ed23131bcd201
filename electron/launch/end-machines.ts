import { terminateInstance } from '../aws/instance-acts.ts';
import { findInstances } from '../aws/instances.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { LaunchServices } from './launch-services.ts';
import { beginLine, offering, persistently } from './on-line.ts';
import type { RecordedMachine } from './record/launch-record.ts';
import { seeMachines, seeMissing } from './see-machines.ts';
import { takeSnapshots } from './take-snapshots.ts';

export const CHANGED_WITHIN_MS = 10 * 60_000;

export type Ending = {
  readonly lineOf: (instanceId: string) => string;
  /** The line of a disk's copy, which is made before its machine ends; null for no copies. */
  readonly snapshotLineOf: ((volumeId: string) => string) | null;
  /** What a person can do about a failure. */
  readonly actions: readonly ProblemAction[];
};

/**
 * Ends these machines of the record, one call for each: a protected one must not hold back the others. Waits until EC2 shows them
 * terminated: only then is the line of a machine done. A machine whose disk could not be copied is left as it is. Never rejects.
 */
export async function endMachines(
  services: LaunchServices,
  machines: readonly RecordedMachine[],
  ending: Ending,
): Promise<void> {
  const accepted = await Promise.all(
    machines.map(async (machine) => ((await endOne(services, machine, ending)) ? [machine.instanceId] : [])),
  );
  await waitUntilEnded(services, accepted.flat(), ending);
}

async function endOne(
  services: LaunchServices,
  machine: RecordedMachine,
  { lineOf, snapshotLineOf, actions }: Ending,
): Promise<boolean> {
  const { instanceId } = machine;
  const line = lineOf(instanceId);
  if (snapshotLineOf !== null && !(await takeSnapshots(services, machine, snapshotLineOf))) {
    services.board.finish(line, 'skipped');
    return false;
  }
  return beginLine(services, line, async () => {
    try {
      await persistently(services, () => terminateInstance(services.clients, instanceId));
      return null;
    } catch (error) {
      // It may be the answer to a second request whose first one was carried out.
      return (await isEnding(services, instanceId)) ? null : problemOfEnding(error, instanceId, actions);
    }
  });
}

async function isEnding({ clients }: LaunchServices, instanceId: string): Promise<boolean> {
  try {
    const [shown] = await findInstances(clients, [instanceId]);
    return shown?.state === 'shutting-down' || shown?.state === 'terminated';
  } catch {
    return false;
  }
}

function problemOfEnding(error: unknown, instanceId: string, actions: Ending['actions']): Problem {
  const problem = offering(error, actions);
  if (problem.code !== 'termination-protected') return problem;
  const { raw, requestId } = problem;
  const explanation = words.removal.isProtected(instanceId);
  return makeProblem('termination-protected', {
    raw,
    requestId,
    explanation,
    actions: ['unprotect', ...actions],
  });
}

/** One question for all. What EC2 has forgotten has ended: it forgets a terminated machine after about an hour. */
async function waitUntilEnded(
  services: LaunchServices,
  ids: readonly string[],
  { lineOf, actions }: Ending,
): Promise<void> {
  const { clients, patience, record, board } = services;
  if (ids.length === 0) return;
  const left = new Set(ids);
  const problem = await patience
    .poll(async () => {
      const views = await findInstances(clients, ids);
      seeMachines(services, views);
      await seeMissing(services, ids, views);
      for (const { instanceId, state, goneAt } of record.current().machines) {
        if (!left.has(instanceId)) continue;
        board.note(lineOf(instanceId), { note: state });
        if (goneAt === null) continue;
        left.delete(instanceId);
        board.finish(lineOf(instanceId), 'done');
      }
      return left.size === 0;
    }, CHANGED_WITHIN_MS)
    .then((areGone) => (areGone ? null : makeProblem('timed-out', { actions })))
    .catch((error: unknown) => offering(error, actions));
  if (problem !== null) board.fail(problem);
  for (const instanceId of left) board.finish(lineOf(instanceId), 'failed');
  await record.change((current) => current);
}

import { readConsoleEnd } from '../aws/console-output.ts';
import { findInstances, type InstanceView } from '../aws/instances.ts';
import { problemFrom } from '../aws/problem.ts';
import { problemOfStateReason } from '../aws/state-reason.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { instanceLine, withAttempt } from './lost-instances.ts';
import type { LaunchServices } from './launch-services.ts';
import type { RecordedMachine } from './record/launch-record.ts';
import { seeMachines } from './see-machines.ts';

const RUNNING_WITHIN_MS = 10 * 60_000;

/** One question for all of them, every half second at first, then less often, until none is on its way any more. */
export async function waitUntilRunning(services: LaunchServices): Promise<void> {
  const { clients, patience, record } = services;
  const ids = onTheWay(services).map(({ instanceId }) => instanceId);
  finishLines(services);
  if (ids.length === 0) return;
  const died = new Set<string>();
  try {
    const areSettled = await patience.poll(async () => {
      const views = await patience.untilVisible(() => findInstances(clients, ids));
      seeMachines(services, views);
      for (const view of views) {
        if (!isDead(view) || died.has(view.instanceId)) continue;
        died.add(view.instanceId);
        await tellDead(services, view);
      }
      finishLines(services);
      return onTheWay(services).length === 0;
    }, RUNNING_WITHIN_MS);
    if (!areSettled) failOnTheWay(services, makeProblem('timed-out', { actions: ['look'] }));
  } catch (error) {
    failOnTheWay(services, problemFrom(error));
  }
  await record.change((current) => current);
}

/** Machines whose start is not over: those of a placement's last attempt. */
function onTheWay({ record }: LaunchServices): readonly RecordedMachine[] {
  const { placements, machines } = record.current();
  const current = new Set(placements.map(({ attempts }) => attempts.at(-1)?.instanceId));
  return machines.filter(({ instanceId, state }) => current.has(instanceId) && state === 'pending');
}

/** It did not come up: whatever became of it since. */
function isDead({ state }: InstanceView): boolean {
  return state !== 'pending' && state !== 'running';
}

/** With EC2's reason, and the end of what the machine has said itself. */
async function tellDead(services: LaunchServices, view: InstanceView): Promise<void> {
  const { record, clients } = services;
  const { instanceId, stateCode, stateReason } = view;
  const machine = record.current().machines.find((known) => known.instanceId === instanceId);
  if (machine === undefined) return;
  const { placementId } = machine;
  const said = await readConsoleEnd(clients, instanceId).catch(() => null);
  const problem = problemOfStateReason({ code: stateCode, message: stateReason }, said);
  const attempts = record.current().placements.find((each) => each.placementId === placementId)?.attempts;
  const clientToken = attempts?.find((attempt) => attempt.instanceId === instanceId)?.clientToken ?? '';
  record.show((current) => withAttempt(current, placementId, clientToken, { problem }));
}

function finishLines({ record, board }: LaunchServices): void {
  const { machines, lines } = record.current();
  for (const { placementId, state } of machines) {
    const line = lines.find(({ id }) => id === instanceLine(placementId));
    if (line?.state !== 'working') continue;
    if (line.note !== state) board.note(line.id, { note: state });
    if (state === 'pending') continue;
    board.finish(line.id, state === 'running' ? 'done' : 'failed');
  }
}

function failOnTheWay(services: LaunchServices, problem: Problem): void {
  for (const { placementId } of onTheWay(services)) {
    services.board.finish(instanceLine(placementId), 'failed');
    services.board.fail(problem);
  }
}

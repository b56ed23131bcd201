import type { AwsClients } from '../aws/clients.ts';
import { startInstance, stopInstance, unprotectInstance } from '../aws/instance-acts.ts';
import { findInstances } from '../aws/instances.ts';
import type { InstanceAct } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { CHANGED_WITHIN_MS, endMachines } from './end-machines.ts';
import type { LaunchServices } from './launch-services.ts';
import { offering, onLine, persistently } from './on-line.ts';
import type { RecordedMachine } from './record/launch-record.ts';
import { launchFrom } from './record/launch-view.ts';
import { addLines, closeLines, dropUndone } from './removal-lines.ts';
import { noteLeftVolumes } from './remove-volumes.ts';
import { seeMachines, seeMissing } from './see-machines.ts';
import { whatIsRunning } from './what-is-running.ts';

export type AskedAct = {
  readonly instanceIds: readonly string[];
  readonly act: InstanceAct;
  readonly snapshotsFirst: boolean;
};

/**
 * Stops, starts, ends or unprotects machines of this launch: one call for each, its line on the disk first. Waits until EC2 shows
 * what was asked for. Machines that are not in the record are left alone. How it went stands in the record. Never rejects.
 */
export async function changeInstances(services: LaunchServices, asked: AskedAct): Promise<void> {
  const { record, board } = services;
  try {
    await changeAll(services, asked);
  } catch (error) {
    board.fail(offering(error, ['look']));
  }
  closeLines(services, 'act');
  await record.change((current) => {
    const { problem } = current;
    if (problem === null) return current;
    const running = whatIsRunning(launchFrom(current, null));
    return { ...current, problem: { ...problem, whatIsRunning: running } };
  });
}

async function changeAll(services: LaunchServices, asked: AskedAct): Promise<void> {
  const { record } = services;
  const { act, instanceIds, snapshotsFirst } = asked;
  const wanted = new Set(instanceIds);
  const listed = record
    .current()
    .machines.filter(({ instanceId, goneAt }) => wanted.has(instanceId) && goneAt === null);
  const views = await services.patience.throttled(() => findInstances(services.clients, instanceIds));
  seeMachines(services, views);
  const own = new Set(record.current().machines.map(({ instanceId }) => instanceId));
  const machines = listed.filter(({ instanceId }) => own.has(instanceId));
  dropUndone(services, 'act');
  addLines(services, linesOf(machines, asked));
  await record.change((current) => current);
  if (act === 'terminate') {
    await endMachines(services, machines, {
      lineOf: (instanceId) => lineOf(act, instanceId),
      snapshotLineOf: snapshotsFirst ? snapshotLine : null,
      actions: ['look'],
    });
    return noteLeftVolumes(services);
  }
  await Promise.all(
    machines.map(({ instanceId }) =>
      onLine(services, lineOf(act, instanceId), () => changeOne(services, act, instanceId)),
    ),
  );
}

function lineOf(act: InstanceAct, instanceId: string): string {
  return `act-${act}-${instanceId}`;
}

function snapshotLine(volumeId: string): string {
  return `act-snapshot-${volumeId}`;
}

function linesOf(
  machines: readonly RecordedMachine[],
  { act, snapshotsFirst }: AskedAct,
): Parameters<typeof addLines>[1] {
  const { lines } = words.removal;
  const volumes = act === 'terminate' && snapshotsFirst ? machines.flatMap((machine) => machine.volumes) : [];
  return [
    ...volumes.map(({ volumeId }) => ({
      id: snapshotLine(volumeId),
      kind: 'act' as const,
      label: lines.snapshot(volumeId),
      resourceId: null,
    })),
    ...machines.map(({ instanceId, zoneName }) => ({
      id: lineOf(act, instanceId),
      kind: 'act' as const,
      label: lines[act](instanceId, zoneName),
      resourceId: instanceId,
    })),
  ];
}

type Change = {
  /** The state in which EC2 refuses the call, and which passes by itself. */
  readonly tooEarly: string;
  readonly call: (clients: AwsClients, instanceId: string) => Promise<void>;
  readonly wanted: string;
};

const CHANGES: Readonly<Record<'stop' | 'start', Change>> = {
  stop: { tooEarly: 'pending', call: stopInstance, wanted: 'stopped' },
  start: { tooEarly: 'stopping', call: startInstance, wanted: 'running' },
};

async function changeOne(
  services: LaunchServices,
  act: Exclude<InstanceAct, 'terminate'>,
  instanceId: string,
): Promise<Problem | null> {
  try {
    if (act === 'unprotect') {
      await persistently(services, () => unprotectInstance(services.clients, instanceId));
      return null;
    }
    const { tooEarly, call, wanted } = CHANGES[act];
    const line = lineOf(act, instanceId);
    const before = await waitFor(services, line, instanceId, (state) => state !== tooEarly);
    if (before !== null) return before;
    await persistently(services, () => call(services.clients, instanceId));
    const problem = await waitFor(services, line, instanceId, (state) => state === wanted);
    if (problem === null && wanted === 'running') await waitForAddress(services, instanceId);
    return problem;
  } catch (error) {
    return problemOfChange(error, instanceId);
  }
}

/** Also ends where the machine does: then nothing else will come of it. */
async function waitFor(
  services: LaunchServices,
  line: string,
  instanceId: string,
  isWanted: (state: string) => boolean,
): Promise<Problem | null> {
  let machine: RecordedMachine | undefined;
  const isOver = await services.patience.poll(async () => {
    machine = await see(services, instanceId);
    services.board.note(line, { note: machine?.state ?? null });
    return machine === undefined || isEnding(machine) || isWanted(machine.state);
  }, CHANGED_WITHIN_MS);
  if (!isOver) return makeProblem('timed-out', { actions: ['look'] });
  if (machine !== undefined && !isEnding(machine)) return null;
  return makeProblem('instance-gone', {
    explanation: words.removal.notThereAnyMore(instanceId),
    raw: machine?.stateReason ?? null,
    actions: ['look'],
  });
}

function isEnding({ state }: RecordedMachine): boolean {
  return state === 'terminated' || state === 'shutting-down';
}

/** EC2 gives it before the machine runs, and may show it a moment later. */
async function waitForAddress(services: LaunchServices, instanceId: string): Promise<void> {
  const hasAddress = async () => (await see(services, instanceId))?.publicAddress !== null;
  await services.patience.poll(hasAddress, ADDRESS_WITHIN_MS).catch(() => false);
}

const ADDRESS_WITHIN_MS = 30_000;

/** The machine as EC2 shows it now. */
async function see(services: LaunchServices, instanceId: string): Promise<RecordedMachine | undefined> {
  const views = await findInstances(services.clients, [instanceId]);
  seeMachines(services, views);
  await seeMissing(services, [instanceId], views);
  return services.record.current().machines.find((machine) => machine.instanceId === instanceId);
}

function problemOfChange(error: unknown, instanceId: string): Problem {
  const problem = offering(error, ['look']);
  if (problem.code !== 'no-capacity') return problem;
  const { raw, requestId } = problem;
  return makeProblem('no-capacity', {
    raw,
    requestId,
    explanation: words.removal.noCapacity(instanceId),
    actions: ['look'],
    retryable: true,
  });
}

import { isDeepStrictEqual } from 'node:util';
import { readInstances, type InstanceView } from '../aws/instances.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { LaunchServices } from './launch-services.ts';
import type { LaunchRecord, RecordedMachine } from './record/launch-record.ts';

/** EC2 forgets a terminated machine about an hour after its end. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/**
 * Puts what EC2 shows of machines of this launch into its record. Machines that are not of it are left out; one that the record names,
 * and that EC2 shows to be started by another request, is taken out of it: somebody has written there by hand, and it is not ours to end.
 */
export function seeMachines({ record, now }: SeeServices, views: readonly InstanceView[]): void {
  const at = now();
  const shown = new Map(views.map((view) => [view.instanceId, view]));
  const { machines, launchId } = record.current();
  const own = machines.filter(({ instanceId }) => !isOthers(shown.get(instanceId), launchId));
  const seen = (machine: RecordedMachine) => {
    const view = shown.get(machine.instanceId);
    return view === undefined ? machine : asSeen(machine, view, record.current(), at);
  };
  if (isDeepStrictEqual(machines, own.map(seen))) return;
  record.show((current) => ({ ...current, machines: own.map(seen) }));
}

/** Tags can be copied and ids written anywhere; the token of the request that started a machine stays with it. */
function isOthers(view: InstanceView | undefined, launchId: string): boolean {
  const token = view?.clientToken ?? null;
  return token !== null && !token.startsWith(`${launchId}.`);
}

type SeeServices = Pick<LaunchServices, 'record' | 'now'>;

/**
 * What to make of machines of the record that are not in EC2's answer to a question for exactly these, asked in their own account:
 * one that is older than EC2 needs to forget has ended, where EC2 says of it by its id that there is none. An empty answer alone, and
 * one about a younger machine, says nothing.
 */
export async function seeMissing(
  services: SeeServices & Pick<LaunchServices, 'clients'>,
  asked: readonly string[],
  views: readonly InstanceView[],
): Promise<void> {
  const { record, now } = services;
  const at = now();
  const shown = new Set(views.map(({ instanceId }) => instanceId));
  const missing = record
    .current()
    .machines.filter(
      ({ instanceId, startedAt, goneAt }) =>
        asked.includes(instanceId) &&
        !shown.has(instanceId) &&
        goneAt === null &&
        at - startedAt > FORGOTTEN_AFTER_MS,
    );
  for (const { instanceId } of missing) {
    if (!(await isForgotten(services.clients, instanceId))) continue;
    record.show((current) => ({
      ...current,
      machines: current.machines.map((machine) =>
        machine.instanceId === instanceId ? ended(machine, at) : machine,
      ),
    }));
  }
}

/** EC2 says so itself, asked for this one by its id. */
async function isForgotten(clients: LaunchServices['clients'], instanceId: string): Promise<boolean> {
  const asked = await outcomeOf(() => readInstances(clients, [instanceId]));
  return !asked.ok && asked.problem.code === 'instance-gone';
}

function asSeen(
  machine: RecordedMachine,
  view: InstanceView,
  { plan }: LaunchRecord,
  at: number,
): RecordedMachine {
  // What has ended does not come back; an answer that says so is older than what is known.
  if (machine.goneAt !== null) return machine;
  const { state, stateReason, publicAddress, privateAddress, rootVolumeId } = view;
  const checks = state === 'running' ? machine.checks : null;
  const seen = { ...machine, state, stateReason, checks, publicAddress, privateAddress };
  const volumes =
    rootVolumeId === null || machine.volumes.length > 0
      ? machine.volumes
      : [{ volumeId: rootVolumeId, sizeGiB: plan.storage.rootSizeGiB }];
  if (state === 'terminated') return ended({ ...seen, volumes }, at);
  return { ...seen, volumes, ran: ranUntil(machine.ran, state === 'running', at) };
}

function ended(machine: RecordedMachine, at: number): RecordedMachine {
  const ran = ranUntil(machine.ran, false, at);
  return {
    ...machine,
    state: 'terminated',
    checks: null,
    publicAddress: null,
    ran,
    goneAt: machine.goneAt ?? at,
  };
}

/** EC2 bills the time in which a machine is running. */
function ranUntil(ran: RecordedMachine['ran'], isRunning: boolean, at: number): RecordedMachine['ran'] {
  const last = ran.at(-1);
  const isOpen = last !== undefined && last.to === null;
  if (isRunning === isOpen) return ran;
  return isRunning
    ? [...ran, { from: at, to: null }]
    : ran.map((span) => (span.to === null ? { ...span, to: at } : span));
}

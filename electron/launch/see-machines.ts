import type { InstanceView } from '../aws/instances.ts';
import type { LaunchServices } from './launch-services.ts';
import type { LaunchRecord, RecordedMachine } from './record/launch-record.ts';

/** EC2 forgets a terminated machine about an hour after its end. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/** Puts what EC2 shows of machines of this launch into its record. Machines that are not of it are left out. */
export function seeMachines({ record, now }: SeeServices, views: readonly InstanceView[]): void {
  const at = now();
  const shown = new Map(views.map((view) => [view.instanceId, view]));
  const { machines } = record.current();
  if (!machines.some((machine) => isOther(machine, shown.get(machine.instanceId)))) return;
  record.show((current) => ({
    ...current,
    machines: current.machines.map((machine) => {
      const view = shown.get(machine.instanceId);
      return view === undefined ? machine : asSeen(machine, view, current, at);
    }),
  }));
}

type SeeServices = Pick<LaunchServices, 'record' | 'now'>;

/**
 * What to make of machines of the record that are not in EC2's answer to a question for exactly these, asked in their own account:
 * one that is older than EC2 needs to forget has ended; of a younger one nothing is known.
 */
export function seeMissing(
  { record, now }: SeeServices,
  asked: readonly string[],
  views: readonly InstanceView[],
): void {
  const at = now();
  const shown = new Set(views.map(({ instanceId }) => instanceId));
  const isForgotten = ({ instanceId, startedAt, goneAt }: RecordedMachine) =>
    asked.includes(instanceId) &&
    !shown.has(instanceId) &&
    goneAt === null &&
    at - startedAt > FORGOTTEN_AFTER_MS;
  if (!record.current().machines.some(isForgotten)) return;
  record.show((current) => ({
    ...current,
    machines: current.machines.map((machine) => (isForgotten(machine) ? ended(machine, at) : machine)),
  }));
}

function isOther(machine: RecordedMachine, view: InstanceView | undefined): boolean {
  return (
    view !== undefined &&
    (view.state !== machine.state ||
      view.publicAddress !== machine.publicAddress ||
      view.privateAddress !== machine.privateAddress ||
      view.stateReason !== machine.stateReason ||
      (view.rootVolumeId !== null && machine.volumes.length === 0))
  );
}

function asSeen(
  machine: RecordedMachine,
  view: InstanceView,
  { plan }: LaunchRecord,
  at: number,
): RecordedMachine {
  const { state, stateReason, publicAddress, privateAddress, rootVolumeId } = view;
  const seen = { ...machine, state, stateReason, publicAddress, privateAddress };
  const volumes =
    rootVolumeId === null || machine.volumes.length > 0
      ? machine.volumes
      : [{ volumeId: rootVolumeId, sizeGiB: plan.storage.rootSizeGiB }];
  if (state === 'terminated') return ended({ ...seen, volumes }, at);
  return { ...seen, volumes, ran: ranUntil(machine.ran, state === 'running', at) };
}

function ended(machine: RecordedMachine, at: number): RecordedMachine {
  const ran = ranUntil(machine.ran, false, at);
  return { ...machine, state: 'terminated', publicAddress: null, ran, goneAt: machine.goneAt ?? at };
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

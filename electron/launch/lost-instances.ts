import { findInstancesByTag, findInstancesByToken, type InstanceView } from '../aws/instances.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { LaunchServices } from './launch-services.ts';
import { changePlacement } from './record/change-placement.ts';
import type { Attempt, LaunchRecord, RecordedMachine, RecordedPlacement } from './record/launch-record.ts';
import { seeMachines } from './see-machines.ts';

/** The id of an instance's line on the board. */
export function instanceLine(placementId: string): string {
  return `instance-${placementId}`;
}

/** Puts the instance that an attempt has started into the record; once more changes nothing. Answers whether that is on disk. */
export async function remember(
  services: LaunchServices,
  { placementId }: Pick<RecordedPlacement, 'placementId'>,
  { clientToken }: Pick<Attempt, 'clientToken'>,
  instance: InstanceView,
): Promise<boolean> {
  const { record, board, now } = services;
  const { instanceId, state } = instance;
  const machine = newMachine(placementId, instance, now());
  board.note(instanceLine(placementId), { resourceId: instanceId, note: state });
  const written = record.change((current) => ({
    ...withAttempt(current, placementId, clientToken, { state: 'started', instanceId, problem: null }),
    machines: current.machines.some((known) => known.instanceId === instanceId)
      ? current.machines
      : [...current.machines, machine],
  }));
  seeMachines(services, [instance]);
  return written;
}

/** One attempt of a placement, changed. */
export function withAttempt(
  record: LaunchRecord,
  placementId: string,
  clientToken: string,
  change: Partial<Attempt>,
): LaunchRecord {
  return changePlacement(record, placementId, (placement) => ({
    ...placement,
    attempts: placement.attempts.map((attempt) =>
      attempt.clientToken === clientToken ? { ...attempt, ...change } : attempt,
    ),
  }));
}

/** Looks for the instance of one placement whose answer was lost, for so long. False is no proof that there is none. */
export async function findLostInstance(
  services: LaunchServices,
  placementId: string,
  withinMs: number,
): Promise<boolean> {
  try {
    return await services.patience.poll(async () => {
      const lost = await lookForLost(services);
      return !lost.includes(placementId);
    }, withinMs);
  } catch {
    return false;
  }
}

/**
 * Looks once for the instance of every attempt whose answer is not known, and for those of this launch that its journal has forgotten;
 * remembers those that are there, and answers the placements that are still not known. An instance is known by its token: tags can be copied, a token cannot.
 */
export async function lookForLost(services: LaunchServices): Promise<readonly string[]> {
  const { clients, record, patience } = services;
  const lost = askedOf(record.current());
  const { launchId } = record.current();
  const tokens = lost.map(({ attempt }) => attempt.clientToken);
  const [byTag, byToken] = await Promise.all([
    patience.throttled(() => findInstancesByTag(clients, TAGS.launchId, launchId)),
    // Tags may be shown later than the instance itself.
    findInstancesByToken(clients, tokens).catch(() => []),
  ]);
  const shown = [...byToken, ...byTag];
  for (const { placement, attempt } of lost) {
    const instance = shown.find(({ clientToken }) => clientToken === attempt.clientToken);
    if (instance !== undefined) await remember(services, placement, attempt, instance);
  }
  await adoptOwn(services, byTag);
  return askedOf(record.current()).map(({ placement }) => placement.placementId);
}

/**
 * Instances that an attempt of this launch has started and that its journal does not know: it was put back from an older copy. Their
 * tokens say whose they are.
 */
async function adoptOwn({ record, now }: LaunchServices, views: readonly InstanceView[]): Promise<void> {
  const { launchId, machines } = record.current();
  const known = new Set(machines.map(({ instanceId }) => instanceId));
  const own = views.flatMap((view) => {
    const [of, placementId = ''] = view.clientToken?.split('.') ?? [];
    return of === launchId && !known.has(view.instanceId) ? [newMachine(placementId, view, now())] : [];
  });
  if (own.length === 0) return;
  await record.change((current) => ({ ...current, machines: [...current.machines, ...own] }));
}

/** The attempts that were asked for, and that no answer is known of. */
export function askedOf({
  placements,
}: LaunchRecord): readonly { readonly placement: RecordedPlacement; readonly attempt: Attempt }[] {
  return placements.flatMap((placement) => {
    const attempt = placement.attempts.at(-1);
    return attempt?.state === 'asked' ? [{ placement, attempt }] : [];
  });
}

function newMachine(placementId: string, view: InstanceView, at: number): RecordedMachine {
  const { instanceId, zoneName, instanceType, launchedAt } = view;
  return {
    instanceId,
    placementId,
    zoneName,
    instanceType,
    state: view.state,
    stateReason: view.stateReason,
    checks: null,
    publicAddress: view.publicAddress,
    privateAddress: view.privateAddress,
    // A clock that is off must not make a machine of the future.
    startedAt: Math.min(launchedAt ?? at, at),
    goneAt: view.state === 'terminated' ? at : null,
    ran: [],
    volumes: [],
  };
}

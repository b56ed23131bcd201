import { deleteVolume, findVolumes, type VolumeView } from '../aws/volumes.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { words } from '../../shared/words/en.ts';
import type { LaunchServices } from './launch-services.ts';
import { offering, onLine, persistently } from './on-line.ts';
import { REMOVAL_LINES } from './removal-lines.ts';

/** A disk that goes with its machine may be shown for a moment longer than the machine. */
const SETTLED_WITHIN_MS = 2 * 60_000;

/**
 * Deletes the disks that this launch made with machines that have ended, as far as they did not go with them. One that is attached to
 * another machine by now, or not marked as the launch's, is left there, and said. Never rejects.
 */
export async function removeVolumes(services: LaunchServices): Promise<void> {
  const { board } = services;
  const ids = volumesLeft(services);
  try {
    const left = await findLeft(services, ids);
    for (const id of ids) {
      if (!left.has(id)) board.finish(REMOVAL_LINES.volume(id), 'done');
    }
    await Promise.all([...left.values()].map((volume) => removeVolume(services, volume)));
  } catch (error) {
    board.fail(offering(error, ['finish', 'look']));
    for (const id of ids) board.finish(REMOVAL_LINES.volume(id), 'failed');
  }
  await noteLeft(services);
}

/** Writes down which disks are there although their machine has ended. Never rejects; what cannot be known stays as it was. */
export async function noteLeftVolumes(services: LaunchServices): Promise<void> {
  const ids = ofEnded(services);
  if (ids.length === 0) return;
  try {
    const left = await findLeft(services, ids);
    await services.record.change((current) => ({ ...current, leftVolumes: [...left.keys()] }));
  } catch {
    // The next removal asks again.
  }
}

/** What was tried to be deleted, and is not. */
async function noteLeft({ record }: LaunchServices): Promise<void> {
  const failed = new Set(record.current().lines.flatMap(({ id, state }) => (state === 'done' ? [] : [id])));
  await record.change((current) => ({
    ...current,
    leftVolumes: current.machines
      .filter(({ goneAt }) => goneAt !== null)
      .flatMap(({ volumes }) => volumes.map(({ volumeId }) => volumeId))
      .filter((id) => failed.has(REMOVAL_LINES.volume(id))),
  }));
}

function ofEnded({ record }: LaunchServices): readonly string[] {
  return record
    .current()
    .machines.filter(({ goneAt }) => goneAt !== null)
    .flatMap(({ volumes }) => volumes.map(({ volumeId }) => volumeId));
}

/** Of machines that have ended; an earlier work may have been through with some. */
function volumesLeft(services: LaunchServices): readonly string[] {
  const { lines } = services.record.current();
  const done = new Set(lines.filter(({ state }) => state === 'done').map(({ id }) => id));
  return ofEnded(services).filter((id) => !done.has(REMOVAL_LINES.volume(id)));
}

async function findLeft(
  { clients, patience, record }: LaunchServices,
  ids: readonly string[],
): Promise<ReadonlyMap<string, VolumeView>> {
  const own = new Set(record.current().machines.map(({ instanceId }) => instanceId));
  const isLeaving = ({ state, attachedTo }: VolumeView) =>
    state === 'deleting' || state === 'deleted' || attachedTo.some((id) => own.has(id));
  let shown: readonly VolumeView[] = [];
  await patience.poll(async () => {
    shown = await findVolumes(clients, ids);
    return !shown.some(isLeaving);
  }, SETTLED_WITHIN_MS);
  return new Map(shown.map((volume) => [volume.volumeId, volume]));
}

async function removeVolume(
  services: LaunchServices,
  { volumeId, attachedTo, tags }: VolumeView,
): Promise<void> {
  const line = REMOVAL_LINES.volume(volumeId);
  const [user] = attachedTo;
  await onLine(services, line, async () => {
    if (tags[TAGS.launchId] !== services.record.current().launchId) {
      services.board.note(line, { note: words.removal.notes.notOurs });
      const explanation = words.removal.diskNotOurs(volumeId);
      return makeProblem('disk-not-ours', { explanation, actions: ['finish', 'look'] });
    }
    if (user === undefined) {
      await persistently(services, () => deleteVolume(services.clients, volumeId));
      return null;
    }
    services.board.note(line, { note: words.removal.notes.inUse });
    const explanation = words.removal.diskInUse(volumeId, user);
    return makeProblem('still-in-use', { explanation, actions: ['finish', 'look'] });
  });
}

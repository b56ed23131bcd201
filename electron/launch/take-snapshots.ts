import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { createSnapshot, findSnapshots, findSnapshotsOf, type SnapshotView } from '../aws/snapshots.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { launchTags, type LaunchServices } from './launch-services.ts';
import { onLine } from './on-line.ts';
import type { RecordedMachine } from './record/launch-record.ts';

/** EC2 may show a new snapshot only some time after it was begun. */
const SHOWN_WITHIN_MS = 30_000;
/** A large disk that is copied for the first time takes this long. */
const COPIED_WITHIN_MS = 6 * 60 * 60_000;
/** The machine may write while its disk is copied: a copy of the work that was cut off this long ago is as good as a new one. */
const FRESH_MS = 15 * 60_000;

/**
 * Copies each disk that this launch made with a machine, and waits until the copies are complete. Each copy is in the record as soon
 * as its id is known; one that an earlier work has begun is taken, where the machine cannot have written much since. Answers whether
 * there is a complete copy of every disk. Never rejects.
 */
export async function takeSnapshots(
  services: LaunchServices,
  machine: RecordedMachine,
  lineOf: (volumeId: string) => string,
): Promise<boolean> {
  const { instanceId, volumes } = machine;
  if (volumes.length === 0) {
    services.board.fail(failedWith(null, words.removal.diskUnknown(instanceId)));
    return false;
  }
  const copied = await Promise.all(
    volumes.map(({ volumeId }) =>
      onLine(services, lineOf(volumeId), () => copyVolume(services, machine, volumeId, lineOf(volumeId))),
    ),
  );
  return copied.every(Boolean);
}

async function copyVolume(
  services: LaunchServices,
  machine: RecordedMachine,
  volumeId: string,
  line: string,
): Promise<Problem | null> {
  try {
    const { snapshotId } =
      (await earlierCopy(services, machine, volumeId)) ?? (await newCopy(services, volumeId));
    services.board.note(line, { resourceId: snapshotId });
    const problem = await waitUntilComplete(services, snapshotId, line);
    // One that was begun unseen, and was not shown when it was looked for: it costs, and must not be forgotten.
    await rememberCopies(services, volumeId).catch(() => null);
    return problem;
  } catch (error) {
    const { code, raw, requestId } = problemFrom(error);
    const { snapshotAnswerLost, diskGone } = words.removal;
    const lost = isOutcomeUnknown(error) ? snapshotAnswerLost(volumeId) : undefined;
    return { ...failedWith(raw, code === 'disk-gone' ? diskGone(volumeId) : lost), requestId };
  }
}

type Copy = { readonly snapshotId: string; readonly startedAt: number };

async function earlierCopy(
  services: LaunchServices,
  machine: RecordedMachine,
  volumeId: string,
): Promise<Copy | null> {
  const { patience, record, now } = services;
  await patience.poll(async () => {
    await rememberCopies(services, volumeId);
    return true;
  }, 0);
  const ran = machine.ran.at(-1);
  const changedAt = ran === undefined ? machine.startedAt : (ran.to ?? Infinity);
  const copies = record.current().snapshots.filter((copy) => copy.volumeId === volumeId);
  const isGood = ({ startedAt }: Copy) => startedAt > changedAt || startedAt > now() - FRESH_MS;
  const found = await patience.throttled(() =>
    findSnapshots(
      services.clients,
      copies.filter(isGood).map(({ snapshotId }) => snapshotId),
    ),
  );
  return found.findLast(({ state }) => state === 'pending' || state === 'completed') ?? null;
}

/** Puts the copies of this disk that were begun for this launch into the record. No other snapshot has our description. */
async function rememberCopies(services: LaunchServices, volumeId: string): Promise<Copy | null> {
  const { clients, record } = services;
  const { launchId, snapshots } = record.current();
  const description = words.removal.snapshotDescription(launchId, volumeId);
  const shown = await findSnapshotsOf(clients, { volumeId, description });
  const known = new Set(snapshots.map(({ snapshotId }) => snapshotId));
  const others = shown.filter(({ snapshotId }) => !known.has(snapshotId));
  for (const copy of others) await remember(services, copy);
  return others.at(-1) ?? null;
}

async function remember({ record }: LaunchServices, copy: SnapshotView): Promise<void> {
  const { snapshotId, volumeId, sizeGiB, startedAt } = copy;
  await record.change((current) => ({
    ...current,
    snapshots: [...current.snapshots, { snapshotId, volumeId, sizeGiB, startedAt }],
  }));
}

/** Asked for once. After an answer that was lost it is looked for, and not asked for again. */
async function newCopy(services: LaunchServices, volumeId: string): Promise<Copy> {
  const { clients, patience, record, unfinished } = services;
  const { launchId, plan } = record.current();
  const description = words.removal.snapshotDescription(launchId, volumeId);
  const tags = { Name: volumeId, ...launchTags(launchId, plan) };
  try {
    const begun = patience.throttled(() => createSnapshot(clients, { volumeId, description, tags }));
    const copy = await unfinished.track(begun);
    await remember(services, copy);
    return copy;
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    let found: Copy | null = null;
    await patience
      .poll(async () => (found = await rememberCopies(services, volumeId)) !== null, SHOWN_WITHIN_MS)
      .catch(() => false);
    if (found === null) throw error;
    return found;
  }
}

async function waitUntilComplete(
  { clients, patience, board }: LaunchServices,
  snapshotId: string,
  line: string,
): Promise<Problem | null> {
  let last: SnapshotView | undefined;
  const isOver = await patience.poll(async () => {
    const [shown] = await findSnapshots(clients, [snapshotId]);
    // One that was shown, and is not any more, has been deleted.
    const isGone = shown === undefined && last !== undefined;
    last = shown;
    if (shown !== undefined) board.note(line, { note: shown.progress || shown.state });
    return isGone || (shown !== undefined && shown.state !== 'pending');
  }, COPIED_WITHIN_MS);
  if (isOver && last?.state === 'completed') return null;
  const state = last?.state ?? 'not shown';
  return failedWith(`${snapshotId}: ${[state, last?.stateReason].filter(Boolean).join(': ')}`);
}

function failedWith(raw: string | null, explanation?: string): Problem {
  return makeProblem('snapshot-failed', {
    raw,
    actions: ['finish', 'undo'],
    retryable: true,
    ...(explanation === undefined ? {} : { explanation }),
  });
}

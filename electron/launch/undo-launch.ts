import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { endMachines } from './end-machines.ts';
import type { LaunchServices } from './launch-services.ts';
import { lookAtLaunch } from './look-at-launch.ts';
import { askedOf, lookForLost } from './lost-instances.ts';
import { offering } from './on-line.ts';
import { hasProvedNoneLost } from './prove-none-lost.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { launchFrom } from './record/launch-view.ts';
import { closeLines, dropUndone, listRemoval, REMOVAL_LINES } from './removal-lines.ts';
import { removeGroup } from './remove-group.ts';
import { nameOfPair, removePairs } from './remove-pair.ts';
import { removeVolumes } from './remove-volumes.ts';
import { whatIsRunning } from './what-is-running.ts';

/** An instance that EC2 has started may be shown only this long after it was asked for. */
const SHOWN_WITHIN_MS = 5 * 60_000;

/**
 * Removes what the record says this launch made, and nothing else: machines, then disks of theirs that are left, then the group, then
 * the key pair in AWS if asked. The private key stays in the keychain. What may be there, and is not shown, is never forgotten. How it
 * went stands in the record. May be asked again, and then removes what is still there. Never rejects.
 */
export async function undoLaunch(services: LaunchServices): Promise<void> {
  try {
    await removeAll(services);
  } catch (error) {
    services.board.fail(offering(error, ['finish', 'look']));
  }
  closeLines(services, 'undo');
  const isNoted = await services.record.change(withEnd);
  // What is told to be removed is on the disk.
  if (!isNoted) services.record.show(withEnd);
}

function withEnd(current: LaunchRecord): LaunchRecord {
  const problem = current.problem ?? problemOfLeft(current);
  if (problem === null) return { ...current, ended: 'removed' };
  const running = whatIsRunning(launchFrom(current, null));
  return { ...current, ended: 'not-removed', problem: { ...problem, whatIsRunning: running } };
}

async function removeAll(services: LaunchServices): Promise<void> {
  const { patience, record, now } = services;
  const { keyPairToo } = record.current().undo ?? NOTHING_MORE;
  const keyName = keyPairToo ? await nameOfPair(services) : null;
  dropUndone(services, 'undo');
  listRemoval(services, keyName);
  await record.change((current) => current);
  await patience.poll(async () => {
    await lookAtLaunch(services);
    return true;
  }, 0);
  record.show((current) => ({ ...current, sight: { at: now(), problem: null } }));
  listRemoval(services, keyName);
  await endAll(services);
  if (!(await hasProvedNoneLost(services)) && (await hasFoundLost(services))) {
    listRemoval(services, keyName);
    await endAll(services);
  }
  await removeVolumes(services);
  await removeGroup(services);
  await removePairs(services);
}

const NOTHING_MORE = { keyPairToo: false, snapshotsFirst: false };

/** All that are there and were not tried yet. What was seen to be gone needs no call. */
async function endAll(services: LaunchServices): Promise<void> {
  const { record, board } = services;
  const { machines, lines, undo } = record.current();
  const waiting = new Set(lines.filter(({ state }) => state === 'waiting').map(({ id }) => id));
  const listed = machines.filter(({ instanceId }) => waiting.has(REMOVAL_LINES.instance(instanceId)));
  for (const { instanceId, goneAt } of listed) {
    if (goneAt !== null) board.finish(REMOVAL_LINES.instance(instanceId), 'done');
  }
  await endMachines(
    services,
    listed.filter(({ goneAt }) => goneAt === null),
    {
      lineOf: REMOVAL_LINES.instance,
      snapshotLineOf: undo?.snapshotsFirst === true ? REMOVAL_LINES.snapshot : null,
      actions: ['finish', 'look'],
    },
  );
}

/**
 * Looks for machines whose answer was lost for as long as EC2 may need to show them. Answers whether one was found; one of which
 * nothing is known even then is the problem of this removal.
 */
async function hasFoundLost(services: LaunchServices): Promise<boolean> {
  const { record, board, patience, now } = services;
  const lost = record.current().lines.filter(({ id, state }) => LOST.test(id) && state === 'waiting');
  if (lost.length === 0) return false;
  const before = record.current().machines.length;
  for (const { id } of lost) board.begin(id);
  const askedAt = Math.max(0, ...askedOf(record.current()).map(({ attempt }) => attempt.askedAt));
  const withinMs = Math.max(0, Math.min(SHOWN_WITHIN_MS, askedAt + SHOWN_WITHIN_MS - now()));
  await patience.poll(async () => (await lookForLost(services)).length === 0, withinMs);
  const unknown = new Map(
    askedOf(record.current()).map(({ placement: { placementId, zoneName } }) => [
      REMOVAL_LINES.lost(placementId),
      zoneName,
    ]),
  );
  for (const { id } of lost) {
    if (unknown.has(id)) board.note(id, { note: words.removal.notes.mayBeThere });
    board.finish(id, unknown.has(id) ? 'failed' : 'done');
  }
  if (unknown.size > 0) board.fail(mayBeThere([...unknown.values()]));
  await record.change((current) => current);
  return record.current().machines.length > before;
}

const LOST = /^undo-find-/;

/** There is always a reason; this one is told where the work itself has told none. */
function problemOfLeft(record: LaunchRecord): Problem | null {
  const lost = askedOf(record);
  if (lost.length > 0) return mayBeThere(lost.map(({ placement }) => placement.zoneName));
  const isLeft =
    record.group !== null ||
    record.leftVolumes.length > 0 ||
    record.machines.some(({ goneAt }) => goneAt === null);
  return isLeft ? makeProblem('timed-out', { actions: ['finish', 'look'] }) : null;
}

function mayBeThere(zoneNames: readonly string[]): Problem {
  const explanation = words.removal.mayBeThere(zoneNames.join(', '));
  return makeProblem('answer-lost', { explanation, retryable: true, actions: ['finish', 'look'] });
}

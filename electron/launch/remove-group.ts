import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { deleteSecurityGroup } from '../aws/security-groups.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { words } from '../../shared/words/en.ts';
import { isOthersGroup, waitForOwnGroup } from './find-own-group.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf } from './lost-instances.ts';
import { offering, onLine } from './on-line.ts';
import { REMOVAL_LINES } from './removal-lines.ts';

/** "No such group" about one that was just made may be a no that is too early. */
const SETTLED_AFTER_MS = 10 * 60_000;
const NOT_SHOWN_FOR_MS = 2 * 60_000;

/**
 * Deletes the group that this launch made, once none of its machines is there. While one is there, or may be, the group is left alone.
 * Never rejects.
 */
export async function removeGroup(services: LaunchServices): Promise<void> {
  const { record } = services;
  const { group, machines } = record.current();
  if (group === null || machines.some(({ goneAt }) => goneAt === null)) return;
  if (askedOf(record.current()).length > 0) return;
  await onLine(services, REMOVAL_LINES.group, async () => {
    try {
      const groupId = group.groupId ?? (await findAskedGroup(services));
      if (
        groupId !== group.groupId &&
        !(await record.change((current) => ({ ...current, group: { groupId } })))
      ) {
        return makeProblem('disk-failed');
      }
      if (groupId !== null) await deleteOwn(services, groupId);
      await record.change((current) => ({ ...current, group: null }));
      return null;
    } catch (error) {
      return offering(error, ['finish', 'look']);
    }
  });
}

/** One that this launch has not made stays, and is no longer said to be of it. */
async function deleteOwn(services: LaunchServices, groupId: string): Promise<void> {
  if (await isOthersGroup(services, groupId)) {
    services.board.note(REMOVAL_LINES.group, { note: words.removal.notes.notOurs });
    return;
  }
  await deleteGroup(services, groupId);
}

/** A group whose answer was lost. Null where there is none. */
async function findAskedGroup(services: LaunchServices): Promise<string | null> {
  const found = await waitForOwnGroup(services);
  const told = found === null ? { note: words.removal.notes.notThere } : { resourceId: found };
  services.board.note(REMOVAL_LINES.group, told);
  return found;
}

/** EC2 refuses for a while after its last machine has ended. What somebody else has deleted counts as done. */
async function deleteGroup(services: LaunchServices, groupId: string): Promise<void> {
  const { clients, patience, record, now } = services;
  let mayBeGone = now() - record.current().startedAt > SETTLED_AFTER_MS;
  // Where the answer is the same for so long, it is true.
  await patience.poll(async () => {
    try {
      await patience.untilUnused(() => deleteSecurityGroup(clients, groupId));
      return true;
    } catch (error) {
      if (problemFrom(error).code === 'group-gone') return mayBeGone;
      mayBeGone ||= isOutcomeUnknown(error);
      throw error;
    }
  }, NOT_SHOWN_FOR_MS);
}

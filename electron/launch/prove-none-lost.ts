import { deleteSecurityGroup } from '../aws/security-groups.ts';
import { words } from '../../shared/words/en.ts';
import { isOthersGroup } from './find-own-group.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf, withAttempt } from './lost-instances.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { REMOVAL_LINES } from './removal-lines.ts';

/**
 * Whether no machine can be there whose answer was lost: EC2 deletes a group only while nothing is in it, and starts nothing in one
 * that is deleted. So the launch's own group is tried before anybody waits. False says nothing. Never rejects.
 */
export async function hasProvedNoneLost(services: LaunchServices): Promise<boolean> {
  const { clients, patience, record, board } = services;
  const lost = askedOf(record.current());
  const { group, plan, machines } = record.current();
  const groupId = group?.groupId ?? null;
  const isTheirs = plan.access.kind === 'new-group' && groupId !== null;
  if (lost.length === 0 || !isTheirs || machines.some(({ goneAt }) => goneAt === null)) return false;
  board.begin(REMOVAL_LINES.group);
  if (!(await record.change((current) => current))) return false;
  try {
    if (await isOthersGroup(services, groupId)) return false;
    await patience.throttled(() => deleteSecurityGroup(clients, groupId));
  } catch {
    return false;
  }
  board.finish(REMOVAL_LINES.group, 'done');
  for (const { placement } of lost) {
    const line = REMOVAL_LINES.lost(placement.placementId);
    board.note(line, { note: words.removal.notes.notThere });
    board.finish(line, 'done');
  }
  await record.change((current) =>
    lost.reduce<LaunchRecord>(
      (next, { placement, attempt }) =>
        withAttempt(next, placement.placementId, attempt.clientToken, { state: 'refused' }),
      { ...current, group: null },
    ),
  );
  return true;
}

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Connection } from '../../aws/connections.ts';
import { readGroupNow, readGroupsNaming, readInterfacesOfGroup } from '../../aws/group-changes.ts';
import { problemFrom } from '../../aws/problem.ts';
import { deleteSecurityGroup } from '../../aws/security-groups.ts';
import { readAtMost } from '../../journal/read-at-most.ts';
import type { AccountChoice } from '../../../shared/account.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { ChangeServices } from './change-services.ts';

/**
 * Deletes a group that this Keyport's own journals say it made, by its id, in this account and region; a tag alone proves nothing.
 * Refused while an interface has it, or a rule of another group names it: EC2's own refusal comes last.
 */
export async function deleteGroup(
  { connections, home, patience, unfinished }: ChangeServices,
  journal: ChangeJournal,
  { groupId, typedName, ...choice }: AccountChoice & { readonly groupId: string; readonly typedName: string },
): Promise<Outcome<null>> {
  return connections.use(choice, async ({ account, clients }: Connection) => {
    const place = { groupId, accountId: account.accountId, region: choice.region };
    try {
      if (!(await isOurs(home, journal, place))) return failed(makeProblem('group-not-ours'));
      const against = await whyNot({ account, clients }, groupId, typedName);
      if (against !== null) return failed(against);
      await unfinished.track(patience.throttled(() => deleteSecurityGroup(clients, groupId)));
      return succeeded(null);
    } catch (error) {
      return failed(problemFrom(error));
    }
  });
}

async function whyNot(
  { account, clients }: Connection,
  groupId: string,
  typedName: string,
): Promise<Problem | null> {
  const group = await readGroupNow(clients, groupId);
  if (group.ownerId !== account.accountId) return makeProblem('group-shared');
  if (group.name === 'default')
    return makeProblem('cannot-now', { explanation: words.groupChanges.deleteDefault });
  if (group.name !== typedName) {
    return makeProblem('name-not-typed', { explanation: words.groupChanges.deleteOther });
  }
  const [interfaces, naming] = await Promise.all([
    readInterfacesOfGroup(clients, groupId),
    readGroupsNaming(clients, groupId),
  ]);
  const users = [...interfaces.map(({ interfaceId }) => interfaceId), ...naming];
  if (users.length === 0) return null;
  return makeProblem('still-in-use', { explanation: words.groupChanges.deleteUsed(users.join(', ')) });
}

type Place = { readonly groupId: string; readonly accountId: string; readonly region: string };

async function isOurs(home: string, journal: ChangeJournal, place: Place): Promise<boolean> {
  const [{ records }, launches] = await Promise.all([journal.list(), launchesIn(home)]);
  const made = [
    ...launches.map(({ securityGroupId, accountId, region }) => ({
      groupId: securityGroupId,
      accountId,
      region,
    })),
    ...records.map(({ copy, accountId, region }) => ({ groupId: copy?.groupId ?? null, accountId, region })),
  ];
  return made.some(
    ({ groupId, accountId, region }) =>
      groupId === place.groupId && accountId === place.accountId && region === place.region,
  );
}

/** What of a launch's record says which group it made. */
const launchSchema = z.object({
  accountId: z.string(),
  region: z.string(),
  securityGroupId: z.string().nullable(),
});
const MOST_BYTES = 1024 * 1024;

/** A record that cannot be read proves nothing. */
async function launchesIn(home: string): Promise<readonly z.infer<typeof launchSchema>[]> {
  const folder = path.join(home, 'launches');
  const names = await readdir(folder).catch(() => []);
  const read = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        try {
          const bytes = await readAtMost(path.join(folder, name), MOST_BYTES);
          return [launchSchema.parse(JSON.parse(bytes.toString('utf8')))];
        } catch {
          return [];
        }
      }),
  );
  return read.flat();
}

import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';

const said = words.keys.users;

/** "3 instances" and how sure that is; never "nothing" where somebody could not look. */
export function usersInWords(
  { users, areUsersIncomplete }: Pick<KeyRow, 'users' | 'areUsersIncomplete'>,
  account: 'reading' | 'read' | 'not-read',
): { readonly count: string; readonly certainty: string } {
  if (account !== 'read')
    return { count: account === 'reading' ? said.reading : said.notRead, certainty: '' };
  if (users.length === 0) return { count: areUsersIncomplete ? said.noneKnown : said.none, certainty: '' };
  const counted = (certainty: string) => users.filter((user) => user.certainty === certainty).length;
  const count = said.count(users.length);
  return {
    count: areUsersIncomplete ? said.atLeast(count) : count,
    certainty: said.certain(counted('launched'), counted('likely'), counted('unknown')),
  };
}

import type { AccountKeys, KeyUser } from '../../shared/keys/account-keys.ts';
import { matchKeys } from '../../shared/keys/match-keys.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { KeyRecord } from './key-record.ts';
import { readAccountKeys } from './read-account-keys.ts';
import { vaultKeyFrom } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * Why the private key has to stay: instances that may need it, or that nobody can tell. Null where the region of its key pair was
 * read and, as far as the others could be read too, nothing uses it; and for a key that has no place in AWS.
 */
export async function problemOfUsers(services: VaultServices, record: KeyRecord): Promise<Problem | null> {
  const { place } = record;
  if (place === null) return null;
  const account = await readAccountKeys(services, place);
  if (!account.ok) return useUnknown(place.region, account.problem.raw ?? account.problem.title);
  const unread = whyNotRead(account.value, place);
  if (unread !== null) return useUnknown(place.region, unread);
  const users = usersOf(account.value, record, place, services.now());
  return users.length === 0 ? null : keyInUse(record.name, users);
}

export function keyInUse(name: string, users: readonly KeyUser[]): Problem {
  const ids = users.map(({ instanceId }) => instanceId);
  const shown = [...ids.slice(0, MOST_SHOWN), ...(ids.length > MOST_SHOWN ? ['…'] : [])].join(', ');
  return makeProblem('key-in-use', {
    explanation: words.keyActs.inUse(name, shown),
    raw: users.map(({ instanceId, region, state }) => `${instanceId} ${region} ${state}`).join('\n'),
  });
}

const MOST_SHOWN = 10;

export function useUnknown(region: string, raw: string | null): Problem {
  const explanation = words.keyActs.useUnknown(region);
  return makeProblem('key-use-unknown', { explanation, raw, retryable: true, actions: ['retry'] });
}

/** In another account nothing of this key is to be seen, which is not the same as not used. */
function whyNotRead({ accountId, endpoint, regions }: AccountKeys, place: KeyPlace): string | null {
  if (accountId !== place.accountId || endpoint !== place.endpoint) {
    return `${accountId} ${endpoint ?? 'AWS'}, not ${place.accountId} ${place.endpoint ?? 'AWS'}`;
  }
  const read = regions.find(({ region }) => region === place.region);
  const problem = read === undefined ? null : (read.instances ?? read.keyPairs);
  if (read !== undefined && problem === null) return null;
  return problem?.raw ?? problem?.title ?? place.region;
}

/** By its public half in every region; and by its name where its pair was, which may be gone from AWS by now. */
function usersOf(account: AccountKeys, record: KeyRecord, place: KeyPlace, at: Date): readonly KeyUser[] {
  const rows = matchKeys([vaultKeyFrom(record, at)], account);
  const matched = rows.find(({ id }) => id === record.custodyId)?.users ?? [];
  const ids = new Set(matched.map(({ instanceId }) => instanceId));
  const named = account.instances.filter(
    ({ region, keyName, instanceId }) =>
      region === place.region && keyName === record.name && !ids.has(instanceId),
  );
  return [...matched, ...named];
}

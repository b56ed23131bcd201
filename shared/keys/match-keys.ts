import type { AccountKeyPair, AccountKeys, KeyUser } from './account-keys.ts';
import type { KeyRow, KeyStanding, KeyUse } from './key-row.ts';
import { withoutComment } from './public-key.ts';
import type { VaultKey } from './vault.ts';

/**
 * The lines of the Keys screen: every private key that is here, with all key pairs of the account that have its public half;
 * and every key pair of which nothing is here. By public key: names and tags can be given to anything. `account` is null where
 * it was not, or could not be, asked.
 */
export function matchKeys(vault: readonly VaultKey[], account: AccountKeys | null): readonly KeyRow[] {
  const owners = ownersOf(vault, account?.keyPairs ?? []);
  const instances = indexOf(account?.instances ?? []);
  const keyRows = vault.map((key) => keyRow(key, owners.get(key) ?? [], account, instances));
  const unowned =
    account === null ? [] : (owners.get(null) ?? []).map((pair) => pairRow(pair, account, instances));
  return [...keyRows, ...unowned].toSorted(inOrder);
}

/** Each pair stands under one key, or under null. */
function ownersOf(
  vault: readonly VaultKey[],
  pairs: readonly AccountKeyPair[],
): ReadonlyMap<VaultKey | null, readonly AccountKeyPair[]> {
  const candidates = vault.toSorted(likelierFirst);
  const byPublicKey = Map.groupBy(candidates, ({ publicKey }) => bareKey(publicKey));
  return Map.groupBy(pairs.toSorted(byPlace), (pair) => {
    const publicKey = bareKey(pair.publicKey);
    // Not shown by EC2: then only what Keyport wrote down itself counts, on both sides.
    if (publicKey === null) {
      return candidates.find((key) => key.custodyId === pair.custodyId && isPairOf(key, pair)) ?? null;
    }
    // The same private key may be here twice, out of a backup or in the trash: the record that made the pair goes first.
    const matching = byPublicKey.get(publicKey) ?? [];
    return matching.find((key) => isPairOf(key, pair)) ?? matching[0] ?? null;
  });
}

/** Not every writer of base64 fills it up. */
function bareKey(publicKey: string | null): string | null {
  return publicKey === null ? null : (withoutComment(publicKey)?.replace(/=+$/, '') ?? null);
}

function isSameKey(one: AccountKeyPair, other: VaultKey): boolean {
  return one.publicKey !== null && bareKey(one.publicKey) === bareKey(other.publicKey);
}

function isPairOf({ pair }: VaultKey, { keyPairId, region }: AccountKeyPair): boolean {
  return pair?.keyPairId === keyPairId && pair.region === region;
}

/** To be found by what an instance keeps: the name of its key, and the launch that it is of. */
type Instances = {
  readonly byKeyName: ReadonlyMap<string, readonly KeyUser[]>;
  readonly byLaunch: ReadonlyMap<string | null, readonly KeyUser[]>;
};

function indexOf(instances: readonly KeyUser[]): Instances {
  return {
    byKeyName: Map.groupBy(instances, ({ region, keyName }) => `${region}/${keyName}`),
    byLaunch: Map.groupBy(instances, ({ launchId }) => launchId),
  };
}

function keyRow(
  key: VaultKey,
  pairs: readonly AccountKeyPair[],
  account: AccountKeys | null,
  instances: Instances,
): KeyRow {
  return {
    id: key.custodyId,
    name: key.name,
    type: key.type,
    standing: standingOf(key, pairs, account),
    key,
    pairs,
    users: usersOf(key, pairs, instances),
    areUsersIncomplete: !isOf(account, key) || !isWhole(account, ['keyPairs', 'instances']),
  };
}

function pairRow(pair: AccountKeyPair, account: AccountKeys, instances: Instances): KeyRow {
  const { region, keyPairId, name, type } = pair;
  return {
    id: `${region}/${keyPairId}`,
    name,
    type,
    standing: 'in-aws-only',
    key: null,
    pairs: [pair],
    users: usersOf(null, [pair], instances),
    // Instances name a key pair of their own region, so that no other region matters.
    areUsersIncomplete: account.regions.some((read) => read.region === region && read.instances !== null),
  };
}

function standingOf(
  key: VaultKey,
  pairs: readonly AccountKeyPair[],
  account: AccountKeys | null,
): KeyStanding {
  if (key.standing !== 'safe') return key.standing;
  // Its pair may stand under another record of the same private key.
  if (pairs.length > 0 || account?.keyPairs.some((pair) => isSameKey(pair, key))) return 'safe-here';
  // That there is no pair is said only where all was looked through.
  return isOf(account, key) && isWhole(account, ['keyPairs']) ? 'here-only' : 'not-read';
}

function isWhole(account: AccountKeys | null, parts: readonly ('keyPairs' | 'instances')[]): boolean {
  if (account === null || !account.areAllRegions) return false;
  return account.regions.every((read) => parts.every((part) => read[part] === null));
}

/** The pair of a key of another account, or of an emulator, is there. */
function isOf(account: AccountKeys | null, { pair }: VaultKey): boolean {
  if (account === null) return false;
  return pair === null || (pair.accountId === account.accountId && pair.endpoint === account.endpoint);
}

function usersOf(
  key: VaultKey | null,
  pairs: readonly AccountKeyPair[],
  { byKeyName, byLaunch }: Instances,
): readonly KeyUse[] {
  const launched = (key?.launchId ? (byLaunch.get(key.launchId) ?? []) : []).filter((instance) =>
    isNamedAfter(key, pairs, instance),
  );
  const named = pairs.flatMap((pair) =>
    (byKeyName.get(`${pair.region}/${pair.name}`) ?? [])
      .filter((instance) => !launched.includes(instance))
      .map((instance): KeyUse => ({
        ...instance,
        certainty: isAfter(instance.launchedAt, pair.createdAt) ? 'likely' : 'unknown',
      })),
  );
  return [...launched.map((instance): KeyUse => ({ ...instance, certainty: 'launched' })), ...named].toSorted(
    byInstance,
  );
}

/** The tag of a launch alone says little: it goes along when someone starts another instance with the same settings. */
function isNamedAfter(
  key: VaultKey | null,
  pairs: readonly AccountKeyPair[],
  { region, keyName }: KeyUser,
): boolean {
  if (pairs.some((pair) => pair.region === region && pair.name === keyName)) return true;
  // Its pair may be gone from AWS by now.
  return key?.name === keyName && (key.pair === null || key.pair.region === region);
}

function isAfter(launchedAt: string | null, createdAt: string | null): boolean {
  return launchedAt !== null && createdAt !== null && Date.parse(launchedAt) > Date.parse(createdAt);
}

/** What waits for the person first, what is out of use last. */
const STANDINGS: readonly KeyStanding[] = [
  'needs-you',
  'finishing',
  'safe-here',
  'here-only',
  'not-read',
  'in-aws-only',
  'trashed',
];

function inOrder(one: KeyRow, other: KeyRow): number {
  return (
    STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing) ||
    byName(one.name, other.name) ||
    byText(one.id, other.id)
  );
}

const LIKELIER_FIRST: readonly VaultKey['standing'][] = ['safe', 'finishing', 'needs-you', 'trashed'];

function likelierFirst(one: VaultKey, other: VaultKey): number {
  return (
    LIKELIER_FIRST.indexOf(one.standing) - LIKELIER_FIRST.indexOf(other.standing) ||
    byText(one.custodyId, other.custodyId)
  );
}

function byPlace(one: AccountKeyPair, other: AccountKeyPair): number {
  return (
    byText(one.region, other.region) || byName(one.name, other.name) || byText(one.keyPairId, other.keyPairId)
  );
}

function byInstance(one: KeyUse, other: KeyUse): number {
  return (
    byText(one.region, other.region) ||
    byName(one.name ?? '', other.name ?? '') ||
    byText(one.instanceId, other.instanceId)
  );
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** Where even the letters' case tells things apart. */
function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

import type { KeyRow, KeyStanding } from '../../shared/keys/key-row.ts';

export type RowFilter = { readonly text: string; readonly standing: KeyStanding | null };

export const EVERY_ROW: RowFilter = { text: '', standing: null };

/** Found by whatever one has in one's hand: a name, a fingerprint, an instance, a region. */
export function isWanted(row: KeyRow, { text, standing }: RowFilter): boolean {
  if (standing !== null && row.standing !== standing) return false;
  const wanted = text.trim().toLowerCase();
  return textsOf(row).some((candidate) => candidate.toLowerCase().includes(wanted));
}

function textsOf({ name, key, pairs, users }: KeyRow): readonly string[] {
  return [
    name,
    ...(key === null ? [] : [key.keychainAccount, key.publicKey ?? '']),
    ...(key?.fingerprints == null ? [] : [key.fingerprints.openssh, key.fingerprints.aws ?? '']),
    ...pairs.flatMap((pair) => [pair.name, pair.region, pair.keyPairId, pair.fingerprint]),
    ...users.flatMap((user) => [user.instanceId, user.name ?? '', user.region]),
  ];
}

export function rankOf(standing: KeyStanding): number {
  return RANKS[standing];
}

const RANKS = {
  'needs-you': 0,
  finishing: 1,
  'safe-here': 2,
  'not-read': 2,
  'here-only': 3,
  'in-aws-only': 4,
  trashed: 5,
} as const satisfies Record<KeyStanding, number>;

export function regionsOf({ pairs }: KeyRow): readonly string[] {
  return [...new Set(pairs.map(({ region }) => region))].toSorted();
}

import type { Vault, VaultKey } from '../../shared/keys/vault.ts';

/** The keys that an earlier run left unfinished, as they stand now; what needs the person first. */
export function foundUnfinished({ keys }: Vault, seen: readonly string[]): readonly VaultKey[] {
  return keys
    .filter(({ custodyId }) => seen.includes(custodyId))
    .toSorted((one, other) => RANK[one.standing] - RANK[other.standing]);
}

/** How many keys wait for a decision, on whichever screen one is. */
export function needingYou({ keys }: Pick<Vault, 'keys'>): number {
  return keys.filter(({ standing }) => standing === 'needs-you').length;
}

const RANK = { 'needs-you': 0, finishing: 1, safe: 2, trashed: 3 } as const satisfies Record<
  VaultKey['standing'],
  number
>;

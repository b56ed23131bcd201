import type { RegionRead } from '../../shared/keys/account-keys.ts';

export function unreadRegions(regions: readonly RegionRead[]): readonly RegionRead[] {
  return regions.filter(({ keyPairs, instances }) => keyPairs !== null || instances !== null);
}

/** One line a reason: where thirty regions are closed to somebody, it is nearly always for the same one. */
export function reasonsOf(
  regions: readonly RegionRead[],
): readonly { readonly title: string; readonly names: readonly string[] }[] {
  const byTitle = Map.groupBy(regions, ({ keyPairs, instances }) => (keyPairs ?? instances)?.title ?? '');
  return [...byTitle].map(([title, those]) => ({ title, names: those.map(({ region }) => region) }));
}

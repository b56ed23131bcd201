import { useMemo } from 'react';
import type { AccountChoice } from '../../shared/account.ts';
import type { SoldIn } from '../../shared/facts.ts';
import { useOutcome } from '../use-outcome.ts';

/** In which zones a size is sold: their names, 'reading', or null where that cannot be had. */
export type ZonesSelling = (instanceType: string) => readonly string[] | 'reading' | null;

/** Asked only of the sizes that are on the screen, in one call. */
export function useZonesSelling(where: AccountChoice | null, names: readonly string[]): ZonesSelling {
  const asked = { ...(where ?? { sourceId: '', region: '' }), instanceTypes: names.toSorted() };
  const { value, isReading } = useOutcome({
    key: ['zones-selling', asked],
    read: () => window.keyport.readZonesSelling(asked),
    isWanted: where !== null && names.length > 0,
  });
  return useMemo(() => {
    const zones = new Map((value ?? []).map((each: SoldIn) => [each.instanceType, each.zoneNames]));
    return (instanceType) => zones.get(instanceType) ?? (isReading ? 'reading' : null);
  }, [value, isReading]);
}

import { useEffect } from 'react';
import type { AccountChoice } from '../../shared/account.ts';
import type { InstanceType } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Architecture } from '../../shared/platform.ts';
import type { OperatingSystem, PriceList } from '../../shared/price.ts';
import { isOld, type Generation, type ReadFrom, type SizeCatalog } from '../../shared/size-catalog.ts';
import { useNow } from '../use-now.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

/** A list as it was kept or as it is now. `readAt` and `isRefreshing` are of what is shown; `problem` only where nothing is. */
export type KeptReading<Value> = Reading<Value> & {
  readonly readAt: number | null;
  readonly isRefreshing: boolean;
  /** What this computer has kept was looked at. */
  readonly hasLooked: boolean;
  /** It is shown all the same, since there is an older one. */
  readonly couldNotRefresh: boolean;
};

type Where = {
  readonly where: AccountChoice;
  /** What this computer has kept is looked at. */
  readonly isPossible: boolean;
  /** What is old, or not there, is asked of AWS. */
  readonly isWanted: boolean;
};

/** Every size of an architecture and generation: what was kept at once, and what AWS says behind it where that is a day old. */
export function useSizeCatalog(
  { where, isPossible, isWanted }: Where,
  architecture: Architecture,
  generation: Generation,
): KeptReading<readonly InstanceType[]> {
  return useKept({
    name: ['size-catalog', where, architecture, generation],
    read: (from) => window.keyport.readSizeCatalog({ ...where, architecture, generation, from }),
    valueOf: ({ types }: SizeCatalog) => types,
    isPossible,
    isWanted,
  });
}

/** What an hour of every size costs, in the same way. */
export function useSizePrices(
  { where, isPossible, isWanted }: Where,
  operatingSystem: OperatingSystem,
): KeptReading<PriceList> {
  return useKept({
    name: ['size-prices', where, operatingSystem],
    read: (from) => window.keyport.readSizePrices({ ...where, operatingSystem, from }),
    valueOf: ({ prices }) => prices,
    isPossible,
    isWanted,
  });
}

type Ask<Found, Value> = {
  readonly name: readonly unknown[];
  readonly read: (from: ReadFrom) => Promise<Outcome<Found | null>>;
  readonly valueOf: (found: Found) => Value;
  readonly isPossible: boolean;
  readonly isWanted: boolean;
};

function useKept<Found extends { readonly readAt: number }, Value>({
  name,
  read,
  valueOf,
  isPossible,
  isWanted,
}: Ask<Found, Value>): KeptReading<Value> {
  const time = useNow(isWanted, 60_000);
  const kept = useOutcome({ key: [...name, 'disk'], read: () => read('disk'), isWanted: isPossible });
  const hasLooked = isPossible && !kept.isReading;
  const now = useOutcome({
    key: [...name, 'aws'],
    read: () => read('aws'),
    isWanted: isWanted && hasLooked && isOld(kept.value, time),
  });
  const found = now.value ?? kept.value;
  const { isReading, again } = now;
  const isStale = isWanted && now.value !== null && isOld(now.value, time);
  useEffect(() => {
    if (isStale) again();
  }, [isStale, again]);
  return {
    value: found === null ? null : valueOf(found),
    readAt: found?.readAt ?? null,
    problem: found === null ? now.problem : null,
    isReading: found === null && (isReading || (isWanted && kept.isReading)),
    isRefreshing: isReading,
    hasLooked,
    couldNotRefresh: found !== null && now.problem !== null,
    again,
  };
}

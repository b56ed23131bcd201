import type { InstanceType } from '../../shared/facts.ts';
import type { PriceList } from '../../shared/price.ts';

/** The most sizes one request for prices may name. */
export const PRICES_AT_ONCE = 20;

/** The free-tier sizes first, then the others once they are read; each once. */
export function mergeSizes(
  freeTier: readonly InstanceType[] | null,
  all: readonly InstanceType[] | null,
): readonly InstanceType[] | null {
  if (freeTier === null || all === null) return freeTier;
  const names = new Set(freeTier.map(({ name }) => name));
  return [...freeTier, ...all.filter(({ name }) => !names.has(name))];
}

/** One list of what several requests for prices have told; the first speaks for source and date. */
export function mergePrices(first: PriceList | null, second: PriceList | null): PriceList | null {
  if (first === null || second === null) return first ?? second;
  return {
    ...first,
    instanceHour: { ...second.instanceHour, ...first.instanceHour },
    ...(first.linuxHour === undefined ? {} : { linuxHour: { ...second.linuxHour, ...first.linuxHour } }),
  };
}

/** Which sizes to ask prices for: the free-tier ones, or the smallest where there are none. */
export function sizesToPrice(
  freeTier: readonly InstanceType[],
  all: readonly InstanceType[] | null,
): readonly string[] {
  const types =
    freeTier.length > 0 ? freeTier : (all ?? []).toSorted((one, other) => one.memoryMiB - other.memoryMiB);
  return types.slice(0, PRICES_AT_ONCE).map(({ name }) => name);
}

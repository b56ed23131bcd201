import type { InstanceType } from '../../shared/facts.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import type { PriceList } from '../../shared/price.ts';
import { sizeCards } from '../../shared/size-cards.ts';

/** The most sizes one request for prices may name. */
export const PRICES_AT_ONCE = 20;

/**
 * The free-tier sizes first, then those of the other lists as they are read; each once. Which ones are free is what AWS says now: the
 * other lists may be older.
 */
export function mergeSizes(
  freeTier: readonly InstanceType[] | null,
  ...others: readonly (readonly InstanceType[] | null)[]
): readonly InstanceType[] | null {
  if (freeTier === null) return null;
  const merged = new Map(freeTier.map((type) => [type.name, type]));
  for (const type of others.flatMap((list) => list ?? [])) {
    if (!merged.has(type.name)) merged.set(type.name, { ...type, isFreeTierEligible: false });
  }
  return [...merged.values()];
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

/** Which sizes to ask prices for before anything else: those that the cards may show. */
export function sizesToPrice(
  types: readonly InstanceType[] | null,
  image: PlanDraft['image'],
): readonly string[] {
  const free = (types ?? []).filter(({ isFreeTierEligible }) => isFreeTierEligible);
  const onCards = sizeCards(types ?? [], image, null).map(({ type }) => type);
  const names = [...onCards, ...free].map(({ name }) => name);
  return [...new Set(names)].slice(0, PRICES_AT_ONCE).toSorted();
}

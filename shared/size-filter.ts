import type { InstanceType } from './facts.ts';
import { hourOf, type PriceList } from './price.ts';

/** Both ends belong to it; null is "no limit". */
export type Range = { readonly from: number | null; readonly to: number | null };

/** What somebody looks for. Every part narrows the list; null and `any` do not. */
export type SizeFilter = {
  /** A part of the name. */
  readonly text: string;
  readonly family: string | null;
  readonly vcpus: Range;
  readonly memoryGiB: Range;
  readonly burst: 'any' | 'burstable' | 'steady';
  readonly isFreeTier: boolean;
  /** USD. A size of unknown price is none that costs at most so much. */
  readonly mostPerHour: number | null;
};

const NO_LIMIT: Range = { from: null, to: null };

export const EVERY_SIZE: SizeFilter = {
  text: '',
  family: null,
  vcpus: NO_LIMIT,
  memoryGiB: NO_LIMIT,
  burst: 'any',
  isFreeTier: false,
  mostPerHour: null,
};

/** Those of the sizes that are looked for, in the order in which they came. */
export function filterSizes(
  types: readonly InstanceType[],
  filter: SizeFilter,
  prices: PriceList | null,
): readonly InstanceType[] {
  const text = filter.text.trim().toLowerCase();
  return types.filter(
    (type) =>
      type.name.includes(text) &&
      (filter.family === null || familyOf(type.name) === filter.family) &&
      isIn(filter.vcpus, type.vcpus) &&
      isIn(filter.memoryGiB, type.memoryMiB / 1024) &&
      (filter.burst === 'any' || type.isBurstable === (filter.burst === 'burstable')) &&
      (!filter.isFreeTier || type.isFreeTierEligible) &&
      (filter.mostPerHour === null || costsAtMost(filter.mostPerHour, priceOf(prices, type.name))),
  );
}

/** How many parts of a filter narrow the list. */
export function countLimits(filter: SizeFilter): number {
  const { text, family, vcpus, memoryGiB, burst, isFreeTier, mostPerHour } = filter;
  const limits = [vcpus.from, vcpus.to, memoryGiB.from, memoryGiB.to, mostPerHour, family];
  return (
    limits.filter((limit) => limit !== null).length +
    [text.trim() !== '', burst !== 'any', isFreeTier].filter(Boolean).length
  );
}

/** `m7i-flex` of `m7i-flex.large`. */
export function familyOf(name: string): string {
  return name.split('.')[0] ?? name;
}

/** The families that occur, by name. */
export function familiesOf(types: readonly InstanceType[]): readonly string[] {
  return [...new Set(types.map(({ name }) => familyOf(name)))].toSorted();
}

/** The columns a list of sizes can be put in order by. */
export const SIZE_ORDERS = ['name', 'vcpus', 'memory', 'price'] as const;
export type SizeOrder = (typeof SIZE_ORDERS)[number];

/**
 * In order, and of sizes that are alike in it the smaller first, then the cheaper, then by name: always the same order, whatever the
 * sizes came in. Downwards is not upwards read backwards: a size of unknown price is last either way.
 */
export function orderSizes(
  types: readonly InstanceType[],
  { by, isDescending }: { readonly by: SizeOrder; readonly isDescending: boolean },
  prices: PriceList | null,
): readonly InstanceType[] {
  const direction = isDescending ? -1 : 1;
  const price = ({ name }: InstanceType) => priceOf(prices, name);
  return types.toSorted((one, other) => {
    const inPrice = compareKnown(price(one), price(other), direction);
    const first = {
      name: direction * compareNames(one.name, other.name),
      vcpus: direction * (one.vcpus - other.vcpus),
      memory: direction * (one.memoryMiB - other.memoryMiB),
      price: inPrice,
    }[by];
    return (
      first ||
      one.memoryMiB - other.memoryMiB ||
      one.vcpus - other.vcpus ||
      compareKnown(price(one), price(other), 1) ||
      compareNames(one.name, other.name)
    );
  });
}

/** USD for an hour; null where it is not known. */
export function priceOf(prices: PriceList | null, name: string): number | null {
  return prices === null ? null : hourOf(prices.instanceHour, name);
}

function isIn({ from, to }: Range, value: number): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}

function costsAtMost(most: number, price: number | null): boolean {
  return price !== null && price <= most;
}

/** What is not known is last in both directions. */
function compareKnown(one: number | null, other: number | null, direction: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return direction * (one - other);
}

function compareNames(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

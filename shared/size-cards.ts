import type { InstanceType } from './facts.ts';
import type { PlanDraft } from './launch-plan.ts';
import type { PriceList } from './price.ts';
import { familyOf, priceOf } from './size-filter.ts';

/** What a card is for: to try things out, a small server every day, steady work. */
export type SizeCardKind = 'try' | 'everyday' | 'steady';
export type SizeCard = { readonly kind: SizeCardKind; readonly type: InstanceType };

/**
 * At most three sizes to choose from without knowing any, for the chosen operating system; the first is what a newcomer should
 * take. Fewer where the region has no such size, or where two would be the same. Pure: by what AWS says of each size, no list of
 * names.
 */
export function sizeCards(
  types: readonly InstanceType[],
  image: PlanDraft['image'],
  prices: PriceList | null,
): readonly SizeCard[] {
  if (image === null) return [];
  const needed = NEEDED_MIB[image.platform];
  const fitting = types.filter(
    ({ architectures, isCurrentGeneration }) =>
      isCurrentGeneration && architectures.includes(image.architecture),
  );
  const toTry = toTryOut(fitting, needed.least, prices);
  const cards = {
    try: toTry,
    everyday: everyday(fitting, needed.everyday, toTry, prices),
    steady: steady(fitting, prices),
  };
  const kinds = ['try', 'everyday', 'steady'] as const;
  return kinds
    .flatMap((kind) => (cards[kind] === undefined ? [] : [{ kind, type: cards[kind] }]))
    .filter(({ type }, nth, all) => all.findIndex((card) => card.type.name === type.name) === nth);
}

/** What the cards are chosen from, beside the sizes of the free tier: so many vCPUs, and so much memory. */
export const CARD_SIZES = { vcpus: 2, memoryMiB: [1024, 2048, 4096, 8192] } as const;

/** Windows Server asks for 2 GiB with its desktop (learn.microsoft.com, hardware requirements); twice as much is work with it. */
const NEEDED_MIB = {
  linux: { least: 1024, everyday: 4096 },
  windows: { least: 2048, everyday: 8192 },
} as const;

/** Free where the account has it free, else what is cheapest. */
function toTryOut(
  fitting: readonly InstanceType[],
  leastMiB: number,
  prices: PriceList | null,
): InstanceType | undefined {
  const enough = fitting.filter(({ memoryMiB }) => memoryMiB >= leastMiB);
  const free = enough.filter(({ isFreeTierEligible }) => isFreeTierEligible);
  return cheapest(free.length > 0 ? free : enough, prices);
}

/** The same family with more memory is the smallest step up; else the newest that saves up its speed. */
function everyday(
  fitting: readonly InstanceType[],
  memoryMiB: number,
  toTry: InstanceType | undefined,
  prices: PriceList | null,
): InstanceType | undefined {
  const alike = fitting.filter(
    (type) => type.isBurstable && type.vcpus === CARD_SIZES.vcpus && type.memoryMiB === memoryMiB,
  );
  const family = alike.filter(({ name }) => toTry !== undefined && familyOf(name) === familyOf(toTry.name));
  if (family.length > 0) return cheapest(family, prices);
  const newest = Math.max(...alike.map(({ name }) => generationOf(name)));
  return cheapest(
    alike.filter(({ name }) => generationOf(name) === newest),
    prices,
  );
}

/**
 * A general purpose size that never slows down: free where the account has it free, else the cheapest, else the oldest, which is
 * sold in the most zones. A letter after the generation other than the processor's maker (`m6idn`) is for special wishes.
 */
function steady(fitting: readonly InstanceType[], prices: PriceList | null): InstanceType | undefined {
  const alike = fitting.filter(
    ({ name, isBurstable, vcpus, memoryMiB }) =>
      !isBurstable &&
      vcpus === CARD_SIZES.vcpus &&
      memoryMiB === 8192 &&
      /^m\d+[aig]?(-flex)?$/.test(familyOf(name)),
  );
  const free = alike.filter(({ isFreeTierEligible }) => isFreeTierEligible);
  return cheapest(free.length > 0 ? free : alike, prices);
}

/** Of unknown price: the smaller, then the older. */
function cheapest(types: readonly InstanceType[], prices: PriceList | null): InstanceType | undefined {
  const price = ({ name }: InstanceType) => priceOf(prices, name) ?? Number.POSITIVE_INFINITY;
  const keys = (type: InstanceType) => [price(type), type.memoryMiB, type.vcpus, generationOf(type.name)];
  const [first] = types.toSorted((one, other) => {
    const [ones, others] = [keys(one), keys(other)];
    const at = ones.findIndex((key, nth) => key !== others[nth]);
    if (at === -1) return one.name < other.name ? -1 : 1;
    return (ones[at] ?? 0) < (others[at] ?? 0) ? -1 : 1;
  });
  return first;
}

/** 3 of `t3a`. */
function generationOf(name: string): number {
  return Number(/^[a-z]+(\d+)/.exec(name)?.[1] ?? 0);
}

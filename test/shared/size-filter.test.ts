import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InstanceType } from '../../shared/facts.ts';
import type { PriceList } from '../../shared/price.ts';
import {
  countLimits,
  EVERY_SIZE,
  familiesOf,
  filterSizes,
  orderSizes,
  SIZE_ORDERS,
  type SizeFilter,
} from '../../shared/size-filter.ts';
import { FACTS, SIZE } from './plan-fixture.ts';

const sold = (name: string, change: Partial<InstanceType> = {}): InstanceType => ({
  ...SIZE,
  name,
  ...change,
});
const priced = (instanceHour: Readonly<Record<string, number>>): PriceList => ({
  ...FACTS.prices,
  instanceHour,
});
const PRICES = priced({ 't3.micro': 0.01, 'm7i.large': 0.1, 'm7i-flex.large': 0.09 });
const TYPES = [
  sold('t3.micro', { memoryMiB: 1024 }),
  sold('m7i.large', { memoryMiB: 8192, isBurstable: false, isFreeTierEligible: false }),
  sold('m7i-flex.large', { memoryMiB: 8192, isBurstable: false }),
  sold('u-6tb1.56xlarge', {
    vcpus: 224,
    memoryMiB: 6_291_456,
    isBurstable: false,
    isFreeTierEligible: false,
  }),
];
const found = (filter: Partial<SizeFilter>, prices: PriceList | null = PRICES) =>
  filterSizes(TYPES, { ...EVERY_SIZE, ...filter }, prices).map(({ name }) => name);

describe('a filter', () => {
  test.each<[string, Partial<SizeFilter>, readonly string[]]>([
    ['nothing', {}, ['t3.micro', 'm7i.large', 'm7i-flex.large', 'u-6tb1.56xlarge']],
    ['a part of a name, however it is typed', { text: '  M7I ' }, ['m7i.large', 'm7i-flex.large']],
    ['a family, and no longer name that begins like it', { family: 'm7i' }, ['m7i.large']],
    ['both ends of a range', { memoryGiB: { from: 1, to: 8 } }, ['t3.micro', 'm7i.large', 'm7i-flex.large']],
    ['one end of it', { vcpus: { from: 3, to: null } }, ['u-6tb1.56xlarge']],
    ['what bursts', { burst: 'burstable' }, ['t3.micro']],
    ['what does not', { burst: 'steady', vcpus: { from: null, to: 2 } }, ['m7i.large', 'm7i-flex.large']],
    ['the free tier', { isFreeTier: true }, ['t3.micro', 'm7i-flex.large']],
    ['a price, and nothing of unknown price', { mostPerHour: 0.09 }, ['t3.micro', 'm7i-flex.large']],
  ])('by %s', (_, filter, names) => {
    expect(found(filter)).toEqual(names);
  });

  test('by a price finds nothing where no price is known', () => {
    expect(found({ mostPerHour: 100 }, null)).toEqual([]);
  });

  test('knows how much of it is set', () => {
    expect(countLimits(EVERY_SIZE)).toBe(0);
    expect(
      countLimits({ ...EVERY_SIZE, text: ' ', vcpus: { from: 2, to: 4 }, family: 'm7i', burst: 'steady' }),
    ).toBe(4);
  });

  test('is offered the families that occur', () => {
    expect(familiesOf([...TYPES, sold('t3.small')])).toEqual(['m7i', 'm7i-flex', 't3', 'u-6tb1']);
  });
});

const family = fc.constantFrom('t3', 'm7i', 'm7i-flex', 'c7g', 'u-6tb1');
const anyType = fc
  .record({
    family,
    step: fc.constantFrom('nano', 'large', '2xlarge', '48xlarge'),
    vcpus: fc.constantFrom(1, 2, 4, 192),
    memoryMiB: fc.constantFrom(512, 1024, 8192, 786_432),
    isBurstable: fc.boolean(),
    isFreeTierEligible: fc.boolean(),
  })
  .map(({ family: of, step, ...facts }) => sold(`${of}.${step}`, facts));
const anyTypes = fc.uniqueArray(anyType, { selector: ({ name }) => name, maxLength: 20 });
const anyPrices = fc.dictionary(
  fc.tuple(family, fc.constantFrom('nano', 'large', '2xlarge', '48xlarge')).map((parts) => parts.join('.')),
  fc.constantFrom(0.01, 0.02, 1, 30),
);
const limit = fc.option(fc.constantFrom(1, 2, 8, 100));
const range = fc.record({ from: limit, to: limit });
const anyFilter: fc.Arbitrary<SizeFilter> = fc.record({
  text: fc.constantFrom('', 'm7', 'large', 'none'),
  family: fc.option(family),
  vcpus: range,
  memoryGiB: range,
  burst: fc.constantFrom('any', 'burstable', 'steady'),
  isFreeTier: fc.boolean(),
  mostPerHour: fc.option(fc.constantFrom(0.01, 0.5, 100)),
});
const anyOrder = fc.record({ by: fc.constantFrom(...SIZE_ORDERS), isDescending: fc.boolean() });

describe('whatever the sizes are', () => {
  test('each part of a filter narrows what the others leave, in any turn, and moves nothing', () => {
    fc.assert(
      fc.property(anyTypes, anyFilter, anyPrices, (types, filter, hours) => {
        const prices = priced(hours);
        const parts = Object.entries(filter).map(([name, value]) => ({ ...EVERY_SIZE, [name]: value }));
        const oneByOne = parts
          .toReversed()
          .reduce<readonly InstanceType[]>((left, part) => filterSizes(left, part, prices), types);
        expect(filterSizes(types, filter, prices)).toEqual(oneByOne);
        expect(filterSizes(types, EVERY_SIZE, prices)).toEqual(types);
      }),
    );
  });

  test('an order loses none, depends on no order before it, and puts neighbours as it says', () => {
    fc.assert(
      fc.property(anyTypes, anyOrder, anyPrices, (types, order, hours) => {
        const prices = priced(hours);
        const ordered = orderSizes(types, order, prices);
        expect(ordered.map(({ name }) => name).toSorted()).toEqual(types.map(({ name }) => name).toSorted());
        expect(orderSizes(types.toReversed(), order, prices)).toEqual(ordered);
        const values = ordered.map((type) =>
          order.by === 'price' ? (hours[type.name] ?? null) : type[FIELDS[order.by]],
        );
        for (const [at, value] of values.slice(1).entries()) {
          const before = values[at] ?? null;
          if (before === null) expect(value).toBeNull();
          else if (value !== null) expect(order.isDescending ? before >= value : before <= value).toBe(true);
        }
      }),
    );
  });
});

const FIELDS = { name: 'name', vcpus: 'vcpus', memory: 'memoryMiB' } as const;

test('sizes of unknown price are last, upwards and downwards', () => {
  for (const isDescending of [false, true]) {
    const names = orderSizes(TYPES, { by: 'price', isDescending }, PRICES).map(({ name }) => name);
    expect(names.at(-1)).toBe('u-6tb1.56xlarge');
    expect(names[0]).toBe(isDescending ? 'm7i.large' : 't3.micro');
  }
});

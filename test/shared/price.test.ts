import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datedPrices, fleetPrice, type PriceList } from '../../shared/price.ts';

const PRICES: PriceList = {
  source: 'pricing-api',
  asOf: '2026-05-01',
  currency: 'USD',
  instanceHour: { 't3.micro': 0.0104 },
  gp3GiBMonth: 0.08,
  publicIpv4Hour: 0.005,
};

describe("a fleet's price", () => {
  test.each([
    // 730 h × (0.0104 + 0.005) = 11.242; 8 GiB × 0.08 = 0.64
    [1, 8, 11.882, 0.016_276_7],
    [3, 8, 35.646, 0.048_830_1],
    // 730 h × 0.0154 = 11.242; 30 GiB × 0.08 = 2.40
    [6, 30, 81.852, 0.112_126],
  ])('of %i with %i GiB each is as reckoned by hand', (count, rootSizeGiB, perMonth, perHour) => {
    const price = fleetPrice(PRICES, { instanceType: 't3.micro', count, rootSizeGiB });

    expect(price?.perMonth).toBeCloseTo(perMonth, 9);
    expect(price?.perHour).toBeCloseTo(perHour, 6);
  });

  test.each([
    ['the size', { instanceHour: {} }],
    ['the disk', { gp3GiBMonth: null }],
    ['the address', { publicIpv4Hour: null }],
  ])('is unknown, not less, where the price of %s is', (_what, unknown) => {
    const prices = { ...PRICES, ...unknown };
    expect(fleetPrice(prices, { instanceType: 't3.micro', count: 3, rootSizeGiB: 8 })).toBeNull();
  });

  test.each(['constructor', 'toString', '__proto__', 't3.nano'])(
    'of the size %s is unknown',
    (instanceType) => {
      expect(fleetPrice(PRICES, { instanceType, count: 1, rootSizeGiB: 8 })).toBeNull();
    },
  );

  test('grows with every machine, by the same amount', () => {
    const hour = fc.double({ min: 0.0001, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        hour,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 16_384 }),
        (price, count, rootSizeGiB) => {
          const prices = { ...PRICES, instanceHour: { a: price } };
          const one = fleetPrice(prices, { instanceType: 'a', count: 1, rootSizeGiB });
          const all = fleetPrice(prices, { instanceType: 'a', count, rootSizeGiB });

          expect(all?.perMonth).toBeCloseTo(count * (one?.perMonth ?? Number.NaN), 6);
        },
      ),
    );
  });
});

describe('the dated table', () => {
  test('speaks of its own region, and says when', () => {
    const prices = datedPrices('us-east-1');

    expect(prices.source).toBe('dated-table');
    expect(prices.asOf).toMatch(/^\d{4}-\d{2}$/);
    for (const hour of Object.values(prices.instanceHour)) expect(hour).toBeGreaterThan(0);
    expect(fleetPrice(prices, { instanceType: 't3.micro', count: 1, rootSizeGiB: 8 })).not.toBeNull();
  });

  test.each(['eu-central-1', '', 'us-east-2'])('knows nothing of %j', (region) => {
    const prices = datedPrices(region);

    expect(prices).toMatchObject({ source: 'unknown', asOf: null, instanceHour: {}, gp3GiBMonth: null });
    expect(fleetPrice(prices, { instanceType: 't3.micro', count: 1, rootSizeGiB: 8 })).toBeNull();
  });
});

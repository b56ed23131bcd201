import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datedPrices, fleetPrice, priceParts, type PriceList } from '../../shared/price.ts';

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

describe('the lines of a price', () => {
  const FLEET = { instanceType: 't3.micro', count: 3, rootSizeGiB: 8 };
  const WINDOWS: PriceList = {
    ...PRICES,
    operatingSystem: 'Windows',
    instanceHour: { 't3.micro': 0.0196 },
    linuxHour: { 't3.micro': 0.0104 },
  };

  test('are machines, disks and addresses', () => {
    const [machines, disks, addresses, ...more] = priceParts(PRICES, FLEET);

    expect(more).toEqual([]);
    expect(machines).toMatchObject({ kind: 'machines', count: 3, each: 0.0104 });
    expect(machines?.perHour).toBeCloseTo(0.0312, 12);
    expect(machines?.perMonth).toBeCloseTo(22.776, 9);
    expect(disks).toMatchObject({ kind: 'disks', count: 3, each: 0.08 });
    expect(disks?.perMonth).toBeCloseTo(1.92, 12);
    expect(disks?.perHour).toBeCloseTo(1.92 / 730, 12);
    expect(addresses).toMatchObject({ kind: 'addresses', count: 3, each: 0.005 });
    expect(addresses?.perMonth).toBeCloseTo(10.95, 9);
  });

  test('tell the licence apart from the machines: what an hour is more than one of plain Linux', () => {
    const [machines, licence, ...others] = priceParts(WINDOWS, FLEET);

    expect(machines).toMatchObject({ kind: 'machines', each: 0.0104 });
    expect(licence?.kind).toBe('licence');
    expect(licence?.each).toBeCloseTo(0.0092, 12);
    expect(licence?.perMonth).toBeCloseTo(3 * 0.0092 * 730, 9);
    expect(others.map(({ kind }) => kind)).toEqual(['disks', 'addresses']);
  });

  test.each([
    ['is not known', { linuxHour: {} }, 0.0196],
    ['was not asked for', { linuxHour: undefined }, 0.0196],
    ['is the higher one', { linuxHour: { 't3.micro': 0.02 } }, 0.0196],
    ['is all that is known', { instanceHour: {} }, null],
  ])('leave the licence in the line of the machines where the price of plain Linux %s', (_, change, each) => {
    const [first, second] = priceParts({ ...WINDOWS, ...change }, FLEET);

    expect(first).toMatchObject({ kind: 'machines-and-licence', each });
    expect(second?.kind).toBe('disks');
  });

  test('of what is unknown say so, each for itself', () => {
    const parts = priceParts({ ...PRICES, gp3GiBMonth: null }, FLEET);

    expect(parts.map(({ perMonth }) => perMonth === null)).toEqual([false, true, false]);
    expect(parts[1]).toMatchObject({ each: null, perHour: null });
  });

  test('are together the price of the fleet, whatever the system', () => {
    const usd = fc.double({ min: 0.0001, max: 50, noNaN: true });
    const hours = fc.record({ 't3.micro': usd }, { requiredKeys: [] });
    const prices = fc.record<PriceList>({
      source: fc.constant('pricing-api'),
      asOf: fc.constant(null),
      currency: fc.constant('USD'),
      operatingSystem: fc.constantFrom(undefined, 'Linux', 'Windows', 'RHEL', 'SUSE'),
      instanceHour: hours,
      linuxHour: fc.option(hours, { nil: undefined }),
      gp3GiBMonth: fc.option(usd),
      publicIpv4Hour: fc.option(usd),
    });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 20 }), (list, count) => {
        const parts = priceParts(list, { ...FLEET, count });
        const price = fleetPrice(list, { ...FLEET, count });

        expect(price === null).toBe(parts.some(({ perMonth }) => perMonth === null));
        const hour = list.instanceHour['t3.micro'];
        if (price === null || hour === undefined) return;
        const byHand = count * ((hour + (list.publicIpv4Hour ?? 0)) * 730 + 8 * (list.gp3GiBMonth ?? 0));
        expect(price.perMonth).toBeCloseTo(byHand, 6);
        expect(price.perHour * 730).toBeCloseTo(price.perMonth, 6);
      }),
      { seed: 6 },
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

  test('has no hours of a system with a licence, but those of plain Linux beside it', () => {
    const prices = datedPrices('us-east-1', 'Windows');

    expect(prices).toMatchObject({
      operatingSystem: 'Windows',
      instanceHour: {},
      linuxHour: { 't3.micro': 0.0104 },
    });
    expect(fleetPrice(prices, { instanceType: 't3.micro', count: 1, rootSizeGiB: 8 })).toBeNull();
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeTierOf, type FreeTierOffer, type FreeTierQuestion } from '../../shared/free-tier.ts';

const IN_TIME = Date.parse('2025-10-01');
const TOO_LATE = Date.parse('2026-08-01');
const FLEET: FreeTierQuestion = { accountPlan: 'unknown', count: 2, isEligible: true, perMonth: 20 };

const hoursIn = (offers: readonly FreeTierOffer[]) => offers.find((offer) => offer.kind === 'hours');
const creditsIn = (offers: readonly FreeTierOffer[]) => offers.find((offer) => offer.kind === 'credits');

describe('free hours of older accounts', () => {
  test.each([
    // 750 hours are 31.25 days of one machine; a month is counted as 730.
    [1, 730, null, 0],
    [2, 1460, 16, 710],
    [3, 2190, 11, 1440],
    [6, 4380, 6, 3630],
    [20, 14_600, 2, 13_850],
    [40, 29_200, 1, 28_450],
  ])(
    'of %i machines, which use %i in a month, end on day %j',
    (count, hours, costsFromDay, hoursThatCost) => {
      const { hoursAMonth, offers } = freeTierOf({ ...FLEET, count }, IN_TIME);

      expect(hoursAMonth).toBe(hours);
      expect(hoursIn(offers)).toEqual({
        kind: 'hours',
        isOver: false,
        freeHours: 750,
        costsFromDay,
        hoursThatCost,
      });
    },
  );

  test('are over a year after the last such account was opened: then every hour costs, of one machine too', () => {
    expect(hoursIn(freeTierOf({ ...FLEET, count: 1 }, TOO_LATE).offers)).toEqual({
      kind: 'hours',
      isOver: true,
      freeHours: 750,
      costsFromDay: 1,
      hoursThatCost: 730,
    });
  });

  test.each<[string, Partial<FreeTierQuestion>]>([
    ['on the free plan, which newer accounts have', { accountPlan: 'free' }],
    ['of a size that is not eligible', { isEligible: false }],
    ['of no machine', { count: 0 }],
  ])('are not spoken of %s', (_, change) => {
    expect(hoursIn(freeTierOf({ ...FLEET, ...change }, IN_TIME).offers)).toBeUndefined();
  });
});

describe('credits of newer accounts', () => {
  test.each([
    ['free', false],
    ['paid', true],
    ['unknown', null],
  ] as const)('on the plan %s: what they do not pay is charged: %j', (accountPlan, isCharged) => {
    expect(creditsIn(freeTierOf({ ...FLEET, accountPlan }, IN_TIME).offers)).toMatchObject({
      months: 6,
      atSignUp: 100,
      most: 200,
      isCharged,
    });
  });

  test.each([
    [50, 2, 4],
    [25, 4, 6],
    [1, 6, 6],
    [2000, 0.05, 0.1],
  ])('pay for a fleet of $%d a month for %d to %d months', (perMonth, fewest, most) => {
    expect(creditsIn(freeTierOf({ ...FLEET, perMonth }, IN_TIME).offers)?.lasts).toEqual({ fewest, most });
  });

  test('last for nobody knows how long where the price is unknown', () => {
    expect(creditsIn(freeTierOf({ ...FLEET, perMonth: null }, IN_TIME).offers)?.lasts).toBeNull();
  });
});

test('more machines never make it cost later, or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(IN_TIME, TOO_LATE), (count, now) => {
      const [fewer, more] = [count, count + 1].map((many) =>
        hoursIn(freeTierOf({ ...FLEET, count: many }, now).offers),
      );
      expect(more?.costsFromDay ?? 99).toBeLessThanOrEqual(fewer?.costsFromDay ?? 99);
      expect(more?.hoursThatCost).toBeGreaterThan(fewer?.hoursThatCost ?? Number.NaN);
    }),
    { seed: 6 },
  );
});

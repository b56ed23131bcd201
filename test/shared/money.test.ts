import { describe, expect, test } from 'vitest';
import { costOf, type LaunchCost } from '../../shared/cost.ts';
import { creditsCost } from '../../shared/cpu-credits.ts';
import { freeTierOf, type FreeTierQuestion } from '../../shared/free-tier.ts';
import {
  costInWords,
  creditsInWords,
  formatUsd,
  freeTierInWords,
  hourlyMoney,
  monthlyMoney,
  partInWords,
} from '../../shared/money.ts';
import { priceParts, type PriceList } from '../../shared/price.ts';
import { HOUR, launchOf, machine, PRICES } from './cost-fixture.ts';

describe('an amount', () => {
  test('of an hour is told to the hundredth of a cent, of a month to the cent', () => {
    expect(hourlyMoney(0.0104)).toBe('$0.0104');
    expect(monthlyMoney(1234.5)).toBe('$1,234.50');
    expect(hourlyMoney(null)).toBe('price unknown');
  });

  test.each([
    [0, 2, '$0.00'],
    [0.004, 2, 'less than $0.01'],
    [0.005, 2, '$0.01'],
    [0.000_04, 4, 'less than $0.0001'],
    [Number.MIN_VALUE, 2, 'less than $0.01'],
    [0.994, 2, '$0.99'],
    [100, 0, '$100'],
    [null, 2, 'price unknown'],
  ])('of %d with %i digits is “%s”', (usd, digits, text) => {
    expect(formatUsd(usd, digits)).toBe(text);
  });
});

describe('what a launch costs', () => {
  test('is said for the hour, the month and until now', () => {
    expect(costInWords(costOf(launchOf([machine(), machine(), machine()]), 1000))).toEqual({
      perHour: '$0.0488 an hour',
      perMonth: '$35.65 a month',
      soFar: 'less than $0.01 so far',
      notCounted: null,
    });
    expect(costInWords(costOf(launchOf([machine()]), 100 * HOUR)).soFar).toBe('$1.63 so far');
  });

  test('is said to be unknown where it is', () => {
    expect(costInWords(costOf(launchOf([machine()], null), HOUR))).toMatchObject({
      perHour: 'price unknown',
      perMonth: 'price unknown',
      soFar: 'cost so far unknown',
    });
  });

  test.each([
    [1, 'One snapshot is not in this: AWS bills what is stored in it until you delete it.'],
    [2, '2 snapshots are not in this: AWS bills what is stored in them until you delete them.'],
  ])('names %i snapshots that are not in it', (snapshotsNotCounted, text) => {
    const cost: LaunchCost = { perHour: 0, perMonth: 0, soFar: 0, snapshotsNotCounted };
    expect(costInWords(cost).notCounted).toBe(text);
  });
});

describe('the lines of a price', () => {
  const FLEET = { instanceType: 't3.micro', count: 3, rootSizeGiB: 8 };
  const lines = (prices: PriceList) => priceParts(prices, FLEET).map((part) => partInWords(part, FLEET));

  test('say what is counted, and what it costs', () => {
    expect(lines({ ...PRICES, publicIpv4Hour: null })).toEqual([
      { label: 'Machines', detail: '3 × t3.micro', perHour: '$0.0312', perMonth: '$22.78' },
      {
        label: 'Disks',
        detail: '3 × 8 GiB, also while a machine is stopped',
        perHour: '$0.0026',
        perMonth: '$1.92',
      },
      {
        label: 'Public IPv4 addresses',
        detail: '3 × one address',
        perHour: 'price unknown',
        perMonth: 'price unknown',
      },
    ]);
  });

  test('name the licence', () => {
    const windows: PriceList = {
      ...PRICES,
      operatingSystem: 'Windows',
      instanceHour: { 't3.micro': 0.0196 },
    };
    const [alone] = lines(windows);
    const [, licence] = lines({ ...windows, linuxHour: PRICES.instanceHour });

    expect(alone?.label).toBe('Machines, with the licence of their system');
    expect(licence).toMatchObject({ label: 'Licence of the operating system', perHour: '$0.0276' });
  });
});

describe('CPU credits', () => {
  const said = (name: string, cpuCredits: 'standard' | 'unlimited' | null) =>
    creditsInWords(creditsCost({ name, vcpus: 2, cpuCredits }, 3));

  test('are told by what they can cost', () => {
    expect(said('m7i.large', null)).toBeNull();
    expect(said('t3.micro', 'standard')).toContain('never costs more');
    expect(said('t3.micro', 'unlimited')).toBe(
      'CPU credits are “unlimited”: if all machines work as hard as they can all the time, it costs up to $0.2700 an hour more, which is $197.10 a month.',
    );
    expect(said('t9.micro', 'unlimited')).toContain('is not known');
  });
});

describe('the free tier', () => {
  const QUESTION: FreeTierQuestion = { accountPlan: 'unknown', count: 2, isEligible: true, perMonth: 50 };
  const said = (change: Partial<FreeTierQuestion>, day: string) =>
    freeTierInWords(freeTierOf({ ...QUESTION, ...change }, Date.parse(day))).join(' ');

  test('is told in hours and in credits where nobody knows which it is', () => {
    expect(said({}, '2025-10-01')).toBe(
      'Accounts opened since 15 July 2025 start with credits, from $100 up to $200; on AWS’s free plan they are good for six months. ' +
        'If nothing else uses them, $100 pays for this fleet for 2 months, and $200 pays for this fleet for 4 months. ' +
        'Accounts opened before 15 July 2025 have 750 free hours a month in their first year, for all their machines together. ' +
        '2 machines running all month use 1,460 hours: from about day 16 of each month they cost money.',
    );
  });

  test.each<[Partial<FreeTierQuestion>, string, string]>([
    [{ accountPlan: 'free' }, '2025-10-01', 'nothing is charged'],
    [{ accountPlan: 'paid' }, '2025-10-01', 'What they do not cover is charged'],
    [{ count: 1 }, '2025-10-01', 'One machine running all month uses 730 hours, which is within them'],
    [{}, '2026-08-01', 'have ended with their first year. 2 machines running all month use 1,460 hours'],
    [{ isEligible: false }, '2026-08-01', 'AWS does not count this size as free'],
    [{ perMonth: 5 }, '2026-08-01', 'they pay for this fleet for 6 months.'],
    [
      { perMonth: 100 },
      '2026-08-01',
      '$100 pays for this fleet for one month, and $200 pays for this fleet for 2 months.',
    ],
    [{ perMonth: 30 }, '2026-08-01', '$100 pays for this fleet for 3.3 months'],
    [{ perMonth: 1000 }, '2026-08-01', 'for 3 days, and $200 pays for this fleet for 6 days.'],
    [{ perMonth: 100_000 }, '2026-08-01', 'for less than a day.'],
  ])('of %j on %s: “%s”', (change, day, text) => {
    expect(said(change, day)).toContain(text);
  });
});

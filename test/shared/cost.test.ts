import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, costOfAnother, costOfStarting } from '../../shared/cost.ts';
import type { LaunchedInstance } from '../../shared/launch.ts';
import { DAY, HOUR, launchOf, machine, MINUTE, PRICES } from './cost-fixture.ts';

const UNKNOWN = { ...PRICES, instanceHour: {}, gp3GiBMonth: null, publicIpv4Hour: null };
/** A month of eight GiB, told by the hour. */
const DISK_HOUR = 0.64 / 730;

describe('what a launch costs now', () => {
  test.each<[string, Partial<LaunchedInstance>, number]>([
    ['running', {}, 0.0154 + DISK_HOUR],
    ['about to run', { state: 'pending', ran: [] }, 0.0154 + DISK_HOUR],
    ['stopping', { state: 'stopping', ran: [{ from: 0, to: 1 }] }, DISK_HOUR],
    ['stopped', { state: 'stopped', ran: [{ from: 0, to: 1 }] }, DISK_HOUR],
    ['ending', { state: 'shutting-down', ran: [{ from: 0, to: 1 }] }, DISK_HOUR],
    ['gone', { state: 'terminated', goneAt: 1, ran: [{ from: 0, to: 1 }] }, 0],
  ])('by the hour, for a machine that is %s', (_, change, perHour) => {
    const cost = costOf(launchOf([machine(change)]), HOUR);

    expect(cost.perHour).toBeCloseTo(perHour, 12);
    expect(cost.perMonth).toBeCloseTo(perHour * 730, 9);
  });

  test('counts the planned disk until EC2 has told which it is', () => {
    const cost = costOf(launchOf([machine({ state: 'stopped', volumes: [] })]), HOUR);
    expect(cost.perHour).toBeCloseTo(DISK_HOUR, 12);
  });

  test('counts every disk of a machine', () => {
    const volumes = [
      { volumeId: 'vol-0000000000000000a', sizeGiB: 8 },
      { volumeId: 'vol-0000000000000000b', sizeGiB: 16 },
    ];
    const cost = costOf(launchOf([machine({ state: 'stopped', volumes })]), HOUR);
    expect(cost.perHour).toBeCloseTo(3 * DISK_HOUR, 12);
  });

  test('is nothing where nothing was made, whatever is known of prices', () => {
    for (const prices of [PRICES, UNKNOWN, null]) {
      expect(costOf(launchOf([], prices), HOUR)).toEqual({
        perHour: 0,
        perMonth: 0,
        soFar: 0,
        snapshotsNotCounted: 0,
      });
    }
  });

  test.each([
    ['there are no prices', null],
    ['nothing is known', UNKNOWN],
    ['the hour is unknown', { ...PRICES, instanceHour: {} }],
    ['the disk is unknown', { ...PRICES, gp3GiBMonth: null }],
    ['the address is unknown', { ...PRICES, publicIpv4Hour: null }],
  ])('is unknown, not less, where %s', (_, prices) => {
    expect(costOf(launchOf([machine()], prices), HOUR)).toMatchObject({
      perHour: null,
      perMonth: null,
      soFar: null,
    });
  });

  test('is unknown because of one machine of another size', () => {
    const launch = launchOf([machine(), machine({ instanceType: 'm7i.large' })]);
    expect(costOf(launch, HOUR)).toMatchObject({ perHour: null, soFar: null });
  });

  test('of a stopped machine is known without the price of its hours; what it has cost is not', () => {
    const stopped = machine({ state: 'stopped', ran: [{ from: 0, to: HOUR }] });
    const cost = costOf(launchOf([stopped], { ...PRICES, instanceHour: {} }), DAY);

    expect(cost.perHour).toBeCloseTo(DISK_HOUR, 12);
    expect(cost.soFar).toBeNull();
  });

  test('says how many snapshots are not in it, and stays known', () => {
    const launch = launchOf([machine()]);
    const snapshots = [
      { snapshotId: 'snap-0000000000000000a', volumeId: 'vol-0000000000000000a', sizeGiB: 8 },
    ];
    const cost = costOf({ ...launch, made: { ...launch.made, snapshots } }, HOUR);

    expect(cost).toEqual({ ...costOf(launch, HOUR), snapshotsNotCounted: 1 });
  });
});

describe('what is started beside it', () => {
  test('costs an hour and an address more for each machine that is started again, and no disk', () => {
    const price = costOfStarting({ prices: PRICES }, [machine(), machine()]);
    expect(price?.perHour).toBeCloseTo(2 * 0.0154, 12);
    expect(price?.perMonth).toBeCloseTo(2 * 0.0154 * 730, 9);
  });

  test('costs a disk more where it is another machine', () => {
    const launch = launchOf([]);
    expect(costOfAnother(launch, 't3.micro')?.perHour).toBeCloseTo(
      0.0154 + (launch.plan.storage.rootSizeGiB * 0.08) / 730,
      12,
    );
  });

  test.each([null, UNKNOWN])('is unknown, not nothing, where no price is known', (prices) => {
    expect(costOfAnother(launchOf([], prices), 't3.micro')).toBeNull();
    expect(costOfStarting({ prices }, [machine()])).toBeNull();
  });
});

describe('what a launch has cost', () => {
  test.each<[string, Partial<LaunchedInstance>, number, number]>([
    ['runs since an hour', {}, HOUR, 0.0154 + DISK_HOUR],
    ['runs since a second: a minute is billed', {}, 1000, 0.0154 / 60 + DISK_HOUR / 3600],
    [
      'ran ten seconds twice: a minute is billed for each start',
      {
        state: 'stopped',
        ran: [
          { from: 0, to: 10_000 },
          { from: 20_000, to: 30_000 },
        ],
      },
      HOUR,
      (2 * 0.0154) / 60 + DISK_HOUR,
    ],
    [
      'ran an hour and was stopped for another: the disk costs on',
      { state: 'stopped', ran: [{ from: 0, to: HOUR }] },
      2 * HOUR,
      0.0154 + 2 * DISK_HOUR,
    ],
    [
      'ended after half an hour, a day ago',
      { state: 'terminated', goneAt: HOUR / 2, ran: [{ from: 0, to: HOUR / 2 }] },
      DAY,
      (0.0154 + DISK_HOUR) / 2,
    ],
    [
      'is gone, and nobody has seen it stop: it did not run on',
      { state: 'terminated', goneAt: HOUR, ran: [{ from: 0, to: null }] },
      DAY,
      0.0154 + DISK_HOUR,
    ],
    ['never ran', { state: 'pending', ran: [] }, HOUR, DISK_HOUR],
    ['is to be gone by a clock that was set back since', { goneAt: DAY }, HOUR, 0.0154 + DISK_HOUR],
  ])('when its machine %s', (_, change, now, soFar) => {
    expect(costOf(launchOf([machine(change)]), now).soFar).toBeCloseTo(soFar, 12);
  });

  test('is nothing by a clock that stands before its start', () => {
    expect(costOf(launchOf([machine({ startedAt: DAY, ran: [{ from: DAY, to: null }] })]), 0).soFar).toBe(0);
  });

  test.each([
    [1, 1],
    [59 * MINUTE, 1],
    [60 * MINUTE, 1],
    [61 * MINUTE, 2],
  ])('bills SUSE by the whole hour: %i ms are %i hours', (ran, hours) => {
    const prices = { ...PRICES, operatingSystem: 'SUSE' as const, gp3GiBMonth: 0 };
    const stopped = machine({ state: 'stopped', ran: [{ from: 0, to: ran }] });
    expect(costOf(launchOf([stopped], prices), DAY).soFar).toBeCloseTo(hours * 0.0154, 12);
  });
});

const state = fc.constantFrom(
  'pending',
  'running',
  'stopping',
  'stopped',
  'shutting-down',
  'terminated',
  'odd',
);
const time = fc.integer({ min: 0, max: 400 * DAY });

/** Machines as they can stand in a journal, odd ones too: spans in no order, ends before starts. */
const anyMachine: fc.Arbitrary<LaunchedInstance> = fc
  .record({
    state,
    instanceType: fc.constantFrom('t3.micro', 't3.micro', 't3.micro', 'x9.new', 'constructor'),
    startedAt: time,
    goneAt: fc.option(time),
    ran: fc.array(fc.record({ from: time, to: fc.option(time) }), { maxLength: 4 }),
    volumes: fc.array(
      fc.record({ volumeId: fc.constant('vol-1'), sizeGiB: fc.integer({ min: 1, max: 99 }) }),
      {
        maxLength: 3,
      },
    ),
  })
  .map(machine);
const anyPrices = fc.constantFrom(PRICES, PRICES, PRICES, UNKNOWN, null, {
  ...PRICES,
  operatingSystem: 'SUSE' as const,
});
const anyLaunch = fc
  .tuple(fc.array(anyMachine, { maxLength: 5 }), anyPrices)
  .map(([instances, prices]) => launchOf(instances, prices));

describe('of any launch', () => {
  test('the cost until now never shrinks, and is known or unknown for good', () => {
    fc.assert(
      fc.property(anyLaunch, time, fc.nat(DAY), (launch, now, later) => {
        const [before, after] = [costOf(launch, now).soFar, costOf(launch, now + later).soFar];
        // What is unknown stays so; what has no price may begin later.
        if (before === null) expect(after).toBeNull();
        if (before !== null && after !== null) expect(after).toBeGreaterThanOrEqual(before);
      }),
      { seed: 6 },
    );
  });

  test('each machine costs the same alone as among others', () => {
    fc.assert(
      fc.property(anyLaunch, time, (launch, now) => {
        const whole = costOf(launch, now);
        const alone = launch.instances.map((each) => costOf({ ...launch, instances: [each] }, now));
        for (const name of ['perHour', 'perMonth', 'soFar'] as const) {
          const parts = alone.map((cost) => cost[name]);
          if (parts.includes(null)) expect(whole[name]).toBeNull();
          else
            expect(whole[name]).toBeCloseTo(
              parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
              8,
            );
        }
      }),
      { seed: 6 },
    );
  });

  test('once all of it is gone, nothing is added', () => {
    fc.assert(
      fc.property(anyLaunch, time, fc.nat(DAY), (launch, goneAt, later) => {
        const instances = launch.instances.map((each) => ({ ...each, goneAt }));
        const gone = { ...launch, instances };

        expect(costOf(gone, goneAt + later)).toEqual(costOf(gone, goneAt));
        expect(costOf(gone, goneAt).perHour).toBe(0);
      }),
      { seed: 6 },
    );
  });

  test('amounts are null, or numbers that are not below zero', () => {
    fc.assert(
      fc.property(anyLaunch, fc.integer({ min: -DAY, max: 800 * DAY }), (launch, now) => {
        const { perHour, perMonth, soFar } = costOf(launch, now);
        for (const amount of [perHour, perMonth, soFar]) {
          if (amount === null) continue;
          expect(Number.isFinite(amount)).toBe(true);
          expect(amount).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 6 },
    );
  });

  test('an hour more costs what the hour is said to cost', () => {
    const running = fc
      .record({ startedAt: time, volumes: fc.constant(machine().volumes) })
      .map((change) => machine({ ...change, ran: [{ from: change.startedAt, to: null }] }));
    const stopped = running.map((each) => ({
      ...each,
      state: 'stopped',
      ran: [{ from: each.startedAt, to: each.startedAt + MINUTE }],
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(running, stopped), { maxLength: 5 }), (instances) => {
        const launch = launchOf(instances);
        const now = 401 * DAY;
        const more = (costOf(launch, now + HOUR).soFar ?? Number.NaN) - (costOf(launch, now).soFar ?? 0);
        expect(more).toBeCloseTo(costOf(launch, now).perHour ?? Number.NaN, 8);
      }),
      { seed: 6 },
    );
  });
});

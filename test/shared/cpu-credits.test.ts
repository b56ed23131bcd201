import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditsCost } from '../../shared/cpu-credits.ts';
import { OPERATING_SYSTEMS } from '../../shared/price.ts';

const unlimited = (name: string, vcpus: number) => ({ name, vcpus, cpuCredits: 'unlimited' as const });

describe('CPU credits', () => {
  test('never cost where a size earns none, and nothing more with “standard”', () => {
    expect(creditsCost({ name: 'm7i.large', vcpus: 2, cpuCredits: null }, 3)).toEqual({ kind: 'never' });
    expect(creditsCost({ name: 't3.micro', vcpus: 2, cpuCredits: 'standard' }, 3)).toEqual({
      kind: 'nothing-more',
    });
  });

  test('are “unlimited” where a plan leaves them to the account', () => {
    const left = creditsCost({ name: 't3.micro', vcpus: 2, cpuCredits: null }, 3);
    expect(left).toEqual(creditsCost(unlimited('t3.micro', 2), 3));
    expect(left.kind).toBe('at-most');
  });

  // By hand: vCPUs, less what the size earns (credits an hour / 60), times the price of a vCPU and hour.
  test.each([
    ['t3.micro', 2, 1, 'Linux', 1.8 * 0.05],
    ['t3.micro', 2, 3, 'Linux', 5.4 * 0.05],
    ['t3.micro', 2, 1, 'Windows', 1.8 * 0.096],
    ['t3a.2xlarge', 8, 1, 'RHEL', 4.8 * 0.05],
    ['t4g.small', 2, 2, 'SUSE', 3.2 * 0.04],
    ['t2.nano', 1, 1, 'Linux', 0.95 * 0.05],
    // Not in the list of what sizes earn: all its vCPUs count.
    ['t3.metal', 4, 1, 'Linux', 4 * 0.05],
  ] as const)(
    'of %s with %i vCPUs, %i of them with %s, are at most',
    (name, vcpus, count, system, perHour) => {
      const cost = creditsCost(unlimited(name, vcpus), count, system);

      expect(cost).toMatchObject({ kind: 'at-most', asOf: expect.stringMatching(/^\d{4}-\d{2}$/) as string });
      if (cost.kind !== 'at-most') return;
      expect(cost.perHour).toBeCloseTo(perHour, 12);
      expect(cost.perMonth).toBeCloseTo(perHour * 730, 9);
    },
  );

  test.each([
    ['t9.micro', 'Linux'],
    ['t4g.small', 'Windows'],
    ['constructor.small', 'Linux'],
    ['', 'Linux'],
  ] as const)('of %j with %s are unknown, not nothing', (name, system) => {
    expect(creditsCost(unlimited(name, 2), 1, system)).toEqual({ kind: 'unknown' });
  });

  test('never cost less than nothing, and more with every machine', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('t2.2xlarge', 't3.nano', 't3a.large', 't4g.xlarge'),
        fc.constantFrom(...OPERATING_SYSTEMS),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 20 }),
        (name, system, vcpus, count) => {
          const [one, all] = [1, count].map((many) => creditsCost(unlimited(name, vcpus), many, system));
          if (one?.kind !== 'at-most' || all?.kind !== 'at-most') {
            expect(one?.kind).toBe('unknown');
            expect(all?.kind).toBe('unknown');
            return;
          }
          expect(one.perHour).toBeGreaterThanOrEqual(0);
          expect(all.perHour).toBeCloseTo(count * one.perHour, 9);
          expect(one.perHour).toBeLessThanOrEqual(vcpus * one.perVcpuHour);
        },
      ),
      { seed: 6 },
    );
  });
});

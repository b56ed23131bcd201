import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { worstLoss, zoneLosses } from '../../shared/zone-loss.ts';

const placed = (...letters: readonly string[]) =>
  letters.map((letter) => ({ zoneId: `use1-az-${letter}`, zoneName: `us-east-1${letter}` }));

test.each([
  { fleet: ['a', 'b', 'c'], left: [2, 2, 2], worst: 2 },
  { fleet: ['b', 'a', 'a', 'a'], left: [1, 3], worst: 1 },
  { fleet: ['a'], left: [0], worst: 0 },
  { fleet: ['a', 'a'], left: [0], worst: 0 },
])('of $fleet goes on, zone by zone: $left', ({ fleet, left, worst }) => {
  const losses = zoneLosses(placed(...fleet));

  expect(losses.map((loss) => loss.left)).toEqual(left);
  expect(losses.every(({ of }) => of === fleet.length)).toBe(true);
  expect(worstLoss(losses)?.left).toBe(worst);
});

test('a fleet without machines has nothing to lose', () => {
  expect(zoneLosses([])).toEqual([]);
  expect(worstLoss([])).toBeNull();
});

test('what the zones lose adds up to the fleet, and none loses less than one machine', () => {
  const fleets = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fleets, (fleet) => {
      const losses = zoneLosses(placed(...fleet));
      const lost = losses.map(({ left, of }) => of - left);

      expect(lost.reduce((sum, each) => sum + each, 0)).toBe(fleet.length);
      expect(Math.min(...lost)).toBeGreaterThanOrEqual(1);
      expect(worstLoss(losses)?.left).toBe(fleet.length - Math.max(...lost));
    }),
    { seed: 20_261_123 },
  );
});

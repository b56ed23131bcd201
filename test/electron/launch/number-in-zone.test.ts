import { expect, test } from 'vitest';
import { numberInZone } from '../../../electron/launch/number-in-zone.ts';
import { words } from '../../../shared/words/en.ts';

const at = (placementId: string, zoneId: string) => ({ placementId, zoneId });

test('two machines of one zone have no line in common', () => {
  const placements = [at('p1', 'use1-az1'), at('p2', 'use1-az2'), at('p3', 'use1-az1')];
  const numbers = placements.map((placement) => numberInZone(placement, placements));
  const { checks, door, practisedDoor } = words.launch.lines;

  expect(numbers).toEqual([1, 1, 2]);
  for (const say of [
    (number: number) => checks('us-east-1a', number),
    (number: number) => door('us-east-1a', 22, number),
    (number: number) => practisedDoor('us-east-1a', 22, number),
  ]) {
    expect(say(1)).not.toBe(say(2));
    expect(say(2)).toContain('machine 2');
  }
});

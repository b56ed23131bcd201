import { expect, test } from 'vitest';
import { isGone, mayBeThere } from '../../shared/launch-acts.ts';
import type { LaunchZone } from '../../shared/launch.ts';
import { sketchLaunch } from '../renderer/launch-fixtures.ts';

const NOTHING_MADE = { keyPair: null, securityGroup: null, leftVolumes: [], snapshots: [] } as const;

test.each<[LaunchZone['state'], boolean]>([
  ['waiting', false],
  ['asked', true],
  ['started', false],
  ['failed', false],
  ['unknown', true],
  ['gone', false],
  ['left-out', false],
])('of a place that is %s, a machine without an answer may be there: %s', (state, expected) => {
  const sketch = sketchLaunch({ name: 'fleet', state: 'removed', zoneStates: [state], made: NOTHING_MADE });
  const launch = { ...sketch, instances: [] };
  expect(launch.zones.map(mayBeThere)).toEqual([expected]);
  expect(isGone(launch)).toBe(!expected);
});

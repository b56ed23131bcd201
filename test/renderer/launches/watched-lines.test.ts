import { expect, test } from 'vitest';
import { isOfEnded, isUnderWay, isUnseen, progressOf } from '../../../renderer/launches/watched-lines.ts';
import type { LaunchLine } from '../../../shared/launch.ts';
import { words } from '../../../shared/words/en.ts';
import { sketchLaunch } from '../launch-fixtures.ts';

test.each([
  ['door', 'working', false, true],
  ['checks', 'working', false, true],
  ['instance', 'working', false, false],
  ['instance', 'working', true, true],
  ['door', 'done', true, false],
] as const)(
  'a line of kind %s that is %s, worked on: %s, is under way: %s',
  (kind, state, isBusy, expected) => {
    expect(isUnderWay({ kind, state }, isBusy)).toBe(expected);
  },
);

const { doors } = words.launch;

test.each([
  ['door', 'skipped', null, true],
  ['door', 'skipped', doors['not-tried'], true],
  ['door', 'skipped', doors['no-answer'], false],
  ['door', 'done', null, false],
  ['instance', 'skipped', null, false],
] as const)(
  'a line of kind %s that is %s with the note %j says nothing: %s',
  (kind, state, note, expected) => {
    expect(isUnseen({ kind, state, note })).toBe(expected);
  },
);

test('what was made and what was looked at are counted apart', () => {
  const line = (kind: LaunchLine['kind'], state: LaunchLine['state']) => ({ kind, state });
  const made = [line('key-pair', 'done'), line('instance', 'done'), line('instance', 'failed')];

  expect(progressOf(made)).toBe('2 of 3 steps done');
  expect(progressOf([...made, line('checks', 'skipped'), line('door', 'done')])).toBe(
    '2 of 3 steps done, 1 of 2 checks passed',
  );
});

test('the line of a machine that has ended is told from the others, and so is what watched it', () => {
  const launch = sketchLaunch({ name: 'fleet', zoneStates: ['gone', 'started'] });
  const [ended, runs] = launch.zones;
  const watch = (placementId = '') =>
    ({ id: `checks-${placementId}`, kind: 'checks', resourceId: null }) as const;

  expect(isOfEnded(watch(ended?.placementId), launch)).toBe(true);
  expect(isOfEnded(watch(runs?.placementId), launch)).toBe(false);
  const made = launch.instances.map(({ instanceId, goneAt }) => [
    isOfEnded({ id: instanceId, kind: 'instance', resourceId: instanceId }, launch),
    goneAt !== null,
  ]);
  expect(made.every(([told, isSo]) => told === isSo)).toBe(true);
});

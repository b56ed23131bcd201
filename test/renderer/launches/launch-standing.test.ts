import { expect, test } from 'vitest';
import { isToDecide, machineCount, standingOf } from '../../../renderer/launches/launch-standing.ts';
import { LAUNCH_STATES } from '../../../shared/launch.ts';
import { words } from '../../../shared/words/en.ts';
import { sketchLaunch, type LaunchSketch } from '../launch-fixtures.ts';

type Zones = NonNullable<LaunchSketch['zoneStates']>;

test.each<[Zones, string]>([
  [['started', 'started'], 'running'],
  [['started', 'pending'], 'running'],
  [['stopped', 'stopped'], 'stopped'],
  [['started', 'stopped'], 'partly-stopped'],
  [['gone', 'gone'], 'no-machines'],
  [['gone', 'started'], 'partly'],
  [['gone', 'silent'], 'partly'],
  [['left-out', 'started'], 'running'],
  [['started', 'silent'], 'silent'],
  [['stopped', 'silent'], 'partly-stopped'],
  [['gone', 'stopped'], 'stopped'],
])('a launch that was left running with machines %j is %s', (zoneStates, standing) => {
  expect(standingOf(sketchLaunch({ name: 'fleet', zoneStates }))).toBe(standing);
});

test('what runs in part is never told as nothing, and what is worked on keeps its name', () => {
  const sketch = { name: 'fleet', zoneStates: ['failed', 'gone'] } as const;

  expect(standingOf(sketchLaunch({ ...sketch, state: 'partly' }))).toBe('partly');
  expect(standingOf(sketchLaunch({ name: 'fleet', state: 'removing', zoneStates: ['stopped'] }))).toBe(
    'removing',
  );
});

test('every standing has its word, its title and its sentence', () => {
  const { title, intro } = words.launch.page;
  for (const standing of [
    ...LAUNCH_STATES,
    'stopped',
    'partly-stopped',
    'no-machines',
    'not-known',
    'silent',
  ] as const) {
    expect(words.launches.standing[standing]).not.toBe('');
    expect(title[standing]('fleet')).toContain('fleet');
    expect(intro[standing]).not.toBe('');
  }
});

test('a machine that is done without is not counted as planned, one that has ended not as running', () => {
  const zoneStates = ['started', 'left-out', 'gone', 'stopped', 'pending'] as const;

  expect(machineCount(sketchLaunch({ name: 'fleet', zoneStates }))).toEqual({ running: 2, planned: 4 });
});

test.each([
  ['unfinished', false, true],
  ['unfinished', true, false],
  ['half-removed', false, true],
  ['running', false, false],
  ['removed', false, false],
] as const)('%s, left alone: %s: to be decided about: %s', (state, isLeftAlone, isAsked) => {
  expect(isToDecide(sketchLaunch({ name: 'fleet', state, isLeftAlone }))).toBe(isAsked);
});

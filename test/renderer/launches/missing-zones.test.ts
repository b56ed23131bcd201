import { expect, test } from 'vitest';
import { leftOutIn, missingIn } from '../../../renderer/launches/missing-zones.ts';
import { handlersOf, isTold, showsHalfDone, withRetry } from '../../../renderer/launches/page-parts.ts';
import { LAUNCH_STATES } from '../../../shared/launch.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { sketchLaunch } from '../launch-fixtures.ts';

const names = (launch: ReturnType<typeof sketchLaunch>) => missingIn(launch).map(({ state }) => state);

test('a machine that may be there is never offered for another try, whatever the launch is in', () => {
  for (const state of LAUNCH_STATES) {
    const launch = sketchLaunch({
      name: 'fleet',
      state,
      zoneStates: ['unknown', 'asked', 'started', 'failed'],
    });
    expect(names(launch)).not.toContain('unknown');
    expect(names(launch)).not.toContain('asked');
    expect(names(launch)).not.toContain('started');
  }
});

test('each zone that failed, has ended or was not asked for can be decided about', () => {
  const zoneStates = ['started', 'failed', 'gone', 'waiting', 'left-out'] as const;

  expect(names(sketchLaunch({ name: 'fleet', state: 'partly', zoneStates }))).toEqual([
    'failed',
    'gone',
    'waiting',
  ]);
});

test.each(['working', 'changing', 'removing', 'removed', 'unfinished', 'half-removed'] as const)(
  'nothing is decided zone by zone while a launch is %s',
  (state) => {
    expect(names(sketchLaunch({ name: 'fleet', state, zoneStates: ['failed', 'started'] }))).toEqual([]);
  },
);

test('a launch that failed before any machine was asked for is decided about as a whole', () => {
  const launch = sketchLaunch({ name: 'fleet', state: 'failed', zoneStates: ['waiting', 'waiting'] });

  expect(names(launch)).toEqual([]);
  expect(showsHalfDone(launch)).toBe(true);
});

test('each state has one place for its choices, never two and never none', () => {
  const open = { name: 'fleet', zoneStates: ['started', 'waiting'] } as const;
  for (const state of ['unfinished', 'half-removed', 'not-removed', 'partly', 'failed'] as const) {
    const launch = sketchLaunch({ ...open, state });
    expect([showsHalfDone(launch), names(launch).length > 0].filter(Boolean)).toHaveLength(1);
  }
});

test('a problem that stands beside its machine is not told twice, another one is', () => {
  const zoneProblem = makeProblem('no-capacity');
  const sketch = { name: 'fleet', state: 'partly', zoneStates: ['started', 'failed'], zoneProblem } as const;

  expect(isTold(sketchLaunch({ ...sketch, problem: zoneProblem }))).toBe(true);
  expect(isTold(sketchLaunch({ ...sketch, problem: makeProblem('disk-failed') }))).toBe(false);
});

test('an answer that was lost is told where the machine is, but not where nothing else speaks of it', () => {
  const problem = makeProblem('answer-lost');

  expect(isTold(sketchLaunch({ name: 'fleet', state: 'partly', zoneStates: ['unknown'], problem }))).toBe(
    true,
  );
  expect(isTold(sketchLaunch({ name: 'fleet', state: 'failed', zoneStates: ['failed'], problem }))).toBe(
    false,
  );
});

test('nothing is offered for a launch that is worked on, and no protection is lifted where no machine is', () => {
  const all = { finish: no, look: no, undo: no, unprotect: no, 'choose-account': no };
  const busy = handlersOf(sketchLaunch({ name: 'fleet', state: 'working' }), all);
  const gone = handlersOf(sketchLaunch({ name: 'fleet', state: 'not-removed', zoneStates: ['gone'] }), all);

  expect(Object.keys(busy)).toEqual(['choose-account']);
  expect(Object.keys(gone).toSorted()).toEqual(['choose-account', 'finish', 'look', 'undo']);
});

const no = () => undefined;

test('to try again is to finish, with one button; where nothing can be finished nothing is tried again', () => {
  expect(withRetry({ actions: ['retry', 'finish'] }, { finish: no, undo: no })).toEqual({
    retry: no,
    undo: no,
  });
  expect(withRetry({ actions: ['finish'] }, { finish: no })).toEqual({ finish: no });
  expect(withRetry({ actions: ['retry'] }, { look: no })).toEqual({ look: no });
});

test.each([
  ['running', ['us-east-1b']],
  ['partly', ['us-east-1b']],
  ['failed', ['us-east-1b']],
  ['working', []],
  ['changing', []],
  ['removed', []],
  ['half-removed', []],
] as const)('of a launch that is %s, the way back is offered for what was left out in %j', (state, zones) => {
  const launch = sketchLaunch({ name: 'fleet', state, zoneStates: ['started', 'left-out', 'failed'] });
  expect(leftOutIn(launch).map(({ zoneName }) => zoneName)).toEqual(zones);
});

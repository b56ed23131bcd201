import { describe, expect, test } from 'vitest';
import { exitCodeOfLaunch, isOver, problemOfLaunch } from '../../../electron/cli/launch-end.ts';
import { LAUNCH_STATES, type Launch, type LaunchLine } from '../../../shared/launch.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { PLAN } from '../../shared/plan-fixture.ts';

type Parts = {
  readonly state?: Launch['state'];
  readonly zones?: readonly Launch['zones'][number]['state'][];
  readonly machines?: readonly string[];
  readonly lines?: Readonly<Record<string, LaunchLine['state']>>;
  readonly problem?: Launch['problem'];
  readonly access?: Launch['plan']['access'];
};

/** As far as it is looked at here. A machine is named by its state; its placement by its place. */
function launch(parts: Parts): Launch {
  const { state = 'running', zones = [], machines = [], lines = {}, problem = null } = parts;
  return {
    state,
    plan: { ...PLAN, access: parts.access ?? PLAN.access },
    problem,
    zones: zones.map((each) => ({ state: each, problem: null })),
    instances: machines.map((each, at) => ({
      placementId: `p${String(at + 1)}`,
      state: each,
      goneAt: each === 'terminated' ? 1 : null,
    })),
    lines: Object.entries(lines).map(([id, each]) => ({ id, state: each })),
  } as unknown as Launch;
}

describe('the exit code', () => {
  test.each<[number, string, Parts]>([
    [0, 'all runs', { machines: ['running', 'running'] }],
    [0, 'nothing is left', { state: 'removed', machines: ['terminated'] }],
    [3, 'one runs, one does not', { state: 'partly', machines: ['running', 'terminated'] }],
    [3, 'one could not be ended', { state: 'not-removed', machines: ['running', 'terminated'] }],
    [3, 'one is stopped, and its disk costs money', { state: 'partly', machines: ['stopped'] }],
    [5, 'nothing runs', { state: 'failed' }],
    [5, 'all have ended', { state: 'failed', machines: ['terminated'] }],
    [5, 'only the group could not be removed', { state: 'not-removed', machines: ['terminated'] }],
    [6, 'one may be there', { state: 'partly', machines: ['running'], zones: ['started', 'unknown'] }],
    [6, 'one may be there, and nothing else is', { state: 'failed', zones: ['unknown'] }],
    [6, 'the answer about the group was lost', { state: 'failed', problem: makeProblem('answer-lost') }],
    [6, 'it is half done', { state: 'unfinished', machines: ['running'] }],
    [6, 'it is half removed', { state: 'half-removed' }],
  ])('is %i where %s', (exitCode, _, parts) => {
    expect(exitCodeOfLaunch(launch(parts), 'running')).toBe(exitCode);
  });

  test.each([
    ['checks', { 'checks-p1': 'done' }, 0],
    ['checks', { 'checks-p1': 'failed' }, 3],
    ['checks', { 'checks-p1': 'skipped' }, 3],
    ['port', { 'checks-p1': 'failed', 'door-p1': 'done' }, 0],
    ['port', { 'checks-p1': 'done', 'door-p1': 'skipped' }, 3],
    ['running', { 'checks-p1': 'failed', 'door-p1': 'skipped' }, 0],
  ] as const)('of --wait %s with %o is %i', (wait, lines, exitCode) => {
    expect(exitCodeOfLaunch(launch({ machines: ['running'], lines }), wait)).toBe(exitCode);
  });

  test.each([
    [{ 'checks-p1': 'done', 'door-p1': 'skipped' }, 0],
    [{ 'checks-p1': 'failed', 'door-p1': 'skipped' }, 3],
  ] as const)(
    'of --wait port, where one logs in through Session Manager, with %o is %i',
    (lines, exitCode) => {
      const access = { ...PLAN.access, adminAddress: null, instanceProfile: 'web' };

      expect(exitCodeOfLaunch(launch({ machines: ['running'], lines, access }), 'port')).toBe(exitCode);
    },
  );

  test.each(LAUNCH_STATES)('that is not 0 comes with a problem, and 0 with none: %s', (state) => {
    for (const machines of [[], ['running'], ['terminated']]) {
      for (const zones of [[], ['unknown'] as const]) {
        const ended = launch({ state, machines, zones });

        expect(problemOfLaunch(ended, 'checks') === null).toBe(exitCodeOfLaunch(ended, 'checks') === 0);
      }
    }
  });
});

describe('waiting', () => {
  test.each<[boolean, string, Parts]>([
    [false, 'somebody works on it', { state: 'working' }],
    [false, 'it is being removed', { state: 'removing' }],
    [true, 'it failed', { state: 'failed' }],
    [true, 'it could not be removed, and a machine runs', { state: 'not-removed', machines: ['running'] }],
    [false, 'the checks are still to come', { machines: ['running'] }],
    [
      false,
      'one of two is not there yet',
      { machines: ['running', 'running'], lines: { 'checks-p1': 'done' } },
    ],
    [false, 'they are under way', { machines: ['running'], lines: { 'checks-p1': 'working' } }],
    [true, 'they are done', { machines: ['running'], lines: { 'checks-p1': 'done' } }],
    [true, 'they failed', { machines: ['running'], lines: { 'checks-p1': 'failed' } }],
    [
      true,
      'what runs has passed',
      { state: 'partly', machines: ['running', 'terminated'], lines: { 'checks-p1': 'done' } },
    ],
  ])('for the checks is over: %s, where %s', (isAtItsEnd, _, parts) => {
    expect(isOver(launch(parts), 'checks')).toBe(isAtItsEnd);
  });

  test('for the machines is over as soon as nobody works on them', () => {
    expect(isOver(launch({ machines: ['running'] }), 'running')).toBe(true);
  });
});

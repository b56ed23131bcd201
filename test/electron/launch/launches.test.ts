import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { createLaunches } from '../../../electron/launch/launches.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed } from '../../../shared/outcome.ts';
import { PLAN } from '../../shared/plan-fixture.ts';

test('a launch whose vault does not open is refused before AWS is asked, and may be asked for again', async () => {
  const connect = vi.fn(async () => failed(makeProblem('unreachable')));
  const problems = [makeProblem('home-in-use'), makeProblem('store-locked')];
  const vault = vi.fn(async () => failed(problems.shift() ?? makeProblem('unexpected')));
  const launches = createLaunches({
    home: '/nowhere',
    env: {},
    vault,
    unfinished: createUnfinished(),
    hasKeyCommand: false,
    files: { open: async () => null, save: async () => null },
    probe: async () => 'not-tried',
    changed: () => {},
    connect,
  });
  const input = { launchId: randomUUID(), plan: PLAN, confirmed: [] };

  expect(await launches.startLaunch(input)).toMatchObject({ ok: false, problem: { code: 'home-in-use' } });
  expect(await launches.startLaunch(input)).toMatchObject({ ok: false, problem: { code: 'store-locked' } });

  expect(connect).not.toHaveBeenCalled();
});

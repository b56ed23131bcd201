import { expect, test } from 'vitest';
import { alreadyRunning, costOfLaunch } from '../../../renderer/launches/cost-of-launch.ts';
import { PRACTICE_SOURCE } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { sketchLaunch } from '../launch-fixtures.ts';

const NOW = Date.now();

test('what is practised costs nothing, and says what it would cost for real', () => {
  const launch = sketchLaunch({ name: 'fleet' });
  const account = { ...launch.account, sourceId: PRACTICE_SOURCE };
  const real = costOfLaunch(launch, NOW);
  const practised = costOfLaunch({ ...launch, account }, NOW);

  expect(practised).toEqual({
    now: words.launches.practiceCost,
    soFar: null,
    forReal: real.now,
    notCounted: null,
  });
  expect(real.now).toMatch(/^\$[0-9.]+ an hour/);
  expect(real.forReal).toBeNull();
});

test('where nothing is there any more, nothing would cost anything for real either', () => {
  const gone = sketchLaunch({ name: 'fleet', isPractice: true, zoneStates: ['gone', 'gone'] });

  expect(costOfLaunch(gone, NOW).forReal).toBeNull();
});

test('beside another launch it is said what runs already, and that it goes on costing money', () => {
  const runs = sketchLaunch({ name: 'fleet' });
  const over = sketchLaunch({ name: 'old', zoneStates: ['gone', 'gone'] });

  expect(alreadyRunning([over], NOW)).toBeNull();
  expect(alreadyRunning([runs, over], NOW)).toMatch(
    /^3 machines of earlier launches run already: \$[0-9.]+ an hour, \$[0-9.]+ a month\. They go on costing money/,
  );
  expect(alreadyRunning([{ ...runs, prices: null }], NOW)).toMatch(/run already\. They go on costing money/);
});

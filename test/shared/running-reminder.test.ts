import { expect, test } from 'vitest';
import { costOf } from '../../shared/cost.ts';
import type { LaunchedInstance } from '../../shared/launch.ts';
import { reminderOf } from '../../shared/running-reminder.ts';
import { DAY, HOUR, launchOf, machine } from './cost-fixture.ts';

const NOW = 10 * DAY;
const since = (from: number, change: Partial<LaunchedInstance> = {}) =>
  machine({ startedAt: from, ran: [{ from, to: null }], ...change });

test.each<[string, readonly LaunchedInstance[]]>([
  ['nothing', []],
  ['a machine that has run for a day', [since(NOW - DAY)]],
  ['one that was stopped', [machine({ state: 'stopped', ran: [{ from: 0, to: 2 * DAY }] })]],
  [
    'one that was stopped and started again just now',
    [
      machine({
        ran: [
          { from: 0, to: 8 * DAY },
          { from: NOW - HOUR, to: null },
        ],
      }),
    ],
  ],
  ['one that is gone', [since(0, { state: 'terminated', goneAt: 5 * DAY })]],
])('nobody is reminded of %s', (_, instances) => {
  expect(reminderOf([launchOf(instances)], NOW)).toBeNull();
});

test('machines of several launches that have run for more than a day are counted, with what their launches cost', () => {
  const long = launchOf([since(NOW - 3 * DAY), since(NOW - 2 * DAY), since(NOW - HOUR)]);
  const other = launchOf([since(NOW - DAY - 1)]);
  const young = launchOf([since(NOW - HOUR)]);
  const reminder = reminderOf([young, other, long], NOW);

  expect(reminder).toMatchObject({ machines: 3, since: NOW - 3 * DAY });
  expect(reminder?.soFar).toBeCloseTo((costOf(long, NOW).soFar ?? 0) + (costOf(other, NOW).soFar ?? 0), 9);
});

test('the cost is unknown where one of them is', () => {
  const launches = [launchOf([since(0)]), launchOf([since(0)], null)];
  expect(reminderOf(launches, NOW)).toEqual({ machines: 2, since: 0, soFar: null });
});

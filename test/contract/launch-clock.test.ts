import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LaunchRecord } from '../../electron/launch/record/launch-record.ts';
import { costOf } from '../../shared/cost.ts';
import { DAY_MS } from '../../shared/day.ts';
import { reminderOf } from '../../shared/running-reminder.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

const MINUTE = 60_000;
const trueNow = Date.now;

// The account has a clock of its own, and says its time in every answer, as AWS does.
describe('a computer whose clock is set right, or wrong, by days between a launch and the next look', () => {
  let practice: ServedPractice;
  let keychain: FakeKeychain;
  let aheadMs = 0;
  const machines: TestMachine[] = [];

  beforeAll(async () => {
    practice = await startPractice();
  });
  afterAll(() => practice.stop());
  beforeEach(async () => {
    await practice.reset();
    keychain = fakeKeychain();
    vi.spyOn(Date, 'now').mockImplementation(() => trueNow() + aheadMs);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const machine of machines.splice(0)) machine.remove();
  });

  const open = (home?: string): TestMachine => {
    const machine = openMachine(practice.env, keychain, home === undefined ? {} : { home });
    machines.push(machine);
    return machine;
  };

  test.each([
    ['had been 8 days behind, and is right', -8, 0],
    ['had been 8 days ahead, and is right', 8, 0],
    ['was right, and is 3 days ahead', 0, 3],
    ['was right, and is 3 days behind', 0, -3],
  ])('one that %s: no launch is older or younger than it is', async (_, daysAtLaunch, daysAtLook) => {
    aheadMs = daysAtLaunch * DAY_MS;
    const first = open();
    const plan = await defaultPlan(first.api);
    const launchId = randomUUID();
    valueOf(await first.api.startLaunch({ launchId, plan, confirmed: [] }));
    const launched = await first.ended(launchId, 'running', 'partly', 'failed');
    expect(launched.state).toBe('running');
    expect(Math.abs(launched.startedAt - Date.now())).toBeLessThan(5 * MINUTE);
    first.close();

    const file = path.join(first.home, 'launches', `${launchId}.json`);
    const record = JSON.parse(fs.readFileSync(file, 'utf8')) as LaunchRecord;
    for (const time of timesOf(record)) expect(Math.abs(time - trueNow())).toBeLessThan(10 * MINUTE);

    aheadMs = daysAtLook * DAY_MS;
    const second = open(first.home);
    const { launches } = valueOf(await second.api.lookAtLaunches({ launchIds: null }));
    const [shown] = launches;
    expect(shown?.startedAt).toBeGreaterThan(Date.now() - 10 * MINUTE);
    expect(shown?.startedAt).toBeLessThan(Date.now() + 5 * MINUTE);
    expect(shown?.sight.at).toBeLessThan(Date.now() + 5 * MINUTE);
    expect(reminderOf(launches, Date.now())).toBeNull();
    expect(reminderOf(launches, Date.now() + DAY_MS + 10 * MINUTE)?.machines).toBe(plan.placements.length);
    expect(shown === undefined ? null : costOf(shown, Date.now()).soFar).toBeLessThan(0.05);
  });
});

/** What the rules of five minutes and of seven days, and the costs, reckon from. */
function timesOf({ startedAt, placements, machines }: LaunchRecord): readonly number[] {
  return [
    startedAt,
    ...placements.flatMap(({ attempts }) => attempts.map(({ askedAt }) => askedAt)),
    ...machines.flatMap((machine) => [machine.startedAt, ...machine.ran.map(({ from }) => from)]),
  ];
}

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountChoice } from '../../shared/account.ts';
import type { FindingId } from '../../shared/finding.ts';
import type { Launch } from '../../shared/launch.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Weather, WeatherRule } from '../../shared/practice/weather.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';

// What a launch makes of each kind of bad weather. Whatever it ends in: removing leaves nothing that it made.

const HERE: AccountChoice = { sourceId: 'practice', region: 'eu-central-1' };
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];

let machine: TestMachine;
beforeEach(async () => {
  machine = openMachine({}, fakeKeychain());
  valueOf(await machine.api.startPractice());
  valueOf(await machine.api.startUp());
});
afterEach(() => machine.remove());

async function launchIn(...rules: readonly WeatherRule[]): Promise<Launch> {
  const plan = await defaultPlan(machine.api, HERE);
  valueOf(await machine.api.setWeather({ weather: [...AT_ONCE, ...rules] }));
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
  return machine.ended(launchId, 'running', 'partly', 'failed');
}

async function removeAll({ launchId }: Launch): Promise<void> {
  valueOf(await machine.api.setWeather({ weather: AT_ONCE }));
  valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
  expect((await machine.ended(launchId, 'removed', 'not-removed')).state).toBe('removed');
  valueOf(await machine.api.recoverKeys());
  expect(valueOf(await machine.api.readPractice()).counts).toEqual({
    instances: 0,
    securityGroups: 0,
    keyPairs: 0,
  });
}

const PASSES: readonly (readonly [string, WeatherRule])[] = [
  ['a lost answer to RunInstances', { action: 'RunInstances', nth: 1, kind: 'lose-answer' }],
  ['a lost request to RunInstances', { action: 'RunInstances', nth: 2, kind: 'lose-request' }],
  ['a page instead of an answer', { action: 'RunInstances', nth: 1, kind: 'html-500' }],
  ['a lost answer to CreateSecurityGroup', { action: 'CreateSecurityGroup', nth: 1, kind: 'lose-answer' }],
  [
    'a group that is not seen at once',
    { action: 'CreateSecurityGroup', kind: 'not-found', value: { calls: 2 } },
  ],
  [
    'a key pair that is not seen at once',
    { action: 'CreateKeyPair', kind: 'not-found', value: { calls: 2 } },
  ],
  ['machines that are not seen at once', { action: 'RunInstances', kind: 'not-found', value: { calls: 1 } }],
  ['a small bucket', { action: '*', kind: 'throttle', value: { bucket: 3, perSecond: 100 } }],
];

test.each(PASSES)('%s: the launch gets there, with one machine in each zone', async (_, rule) => {
  const launch = await launchIn(rule);

  expect(launch.problem).toBeNull();
  expect(launch.state).toBe('running');
  const { counts } = valueOf(await machine.api.readPractice());
  expect(counts).toEqual({ instances: launch.instances.length, securityGroups: 1, keyPairs: 1 });
  expect(new Set(launch.instances.map(({ zoneName }) => zoneName)).size).toBe(launch.instances.length);
  await removeAll(launch);
});

/** What a dry run is told as well: it is refused before anything is made. */
const REFUSED: readonly (readonly [FindingId, WeatherRule])[] = [
  ['launch-not-permitted', { action: 'RunInstances', kind: 'unauthorized' }],
  ['account-being-verified', { action: 'RunInstances', kind: 'pending-verification' }],
  ['subscription-needed', { action: 'RunInstances', kind: 'opt-in-required' }],
  ['group-not-permitted', { action: 'CreateSecurityGroup', kind: 'unauthorized' }],
  [
    'launch-refused',
    {
      action: 'RunInstances',
      kind: 'error',
      value: { code: 'VcpuLimitExceeded', message: 'more vCPU capacity than your limit', status: 400 },
    },
  ],
];

test.each(REFUSED)('a launch is refused by %s before anything is made: %o', async (id, rule) => {
  const before = valueOf(await machine.api.readPractice()).counts;
  const plan = await defaultPlan(machine.api, HERE);
  valueOf(await machine.api.setWeather({ weather: [...AT_ONCE, rule] }));

  const refused = await machine.api.startLaunch({ launchId: randomUUID(), plan, confirmed: [] });

  expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-refused' } });
  expect(refused.ok ? null : refused.problem.raw).toMatch(new RegExp(`^${id}: `));
  expect(refused.ok ? [] : refused.problem.actions).not.toEqual([]);
  expect(valueOf(await machine.api.readPractice()).counts).toEqual(before);
});

const ENDS: readonly (readonly [ProblemCode, WeatherRule])[] = [
  ['no-capacity', { action: 'RunInstances', kind: 'no-capacity' }],
  ['answer-lost', { action: 'CreateKeyPair', nth: 1, kind: 'lose-answer' }],
];

test.each(ENDS)('a launch ends with %s, says so, and nothing runs: %o', async (code, rule) => {
  const launch = await launchIn(rule);

  expect(launch).toMatchObject({ state: 'failed', problem: { code } });
  expect(valueOf(await machine.api.readPractice()).counts.instances).toBe(0);
  await removeAll(launch);
});

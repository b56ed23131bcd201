import { expect, test } from 'vitest';
import { runInstances } from '../../../electron/launch/run-instances.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import type { WeatherRule } from '../../../shared/practice/weather.ts';
import { openRemovalWorld } from './removal-world.ts';

const answered = (code: string, status = 400): WeatherRule => ({
  action: 'RunInstances',
  kind: 'error',
  value: { code, message: 'the weather', status },
});

test.each(['UnauthorizedOperation', 'AuthFailure', 'ExpiredToken', 'PendingVerification'])(
  'a machine whose answer was lost is not said to be none because EC2 answers %s: that is said before its token is looked at',
  async (code) => {
    const { placements } = await askedAgain([answered(code, 403)]);

    expect(placements[0]?.attempts).toMatchObject([{ state: 'asked', problem: { code: 'answer-lost' } }]);
    expect(placements[0]?.attempts[0]?.problem?.raw).toContain('the weather');
  },
);

test('a token that is taken by a request that was not quite this one may have started a machine', async () => {
  const { placements } = await askedAgain([answered('IdempotentParameterMismatch')]);

  expect(placements[0]?.attempts).toMatchObject([{ state: 'asked' }]);
});

test.each([
  ['InsufficientInstanceCapacity', 'no-capacity'],
  ['VcpuLimitExceeded', 'vcpu-limit'],
  ['IdempotentInstanceTerminated', 'token-reused'],
])('%s says that there is none', async (code, problem) => {
  const { placements } = await askedAgain([answered(code)]);

  expect(placements[0]?.attempts).toMatchObject([{ state: 'refused', problem: { code: problem } }]);
});

test('what is refused when it is asked for the first time was never started', async () => {
  const { placements } = await askedAgain([answered('UnauthorizedOperation', 403)], { isFirst: true });

  expect(placements[0]?.attempts).toMatchObject([{ state: 'refused', problem: { code: 'not-permitted' } }]);
});

/** One machine, asked for by an earlier run that heard no answer; EC2 shows none. */
async function askedAgain(
  weather: readonly WeatherRule[],
  { isFirst = false }: { readonly isFirst?: boolean } = {},
): Promise<LaunchRecord> {
  const world = await openRemovalWorld([], { machines: 1 });
  // Nobody sees the machine that is there: it is another's by its token.
  const launchId = '11111111-2222-4333-8444-555555555555';
  world.practice.account.setWeather(weather);
  const work = world.open({
    ...world.record,
    launchId,
    aim: 'launch',
    machines: [],
    placements: world.record.placements.map((placement) => ({
      ...placement,
      attempts: isFirst
        ? []
        : placement.attempts.map((attempt) => ({
            ...attempt,
            clientToken: `${launchId}.${placement.placementId}.1`,
            state: 'asked',
            instanceId: null,
          })),
    })),
  });
  await runInstances(work.services, { groupIds: [world.groupId], keyName: 'my-fleet' });
  return work.written();
}

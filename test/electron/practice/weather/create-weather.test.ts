import { describe, expect, test } from 'vitest';
import type { Weather } from '../../../../shared/practice/weather.ts';
import { ConnectionLost } from '../../../../electron/practice/http.ts';
import { PRINCIPAL } from '../../../../electron/practice/principal.ts';
import { createBucket } from '../../../../electron/practice/weather/bucket.ts';
import { HtmlInstead, createWeather } from '../../../../electron/practice/weather/create-weather.ts';
import { decodeDenial } from '../../../../electron/practice/weather/denial.ts';
import { createVisibility } from '../../../../electron/practice/weather/visibility.ts';

const RUN = {
  service: 'ec2',
  action: 'RunInstances',
  region: 'us-east-1',
  zone: 'us-east-1a',
  isDryRun: false,
  principal: PRINCIPAL,
} as const;

function station(weather: Weather, now = () => 0) {
  return createWeather(weather, now);
}

/** What becomes of a call: null, or what was thrown. */
async function fate(weather: Weather, call: Parameters<ReturnType<typeof station>['meet']>[0] = RUN) {
  try {
    await station(weather).meet(call).before();
    return null;
  } catch (error) {
    return error;
  }
}

describe('a rule of the weather', () => {
  test('that is about another action or zone does nothing', async () => {
    expect(await fate([{ action: 'StopInstances', kind: 'unauthorized' }])).toBeNull();
    expect(await fate([{ action: '*', zone: 'us-east-1b', kind: 'unauthorized' }])).toBeNull();
    expect(await fate([{ action: '*', zone: 'us-east-1a', kind: 'unauthorized' }])).not.toBeNull();
    expect(
      await fate([{ action: '*', zone: 'us-east-1a', kind: 'unauthorized' }], { ...RUN, zone: null }),
    ).toBeNull();
  });

  test('for the second call meets the second call only', async () => {
    const { meet } = station([{ action: 'RunInstances', nth: 2, kind: 'html-500' }]);
    await meet(RUN).before();
    await meet({ ...RUN, action: 'DescribeVpcs' }).before();
    const second = meet(RUN).before();
    await expect(second).rejects.toBeInstanceOf(HtmlInstead);
    await meet(RUN).before();
  });

  test('from the second call of an action on meets that call and every other one after it', async () => {
    const { meet } = station([
      { action: '*', from: { action: 'RunInstances', nth: 2 }, kind: 'lose-request' },
    ]);
    const look = { ...RUN, action: 'DescribeInstances', zone: null };
    await meet(RUN).before();
    await meet({ ...RUN, isDryRun: true }).before();
    await meet(look).before();
    await expect(meet(RUN).before()).rejects.toBeInstanceOf(ConnectionLost);
    await expect(meet(look).before()).rejects.toBeInstanceOf(ConnectionLost);
    await expect(meet({ ...RUN, isDryRun: true }).before()).rejects.toBeInstanceOf(ConnectionLost);
  });

  test('may begin with calls of another action than its own, and count its own from there', async () => {
    const { meet } = station([
      { action: 'StopInstances', nth: 2, from: { action: 'RunInstances', nth: 1 }, kind: 'html-500' },
    ]);
    const stop = { ...RUN, action: 'StopInstances' };
    await meet(stop).before();
    await meet(stop).before();
    await meet(RUN).before();
    await meet(stop).before();
    await expect(meet(stop).before()).rejects.toBeInstanceOf(HtmlInstead);
    await meet(stop).before();
  });

  test('for the first call is not for a dry run, which every other rule meets', async () => {
    const { meet } = station([{ action: 'RunInstances', nth: 1, kind: 'html-500' }]);
    await meet({ ...RUN, isDryRun: true }).before();
    await expect(meet(RUN).before()).rejects.toBeInstanceOf(HtmlInstead);
    expect(await fate([{ action: '*', kind: 'html-500' }], { ...RUN, isDryRun: true })).not.toBeNull();
  });

  test.each([
    [{ kind: 'pending-verification' }, { code: 'PendingVerification', status: 400 }],
    [{ kind: 'opt-in-required' }, { code: 'OptInRequired', status: 401 }],
    [{ kind: 'unauthorized' }, { code: 'UnauthorizedOperation', status: 403 }],
    [
      { kind: 'error', value: { code: 'Blocked', message: 'no', status: 400 } },
      { code: 'Blocked', status: 400, message: 'no' },
    ],
  ] as const)('of the kind %j refuses in EC2’s words', async (rule, expected) => {
    expect(await fate([{ action: '*', ...rule }])).toMatchObject(expected);
  });

  test('refuses the services that are no EC2 in their own words', async () => {
    const weather: Weather = [{ action: '*', kind: 'unauthorized' }];
    expect(await fate(weather, { ...RUN, service: 'sts' })).toMatchObject({ code: 'AccessDenied' });
    expect(await fate(weather, { ...RUN, service: 'ssm' })).toMatchObject({ code: 'AccessDeniedException' });
  });

  test('loses the request on its way', async () => {
    expect(await fate([{ action: '*', kind: 'lose-request' }])).toBeInstanceOf(ConnectionLost);
    expect(await fate([{ action: '*', kind: 'lose-answer' }])).toBeNull();
    expect(station([{ action: '*', kind: 'lose-answer' }]).meet(RUN).losesAnswer).toBe(true);
    expect(station([]).meet(RUN).losesAnswer).toBe(false);
  });

  test('takes the machines of one zone, or of all', () => {
    const one = station([{ action: 'RunInstances', zone: 'us-east-1b', kind: 'no-capacity' }]).meet(RUN);
    expect([one.hasCapacity('us-east-1a'), one.hasCapacity('us-east-1b')]).toEqual([true, false]);
    const all = station([{ action: 'RunInstances', kind: 'no-capacity' }]).meet(RUN);
    expect(all.hasCapacity('us-east-1a')).toBe(false);
  });

  test('makes the caller wait, and lets go of who gives up', async () => {
    const stop = new AbortController();
    const waiting = station([{ action: '*', kind: 'latency', value: 600_000 }])
      .meet(RUN)
      .before(stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('throttles by a bucket that fills again with time', async () => {
    let now = 0;
    const { meet } = createWeather(
      [{ action: '*', kind: 'throttle', value: { bucket: 2, perSecond: 1 } }],
      () => now,
    );
    await meet(RUN).before();
    await meet(RUN).before();
    const third = meet(RUN).before();
    await expect(third).rejects.toMatchObject({ code: 'RequestLimitExceeded', status: 503 });
    now = 1_000;
    await meet(RUN).before();
  });

  test('scales how long things take', () => {
    expect(station([]).pace().pendingMs).toBe(7_000);
    expect(station([{ action: '*', kind: 'pace', value: 0 }]).pace().initializingMs).toBe(0);
    expect(station([{ action: '*', kind: 'pace', value: 2 }]).pace().pendingMs).toBe(14_000);
  });
});

test('a bucket never holds more than its size, nor fewer than nothing', () => {
  const bucket = createBucket({ bucket: 3, perSecond: 1 });
  expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, true, false]);
  expect([1, 2, 3, 4].map(() => bucket.take(1_000_000))).toEqual([true, true, true, false]);
  // A clock that goes backwards fills nothing.
  expect(bucket.take(0)).toBe(false);
});

test('the encoded message of a refusal is read back, and nothing else is', async () => {
  const error = await fate([{ action: '*', kind: 'unauthorized' }]);
  const blob = /message: (\S+)$/u.exec((error as Error).message)?.[1] ?? '';
  expect(JSON.parse(decodeDenial(blob))).toMatchObject({
    allowed: false,
    context: { action: 'ec2:RunInstances', principal: { arn: PRINCIPAL.arn } },
  });
  for (const wrong of ['', 'x', blob.slice(3), 'q1YqSS0uUbJSMDQyBgA', 'A'.repeat(20_000)]) {
    expect(() => decodeDenial(wrong)).toThrow(
      expect.objectContaining({ code: 'InvalidAuthorizationMessageException' }),
    );
  }
});

test('what was made is hidden for so many calls that ask for it, or for so long', () => {
  const visibility = createVisibility();
  visibility.hide('sg-1', { calls: 2 }, 0);
  visibility.hide('sg-2', { seconds: 3 }, 0);
  const ask = (id: string, at: number) => {
    const isVisible = visibility.isVisible(id, at);
    if (!isVisible) visibility.asked(new Set([id]));
    return isVisible;
  };
  expect([ask('sg-1', 0), ask('sg-1', 0), ask('sg-1', 0)]).toEqual([false, false, true]);
  expect([ask('sg-2', 0), ask('sg-2', 2_999), ask('sg-2', 3_000)]).toEqual([false, false, true]);
  expect(ask('sg-3', 0)).toBe(true);
});

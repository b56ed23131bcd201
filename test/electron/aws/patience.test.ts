import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  PATIENCE_MS,
  createPatience,
  factorFrom,
  waitBefore,
  type Clock,
  type Patience,
} from '../../../electron/aws/patience.ts';

type FakeClock = Clock & { readonly waits: readonly number[] };

/** Time that passes only by sleeping; chance is always the most. */
function fakeClock(): FakeClock {
  const waits: number[] = [];
  return {
    waits,
    now: () => waits.reduce((sum, ms) => sum + ms, 0),
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => 1,
  };
}

const error = (name: string) => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });

/** Fails so many times, then answers. It remembers how often it was asked. */
function flaky(name: string, times: number) {
  const flakyCall = {
    asked: 0,
    call: (): Promise<string> => {
      flakyCall.asked += 1;
      return flakyCall.asked > times ? Promise.resolve('done') : Promise.reject(error(name));
    },
  };
  return flakyCall;
}

type Kind = 'throttled' | 'untilVisible' | 'untilUnused';
const total = (clock: FakeClock) => clock.now();

test('the patience of the product', () => {
  expect(PATIENCE_MS).toEqual({
    throttled: 60_000,
    untilVisible: 60_000,
    untilUnused: 120_000,
    unreachable: 60_000,
    firstWait: 1_000,
    longestWait: 32_000,
  });
});

test.each<[Kind, string, number]>([
  ['throttled', 'RequestLimitExceeded', 60_000],
  ['untilVisible', 'RequestLimitExceeded', 60_000],
  ['untilUnused', 'RequestLimitExceeded', 60_000],
  ['untilVisible', 'InvalidGroup.NotFound', 60_000],
  ['untilVisible', 'InvalidKeyPair.NotFound', 60_000],
  ['untilVisible', 'InvalidInstanceID.NotFound', 60_000],
  ['untilUnused', 'DependencyViolation', 120_000],
])('%s waits for %s, and not longer than it says', async (kind, name, limitMs) => {
  const clock = fakeClock();
  const patience = createPatience({}, { clock });
  expect(await patience[kind](flaky(name, 3).call)).toBe('done');
  expect(clock.waits).toEqual([1_000, 2_000, 4_000]);

  await expect(patience[kind](flaky(name, Infinity).call)).rejects.toThrow(name);
  expect(total(clock) - 7_000).toBeLessThan(limitMs);
  expect(total(clock) - 7_000).toBeGreaterThan(limitMs / 2 - 1);
});

test.each<[Kind, string]>([
  ['throttled', 'InvalidGroup.NotFound'],
  ['throttled', 'DependencyViolation'],
  ['untilUnused', 'InvalidGroup.NotFound'],
  ['untilVisible', 'DependencyViolation'],
  ['throttled', 'InsufficientInstanceCapacity'],
  ['untilVisible', 'InsufficientInstanceCapacity'],
  ['untilVisible', 'UnauthorizedOperation'],
  ['untilVisible', 'InternalError'],
  ['untilVisible', 'VcpuLimitExceeded'],
])('%s does not wait for %s', async (kind, name) => {
  const clock = fakeClock();
  const call = flaky(name, 1);
  await expect(createPatience({}, { clock })[kind](call.call)).rejects.toThrow(name);
  expect(call.asked).toBe(1);
  expect(clock.waits).toEqual([]);
});

test('the setting makes all waits shorter, and counts each as a whole one', async () => {
  const clock = fakeClock();
  const patience = createPatience({ KEYPORT_PATIENCE: '0.01' }, { clock });
  await expect(patience.throttled(flaky('Throttling', Infinity).call)).rejects.toThrow('Throttling');
  expect(clock.waits).toEqual([10, 20, 40, 80, 160]);
});

test('with the setting, a computer that is busy for a second makes no fewer looks', async () => {
  let looks = 0;
  const clock = fakeClock();
  const busy: Clock = { ...clock, now: () => clock.now() + looks * 1_000 };
  const patience = createPatience({ KEYPORT_PATIENCE: '0.001' }, { clock: busy });
  const look = async () => {
    looks += 1;
    return looks === 4;
  };
  expect(await patience.poll(look, 30_000)).toBe(true);
});

test.each([
  ['0.01', 0.01],
  ['2', 2],
  [undefined, 1],
  ['', 1],
  ['0', 1],
  ['-1', 1],
  ['NaN', 1],
  ['Infinity', 1],
  ['soon', 1],
])('a setting of %j counts as %d', (setting, factor) => {
  expect(factorFrom({ KEYPORT_PATIENCE: setting })).toBe(factor);
});

test('a wait is never longer than the longest, and may be nothing', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const waitMs = waitBefore(attempt, random);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(PATIENCE_MS.longestWait);
    }),
  );
  expect(waitBefore(3, 0)).toBe(0);
  expect(waitBefore(3, 1)).toBe(8_000);
});

test('whatever chance says, throttling ends within its limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1 }),
      async (chances) => {
        const clock = fakeClock();
        let next = 0;
        const random = () => chances[next++ % chances.length] ?? 1;
        const patience = createPatience({}, { clock: { ...clock, random } });
        await expect(patience.throttled(flaky('Throttling', Infinity).call)).rejects.toThrow('Throttling');
        expect(total(clock)).toBeLessThan(PATIENCE_MS.throttled);
      },
    ),
  );
});

describe('stopping', () => {
  test('no call is made after it', async () => {
    const call = flaky('Throttling', 0);
    const stopped = createPatience({}, { clock: fakeClock(), signal: AbortSignal.abort() });
    await expect(stopped.throttled(call.call)).rejects.toThrow('aborted');
    expect(call.asked).toBe(0);
  });

  test('a wait ends at once, in real time', async () => {
    const controller = new AbortController();
    const patience: Patience = createPatience({}, { signal: controller.signal });
    const call = flaky('Throttling', Infinity);
    const waiting = patience.throttled(async () => {
      queueMicrotask(() => controller.abort());
      return call.call();
    });
    await expect(waiting).rejects.toThrow('aborted');
    expect(call.asked).toBe(1);
  });

  test('a poll ends too', async () => {
    const controller = new AbortController();
    const patience = createPatience({}, { signal: controller.signal });
    const polling = patience.poll(() => {
      queueMicrotask(() => controller.abort());
      return Promise.resolve(false);
    }, 60_000);
    await expect(polling).rejects.toThrow('aborted');
  });
});

describe('polling', () => {
  test('looks soon at first, then less often, until there is a yes', async () => {
    const clock = fakeClock();
    let looks = 0;
    const found = await createPatience({}, { clock }).poll(() => Promise.resolve(++looks === 74), 600_000);
    expect(found).toBe(true);
    expect(clock.waits).toEqual([...repeated(20, 500), ...repeated(50, 1_000), ...repeated(3, 5_000)]);
  });

  test('ends with no when there was none in time', async () => {
    const clock = fakeClock();
    expect(await createPatience({}, { clock }).poll(() => Promise.resolve(false), 60_000)).toBe(false);
    expect(total(clock)).toBeLessThan(60_000);
    expect(total(clock)).toBeGreaterThan(50_000);
  });

  test.each(['InvalidInstanceID.NotFound', 'RequestLimitExceeded', 'InternalError'])(
    'a look that meets %s is made again',
    async (name) => {
      const look = flaky(name, 2);
      const found = createPatience({}, { clock: fakeClock() }).poll(
        async () => (await look.call()) === 'done',
        60_000,
      );
      expect(await found).toBe(true);
      expect(look.asked).toBe(3);
    },
  );

  test('a look that is not permitted ends it', async () => {
    const look = flaky('UnauthorizedOperation', 1);
    const polling = createPatience({}, { clock: fakeClock() }).poll(
      async () => (await look.call()) === 'done',
      60_000,
    );
    await expect(polling).rejects.toThrow('UnauthorizedOperation');
    expect(look.asked).toBe(1);
  });
});

function repeated(count: number, ms: number): readonly number[] {
  return Array.from({ length: count }, () => ms);
}

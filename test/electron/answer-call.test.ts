import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { answerCall } from '../../electron/answer-call.ts';
import { channels, type KeyportApi } from '../../shared/api.ts';
import { succeeded } from '../../shared/outcome.ts';

const HERE = { sourceId: 'environment', region: 'us-east-1' };
const SECRET = 'a text that nobody may repeat';
const names = Object.keys(channels) as (keyof KeyportApi)[];

/** An API that remembers what it was asked, and answers as told. */
function fakeApi(answer: () => unknown = () => succeeded(null)) {
  const calls: (readonly unknown[])[] = [];
  const methods = names.map((name) => [
    name,
    async (...args: readonly unknown[]) => {
      calls.push([name, ...args]);
      return answer();
    },
  ]);
  return { api: Object.fromEntries(methods) as KeyportApi, calls };
}

function ask(api: KeyportApi, name: keyof KeyportApi, args: readonly unknown[]) {
  const reported: unknown[] = [];
  return answerCall(api, name, args, (error) => reported.push(error)).then((answer) => ({
    answer,
    reported,
  }));
}

const ownProto: unknown = JSON.parse('{"sourceId":"environment","region":"us-east-1","__proto__":{"x":1}}');
const HOSTILE: readonly (readonly unknown[])[] = [
  [],
  [null],
  [undefined],
  [{}],
  [[]],
  [[HERE]],
  [SECRET],
  [Number.NaN],
  [HERE, HERE],
  [HERE, undefined],
  [{ ...HERE, extra: SECRET }],
  [{ ...HERE, [SECRET]: 1 }],
  [{ ...HERE, constructor: SECRET }],
  [{ ...HERE, toString: SECRET }],
  [ownProto],
  [{ ...HERE, region: SECRET }],
  [{ ...HERE, region: Number.NaN }],
  [{ ...HERE, region: `us-${'a'.repeat(1_000_000)}-1` }],
  [{ ...HERE, sourceId: SECRET.repeat(10_000) }],
  [{ ...HERE, sourceId: { toString: () => 'environment' } }],
  [new Map(Object.entries(HERE))],
];

describe('a call', () => {
  test('with good arguments reaches its own method, and its answer comes back as it is', async () => {
    const answer = succeeded([{ name: 'an image' }]);
    const { api, calls } = fakeApi(() => answer);

    expect(await ask(api, 'readImages', [HERE])).toEqual({ answer, reported: [] });
    expect(calls).toEqual([['readImages', HERE]]);
  });

  test.each(HOSTILE.map((args) => [inspect(args, { breakLength: Infinity }).slice(0, 70), args] as const))(
    'with %s is refused, not carried out, and not repeated',
    async (_shown, args) => {
      const { api, calls } = fakeApi();
      const { answer } = await ask(api, 'connectAccount', args);

      expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-request', retryable: false } });
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      expect(JSON.stringify(answer).length).toBeLessThan(1000);
      expect(calls).toEqual([]);
    },
  );

  test.each(names)('of %s with too many arguments is refused', async (name) => {
    const { api, calls } = fakeApi();
    const { answer } = await ask(api, name, [HERE, HERE]);

    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(calls).toEqual([]);
  });

  test.each<readonly [string, () => unknown, string]>([
    ['an error', () => Promise.reject(new TypeError(SECRET)), 'TypeError'],
    ['something else', () => Promise.reject(SECRET), 'string'],
    ['an error thrown at once', () => throwIt(new RangeError(SECRET)), 'RangeError'],
    ['nothing', () => Promise.reject(undefined), 'undefined'],
  ])('whose method throws %s is answered, reported, and says nothing of it', async (_what, fail, raw) => {
    const { api } = fakeApi(fail);
    const { answer, reported } = await ask(api, 'about', []);

    expect(answer).toMatchObject({ ok: false, problem: { code: 'unexpected', raw } });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(reported).toHaveLength(1);
  });
});

function throwIt(error: Error): never {
  throw error;
}

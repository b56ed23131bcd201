import { expect, test } from 'vitest';
import { atMost } from '../../electron/at-most.ts';

/** Counts how many are at work; each is let go by hand. */
function gate() {
  const waiting: (() => void)[] = [];
  const begun: unknown[] = [];
  let atWork = 0;
  let most = 0;
  return {
    begun,
    most: () => most,
    letGo: () => waiting.shift()?.(),
    work: async (item: unknown) => {
      begun.push(item);
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
      atWork -= 1;
    },
  };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test.each([
  [1, 4],
  [3, 7],
  [5, 5],
  [5, 2],
])('at most %i of %i are worked on at once, in order, and each once', async (limit, count) => {
  const { begun, most, letGo, work } = gate();
  const items = Array.from({ length: count }, (_, at) => at);
  let isDone = false;
  const all = atMost(limit, items, work).finally(() => {
    isDone = true;
  });

  for (let gone = 0; gone < count; gone += 1) {
    await turn();
    expect(begun.length).toBe(Math.min(count, gone + limit));
    expect(isDone).toBe(false);
    letGo();
  }
  await all;

  expect(most()).toBe(Math.min(limit, count));
  expect(begun).toEqual(items);
});

test('a slow one holds up nobody but itself', async () => {
  const done: number[] = [];
  const slow = Promise.withResolvers<void>();
  const all = atMost(2, [0, 1, 2, 3], async (item) => {
    if (item === 0) await slow.promise;
    done.push(item);
    if (item === 3) slow.resolve();
  });
  await all;

  expect(done).toEqual([1, 2, 3, 0]);
});

test('nothing to do is done at once; an item that is undefined is an item', async () => {
  const seen: unknown[] = [];
  await atMost(5, [], async (item) => void seen.push(item));
  expect(seen).toEqual([]);

  await atMost(2, [undefined, 'a', null], async (item) => void seen.push(item));
  expect(seen).toEqual([undefined, 'a', null]);
});

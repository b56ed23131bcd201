import { expect, test } from 'vitest';
import { elapsed } from '../../../renderer/launches/elapsed.ts';

test.each([
  [null, null, 0, null],
  [1000, null, 1000, '0 s'],
  [1000, null, 43_400, '42 s'],
  [1000, 3000, 99_000, '2 s'],
  [0, 125_000, 0, '2 min 5 s'],
  [5000, null, 1000, '0 s'],
])('from %s to %s, now %s: %s', (startedAt, finishedAt, now, text) => {
  expect(elapsed({ startedAt, finishedAt }, now)).toBe(text);
});

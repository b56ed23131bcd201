import { expect, test, vi } from 'vitest';
import { watchParent } from '../../../electron/cli/watch-parent.ts';

test.each([
  ['npm started it', { npm_lifecycle_event: 'keyport' }, 1],
  ['somebody else did, who may go', {}, 0],
])('that its parent has gone is told once where %s', (_, env, count) => {
  vi.useFakeTimers();
  let [parent, told] = [77, 0];
  const watchNoMore = watchParent({ env, parent: () => parent }, () => (told += 1));

  vi.advanceTimersByTime(10_000);
  expect(told).toBe(0);
  parent = 1;
  vi.advanceTimersByTime(10_000);
  expect(told).toBe(count);
  watchNoMore();
  vi.useRealTimers();
});

test('nothing is told after nobody listens any more', () => {
  vi.useFakeTimers();
  let [parent, told] = [77, 0];
  watchParent({ env: { npm_lifecycle_event: 'keyport' }, parent: () => parent }, () => (told += 1))();

  parent = 1;
  vi.advanceTimersByTime(10_000);
  expect(told).toBe(0);
  vi.useRealTimers();
});

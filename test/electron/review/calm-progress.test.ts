import { expect, test } from 'vitest';
import { calmProgress } from '../../../electron/review/calm-progress.ts';

test('what comes faster than twenty a second is left out, but for the latest', () => {
  let now = 0;
  const sent: number[] = [];
  const calm = calmProgress(
    (snapshot: number) => sent.push(snapshot),
    () => now,
  );
  for (now = 0; now < 1000; now += 1) calm.send(now);
  expect(sent).toEqual(Array.from({ length: 20 }, (_, nth) => nth * 50));
  calm.flush();
  expect(sent.at(-1)).toBe(999);
});

test('nothing is sent twice', () => {
  const sent: string[] = [];
  const calm = calmProgress(
    (snapshot: string) => sent.push(snapshot),
    () => 0,
  );
  calm.send('first');
  calm.flush();
  calm.send('last');
  calm.flush();
  calm.flush();
  expect(sent).toEqual(['first', 'last']);
});

import { expect, test } from 'vitest';
import { isOld } from '../../shared/size-catalog.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;

test.each([
  ['what nobody has read', null, true],
  ['what was read just now', NOW, false],
  ['what was read after one has looked at the clock', NOW + 60_000, false],
  ['what was read nearly a day ago', NOW - 24 * HOUR + 1, false],
  ['what was read a day ago', NOW - 24 * HOUR, true],
  ['what will be read tomorrow, by a clock that was wrong,', NOW + HOUR, true],
])('%s is read again: %3$s', (_, readAt, old) => {
  expect(isOld(readAt === null ? null : { readAt }, NOW)).toBe(old);
});

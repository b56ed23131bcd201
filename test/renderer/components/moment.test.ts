import { expect, test } from 'vitest';
import { ago, day, moment } from '../../../renderer/components/moment.ts';

const NOW = Date.parse('2026-05-12T12:00:00.000Z');

test.each([
  ['2026-05-12T12:00:00.000Z', 'now'],
  ['2026-05-12T11:59:15.000Z', 'now'],
  ['2026-05-12T12:00:20.000Z', 'now'],
  ['2026-05-12T11:55:00.000Z', '5 minutes ago'],
  ['2026-05-12T09:30:00.000Z', '2 hours ago'],
  ['2026-05-11T10:00:00.000Z', 'yesterday'],
  ['2026-05-02T12:00:00.000Z', '10 days ago'],
  ['2026-02-01T12:00:00.000Z', '3 months ago'],
  ['2023-05-01T12:00:00.000Z', '3 years ago'],
])('%s was %s', (iso, words) => {
  expect(ago(iso, NOW)).toBe(words);
});

test('a day has its year, a moment its time', () => {
  expect(day('2026-05-12T12:00:00.000Z')).toBe('12 May 2026');
  expect(moment('2026-05-12T12:00:00.000Z')).toMatch(/^12 May 2026, \d\d:\d\d$/);
});

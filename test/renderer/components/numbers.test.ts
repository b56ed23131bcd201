import { expect, test } from 'vitest';
import { gib, hourlyMoney, monthlyMoney } from '../../../renderer/components/numbers.ts';

test('an hour is told to the hundredth of a cent, a month to the cent', () => {
  expect(hourlyMoney(0.0104)).toBe('$0.0104');
  expect(monthlyMoney(1234.5)).toBe('$1,234.50');
});

test.each([
  [512, '0.5'],
  [1024, '1'],
  [16_384, '16'],
])('%i MiB are %s GiB', (memoryMiB, text) => expect(gib(memoryMiB)).toBe(text));

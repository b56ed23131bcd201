import { expect, test } from 'vitest';
import { gib } from '../../../renderer/components/numbers.ts';

test.each([
  [512, '0.5'],
  [1024, '1'],
  [16_384, '16'],
])('%i MiB are %s GiB', (memoryMiB, text) => expect(gib(memoryMiB)).toBe(text));

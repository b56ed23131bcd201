import { expect, test } from 'vitest';
import { NOT_TESTABLE } from '../../shared/preflight.ts';
import { words } from '../../shared/words/en.ts';

test('all that cannot be tested beforehand is said in words, and nothing else is', () => {
  expect(Object.keys(words.preflight.untestedWhy).toSorted()).toEqual([...NOT_TESTABLE].toSorted());
});

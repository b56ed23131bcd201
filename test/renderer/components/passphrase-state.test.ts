import { expect, test } from 'vitest';
import { charactersIn, faultsOf, isGood } from '../../../renderer/components/passphrase-state.ts';

const both = (passphrase: string) => ({ first: passphrase, second: passphrase });

test.each([
  ['', 'any', false],
  ['x', 'any', true],
  ['eleven char', 'long', false],
  ['twelve chars', 'long', true],
  ['🔑🔑🔑🔑🔑🔑', 'long', false],
] as const)('“%s” under the rule “%s” is good: %s', (passphrase, rule, good) => {
  expect(isGood(both(passphrase), rule)).toBe(good);
});

test('two that differ are never good', () => {
  expect(isGood({ first: 'twelve chars', second: 'twelve charz' }, 'long')).toBe(false);
});

test('nobody is corrected while still typing', () => {
  expect(faultsOf({ first: 'four', second: '' }, 'long', false)).toEqual({ first: null, second: null });
  expect(faultsOf({ first: 'four words', second: 'four' }, 'long', false).second).toBeNull();
});

test('a slip in the second is said at once; what is too short, once the field was left', () => {
  expect(faultsOf({ first: 'four words of mine', second: 'foue' }, 'long', false).second).toBe('differs');
  expect(faultsOf({ first: 'four', second: 'four' }, 'long', true)).toEqual({
    first: 'too-short',
    second: null,
  });
  expect(faultsOf({ first: 'four words of mine', second: 'four' }, 'long', true).second).toBe('differs');
});

test('characters are counted as one sees them', () => {
  expect(charactersIn('ä🔑b')).toBe(3);
});

import { expect, test } from 'vitest';
import { systemOf } from '../../../renderer/wizard/keychain-system.ts';
import { words } from '../../../shared/words/en.ts';

test('the way out is that of the system whose keychain it is', () => {
  const { darwin, win32, linux } = words.custody.keychains;

  expect([darwin, win32, linux].map(systemOf)).toEqual(['darwin', 'win32', 'linux']);
});

test('a store of no system has no way out that one could describe', () => {
  expect(systemOf(words.custody.keychains.file)).toBeNull();
});

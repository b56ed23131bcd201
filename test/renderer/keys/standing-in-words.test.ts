import { expect, test } from 'vitest';
import { standingInWords } from '../../../renderer/keys/standing-in-words.ts';
import { keyOf } from '../key-fixtures.ts';

test('a key in the trash says until when it can be restored', () => {
  const key = keyOf({ standing: 'trashed', trashedAt: '2026-05-12T12:00:00.000Z' });

  expect(standingInWords({ standing: 'trashed', key }, 'keychain')).toContain('until 11 Jun 2026');
});

test('every other state says what it means', () => {
  expect(standingInWords({ standing: 'safe-here', key: keyOf() }, 'keychain')).toContain(
    'AWS has its public half',
  );
  expect(standingInWords({ standing: 'in-aws-only', key: null }, 'keychain')).toContain(
    'Its private key is not here',
  );
});

test.each([
  ['keychain', 'The private key is in your keychain, and'],
  ['file', 'The private key is in your encrypted file, and'],
  ['practice', 'The private key is in the plain file of practice, and'],
] as const)('a private key in the %s is told to be there', (store, sentence) => {
  expect(standingInWords({ standing: 'safe-here', key: keyOf() }, store)).toContain(sentence);
});

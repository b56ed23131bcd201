import { expect, test } from 'vitest';
import { sayOf, shownKey } from '../../../electron/cli/key-lines.ts';
import { succeeded } from '../../../shared/outcome.ts';
import { words } from '../../../shared/words/en.ts';
import { keyOf } from '../../renderer/key-fixtures.ts';

const keptIn = (where: string) =>
  keyOf({ copies: [{ kind: 'keychain', where, at: '2026-05-12T10:00:00.000Z' }] });

test.each([
  [
    words.custody.keychains.linux,
    'Key web is in your keychain, read back and proved.',
    'item in the keychain',
  ],
  [
    words.custody.keychains.file,
    'Key web is in your encrypted file, read back and proved.',
    'item in the encrypted file',
  ],
])('a key in “%s” is told to be there', (where, sentence, item) => {
  const shown = shownKey(succeeded(keptIn(where)), words.cli.done.created);
  const lines = shown.ok ? shown.value.lines : [];

  expect(lines[0]).toBe(sentence);
  expect(lines.join('\n')).toContain(`  ${item}: web|`);
});

test('of a key that is in no store, the sentence stays as it is', () => {
  expect(sayOf(keyOf({ copies: [] }), 'It was in your keychain.')).toBe('It was in your keychain.');
});

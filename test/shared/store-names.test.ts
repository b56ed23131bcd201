import { describe, expect, test } from 'vitest';
import { inStore } from '../../shared/words/en/store-names.ts';
import { words } from '../../shared/words/en.ts';
import { spoken } from './spoken.ts';

const { cli, practice, practiceMode, custody, keys, keyFiles, stores, problems, launch, findings } = words;

/** What is about the person's own keychain wherever the keys are, or is said only where they are in it. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set([
  // Help of the command line, which is there before any store is.
  ...spoken([cli.commands, cli.args, cli.practice, words.cliReview]),
  // Said of each place by itself.
  ...spoken([cli.stores]),
  // The system may be asking for a password: it never does for a file.
  ...spoken([cli.progress.waiting, cli.progress.answered, keys.vault.waiting, words.held.noAnswer]),
  // What to do about a keychain that does not work, and the change from it to a file.
  ...spoken([keys.vault.store, stores.storeUnreadable, custody.keychains]),
  // How long a key may be, so that it fits everywhere.
  ...spoken([problems['key-too-long'], stores.backup.refusedTooLong]),
  // A command that reads the keychain is offered only where the key is in it, and so is the name of its entry.
  ...spoken([launch.connect.loadKeyWhy, keys.details.facts.itemWhy, keys.copies.kinds, keys.copies.keptIn]),
  // Practice says what is not in the keychain; and no practice needs the words for real keychains that fail.
  ...spoken([practice, practiceMode]),
]);

const NO_KEYCHAIN = spoken([problems['keychain-absent'], findings['keychain-absent']]);
const named = spoken(words).filter((text) => /keychain/i.test(text) && !OF_THE_SYSTEM.has(text));

test('many sentences name the place where the keys are', () => {
  expect(named.length).toBeGreaterThan(60);
});

test.each(named)('where the keys are in the keychain, it is said as it stands: %s', (text) => {
  expect(inStore('keychain', text)).toBe(text);
});

test.each(named)('where they are in the encrypted file, no keychain is named: %s', (text) => {
  const said = inStore('file', text);

  expect(said).not.toMatch(/keychain|practice/i);
  expect(said).toMatch(/^\S.*\S$/s);
});

// The plain file is there from the start, so that it is never told to be absent.
test.each(named.filter((text) => !NO_KEYCHAIN.includes(text)))(
  'where they are practice keys, no keychain is said to hold them: %s',
  (text) => {
    const said = inStore('practice', text).replaceAll('A real one would be in your keychain', '');

    expect(said).not.toMatch(/keychain|encrypted file/i);
    expect(said).toMatch(/^\S.*\S$/s);
  },
);

describe('a sentence', () => {
  test('names the place as it is named there, also where it begins', () => {
    const text =
      'Your keychain did not keep it. Keyport looks into your keychain again: the keychain is open.';

    expect(inStore('file', text)).toBe(
      'Your encrypted file did not keep it. Keyport looks into your encrypted file again: the encrypted file is open.',
    );
    expect(inStore('practice', text)).toBe(
      'The plain file of practice did not keep it. Keyport looks into the plain file of practice again: the plain file of practice is open.',
    );
  });

  test.each(['file', 'practice'] as const)('leaves the name of a key alone (%s)', (kind) => {
    const text = keyFiles.known('in the keychain, your keychain');

    expect(inStore(kind, text)).toBe(text);
  });

  test('leaves the keychain of the system alone', () => {
    expect(inStore('file', 'They are looked for in the keychain of your system.')).toBe(
      'They are looked for in the keychain of your system.',
    );
  });
});

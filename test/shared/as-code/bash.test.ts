import { execFileSync } from 'node:child_process';
import {
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  integer,
  oneof,
  property,
  string,
} from 'fast-check';
import { expect, test } from 'vitest';
import { bashJson, bashWord } from '../../../shared/as-code/bash.ts';

/** What bash itself reads in these words. It would leave a mark if it ran any of them. */
function readByBash(words: readonly string[]): readonly string[] {
  const script = `set -euo pipefail\n${words.map((word) => String.raw`printf '%s\0' ${word}`).join('\n')}\n`;
  const printed = execFileSync('bash', ['-s'], { input: script, maxBuffer: 64 * 1024 * 1024 });
  return printed.toString('utf8').split('\0').slice(0, -1);
}

/** What bash reads as more than itself. */
const SIGNS = [
  "'",
  '"',
  '\\',
  '$',
  '`',
  '!',
  '(',
  ')',
  '{',
  '}',
  '\n',
  ' ',
  '\t',
  ';',
  '&',
  '|',
  '<',
  '>',
  '*',
  '?',
  '~',
  '#',
];

const HOSTILE = [
  '',
  "'",
  "a'b''c",
  '"; exit 7; "',
  '$(exit 7)',
  '`exit 7`',
  '${HOME}',
  '!!',
  '~',
  '*',
  '-n',
  '\\',
  "\\'",
  'a\nb',
  'EOF\nJSON\n',
  ' lead and trail ',
  'Grüße, 世界 👋',
  '\u202Eabc',
  '#',
  '<(exit 7)',
  '{a,b}',
  '\t',
  "'$(exit 7)'",
];

test('a word is for bash exactly the text that it stands for, and runs nothing', () => {
  expect(readByBash(HOSTILE.map(bashWord))).toEqual(HOSTILE);
});

test('any text is such a word', () => {
  const texts = array(
    string({
      unit: oneof(constantFrom(...SIGNS), string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
    }).filter((text) => !text.includes('\0')),
    { maxLength: 60 },
  );
  assert(
    property(texts, (given) => {
      expect(readByBash(given.map(bashWord))).toEqual(given);
    }),
    { numRuns: 40, seed: 8 },
  );
});

test('a document comes out of bash as it went in, in plain ASCII', () => {
  const documents = array(
    dictionary(
      string({ unit: 'binary' }),
      oneof(string({ unit: 'binary' }), constantFrom(...HOSTILE), integer(), boolean()),
    ),
    { maxLength: 20 },
  );
  assert(
    property(documents, (given) => {
      const words = given.map(bashJson);
      // oxlint-disable-next-line no-control-regex -- what is not ASCII
      for (const word of words) expect(word).not.toMatch(/[^\u0000-\u007f]/u);
      expect(readByBash(words).map((text) => JSON.parse(text) as unknown)).toEqual(
        given.map((each) => JSON.parse(JSON.stringify(each)) as unknown),
      );
    }),
    { numRuns: 40, seed: 8 },
  );
});

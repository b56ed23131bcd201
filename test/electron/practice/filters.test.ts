import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filtered, isLike, readFilters, type FilterFields } from '../../../electron/practice/filters.ts';
import { readParamTree } from '../../../electron/practice/protocol/param-tree.ts';
import { paramsOf } from '../../../electron/practice/protocol/params.ts';

type Row = { readonly id: string; readonly tags: readonly { key: string; value: string }[] };

const ROWS: readonly Row[] = [
  { id: 'web-1', tags: [{ key: 'Name', value: 'front' }] },
  { id: 'web-2', tags: [] },
  { id: 'db-1', tags: [{ key: 'env', value: 'test*' }] },
];
const FIELDS: FilterFields<Row> = {
  id: ({ id }) => id,
  letters: ({ id }) => id.split(''),
  never: () => null,
};

const ids = (query: string): readonly string[] =>
  filtered(ROWS, readFilters(paramsOf(readParamTree(query))), FIELDS).map(({ id }) => id);

describe('a filter', () => {
  test.each([
    ['', ['web-1', 'web-2', 'db-1']],
    ['Filter.1.Name=id&Filter.1.Value.1=web-2', ['web-2']],
    ['Filter.1.Name=id&Filter.1.Value.1=web-2&Filter.1.Value.2=db-1', ['web-2', 'db-1']],
    ['Filter.1.Name=id&Filter.1.Value.1=web-*&Filter.2.Name=letters&Filter.2.Value.1=1', ['web-1']],
    ['Filter.1.Name=id&Filter.1.Value.1=WEB-1', []],
    ['Filter.1.Name=tag:Name&Filter.1.Value.1=fr?nt', ['web-1']],
    ['Filter.1.Name=tag-key&Filter.1.Value.1=*', ['web-1', 'db-1']],
    ['Filter.1.Name=tag:env&Filter.1.Value.1=test%5C*', ['db-1']],
    ['Filter.1.Name=never&Filter.1.Value.1=*', []],
  ])('%s lets through %j', (query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  test.each([
    ['Filter.1.Name=colour&Filter.1.Value.1=red', 'InvalidParameterValue'],
    ['Filter.1.Name=__proto__&Filter.1.Value.1=red', 'InvalidParameterValue'],
    ['Filter.1.Name=constructor&Filter.1.Value.1=red', 'InvalidParameterValue'],
    ['Filter.1.Name=id', 'InvalidParameterValue'],
    ['Filter.1.Value.1=red', 'MissingParameter'],
    [
      Array.from({ length: 201 }, (_, n) => `Filter.1.Name=id&Filter.1.Value.${String(n + 1)}=x`)
        .join('&')
        .replaceAll(/&Filter\.1\.Name=id/gu, ''),
      'FilterLimitExceeded',
    ],
  ])('%.60s is refused', (query, code) => {
    expect(() => ids(query)).toThrow(expect.objectContaining({ code }));
  });
});

test('a pattern fits what the same regular expression fits', () => {
  const letters = fc.constantFrom('a', 'b', '*', '?', '\\', '.');
  const text = fc
    .array(fc.constantFrom('a', 'b', '*', '?', '\\', '.'), { maxLength: 8 })
    .map((all) => all.join(''));
  const pattern = fc.array(letters, { maxLength: 8 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, pattern, (one, other) => {
      expect(isLike(one, other)).toBe(expression(other).test(one));
    }),
    { numRuns: 3000, seed: 20_261_123 },
  );
});

test('a pattern full of stars is answered at once', () => {
  expect(isLike('a'.repeat(5_000), `${'*a'.repeat(2_000)}b`)).toBe(false);
});

/** The same pattern as a regular expression: right, and slow where there are many stars. */
function expression(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\([\s\S])|[\s\S]/gu, (part, quoted: string | undefined) => {
    if (quoted !== undefined) return literally(quoted);
    if (part === '*') return '[\\s\\S]*';
    return part === '?' ? '[\\s\\S]' : literally(part);
  });
  return new RegExp(`^${source}$`, 'u');
}

function literally(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
}

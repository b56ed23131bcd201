import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from '../../../renderer/practice/json-fault.ts';

test.each([
  ['', 1, 1],
  ['[', 1, 2],
  ['[\n  {"action" "x"}\n]', 2, 13],
  ['[\n  x\n]', 2, 3],
  ['[1,]', 1, 4],
  ['{"a":1,}', 1, 8],
  ['[1}', 1, 3],
  ['[] []', 1, 4],
  ['["a\nb"]', 1, 2],
  ['[01]', 1, 3],
  ["['a']", 1, 2],
  ['[\n\n  {"a": tru}\n]', 3, 9],
])('%j is no JSON from line %i, column %i on', (text, line, column) => {
  expect(findJsonFault(text)).toEqual({ line, column });
});

test('what can be read has no fault, and what cannot has one', () => {
  const pieces = ['[', ']', '{', '}', ',', ':', '"a"', '1', '-', 'true', 'null', ' ', '\n', '"\\u00', '.5'];
  const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(soup, fc.json(), fc.json({ depthSize: 'large' }).map(damaged)), (text) => {
      expect(findJsonFault(text) === null).toBe(canBeRead(text));
    }),
    { seed: 5, numRuns: 3_000 },
  );
});

function damaged(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + text.slice(at + 1);
}

function canBeRead(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultInJson } from '../../shared/json-fault.ts';

test.each([
  ['', 1, 1],
  ['[{', 1, 3],
  ['[1, 2,]', 1, 7],
  ['[1 2]', 1, 4],
  ['{"a": 1,}', 1, 9],
  ["{'a': 1}", 1, 2],
  ['{"a" 1}', 1, 6],
  ['[{"action": "*",\n "kind": pace}]', 2, 10],
  ['[\n  1\n] x', 3, 3],
  ['[}', 1, 2],
  ['"a\nb"', 1, 1],
  ['[01]', 1, 3],
  ['[+1]', 1, 2],
  ['[1] // fair', 1, 5],
  ['[', 1, 2],
  ['[\n  {"action" "x"}\n]', 2, 13],
  ['[\n  x\n]', 2, 3],
  ['[1,]', 1, 4],
  ['{"a":1,}', 1, 8],
  ['[1}', 1, 3],
  ['[] []', 1, 4],
  ['["a\nb"]', 1, 2],
  ["['a']", 1, 2],
  ['[\n\n  {"a": tru}\n]', 3, 9],
])('%j stops being JSON in line %i, column %i', (text, line, column) => {
  expect(faultInJson(text)).toEqual({ line, column });
});

test('it finds a fault exactly where the parser refuses', () => {
  const broken = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', ']', '{', '"', ':', '\\', '1', 'x', '\n', '\u{1}', '\u{7f}', '\u{d800}'),
    )
    .map(([json, at, put]) => {
      const cut = at % (json.length + 1);
      return `${json.slice(0, cut)}${put}${json.slice(cut + (at % 3))}`;
    });
  fc.assert(
    fc.property(broken, (text) => {
      expect(faultInJson(text) === null).toBe(isJson(text));
    }),
    { seed: 20_261_123, numRuns: 3_000 },
  );
});

test('what can be read has no fault, and what cannot has one', () => {
  const pieces = ['[', ']', '{', '}', ',', ':', '"a"', '1', '-', 'true', 'null', ' ', '\n', '"\\u00', '.5'];
  const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(soup, fc.json(), fc.json({ depthSize: 'large' }).map(damaged)), (text) => {
      expect(faultInJson(text) === null).toBe(isJson(text));
    }),
    { seed: 5, numRuns: 3_000 },
  );
});

test('it agrees with the place that the parser tells, where it tells one', () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom(',', '}', '1', '"x"'),
      (json, at, put) => {
        const cut = at % (json.length + 1);
        const text = `${json.slice(0, cut)}${put}${json.slice(cut)}`;
        const place = /line (\d+) column (\d+)/u.exec(messageOf(text));
        const fault = faultInJson(text);
        if (place === null || /string|escape|number|fraction|exponent/iu.test(messageOf(text))) return;
        told += 1;
        expect(fault).toEqual({ line: Number(place[1]), column: Number(place[2]) });
      },
    ),
    { seed: 20_261_123, numRuns: 2_000 },
  );
  expect(told).toBeGreaterThan(200);
});

test('a long and deep text is looked through at once', () => {
  expect(faultInJson('['.repeat(200_000))).toEqual({ line: 1, column: 200_001 });
  expect(faultInJson(`"${'a'.repeat(1_000_000)}"`)).toBeNull();
});

function damaged(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + text.slice(at + 1);
}

function isJson(text: string): boolean {
  return messageOf(text) === '';
}

function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  }
}

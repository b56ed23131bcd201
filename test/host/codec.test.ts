import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from './codec.ts';

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withBoxedValues: false,
});

test('what comes out is what structured clone would have made', () => {
  fc.assert(
    fc.property(anything, (value) => isDeepStrictEqual(decode(encode(value)), structuredClone(value))),
    { numRuns: 2000 },
  );
});

test.each([
  ['negative zero', -0],
  ['not a number', NaN],
  ['infinity', -Infinity],
  ['undefined', undefined],
  ['a big integer', 12345678901234567890n],
  ['an invalid date', new Date(NaN)],
  ['a pattern', /a"b/giu],
  ['a list that looks like a tag', ['r', 0]],
  ['half a character', '\ud800'],
  ['bytes', new Uint8Array([0, 255])],
  ['a long run of bytes', new Uint8Array(100_000).fill(7)],
  ['a part of a buffer', new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
  ['numbers of eight bytes', new Float64Array([-0, NaN])],
  ['a bare buffer', new Uint8Array([1, 2]).buffer],
  ['a view', new DataView(new Uint8Array([1, 2]).buffer)],
])('%s survives', (_name, value) => {
  expect(isDeepStrictEqual(decode(encode(value)), structuredClone(value))).toBe(true);
});

test('a key called __proto__ is data, not a prototype', () => {
  const decoded = decode(encode(JSON.parse('{"__proto__": {"isAdmin": true}}')));

  expect(Object.keys(Object(decoded))).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
});

test('cycles and shared parts keep their shape', () => {
  const shared = new Date(0);
  const value: { self?: unknown; parts: unknown[] } = { parts: [shared, new Map([['shared', shared]])] };
  value.self = value;

  expect(isDeepStrictEqual(decode(encode(value)), structuredClone(value))).toBe(true);
});

test('an error keeps its name, message and stack', () => {
  const error = new RangeError('too far');

  expect(decode(encode(error))).toMatchObject({ name: 'RangeError', message: 'too far', stack: error.stack });
});

test.each([
  ['a function', () => 1],
  ['a function inside', { list: [{ act: () => 1 }] }],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a weak map', new WeakMap()],
])('%s is refused, as structured clone refuses it', (_name, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
  expect(() => structuredClone(value)).toThrow();
});

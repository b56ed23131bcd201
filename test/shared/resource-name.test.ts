import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedName,
  freeName,
  MAX_NAME_LENGTH,
  refusalOfName,
  type NameRefusal,
} from '../../shared/resource-name.ts';

/** As EC2 writes it down for a security group's name, and no character more. */
const ALLOWED = new Set(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-:/()#,@[]+=&;{}!$*',
);

describe('a name', () => {
  test('may hold every character of EC2, and none beside', () => {
    for (let code = 0; code < 0x1_00; code += 1) {
      const character = String.fromCharCode(code);
      expect(refusalOfName(`a${character}b`), JSON.stringify(character)).toBe(
        ALLOWED.has(character) ? null : 'character',
      );
    }
  });

  test.each<readonly [string, NameRefusal | null]>([
    ['my-fleet', null],
    ['a'.repeat(MAX_NAME_LENGTH), null],
    ['a'.repeat(MAX_NAME_LENGTH + 1), 'too-long'],
    ['', 'empty'],
    [' ', 'space-at-end'],
    [' a', 'space-at-end'],
    ['a\n', 'space-at-end'],
    ['sg-1', 'looks-like-an-id'],
    ['SG-1', 'looks-like-an-id'],
    ['asg-1', null],
    ["it's", 'character'],
    ['a\nb', 'character'],
    ['größe', 'character'],
    ['🚀', 'character'],
    ['a\u0000b', 'character'],
  ])('%j: %s', (name, refusal) => {
    expect(refusalOfName(name)).toBe(refusal);
  });
});

describe('a free name', () => {
  const name = fc.stringMatching(/^[abAB]{1,2}(-[2-9])?$/);

  test('is free, and the wished one where that is free', () => {
    fc.assert(
      fc.property(name, fc.array(name), (wished, taken) => {
        const free = freeName(wished, taken);
        const used = new Set(taken.map((other) => other.toUpperCase()));

        expect(used.has(free.toUpperCase())).toBe(false);
        if (!used.has(wished.toUpperCase())) expect(free).toBe(wished);
      }),
    );
  });

  test('is the next number, upper and lower case counting as equal', () => {
    expect(freeName('Web', ['WEB', 'web-2', 'web-4'])).toBe('Web-3');
  });

  test('of a name of full length is one that EC2 takes', () => {
    const longest = 'a'.repeat(MAX_NAME_LENGTH);
    const taken = [longest];
    for (let count = 0; count < 12; count += 1) taken.push(freeName(longest, taken));

    expect(new Set(taken).size).toBe(13);
    expect(taken.map(refusalOfName)).toEqual(taken.map(() => null));
  });
});

describe('a name that EC2 refuses', () => {
  test.each([
    ["Maria's laptop", 'Maria-s laptop'],
    [' web ', 'web'],
    ['sg-web', 'web'],
    ['sg-sg-web', 'web'],
    ['größe', 'gro-e'],
    ['🚀', 'my-fleet'],
    ['', 'my-fleet'],
    ['web', 'web'],
  ])('%j becomes %j', (name, allowed) => {
    expect(allowedName(name)).toBe(allowed);
  });

  test('becomes one that it takes, whatever it was, and one that it takes stays as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 150, maxLength: 400 })),
        (name) => {
          expect(refusalOfName(allowedName(name))).toBeNull();
          if (refusalOfName(name) === null) expect(allowedName(name)).toBe(name);
        },
      ),
      { numRuns: 500, seed: 6 },
    );
    expect(refusalOfName(allowedName('sg- '.repeat(60)))).toBeNull();
  });
});

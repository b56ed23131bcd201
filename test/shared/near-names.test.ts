import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearNames } from '../../shared/near-names.ts';

const SIZES = ['t3.nano', 't3.micro', 't3.small', 't3.medium', 't2.micro', 't3a.micro', 'm7i.large'];

test.each([
  ['two letters that changed places', 't3.mirco', ['t3.micro']],
  ['one too few', 't3.micr', ['t3.micro']],
  ['one too many', 't3.smalll', ['t3.small']],
  ['another one', 't4.micro', ['t2.micro', 't3.micro']],
  ['another word', 'm7i.metal-48xl', []],
  ['nothing', '', []],
])('finds what was meant: %s', (_, typed, meant) => {
  expect(nearNames(typed, SIZES)).toEqual(meant);
});

test('a name is not near to itself, and none is named twice', () => {
  expect(nearNames('t3.micro', ['t3.micro', 't2.micro', 't2.micro'])).toEqual(['t2.micro']);
});

test('one slip of the finger is always found, wherever it is', () => {
  const slip = fc.record({ at: fc.nat(7), kind: fc.constantFrom('out', 'twice', 'other', 'swap') });
  fc.assert(
    fc.property(fc.constantFrom(...SIZES), slip, (name, { at, kind }) => {
      const place = at % (name.length - 1);
      const [before, letter, next, after] = [
        name.slice(0, place),
        name.charAt(place),
        name.charAt(place + 1),
        name.slice(place + 2),
      ];
      const typed = {
        out: before + next + after,
        twice: before + letter + letter + next + after,
        other: `${before}_${next}${after}`,
        swap: before + next + letter + after,
      }[kind];
      fc.pre(typed !== name);
      expect(nearNames(typed, [name])).toEqual([name]);
    }),
  );
});

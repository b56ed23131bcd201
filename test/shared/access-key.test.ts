import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessKeyFault, accountNameFault, trimmedKey } from '../../shared/access-key.ts';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

test.each([
  ['a key as AWS shows it', ID, SECRET, null],
  ['one with the spaces and lines of where it was copied', ` ${ID}\n`, `\t${SECRET} `, null],
  ['a key of an emulator', 'an_emulators_own_id', 'an-emulators-own-secret', null],
  ['nothing', '', '', 'id'],
  ['half an id', 'AKIAIOSF', SECRET, 'id'],
  ['an id with a sign in it', 'AKIAIOSFODNN7-EXAMPL', SECRET, 'id'],
  ['a secret in the first field', SECRET, SECRET, 'id'],
  ['both in the wrong place', SECRET, ID, 'swapped'],
  ['the id twice', ID, ID, 'swapped'],
  ['no secret', ID, '', 'secret'],
  ['a secret with a hole', ID, `${SECRET.slice(0, 20)} ${SECRET.slice(20)}`, 'secret'],
  ['a key of a session', ID.replace('AKIA', 'ASIA'), SECRET, 'temporary'],
] as const)('%s', (_, accessKeyId, secretAccessKey, fault) => {
  expect(accessKeyFault({ accessKeyId, secretAccessKey })).toBe(fault);
});

test.each([
  ['a name', 'work', [], null],
  ['one that another has, but for its capitals', 'Work ', ['work'], 'name-taken'],
  ['none', '  ', [], 'name'],
  ['one that would steer a terminal', 'a\u001B[2J', [], 'name'],
  ['one that is too long', 'x'.repeat(65), [], 'name'],
] as const)('%s is a name, or not', (_, name, others, fault) => {
  expect(accountNameFault(name, others)).toBe(fault);
});

test('any text can be looked at, and what is good stays good when it is trimmed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (accessKeyId, secretAccessKey) => {
      const key = { accessKeyId, secretAccessKey };
      expect(accessKeyFault(trimmedKey(key))).toBe(accessKeyFault(key));
    }),
  );
});

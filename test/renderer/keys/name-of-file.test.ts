import { expect, test } from 'vitest';
import { assert, property, string } from 'fast-check';
import { nameOfFile } from '../../../renderer/keys/name-of-file.ts';
import { refusalOfName } from '../../../shared/resource-name.ts';

test.each([
  ['web-server.pem', 'web-server'],
  ['id_ed25519', 'id_ed25519'],
  ['My Laptop (2).PPK', 'My Laptop (2)'],
  ['Schlüssel.pem', 'Schl-ssel'],
  ["maria's key.pem", 'maria-s key'],
  [' .pem', ''],
  ['sg-1.pem', ''],
  ['', ''],
])('“%s” becomes “%s”', (file, name) => {
  expect(nameOfFile(file, [])).toBe(name);
});

test('a name that is taken here gets a number', () => {
  expect(nameOfFile('web.pem', ['Web'])).toBe('web-2');
});

test('whatever a file is called, the proposal is one that EC2 takes, or none', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 300 }), (file) => {
      const name = nameOfFile(file, []);
      expect(name === '' || refusalOfName(name) === null).toBe(true);
    }),
  );
});

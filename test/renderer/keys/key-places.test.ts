import { expect, test } from 'vitest';
import { privatePlaces, publicPlaces } from '../../../renderer/keys/key-places.ts';
import type { KeyCopy } from '../../../shared/keys/vault.ts';
import { KEYCHAIN, keyOf, pairOf, rowOf } from '../key-fixtures.ts';

const AT = '2026-05-12T12:00:00.000Z';
const LATER = '2026-06-01T12:00:00.000Z';
const keychain: KeyCopy = { kind: 'keychain', where: 'Keychain of macOS', at: AT };
const backup: KeyCopy = { kind: 'backup', where: '/usb/a.age', at: AT };
const file: KeyCopy = { kind: 'file', where: '/home/maria/web.pem', at: AT };

const drawn = (edit: Parameters<typeof keyOf>[0]) =>
  privatePlaces(rowOf({ key: keyOf(edit) }), KEYCHAIN).map(({ id, state, caption }) => [id, state, caption]);

test('a missing backup is drawn as missing', () => {
  expect(drawn({ copies: [keychain] })).toEqual([
    ['keychain', 'there', 'It is here'],
    ['backup', 'absent', 'None yet'],
  ]);
});

test('of several backups the newest is dated; a file is drawn only where there is one', () => {
  expect(drawn({ copies: [keychain, { ...backup, at: LATER }, backup, file] })).toEqual([
    ['keychain', 'there', 'It is here'],
    ['backup', 'there', '2 backups, the newest of 1 Jun 2026'],
    ['file', 'there', 'Saved 12 May 2026'],
  ]);
});

test('a key in the trash is still there', () => {
  expect(drawn({ standing: 'trashed', trashedAt: AT, copies: [keychain] })[0]).toEqual([
    'keychain',
    'there',
    'It is here, in the trash',
  ]);
});

test('a key whose time in the trash is over is still there, until the person decides', () => {
  expect(drawn({ standing: 'needs-you', trashedAt: AT, copies: [keychain] })[0]).toEqual([
    'keychain',
    'there',
    'It is here, in the trash',
  ]);
});

test('a key that should be there and is not stands out; one that is not looked at yet does not', () => {
  expect(drawn({ standing: 'needs-you', copies: [] })[0]).toEqual(['keychain', 'missing', 'Not here']);
  expect(drawn({ standing: 'finishing', copies: [] })[0]).toEqual([
    'keychain',
    'absent',
    'Not looked at yet',
  ]);
});

test('of a key that is not here nobody claims to know the copies', () => {
  expect(privatePlaces(rowOf({ key: null }), KEYCHAIN)).toMatchObject([{ id: 'keychain', state: 'absent' }]);
});

test.each([
  ['keychain', 'Keychain'],
  ['file', 'Encrypted file'],
  ['practice', 'Plain file of practice'],
] as const)('the %s is called what it is', (kind, name) => {
  expect(privatePlaces(rowOf(), { kind, backend: 'a store', state: 'open' })[0]?.name).toBe(name);
});

test('AWS has the public half where there are pairs; not having looked is not "not there"', () => {
  const pairs = [pairOf(), pairOf({ region: 'eu-west-1' })];

  expect(publicPlaces(rowOf({ pairs }))).toMatchObject([
    { state: 'there', caption: 'In eu-west-1, us-east-1' },
  ]);
  expect(publicPlaces(rowOf({ pairs: [], standing: 'here-only' }))).toMatchObject([
    { state: 'absent', caption: 'Not there' },
  ]);
  expect(publicPlaces(rowOf({ pairs: [], standing: 'not-read' }))).toMatchObject([
    { state: 'absent', caption: 'Not read' },
  ]);
});

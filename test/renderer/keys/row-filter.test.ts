import { expect, test } from 'vitest';
import { EVERY_ROW, isWanted, rankOf, regionsOf } from '../../../renderer/keys/row-filter.ts';
import { keyOf, pairOf, rowOf, useOf } from '../key-fixtures.ts';

const row = rowOf({
  key: keyOf({ fingerprints: { openssh: 'SHA256:AbC', aws: '1f:51:ae' } }),
  pairs: [pairOf({ region: 'eu-west-1', keyPairId: 'key-0feed', name: 'other-name' })],
  users: [useOf({ instanceId: 'i-0beef', name: 'Build box' })],
});

test.each([
  ['', true],
  ['  WEB ', true],
  ['sha256:abc', true],
  ['1f:51', true],
  ['eu-west', true],
  ['key-0feed', true],
  ['other-name', true],
  ['i-0beef', true],
  ['build', true],
  ['0f3c2a1b', true],
  ['mail', false],
])('“%s” finds the key: %s', (text, found) => {
  expect(isWanted(row, { ...EVERY_ROW, text })).toBe(found);
});

test('a key of which nothing is here, nor in use, is found by its name alone', () => {
  const bare = rowOf({ key: null, pairs: [], users: [useOf({ name: null })] });

  expect(isWanted(bare, { ...EVERY_ROW, text: 'web' })).toBe(true);
  expect(isWanted(bare, { ...EVERY_ROW, text: 'null' })).toBe(false);
});

test('state and text both have to fit', () => {
  expect(isWanted(row, { text: 'web', standing: 'safe-here' })).toBe(true);
  expect(isWanted(row, { text: 'web', standing: 'trashed' })).toBe(false);
  expect(isWanted(row, { text: 'mail', standing: 'safe-here' })).toBe(false);
});

test('what needs the person sorts before what is safe, and that before the trash', () => {
  expect(rankOf('needs-you')).toBeLessThan(rankOf('safe-here'));
  expect(rankOf('safe-here')).toBeLessThan(rankOf('trashed'));
});

test('each region is named once, in order', () => {
  const pairs = [pairOf({ region: 'us-west-2' }), pairOf(), pairOf({ keyPairId: 'key-0aaaa' })];

  expect(regionsOf(rowOf({ pairs }))).toEqual(['us-east-1', 'us-west-2']);
});

import { expect, test } from 'vitest';
import { faultOfName, pairNamesIn } from '../../../../renderer/keys/dialogs/key-name.ts';
import { pairOf } from '../../key-fixtures.ts';

test.each([
  ['web', [], null],
  ['', [], 'empty'],
  ['web ', ['web'], 'space-at-end'],
  ['web', ['mail', 'WEB'], 'taken'],
  ['web', ['web-2'], null],
])('“%s” beside %j: %s', (name, taken, fault) => {
  expect(faultOfName(name, taken)).toBe(fault);
});

test('names are taken a region at a time', () => {
  const keys = {
    accountId: '123456789012',
    endpoint: null,
    areAllRegions: true,
    regions: [],
    keyPairs: [pairOf(), pairOf({ region: 'eu-west-1', name: 'mail' })],
    instances: [],
  };

  expect(pairNamesIn(keys, 'eu-west-1')).toEqual(['mail']);
  expect(pairNamesIn(null, 'eu-west-1')).toEqual([]);
});

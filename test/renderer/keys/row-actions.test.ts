import { expect, test } from 'vitest';
import { actionsOf } from '../../../renderer/keys/row-actions.ts';
import type { KeyRow } from '../../../shared/keys/key-row.ts';
import { keyOf, pairOf, rowOf } from '../key-fixtures.ts';

const here = (standing: 'safe' | 'finishing' | 'needs-you' | 'trashed'): Partial<KeyRow> => ({
  key: keyOf({ standing }),
});

test.each<[string, Partial<KeyRow>, string | null, readonly string[]]>([
  ['safe, with a pair in this region', {}, 'us-east-1', ['export', 'trash']],
  ['safe, with a pair elsewhere', {}, 'eu-west-1', ['send', 'export', 'trash']],
  ['safe, here only', { pairs: [] }, 'us-east-1', ['send', 'export', 'trash']],
  ['safe, without an account to send to', { pairs: [] }, null, ['export', 'trash']],
  ['in the trash', here('trashed'), 'eu-west-1', ['untrash', 'delete']],
  ['being finished', here('finishing'), 'eu-west-1', []],
  ['in trouble', here('needs-you'), 'eu-west-1', []],
  ['in AWS only', { key: null, pairs: [pairOf()] }, 'us-east-1', ['add']],
])('a key that is %s', (_case, edit, region, actions) => {
  expect(actionsOf(rowOf(edit), region)).toEqual(actions);
});

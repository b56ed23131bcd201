import { expect, test } from 'vitest';
import { findKey } from '../../../electron/cli/find-key.ts';
import type { Vault, VaultKey } from '../../../shared/keys/vault.ts';

const WEB = '1234567a-0000-4000-8000-000000000001';
const OLD_WEB = '1234567a-0000-4000-8000-000000000002';
const DB = 'abcdef01-0000-4000-8000-000000000003';
const vault = {
  keys: [
    { custodyId: WEB, name: 'web', standing: 'safe' },
    { custodyId: OLD_WEB, name: 'web', standing: 'trashed' },
    { custodyId: DB, name: 'db', standing: 'safe' },
    { custodyId: 'ffffffff-0000-4000-8000-000000000004', name: 'abcdef01', standing: 'needs-you' },
    { custodyId: 'eeeeeeee-0000-4000-8000-000000000005', name: 'twin', standing: 'safe' },
    { custodyId: 'eeeeeeee-0000-4000-8000-000000000006', name: 'twin', standing: 'finishing' },
  ] as readonly Partial<VaultKey>[] as readonly VaultKey[],
} as Vault;
const found = (named: string, where?: 'in-the-trash') => {
  const key = findKey(vault, named, where);
  return key.ok ? key.value.custodyId : key.problem.code;
};

test.each([
  ['by its name', 'db', DB],
  ['the one in use, where another is in the trash', 'web', WEB],
  ['by the start of its id', DB.slice(0, 12).toUpperCase(), DB],
  ['by its whole id', OLD_WEB, OLD_WEB],
  ['by its name, though that is the start of another id', 'abcdef01', 'ffffffff-0000-4000-8000-000000000004'],
])('a key is found %s', (_, named, id) => {
  expect(found(named)).toBe(id);
});

test('in the trash the other one of the same name is meant', () => {
  expect(found('web', 'in-the-trash')).toBe(OLD_WEB);
  expect(found('1234567a', 'in-the-trash')).toBe(OLD_WEB);
});

test('one that is only elsewhere is found all the same: what is done with it says why not', () => {
  expect(found('db', 'in-the-trash')).toBe(DB);
});

test.each(['', 'we', 'WEB', 'abcdef0', 'abcdef01x', 'zzzzzzzz', '........'])(
  'none is meant by %j',
  (named) => {
    expect(found(named)).toBe('key-unknown');
  },
);

test('two that are meant are both named, and neither is taken', () => {
  for (const named of ['twin', 'eeeeeeee']) {
    expect(findKey(vault, named)).toMatchObject({
      ok: false,
      problem: { code: 'bad-request', explanation: expect.stringMatching(/0005, eeee.*0006/) },
    });
  }
});

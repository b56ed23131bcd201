import { expect, test } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { proveVaultKey } from '../../../electron/custody/prove-vault-key.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { keepKeyIn, onFullDisk, openVaultWorld } from '../../support/vault-world.ts';
import { newRecord, START, type KeychainMode } from '../../support/recovery.ts';

test.each(['ed25519', 'rsa'] as const)(
  'a key that signs is proved, and it is written down when: %s',
  async (type) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { type });

    const key = valueOf(await proveVaultKey(world.services, record.custodyId));

    expect(key).toMatchObject({ standing: 'safe', provedAt: START.toISOString() });
    expect(await world.services.journal.read(record.custodyId)).toEqual({
      ...record,
      provedAt: START.toISOString(),
    });
    expect(world.services.board.vault().keys).toEqual([key]);
  },
);

test('every byte that the keychain gave is wiped', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  const before = world.keychain.buffers.length;

  await proveVaultKey(world.services, record.custodyId);

  const read = world.keychain.buffers.slice(before);
  expect(read).not.toHaveLength(0);
  expect(read.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});

test('a trouble with the keychain that is over is forgotten, and one with AWS is not', async () => {
  const world = await openVaultWorld();
  const gone = await keepKeyIn(world, { name: 'a', trouble: { code: 'missing-here', raw: null } });
  const differs = await keepKeyIn(world, { name: 'b', trouble: { code: 'pair-differs', raw: null } });

  await proveVaultKey(world.services, gone.record.custodyId);
  await proveVaultKey(world.services, differs.record.custodyId);

  expect(await world.services.journal.read(gone.record.custodyId)).toMatchObject({ trouble: null });
  expect(await world.services.journal.read(differs.record.custodyId)).toMatchObject({
    trouble: { code: 'pair-differs' },
  });
});

test('a key in the trash can be proved, and stays there', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world, { state: 'TRASHED', trashedFrom: 'READY' });

  const key = valueOf(await proveVaultKey(world.services, record.custodyId));

  expect(key).toMatchObject({ standing: 'trashed', provedAt: START.toISOString() });
});

test('what an open keychain does not have is missing: told, written down, and nothing is removed', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  world.keychain.items.delete(record.keychainAccount);
  const { pairs } = world.state();

  const outcome = await proveVaultKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'key-missing-here' } });
  expect(await world.services.journal.read(record.custodyId)).toEqual({
    ...record,
    trouble: { code: 'missing-here', raw: null },
  });
  expect(world.services.board.vault().keys).toMatchObject([{ standing: 'needs-you' }]);
  expect(world.state().pairs).toEqual(pairs);
});

test.each<[string, () => Promise<Uint8Array>]>([
  ['another private key', () => newPrivateKey('ed25519')],
  ['no private key', async () => Buffer.from('my notes\n')],
])('%s under its name is told, written down, and left as it is', async (_, other) => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  world.keychain.items.delete(record.keychainAccount);
  await world.keychain.save(record.keychainAccount, await other());
  const { keychain } = world.state();

  const outcome = await proveVaultKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'key-not-proved' } });
  expect(await world.services.journal.read(record.custodyId)).toMatchObject({
    trouble: { code: 'other-value' },
  });
  expect(world.state().keychain).toEqual(keychain);
});

test.each<[KeychainMode, string]>([
  ['locked', 'keychain-locked'],
  ['empty', 'not-this-keychain'],
])('a keychain that is %s proves nothing, and nothing is written down', async (mode, code) => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  world.mode.keychain = mode;
  const before = world.state();

  const outcome = await proveVaultKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code } });
  expect(world.state()).toEqual(before);
});

test('a key that was given to another keychain is not said to be missing in this one', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world, { sentinelHash: 'of another keychain' });
  world.keychain.items.delete(record.keychainAccount);

  const outcome = await proveVaultKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'not-this-keychain' } });
  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

test.each<[Partial<KeyRecord>, string]>([
  [{ state: 'PLANNED' }, 'key-not-finished'],
  [{ state: 'REQUESTED' }, 'key-not-finished'],
  [{ state: 'ABSENT' }, 'key-not-finished'],
  [{ state: 'HELD_IN_FILE' }, 'held-in-file'],
  [{ state: 'TRASHED', trashedFrom: 'HELD_IN_FILE' }, 'held-in-file'],
])('what is not kept in the keychain is not looked for there: %j', async (part, code) => {
  const world = await openVaultWorld();
  const record = await newRecord(world, part);
  await world.services.journal.write(record);
  const before = world.state();

  expect(await proveVaultKey(world.services, record.custodyId)).toMatchObject({ problem: { code } });
  expect(world.state()).toEqual(before);
});

test('a key that nobody knows, that is being worked on, or whose record is damaged, is refused', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  const { services } = world;

  services.inWork.add(record.custodyId);
  expect(await proveVaultKey(services, record.custodyId)).toMatchObject({
    problem: { code: 'key-not-finished' },
  });
  expect(services.inWork.has(record.custodyId)).toBe(true);
  services.inWork.clear();
  const nobody = '0c0ffee0-1111-4222-8333-444444444444';
  expect(await proveVaultKey(services, nobody)).toMatchObject({ problem: { code: 'key-unknown' } });
  const damaged = {
    ...services,
    journal: { ...services.journal, read: async () => JSON.parse('{') as never },
  };
  expect(await proveVaultKey(damaged, record.custodyId)).toMatchObject({
    problem: { code: 'record-unreadable' },
  });
  expect(services.inWork.size).toBe(0);
});

test('a proof that cannot be written down is told as that', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);

  const outcome = await proveVaultKey(onFullDisk(world.services), record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
  expect(world.services.inWork.size).toBe(0);
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord, KeyState } from '../../../electron/custody/key-record.ts';
import { deleteKey, trashKey, untrashKey } from '../../../electron/custody/trash-key.ts';
import { KeychainError } from '../../../electron/keychain/keychain.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeEc2 } from '../../support/fake-key-pairs.ts';
import { keepKeyIn, onFullDisk, openVaultWorld, type KeptKey } from '../../support/vault-world.ts';
import {
  DAY_MS,
  newRecord,
  START,
  type AwsMode,
  type KeychainMode,
  type World,
} from '../../support/recovery.ts';
import { ACCOUNT } from '../../support/vault.ts';

const TRASHED = { state: 'TRASHED', trashedFrom: 'READY' } as const;

describe('into the trash', () => {
  test('a key is out of use, and neither the keychain nor AWS hears of it', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);
    const { keychain, pairs } = world.state();

    const key = valueOf(await trashKey(world.services, named(record)));

    expect(key).toMatchObject({ standing: 'trashed', trashedAt: START.toISOString(), trouble: null });
    expect(world.state()).toMatchObject({ keychain, pairs });
    expect(world.aws.requests).toEqual([]);
    expect(world.services.board.vault().keys).toEqual([key]);
  });

  test.each<[KeyRecord['trashedFrom'] & string]>([['SECURED'], ['READY'], ['HELD_IN_FILE']])(
    'and back, it is %s as before, with all that is known of it',
    async (state) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, {
        state,
        copies: [{ kind: 'file', where: '/a', at: START.toISOString() }],
      });

      await trashKey(world.services, named(record));
      expect(await world.services.journal.read(record.custodyId)).toMatchObject({
        state: 'TRASHED',
        trashedFrom: state,
      });
      valueOf(await untrashKey(world.services, record.custodyId));

      expect({ ...(await world.services.journal.read(record.custodyId)), provedAt: null }).toEqual(record);
    },
  );

  test('after thirty days it asks, and nothing has been removed', async () => {
    const world = await openVaultWorld();
    const { record, privateKey } = await keepKeyIn(world);
    await trashKey(world.services, named(record));
    world.mode.now = new Date(START.getTime() + 30 * DAY_MS);

    const again = valueOf(await trashKey(world.services, named(record)));

    expect(again).toMatchObject({ standing: 'needs-you', trouble: { code: 'trash-over' } });
    expect(
      Buffer.from(privateKey).equals((await world.keychain.read(record.keychainAccount)) ?? Buffer.of()),
    ).toBe(true);
  });

  test.each(['we', 'Web', 'web ', ''])('not by another name: %j', async (typedName) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);
    const before = world.state();

    const outcome = await trashKey(world.services, { custodyId: record.custodyId, typedName });

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'name-not-typed' } });
    expect(world.state()).toEqual(before);
  });

  test.each<KeyState>(['PLANNED', 'REQUESTED', 'ABSENT'])('not a key that is %s', async (state) => {
    const world = await openVaultWorld();
    const record = await newRecord(world, { state });
    await world.services.journal.write(record);

    expect(await trashKey(world.services, named(record))).toMatchObject({
      problem: { code: 'key-not-finished' },
    });
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });

  test('a trouble that it had is still there when it comes back', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { trouble: { code: 'pair-differs', raw: 'x' } });

    await trashKey(world.services, named(record));
    const back = valueOf(await untrashKey(world.services, record.custodyId));

    expect(back.trouble?.code).toBe('pair-differs');
  });

  test('where that cannot be written down, it stays in use', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);

    const outcome = await trashKey(onFullDisk(world.services), named(record));

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });
});

describe('out of the trash', () => {
  test('a key whose private half is gone needs the person, and is not called safe', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    world.keychain.items.delete(record.keychainAccount);

    const back = valueOf(await untrashKey(world.services, record.custodyId));

    expect(back).toMatchObject({ standing: 'needs-you', trouble: { code: 'missing-here' } });
  });

  test.each<KeychainMode>(['locked', 'empty'])(
    'it comes back while the keychain is %s, without a new claim',
    async (mode) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, TRASHED);
      world.mode.keychain = mode;

      const back = valueOf(await untrashKey(world.services, record.custodyId));

      expect(back).toMatchObject({ standing: 'safe', provedAt: null, trouble: null });
    },
  );

  test('a key whose only copy is in a file is not looked for in the keychain', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { state: 'TRASHED', trashedFrom: 'HELD_IN_FILE' });
    world.keychain.items.delete(record.keychainAccount);

    const back = valueOf(await untrashKey(world.services, record.custodyId));

    expect(back.trouble?.code).toBe('held-in-file');
  });

  test('what is not in it cannot be taken out', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);

    expect(await untrashKey(world.services, record.custodyId)).toMatchObject({
      problem: { code: 'key-not-trashed' },
    });
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });
});

describe('for good', () => {
  test('the private key goes, then the record; what is in AWS stays', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    const other = await keepKeyIn(world, { name: 'db' });
    const { pairs } = world.state();

    const vault = valueOf(await deleteKey(world.services, named(record)));

    expect(vault.keys.map(({ name }) => name)).toEqual(['db']);
    expect(await world.services.journal.read(record.custodyId)).toBeNull();
    expect(world.keychain.items.has(record.keychainAccount)).toBe(false);
    expect(world.keychain.items.has(other.record.keychainAccount)).toBe(true);
    expect(world.state().pairs).toEqual(pairs);
  });

  test('not an item that another record stands for, too', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, {});
    const twin = { ...record, ...TRASHED, custodyId: randomUUID() };
    await world.services.journal.write(twin);

    expect(await deleteKey(world.services, named(twin))).toMatchObject({ problem: { code: 'key-known' } });

    expect(world.keychain.items.has(record.keychainAccount)).toBe(true);
    expect(await world.services.journal.read(twin.custodyId)).toEqual(twin);
  });

  test.each<[string, Partial<KeyRecord>, string, string]>([
    ['a key in use', { state: 'READY', trashedFrom: null }, 'web', 'key-not-trashed'],
    ['another name', TRASHED, 'Web', 'name-not-typed'],
  ])('not %s', async (_, part, typedName, code) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, part);
    const before = world.state();

    const outcome = await deleteKey(world.services, { custodyId: record.custodyId, typedName });

    expect(outcome).toMatchObject({ ok: false, problem: { code } });
    expect(world.state()).toEqual(before);
  });

  test.each<[string, (kept: KeptKey, world: World) => void]>([
    [
      'of the name of its pair',
      (_, { aws }) => void aws.instances.push({ instanceId: 'i-1', keyName: 'web', state: 'stopped' }),
    ],
    [
      'although its pair is gone from AWS',
      (_, { aws }) => {
        aws.keyPairs.clear();
        aws.instances.push({ instanceId: 'i-1', keyName: 'web', state: 'running' });
      },
    ],
    [
      'under another pair with the same public half',
      ({ pair }, { aws }) => {
        aws.keyPairs.set('shop', { ...pair, keyPairId: 'key-9', name: 'shop' });
        aws.instances.push({ instanceId: 'i-1', keyName: 'shop', state: 'running' });
      },
    ],
  ])('not while an instance may need it: %s', async (_, use) => {
    const world = await openVaultWorld();
    const kept = await keepKeyIn(world, TRASHED);
    use(kept, world);
    const before = world.state();

    const outcome = await deleteKey(world.services, named(kept.record));

    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'key-in-use', explanation: expect.stringContaining('i-1') },
    });
    expect(world.state()).toEqual(before);
  });

  test.each<[string, boolean, string | null]>([
    ['with its public half there', true, 'key-in-use'],
    ['with only the name in common', false, null],
  ])('an instance of another region counts %s', async (_, hasPair, code) => {
    const world = await openVaultWorld();
    const { record, pair } = await keepKeyIn(world, TRASHED);
    const elsewhere = fakeEc2();
    if (hasPair) elsewhere.keyPairs.set('web', { ...pair, keyPairId: 'key-9' });
    elsewhere.instances.push({ instanceId: 'i-7', keyName: 'web', state: 'running' });
    const { connections } = world.services;
    const inRegion: typeof connections.inRegion = (connection, region, read) =>
      read(region === ACCOUNT.region ? connection.clients : { ...connection.clients, ec2: elsewhere.ec2 });

    const outcome = await deleteKey(
      { ...world.services, connections: { ...connections, inRegion } },
      named(record),
    );

    expect(outcome).toMatchObject(code === null ? { ok: true } : { ok: false, problem: { code } });
  });

  test('what is terminated, or has another key, needs nothing of it', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    world.aws.instances.push(
      { instanceId: 'i-1', keyName: 'web', state: 'terminated' },
      { instanceId: 'i-2', keyName: 'db', state: 'running' },
    );

    expect(await deleteKey(world.services, named(record))).toMatchObject({ ok: true });
  });

  test.each<AwsMode>(['down', 'other-account', 'other-endpoint'])(
    'not while AWS cannot say who uses it: %s',
    async (mode) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, TRASHED);
      world.mode.aws = mode;
      const before = world.state();

      const outcome = await deleteKey(world.services, named(record));

      expect(outcome).toMatchObject({ ok: false, problem: { code: 'key-use-unknown' } });
      expect(world.state()).toEqual(before);
    },
  );

  test.each(['DescribeInstances', 'DescribeKeyPairs'] as const)(
    'not where its region denies %s',
    async (action) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, TRASHED);
      const { services, aws } = world.nextRun({ faults: { [action]: ['refuse'] } });

      expect(await deleteKey(services, named(record))).toMatchObject({
        problem: { code: 'key-use-unknown' },
      });
      expect(aws.requests).not.toContain('DeleteKeyPair');
      expect(world.keychain.items.has(record.keychainAccount)).toBe(true);
    },
  );

  test('a key that is only here is deleted without AWS', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { state: 'TRASHED', trashedFrom: 'SECURED', place: null });
    world.mode.aws = 'down';

    expect(await deleteKey(world.services, named(record))).toMatchObject({ ok: true, value: { keys: [] } });
  });

  test.each<[KeychainMode, string]>([
    ['locked', 'keychain-locked'],
    ['empty', 'not-this-keychain'],
  ])('a keychain that is %s means keep', async (mode, code) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    world.mode.keychain = mode;
    const before = world.state();
    const remove = vi.spyOn(world.services.keychain, 'remove');

    const outcome = await deleteKey(world.services, named(record));

    expect(outcome).toMatchObject({ ok: false, problem: { code } });
    expect(world.state()).toEqual(before);
    expect(remove).not.toHaveBeenCalled();
  });

  test('a keychain that is locked in the middle means keep', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    const { keychain } = world.services;
    const services = {
      ...world.services,
      keychain: {
        ...keychain,
        remove: async (account: string) => {
          world.mode.keychain = 'locked';
          return keychain.remove(account);
        },
      },
    };

    const outcome = await deleteKey(services, named(record));

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'keychain-locked' } });
    expect(await services.journal.read(record.custodyId)).toEqual(record);
    expect(world.keychain.items.has(record.keychainAccount)).toBe(true);
  });

  test.each<[string, boolean, string | null]>([
    ['was carried out all the same', true, null],
    ['was not carried out', false, 'keychain-failed'],
  ])('what a removal that failed has done is looked up: it %s', async (_, isDone, code) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    const remove = async (account: string): Promise<never> => {
      if (isDone) await world.keychain.remove(account);
      throw new KeychainError('failed', 'Platform failure: Did not receive a reply');
    };
    const services = { ...world.services, keychain: { ...world.services.keychain, remove } };

    const outcome = await deleteKey(services, named(record));

    expect(outcome).toMatchObject(code === null ? { ok: true } : { ok: false, problem: { code } });
    expect((await services.journal.read(record.custodyId)) === null).toBe(isDone);
  });

  test('another private key under its name is not removed', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);
    world.keychain.items.delete(record.keychainAccount);
    await world.keychain.save(record.keychainAccount, await newPrivateKey('rsa'));
    const before = world.state();

    expect(await deleteKey(world.services, named(record))).toMatchObject({
      problem: { code: 'key-not-proved' },
    });
    expect(world.state()).toEqual(before);
  });

  test('a run that died between the keychain and the journal is finished by the next', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);

    const died = await deleteKey(onFullDisk(world.services), named(record));
    expect(died).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
    expect(world.keychain.items.has(record.keychainAccount)).toBe(false);

    expect(await deleteKey(world.services, named(record))).toMatchObject({ ok: true, value: { keys: [] } });
  });

  test('of a key whose only copy is in a file, the record goes and the file is not named', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { state: 'TRASHED', trashedFrom: 'HELD_IN_FILE' });
    world.keychain.items.delete(record.keychainAccount);

    expect(await deleteKey(world.services, named(record))).toMatchObject({ ok: true, value: { keys: [] } });
  });

  test('two at once delete it once, and leave nothing in between', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, TRASHED);

    const outcomes = await Promise.all([
      deleteKey(world.services, named(record)),
      untrashKey(world.services, record.custodyId),
    ]);

    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, problem: { code: 'key-not-finished' } }]);
  });
});

function named({ custodyId, name }: KeyRecord) {
  return { custodyId, typedName: name };
}

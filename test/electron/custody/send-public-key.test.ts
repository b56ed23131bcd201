import { describe, expect, test } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord, KeyState } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import { sendPublicKey } from '../../../electron/custody/send-public-key.ts';
import { valueOf } from '../../support/aws-clients.ts';
import {
  fakeEc2,
  type FakeEc2,
  type FakeEc2Options,
  type KeyPairFault,
} from '../../support/fake-key-pairs.ts';
import { newRecord, START, type KeychainMode, type World } from '../../support/recovery.ts';
import { keepKeyIn, onFullDisk, openVaultWorld } from '../../support/vault-world.ts';
import { ACCOUNT } from '../../support/vault.ts';

const { sourceId, accountId, region, endpoint } = ACCOUNT;
const PLACE = { sourceId, accountId, region, endpoint };
const HERE_ONLY = { state: 'SECURED', place: null, origin: 'made-here' } as const;

describe('a key that is only here', () => {
  test.each(['ed25519', 'rsa'] as const)(
    'is sent under a name of its own, and is ready: %s',
    async (type) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, { ...HERE_ONLY, type, name: 'laptop' });

      const key = valueOf(await sendPublicKey(world.services, asked(record, 'web')));

      const pair = world.aws.keyPairs.get('web');
      expect(pair?.publicKey).toContain(record.publicKey);
      expect(pair?.tags).toEqual({ 'keyport:custody-id': record.custodyId, 'keyport:created-by': 'keyport' });
      expect(key).toMatchObject({
        name: 'web',
        standing: 'safe',
        pair: { ...PLACE, keyPairId: pair?.keyPairId },
        provedAt: START.toISOString(),
      });
      expect(await world.services.journal.read(record.custodyId)).toMatchObject({
        state: 'READY',
        name: 'web',
      });
    },
  );

  test('stands in the journal before AWS hears of it', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { ...HERE_ONLY, name: 'laptop' });
    const seen: unknown[] = [];
    const { journal } = world.services;
    const write: typeof journal.write = async (written) => {
      seen.push([
        written.state,
        written.name,
        written.place?.region ?? null,
        [...world.aws.requests].includes('ImportKeyPair'),
      ]);
      await journal.write(written);
    };

    await sendPublicKey({ ...world.services, journal: { ...journal, write } }, asked(record, 'web'));

    expect(seen).toEqual([
      ['SECURED', 'web', region, false],
      ['READY', 'web', region, true],
    ]);
  });

  test('leaves no private key behind in memory', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const before = world.keychain.buffers.length;

    await sendPublicKey(world.services, asked(record));

    const read = world.keychain.buffers.slice(before);
    expect(read).not.toHaveLength(0);
    expect(read.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });
});

describe('what is there already', () => {
  test('a name that another pair has is told, and the key stays as it is', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.aws.keyPairs.set('web', {
      keyPairId: 'key-1',
      name: 'web',
      publicKey: 'ssh-ed25519 AAAA',
      tags: {},
    });
    const before = world.state();

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({
      problem: { code: 'key-name-taken' },
    });
    expect(world.state()).toEqual(before);
    expect(world.aws.requests).toEqual(['DescribeKeyPairs']);
  });

  test('a name that was taken in between is told, and the key is only here as before', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const thief = { keyPairId: 'key-1', name: 'web', publicKey: 'ssh-ed25519 AAAA', tags: {} };
    const run = runWith(world, {
      onRequest: (action) => void (action === 'ImportKeyPair' && run.aws.keyPairs.set('web', thief)),
    });

    expect(await sendPublicKey(run.services, asked(record))).toMatchObject({
      problem: { code: 'key-name-taken' },
    });
    expect(await run.services.journal.read(record.custodyId)).toEqual(record);
    expect([...run.aws.keyPairs.values()]).toEqual([thief]);
  });

  test('a pair of the same public half, under whatever name, is taken for its own', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.aws.keyPairs.set('mine', {
      keyPairId: 'key-1',
      name: 'mine',
      publicKey: `${record.publicKey ?? ''} me`,
      tags: {},
    });

    const key = valueOf(await sendPublicKey(world.services, asked(record)));

    expect(key).toMatchObject({ standing: 'safe', pair: { keyPairId: 'key-1' } });
    expect(world.aws.requests).not.toContain('ImportKeyPair');
    expect(world.keychain.buffers.at(-1)?.every((byte) => byte === 0)).toBe(true);
  });

  test('a second time changes nothing', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    await sendPublicKey(world.services, asked(record));
    const before = world.state();

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({ ok: true });
    expect(world.state()).toEqual(before);
  });

  test('a finished key whose pair was removed in AWS gets another one', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);
    world.aws.keyPairs.clear();

    const key = valueOf(await sendPublicKey(world.services, asked(record, 'again')));

    expect(key).toMatchObject({
      name: 'again',
      pair: { keyPairId: world.aws.keyPairs.get('again')?.keyPairId },
    });
  });

  test.each<[string, boolean]>([
    ['is still in its own region', false],
    ['is in a region that cannot be asked', true],
  ])('the record of a finished key whose pair %s is not touched', async (_, isDenied) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world);
    const before = await world.services.journal.read(record.custodyId);
    const there = fakeEc2();
    const connect: typeof world.services.connections.connect = async (choice) => {
      const connected = await world.services.connections.connect(choice);
      if (choice.region === region || !connected.ok) return connected;
      const clients = { ...connected.value.clients, ec2: there.ec2 };
      return { ok: true, value: { account: connected.value.account, clients } };
    };
    const services = { ...world.services, connections: { ...world.services.connections, connect } };
    if (isDenied) world.aws.keyPairs.clear();
    const denied = isDenied ? withoutRegion(services, region) : services;

    const key = valueOf(await sendPublicKey(denied, { ...asked(record, 'web-us'), region: 'us-east-1' }));

    expect(there.keyPairs.get('web-us')?.publicKey).toContain(record.publicKey);
    expect(key).toMatchObject({ name: 'web', standing: 'safe', pair: { region } });
    expect(await world.services.journal.read(record.custodyId)).toEqual(before);
  });

  test('the record of a key of another account is not touched', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, { place: { ...PLACE, accountId: '999999999999' } });
    world.aws.keyPairs.clear();

    const key = valueOf(await sendPublicKey(world.services, asked(record)));

    expect(world.aws.keyPairs.get('web')?.publicKey).toContain(record.publicKey);
    expect(key).toMatchObject({ standing: 'safe', pair: { accountId: '999999999999' } });
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });
});

describe('when AWS does not do what it is asked', () => {
  test.each<KeyPairFault>(['lose-answer', 'cut-answer', 'error-after'])(
    'an answer that was lost is looked up by our tag: %s',
    async (fault) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, HERE_ONLY);
      const run = runWith(world, { faults: { ImportKeyPair: [fault] } });

      const key = valueOf(await sendPublicKey(run.services, asked(record)));

      expect(key).toMatchObject({
        standing: 'safe',
        pair: { keyPairId: run.aws.keyPairs.get('web')?.keyPairId },
      });
    },
  );

  test('a request that may have been lost is finished by the next recovery', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const run = runWith(world, { faults: { ImportKeyPair: ['lose-request'] } });

    expect(await sendPublicKey(run.services, asked(record, 'web'))).toMatchObject({
      problem: { code: 'answer-lost' },
    });
    expect(run.services.board.vault().keys).toMatchObject([{ standing: 'finishing' }]);

    await recoverKeys(run.services);
    expect(run.services.board.vault().keys).toMatchObject([{ standing: 'safe', name: 'web' }]);
    expect([...run.aws.keyPairs.keys()]).toEqual(['web']);
  });

  test('a refusal leaves the key only here, as it was', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const run = runWith(world, { faults: { ImportKeyPair: ['refuse'] } });

    expect(await sendPublicKey(run.services, asked(record, 'x'))).toMatchObject({
      problem: { code: 'not-permitted' },
    });
    expect(await run.services.journal.read(record.custodyId)).toEqual(record);
  });

  test('a pair that could not be looked at after the import is finished by the next recovery', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const run = runWith(world, { faults: { DescribeKeyPairs: [null, 'refuse'] } });

    expect(await sendPublicKey(run.services, asked(record))).toMatchObject({
      problem: { code: 'not-permitted' },
    });
    await recoverKeys(run.services);

    expect(run.services.board.vault().keys).toMatchObject([{ standing: 'safe' }]);
  });

  test('a pair that shows another public half is never called ready', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    const run = runWith(world, {
      showsPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPwWzLYEnbDCyhlAObBBRRZ8RI3rMdhOIG3h66axo4jA',
    });

    expect(await sendPublicKey(run.services, asked(record))).toMatchObject({
      problem: { code: 'key-not-proved' },
    });
    expect(await run.services.journal.read(record.custodyId)).toMatchObject({ state: 'SECURED' });
  });

  test('without AWS nothing is changed', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.mode.aws = 'down';
    const before = world.state();

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({
      problem: { code: 'unreachable' },
    });
    expect(world.state()).toEqual(before);
  });
});

describe('when the keychain or the disk does not', () => {
  test.each<[KeychainMode, string]>([
    ['locked', 'keychain-locked'],
    ['empty', 'not-this-keychain'],
  ])('a keychain that is %s sends nothing', async (mode, code) => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.mode.keychain = mode;
    const before = world.state();

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({ problem: { code } });
    expect(world.state()).toEqual(before);
  });

  test('a private key that is not there any more is told, and nothing is sent', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.keychain.items.delete(record.keychainAccount);

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({
      problem: { code: 'key-missing-here' },
    });
    expect(world.aws.keyPairs.size).toBe(0);
    expect(await world.services.journal.read(record.custodyId)).toMatchObject({
      trouble: { code: 'missing-here' },
    });
  });

  test('another private key is told, and nothing is sent', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);
    world.keychain.items.delete(record.keychainAccount);
    await world.keychain.save(record.keychainAccount, await newPrivateKey('ed25519'));
    const before = world.keychain.buffers.length;

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({
      problem: { code: 'key-not-proved' },
    });
    expect(world.aws.keyPairs.size).toBe(0);
    expect(await world.services.journal.read(record.custodyId)).toMatchObject({
      trouble: { code: 'other-value' },
    });
    const read = world.keychain.buffers.slice(before);
    expect(read.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  test('what cannot be written down first is not sent', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);

    const outcome = await sendPublicKey(onFullDisk(world.services), asked(record));

    expect(outcome).toMatchObject({ problem: { code: 'disk-failed' } });
    expect(world.aws.keyPairs.size).toBe(0);
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });
});

describe('not', () => {
  test.each<[KeyState, string]>([
    ['PLANNED', 'key-not-finished'],
    ['REQUESTED', 'key-not-finished'],
    ['ABSENT', 'key-not-finished'],
    ['TRASHED', 'key-not-finished'],
    ['HELD_IN_FILE', 'held-in-file'],
  ])('a key that is %s', async (state, code) => {
    const world = await openVaultWorld();
    const record = await newRecord(world, { state });
    await world.services.journal.write(record);

    expect(await sendPublicKey(world.services, asked(record))).toMatchObject({ problem: { code } });
    expect(world.aws.requests).toEqual([]);
  });

  test.each(['', ' web', 'sg-1', 'schlüssel', 'a|b', 'x'.repeat(201)])(
    'under a name that EC2 refuses: %j',
    async (name) => {
      const world = await openVaultWorld();
      const { record } = await keepKeyIn(world, HERE_ONLY);

      expect(await sendPublicKey(world.services, asked(record, name))).toMatchObject({
        problem: { code: 'name-refused' },
      });
      expect(world.aws.requests).toEqual([]);
    },
  );

  test('twice at once', async () => {
    const world = await openVaultWorld();
    const { record } = await keepKeyIn(world, HERE_ONLY);

    const outcomes = await Promise.all(
      ['web', 'web-2'].map((name) => sendPublicKey(world.services, asked(record, name))),
    );

    expect(outcomes).toMatchObject([{ ok: true }, { problem: { code: 'key-not-finished' } }]);
    expect([...world.aws.keyPairs.keys()]).toEqual(['web']);
  });
});

function asked({ custodyId, name }: KeyRecord, pairName = name) {
  return { sourceId, region, custodyId, name: pairName };
}

/** The same world, in which other things go wrong in AWS. */
function runWith(
  world: World,
  options: FakeEc2Options,
): { readonly services: World['services']; readonly aws: FakeEc2 } {
  const { services, aws } = world.nextRun(options);
  return { services, aws };
}

function withoutRegion(services: World['services'], denied: string): World['services'] {
  const { connections } = services;
  const connect: typeof connections.connect = async (choice) => {
    const connected = await connections.connect(choice);
    if (!connected.ok || choice.region !== denied) return connected;
    const { account, clients } = connected.value;
    const refusing = fakeEc2({ faults: { DescribeKeyPairs: ['refuse'] } });
    return { ok: true, value: { account, clients: { ...clients, ec2: refusing.ec2 } } };
  };
  return { ...services, connections: { ...connections, connect } };
}

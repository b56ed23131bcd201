import { expect, test } from 'vitest';
import { createKey } from '../../../electron/custody/create-key.ts';
import { copyPublicKey } from '../../../electron/custody/copy-public-key.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { newRecord, type World } from '../../support/recovery.ts';
import { keepKeyIn, openVaultWorld } from '../../support/vault-world.ts';
import { ACCOUNT, openTestVault } from '../../support/vault.ts';

const { sourceId, accountId, region, endpoint } = ACCOUNT;
const ways = (['aws-makes-it', 'made-here'] as const).flatMap((kind) =>
  (['ed25519', 'rsa'] as const).map((type) => ({ kind, type })),
);

test.each(ways)('a key without a launch is made and proved: %j', async ({ kind, type }) => {
  const world = await openVaultWorld();

  const key = valueOf(await createKey(world.services, { ...ASKED, kind, type }));

  const pair = world.aws.keyPairs.get('web');
  expect(key).toMatchObject({
    name: 'web',
    type,
    origin: kind === 'made-here' ? 'made-here' : 'aws-made',
    standing: 'safe',
    trouble: null,
    launchId: null,
    pair: { sourceId, accountId, region, endpoint, keyPairId: pair?.keyPairId },
  });
  expect(pair?.publicKey).toContain(key.publicKey);
  expect(pair?.tags).toEqual({ 'keyport:custody-id': key.custodyId, 'keyport:created-by': 'keyport' });
  expect(world.keychain.items.has(key.keychainAccount)).toBe(true);
  expect(world.services.board.vault().keys).toEqual([key]);
});

test('quitting waits for it', async () => {
  const world = await openVaultWorld();

  const making = createKey(world.services, ASKED);
  await world.services.connections.connect(ASKED);
  await Promise.resolve();

  expect(world.services.unfinished.isEmpty()).toBe(false);
  await making;
  expect(world.services.unfinished.isEmpty()).toBe(true);
});

test('a key that could not be finished is shown as that', async () => {
  const world = await openVaultWorld();
  const run = world.nextRun({ faults: { ImportKeyPair: ['lose-request'] } });

  const outcome = await createKey(run.services, { ...ASKED, kind: 'made-here' });

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'answer-lost' } });
  expect(run.services.board.vault().keys).toMatchObject([{ name: 'web', standing: 'finishing' }]);
});

test.each<[string, (world: World) => void, string]>([
  ['AWS cannot be reached', ({ mode }) => void (mode.aws = 'down'), 'unreachable'],
  ['the keychain is locked', ({ mode }) => void (mode.keychain = 'locked'), 'keychain-locked'],
  [
    'the name is taken',
    ({ aws }) =>
      void aws.keyPairs.set('web', {
        keyPairId: 'key-1',
        name: 'web',
        publicKey: 'ssh-ed25519 AAAA',
        tags: {},
      }),
    'key-name-taken',
  ],
])('where %s, nothing is made', async (_, prepare, code) => {
  const world = await openVaultWorld();
  prepare(world);
  const before = world.state();

  expect(await createKey(world.services, ASKED)).toMatchObject({ ok: false, problem: { code } });
  expect(world.state()).toEqual(before);
});

test.each(['', ' web', 'a|b', 'schlüssel'])('a name that EC2 refuses is refused here: %j', async (name) => {
  const world = await openVaultWorld();

  expect(await createKey(world.services, { ...ASKED, name })).toMatchObject({
    problem: { code: 'name-refused' },
  });
  expect(world.aws.requests).toEqual([]);
});

test('a public key is copied as a line of a file of public keys', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  const copied: string[] = [];
  const services = { ...world.services, copyText: async (text: string) => void copied.push(text) };

  expect(await copyPublicKey(services, record.custodyId)).toEqual({ ok: true, value: null });
  expect(copied).toEqual([`${record.publicKey} web`]);
});

test('what has no public key yet, or is not known, is not copied', async () => {
  const vault = openTestVault();
  const world = await openVaultWorld();
  const record = await newRecord(world);
  await vault.journal.write(record);

  expect(await copyPublicKey(vault, record.custodyId)).toMatchObject({
    problem: { code: 'key-not-finished' },
  });
  const nobody = '0c0ffee0-1111-4222-8333-444444444444';
  expect(await copyPublicKey(vault, nobody)).toMatchObject({ problem: { code: 'key-unknown' } });
  expect(vault.copied).toEqual([]);
  vault.remove();
});

const ASKED = { sourceId, region, name: 'web', type: 'ed25519', kind: 'aws-makes-it' } as const;

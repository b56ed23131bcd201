import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprintsOf } from '../../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { rebuildRecords } from '../../../electron/custody/rebuild-records.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import type { AccountKeyPair } from '../../../shared/keys/account-keys.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { newRecord, openWorld, START, type World } from '../../support/recovery.ts';
import { ACCOUNT, openTestVault } from '../../support/vault.ts';

const [KEY, ANOTHER, RSA] = await Promise.all([
  newPrivateKey('ed25519'),
  newPrivateKey('ed25519'),
  newPrivateKey('rsa'),
]);
const ID = '0a1b2c3d-1111-4222-8333-444444444444';
const ITEM = 'web|eu-central-1|123456789012|0a1b2c3d';
const PAIR: AccountKeyPair = {
  region: 'eu-central-1',
  keyPairId: 'key-0123',
  name: 'web',
  type: 'ed25519',
  fingerprint: 'abc=',
  publicKey: `${publicKeyOf(KEY) ?? ''} web`,
  createdAt: '2026-05-01T08:00:00.000Z',
  custodyId: ID,
};

test('a key whose record was lost is known again, when its private half is in the keychain', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);

  expect(await rebuildRecords(world.services, [PAIR], ACCOUNT)).toEqual([ID]);

  const { sourceId, accountId, region, endpoint } = ACCOUNT;
  const expected = await newRecord(world, {
    custodyId: ID,
    state: 'READY',
    place: { sourceId, accountId, region, endpoint },
    keyPairId: 'key-0123',
    publicKey: publicKeyOf(KEY),
    fingerprints: fingerprintsOf(KEY, 'aws-made'),
    createdAt: '2026-05-01T08:00:00.000Z',
    provedAt: START.toISOString(),
  });
  expect(expected.keychainAccount).toBe(ITEM);
  expect(await world.services.journal.read(ID)).toEqual(expected);
  expect(world.services.board.vault().keys).toMatchObject([{ custodyId: ID, standing: 'safe' }]);
});

test('done twice it changes nothing, and recovery leaves it as it is', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  await rebuildRecords(world.services, [PAIR], ACCOUNT);
  const before = world.state();

  expect(await rebuildRecords(world.services, [PAIR], ACCOUNT)).toEqual([]);
  await recoverKeys(world.services);

  expect(world.state()).toEqual(before);
});

test('of an RSA pair, EC2 shows by its fingerprint whether it was imported', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, RSA);
  const imported = fingerprintsOf(RSA, 'made-here');
  const shown = { type: 'rsa', publicKey: publicKeyOf(RSA), fingerprint: imported?.aws ?? '' } as const;

  await rebuildRecords(world.services, [{ ...PAIR, ...shown }], ACCOUNT);

  expect(await world.services.journal.read(ID)).toMatchObject({
    type: 'rsa',
    origin: 'made-here',
    fingerprints: imported,
  });
});

test('in a home that lost everything, a sentinel is made first', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  const empty = openTestVault({ keychain: world.keychain });
  onTestFinished(empty.remove);

  expect(await rebuildRecords(empty, [PAIR], ACCOUNT)).toEqual([ID]);

  const seen = await empty.sentinel.look();
  expect(seen.state).toBe('readable');
  expect(await empty.journal.read(ID)).toMatchObject({ sentinelHash: await empty.sentinel.hash() });
});

test('a tag that is none of Keyport’s keeps no other key from being found', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  await world.keychain.save('web|eu-central-1|123456789012|../../..', KEY);
  const foreign = { ...PAIR, custodyId: '../../../../etc/passwd' };

  expect(await rebuildRecords(world.services, [foreign, PAIR], ACCOUNT)).toEqual([ID]);
});

test('a disk that is full is no reason not to show the account', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  const full = { ...world.services.journal, write: () => Promise.reject(new Error('ENOSPC')) };

  expect(await rebuildRecords({ ...world.services, journal: full }, [PAIR], ACCOUNT)).toEqual([]);
});

test('a keychain that fails while the sentinel is made leaves the home as it was', async () => {
  const empty = openTestVault({ keychain: fakeKeychain({ save: ['throw-before'] }) });
  onTestFinished(empty.remove);

  expect(await rebuildRecords(empty, [PAIR], ACCOUNT)).toEqual([]);

  expect((await empty.journal.list()).records).toEqual([]);
});

type Case = [string, Partial<AccountKeyPair>, (world: World) => void | Promise<void>];

test.each<Case>([
  ['the keychain has no such key', {}, (world) => void world.keychain.items.delete(ITEM)],
  ['AWS shows another public half', { publicKey: publicKeyOf(ANOTHER) }, () => {}],
  ['AWS shows no public half', { publicKey: null }, () => {}],
  ['the pair carries no tag of ours', { custodyId: null }, () => {}],
  ['its name is another', { name: 'db' }, () => {}],
  ['the keychain is locked', {}, (world) => void (world.mode.keychain = 'locked')],
  ['it is being made', {}, (world) => void world.services.inWork.add(ID)],
  [
    'its record is there, and cannot be read',
    {},
    ({ services }) => fs.writeFileSync(path.join(services.home, `keys/${ID}.json`), '{'),
  ],
  [
    'the sentinel is lost, and other records stand beside the old one',
    {},
    async (world) => {
      await world.services.journal.write(await newRecord(world, { name: 'db' }));
      fs.rmSync(path.join(world.services.home, 'keys/sentinel.json'));
    },
  ],
])('nothing is written where %s', async (_, pair, set) => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  await set(world);
  const before = world.state();

  expect(await rebuildRecords(world.services, [{ ...PAIR, ...pair }], ACCOUNT)).toEqual([]);

  expect(world.state()).toEqual(before);
});

test('a tag that somebody edited makes no second record of a key that is known', async () => {
  const world = await openWorld();
  await world.keychain.save(ITEM, KEY);
  await rebuildRecords(world.services, [PAIR], ACCOUNT);
  const before = world.state();
  // As long as the part of it that the keychain's item is named by.
  const edited = `${ID.slice(0, 8)}-0000-4000-8000-000000000000`;

  expect(await rebuildRecords(world.services, [{ ...PAIR, custodyId: edited }], ACCOUNT)).toEqual([]);

  expect(world.state()).toEqual(before);
});

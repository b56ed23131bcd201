import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dismissKey } from '../../../electron/custody/dismiss-key.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { newRecord, openWorld, pairOf, START, type World } from '../../support/recovery.ts';

const KEY = await newPrivateKey('ed25519');
const ID = '0a1b2c3d-9999-4222-8333-444444444444';

test.each([
  ['a request of which nothing is seen', { state: 'ABSENT' }],
  ['a key that is gone here and in AWS', { state: 'READY', publicKey: publicKeyOf(KEY), keyPairId: 'key-0' }],
  ['a key that was only here, and is gone', { state: 'SECURED', place: null, publicKey: publicKeyOf(KEY) }],
] as const)('%s is forgotten', async (_, part) => {
  const { world, record } = await openWith(part);

  const outcome = await dismissKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: true, value: { keys: [] } });
  expect(await world.services.journal.read(record.custodyId)).toBeNull();
});

type Setting = (world: World, record: KeyRecord) => void | Promise<void>;

test.each<[string, Partial<KeyRecord>, Setting]>([
  ['its private key is here', {}, (world, { keychainAccount }) => world.keychain.save(keychainAccount, KEY)],
  [
    'something else is kept under its name',
    {},
    (world, { keychainAccount }) => world.keychain.save(keychainAccount, Buffer.from('something\n')),
  ],
  ['AWS has its pair', {}, (world, record) => void world.aws.keyPairs.set('web', pairOf(record, KEY))],
  ['the keychain is locked', {}, (world) => void (world.mode.keychain = 'locked')],
  ['the keychain is another one', {}, (world) => void (world.mode.keychain = 'empty')],
  ['AWS does not answer', {}, (world) => void (world.mode.aws = 'down')],
  ['another account answers', {}, (world) => void (world.mode.aws = 'other-account')],
  ['another AWS answers', {}, (world) => void (world.mode.aws = 'other-endpoint')],
  ['a copy is known', { copies: [{ kind: 'backup', where: '/b', at: START.toISOString() }] }, () => {}],
  ['the only copy is in a file', { state: 'HELD_IN_FILE' }, () => {}],
  ['it is in the trash', { state: 'TRASHED', trashedFrom: 'READY' }, () => {}],
  ['it is being made', {}, ({ services }, { custodyId }) => void services.inWork.add(custodyId)],
  [
    'it is held in memory',
    { custodyId: ID },
    ({ services }) =>
      services.board.set({
        held: [
          {
            custodyId: ID,
            name: 'web',
            region: 'r',
            keyPairId: 'k',
            problem: makeProblem('keychain-full'),
          },
        ],
      }),
  ],
])('a record stays where %s', async (_, part, set) => {
  const { world, record } = await openWith({ state: 'ABSENT', ...part });
  await set(world, record);
  const before = world.state();

  const outcome = await dismissKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'key-not-finished' } });
  expect(world.state()).toEqual(before);
});

test('a record that AWS may not be asked about stays', async () => {
  const world = await openWorld({ faults: { DescribeKeyPairs: ['refuse'] } });
  const record = await newRecord(world, { state: 'ABSENT' });
  await world.services.journal.write(record);

  const outcome = await dismissKey(world.services, record.custodyId);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'key-not-finished' } });
  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

test('an unknown key, and a record that cannot be read, are told apart', async () => {
  const world = await openWorld();
  const file = path.join(world.services.home, `keys/${ID}.json`);

  expect(await dismissKey(world.services, ID)).toMatchObject({ ok: false, problem: { code: 'key-unknown' } });
  fs.writeFileSync(file, '{');
  expect(await dismissKey(world.services, ID)).toMatchObject({
    ok: false,
    problem: { code: 'record-unreadable' },
  });
  expect(fs.existsSync(file)).toBe(true);
});

async function openWith(part: Partial<KeyRecord>): Promise<{ world: World; record: KeyRecord }> {
  const world = await openWorld();
  const record = await newRecord(world, part);
  await world.services.journal.write(record);
  return { world, record };
}

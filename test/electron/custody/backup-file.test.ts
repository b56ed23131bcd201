import { expect, test } from 'vitest';
import { backupText, readBackup, type BackedUpRecord } from '../../../electron/custody/backup-file.ts';

const PLACE = { sourceId: 'profile:work', accountId: '123456789012', region: 'eu-central-1', endpoint: null };
const RECORD: BackedUpRecord = {
  custodyId: '5d1c9a4e-6d0c-4b1e-9f53-6a3c1a0b7c11',
  name: 'web',
  type: 'ed25519',
  origin: 'made-here',
  state: 'READY',
  place: PLACE,
  keyPairId: 'key-0123456789abcdef0',
  publicKey: 'ssh-ed25519 AAAA',
  keychainAccount: 'web|eu-central-1|123456789012|5d1c9a4e',
  launchId: null,
  createdAt: '2026-05-12T10:00:00.000Z',
};

const readBack = (record: BackedUpRecord) =>
  readBackup(
    backupText({ createdAt: RECORD.createdAt, keys: [{ record, privateKey: Buffer.from('a key\n') }] }),
  );

test('a backup is read as it was written', () => {
  expect(readBack(RECORD)).toEqual({
    createdAt: RECORD.createdAt,
    keys: [{ record: RECORD, privateKey: Buffer.from('a key\n') }],
  });
});

test('a key that was still to be imported comes back as one that is only here', () => {
  const record = readBack({ ...RECORD, state: 'SECURED', keyPairId: null })?.keys[0]?.record;

  expect(record).toMatchObject({ state: 'SECURED', place: null, keyPairId: null });
});

test.each([
  ['a region that is none', { region: 'evil/../x' }],
  ['an endpoint in the clear', { endpoint: 'http://evil.example' }],
  ['an endpoint that is none', { endpoint: 'file:///etc/passwd' }],
])('a backup that speaks of %s is damaged', (_, place) => {
  expect(readBack({ ...RECORD, place: { ...PLACE, ...place } })).toBeNull();
});

test.each(['probe', 'sentinel|5d1c9a4e'])('a key may not call itself %s', (keychainAccount) => {
  expect(readBack({ ...RECORD, keychainAccount })).toBeNull();
});

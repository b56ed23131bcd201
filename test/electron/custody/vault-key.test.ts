import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KEY_STATES, type KeyRecord } from '../../../electron/custody/key-record.ts';
import { showKeys, vaultKeyFrom } from '../../../electron/custody/vault-key.ts';
import { KEY_TROUBLES, type VaultKey } from '../../../shared/keys/vault.ts';
import { words } from '../../../shared/words/en.ts';
import { openTestVault } from '../../support/vault.ts';

const NOW = new Date('2026-06-30T12:00:00.000Z');
const PLACE = { sourceId: 'environment', accountId: '123456789012', region: 'eu-central-1', endpoint: null };
const BACKUP = { kind: 'backup', where: '/mnt/usb/keys.age', at: '2026-05-12T08:00:00.000Z' } as const;

const RECORD: KeyRecord = {
  version: 1,
  custodyId: '0a1b2c3d-1111-4222-8333-444444444444',
  name: 'web',
  type: 'ed25519',
  origin: 'aws-made',
  state: 'READY',
  place: PLACE,
  keyPairId: 'key-0123',
  publicKey: 'ssh-ed25519 AAAA',
  fingerprints: { openssh: 'SHA256:abc', aws: 'abc=' },
  keychainAccount: 'web|eu-central-1|123456789012|0a1b2c3d',
  backend: 'GNOME Keyring',
  sentinelHash: 'f'.repeat(64),
  launchId: null,
  createdAt: '2026-05-01T08:00:00.000Z',
  enteredAt: '2026-05-01T08:00:05.000Z',
  provedAt: '2026-05-01T08:00:05.000Z',
  trashedFrom: null,
  trouble: null,
  copies: [],
};
const shown = (part: Partial<KeyRecord>, now = NOW): VaultKey => vaultKeyFrom({ ...RECORD, ...part }, now);

test('a finished key is safe, and is shown with all that is known of it', () => {
  const { custodyId, name, type, origin, publicKey, fingerprints, keychainAccount, createdAt, provedAt } =
    RECORD;
  expect(shown({ copies: [BACKUP] })).toEqual({
    custodyId,
    name,
    type,
    origin,
    standing: 'safe',
    trouble: null,
    publicKey,
    fingerprints,
    keychainAccount,
    pair: { ...PLACE, keyPairId: 'key-0123' },
    launchId: null,
    createdAt,
    provedAt,
    trashedAt: null,
    copies: [{ kind: 'keychain', where: 'GNOME Keyring', at: createdAt }, BACKUP],
  });
});

test.each([
  ['PLANNED', PLACE, 'finishing', 0],
  ['REQUESTED', PLACE, 'finishing', 0],
  ['SECURED', PLACE, 'finishing', 1],
  ['SECURED', null, 'safe', 1],
  ['READY', PLACE, 'safe', 1],
  ['ABSENT', PLACE, 'finishing', 0],
  ['HELD_IN_FILE', PLACE, 'needs-you', 0],
] as const)('%s in %j is %s, with %i copy in the keychain', (state, place, standing, copies) => {
  const key = shown({ state, place });
  expect(key.standing).toBe(standing);
  expect(key.copies).toHaveLength(copies);
});

test('a key that is only here has no pair', () => {
  expect(shown({ state: 'SECURED', place: null, keyPairId: null }).pair).toBeNull();
  expect(shown({ state: 'SECURED', keyPairId: null }).pair).toBeNull();
});

describe.each(KEY_STATES.filter((state) => state !== 'TRASHED'))('a trouble in %s', (state) => {
  const passing = ['aws-not-asked', 'not-yet-shown', 'keychain-locked', 'keychain-failed', 'other-account'];

  test.each(KEY_TROUBLES)('%s says who goes on, why, and what may help', (code) => {
    const { standing, trouble } = shown({ state, trouble: { code, raw: 'as it was said' } });
    expect(standing).toBe(passing.includes(code) ? 'finishing' : 'needs-you');
    expect(trouble).toMatchObject({ code, raw: 'as it was said', ...words.keyTroubles[code] });
  });

  test.each(['missing-here', 'other-value', 'not-this-keychain'] as const)(
    '%s: the keychain is not counted among its copies',
    (code) => {
      expect(shown({ state, trouble: { code, raw: null } }).copies).toEqual([]);
    },
  );
});

test('what a key waits for the person with has a way out, but where another part of the screen offers it', () => {
  const without = KEY_TROUBLES.filter(
    (code) => shown({ state: 'ABSENT', trouble: { code, raw: null } }).trouble?.actions.length === 0,
  );
  expect(without).toEqual(['in-memory-only', 'record-unreadable']);
});

test.each([
  ['ABSENT', 'not-yet-shown', [], true],
  ['READY', 'missing-here', [], true],
  ['READY', 'missing-here', [BACKUP], false],
  ['SECURED', 'not-yet-shown', [], false],
] as const)('%s with %s and the copies %j can be forgotten: %s', (state, code, copies, can) => {
  const { trouble } = shown({ state, trouble: { code, raw: null }, copies: [...copies] });
  expect(trouble?.actions.includes('dismiss')).toBe(can);
});

test('the only copy in a file needs the person, and says so', () => {
  const file = { kind: 'file', where: '/home/me/web.pem', at: BACKUP.at } as const;
  const key = shown({ state: 'HELD_IN_FILE', copies: [file] });
  expect(key).toMatchObject({ standing: 'needs-you', trouble: { code: 'held-in-file' }, copies: [file] });
});

describe('a key in the trash', () => {
  const trashed = { state: 'TRASHED', trashedFrom: 'READY', enteredAt: NOW.toISOString() } as const;
  const after = (ms: number) => shown(trashed, new Date(NOW.getTime() + ms));
  const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

  test('is in the trash since then, with its copy in the keychain', () => {
    expect(after(0)).toMatchObject({
      standing: 'trashed',
      trouble: null,
      trashedAt: NOW.toISOString(),
      copies: [{ kind: 'keychain' }],
    });
  });

  test('asks on day 30, and not before', () => {
    expect(after(THIRTY_DAYS_MS - 1).standing).toBe('trashed');
    expect(after(THIRTY_DAYS_MS)).toMatchObject({
      standing: 'needs-you',
      trouble: { code: 'trash-over', actions: ['keep', 'delete'] },
      trashedAt: NOW.toISOString(),
    });
  });

  test('had no copy in the keychain where it was trashed from a file', () => {
    expect(shown({ ...trashed, trashedFrom: 'HELD_IN_FILE' }).copies).toEqual([]);
  });
});

describe('the board', () => {
  test('shows the newest first, from the journal alone', async () => {
    const vault = openTestVault();
    onTestFinished(vault.remove);
    const other = { custodyId: '0a1b2c3d-2222-4222-8333-444444444444', name: 'db' };
    await vault.journal.write(RECORD);
    await vault.journal.write({ ...RECORD, ...other, createdAt: '2026-05-02T08:00:00.000Z' });

    const shownNow = await showKeys(vault);

    expect(shownNow.keys.map(({ name }) => name)).toEqual(['db', 'web']);
    expect(vault.board.vault()).toBe(shownNow);
    expect(vault.snapshots).toEqual([shownNow]);
  });

  test.each([
    ['half of a record', '{"version":1,'],
    ['a record of a later Keyport', JSON.stringify({ ...RECORD, version: 2 })],
    ['the record of another key', JSON.stringify(RECORD)],
    ['nothing', ''],
  ])('a file with %s needs the person, under the id that it is named by', async (_, text) => {
    const vault = openTestVault();
    onTestFinished(vault.remove);
    const custodyId = '0a1b2c3d-9999-4222-8333-444444444444';
    fs.mkdirSync(path.join(vault.home, 'keys'));
    fs.writeFileSync(path.join(vault.home, `keys/${custodyId}.json`), text);

    const { keys } = await showKeys(vault);

    expect(keys).toEqual([
      expect.objectContaining({
        custodyId,
        standing: 'needs-you',
        trouble: expect.objectContaining({ code: 'record-unreadable', raw: expect.stringMatching(/./) }),
        copies: [],
        pair: null,
      }),
    ]);
  });
});

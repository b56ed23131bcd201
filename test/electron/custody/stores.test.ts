import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeyJournal } from '../../../electron/custody/key-journal.ts';
import { openSentinel } from '../../../electron/custody/sentinel.ts';
import { createStores, type Stores } from '../../../electron/custody/stores.ts';
import type { Keychain } from '../../../electron/keychain/keychain.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { needs } from '../../support/parts.ts';

const PASSPHRASE = 'four words, no relation';
const IN_FILE = { store: 'file', passphrase: PASSPHRASE } as const;

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-stores-'));
});
afterEach(() => fs.rmSync(home, { recursive: true }));

const at = (...names: readonly string[]) => path.join(home, 'keys', ...names);

function open(osKeychain: Keychain = fakeKeychain(), inWork: ReadonlySet<string> = new Set()): Stores {
  return createStores({ home, osKeychain, inWork, workFactor: 8 });
}

async function keepAKey(): Promise<void> {
  const custodyId = randomUUID();
  const now = new Date().toISOString();
  await openKeyJournal(home).write({
    version: 1,
    custodyId,
    name: 'web',
    type: 'ed25519',
    origin: 'made-here',
    state: 'PLANNED',
    place: null,
    keyPairId: null,
    publicKey: null,
    fingerprints: null,
    keychainAccount: `web|${custodyId.slice(0, 8)}`,
    backend: 'a keychain',
    sentinelHash: 'a hash',
    launchId: null,
    createdAt: now,
    enteredAt: now,
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
  });
}

describe('a home where nothing was chosen', () => {
  test('uses the keychain of the system, and writes nothing down', async () => {
    const osKeychain = fakeKeychain();
    const stores = open(osKeychain);
    await stores.keychain.save('web', Buffer.from('abcd\n'));

    expect(osKeychain.items.has('web')).toBe(true);
    expect(stores.report()).toEqual({ kind: 'keychain', backend: osKeychain.backend, state: 'open' });
    expect(stores.keychain.backend).toBe(osKeychain.backend);
    expect(fs.readdirSync(home)).toEqual([]);
  });

  test('never turns to the encrypted file by itself, also where the keychain does not work', async () => {
    const stores = open(fakeKeychain({ probe: 'absent', save: ['throw-before'], kind: 'absent' }));

    await expect(stores.keychain.save('web', Buffer.from('abcd\n'))).rejects.toMatchObject({
      kind: 'absent',
    });
    expect(await stores.keychain.probe()).toMatchObject({ state: 'absent' });
    expect(stores.report().kind).toBe('keychain');
    expect(fs.readdirSync(home)).toEqual([]);
  });
});

describe('a home where the encrypted file was chosen', () => {
  test('keeps keys there, and asks the keychain of the system nothing', async () => {
    const calls: string[] = [];
    const stores = open(fakeKeychain({ onCall: (call) => calls.push(call) }));
    valueOf(await stores.choose(IN_FILE));
    await stores.keychain.save('web', Buffer.from('abcd\n'));

    expect(stores.report()).toEqual({ kind: 'file', backend: 'Encrypted file', state: 'open' });
    expect(stores.keychain.backend).toBe('Encrypted file');
    expect(fs.readdirSync(at('vault'))).toHaveLength(2);
    expect(calls).toEqual([]);
  });

  test('is locked at the next start until its passphrase is given', async () => {
    const first = open();
    valueOf(await first.choose(IN_FILE));
    await first.keychain.save('web', Buffer.from('abcd\n'));

    const next = open();
    expect(next.report()).toMatchObject({ kind: 'file', state: 'locked' });
    await expect(next.keychain.read('web')).rejects.toMatchObject({ kind: 'locked' });
    expect(await next.unlock('another passphrase')).toMatchObject({ problem: { code: 'passphrase-wrong' } });
    expect(next.report().state).toBe('locked');

    valueOf(await next.unlock(PASSPHRASE));
    expect(next.report().state).toBe('open');
    expect(String(Buffer.from((await next.keychain.read('web')) ?? ''))).toBe('abcd\n');
  });

  test('takes the same choice as its passphrase, also with keys', async () => {
    valueOf(await open().choose(IN_FILE));
    await keepAKey();
    const next = open();

    expect(await next.choose({ store: 'file', passphrase: 'another passphrase' })).toMatchObject({
      problem: { code: 'passphrase-wrong' },
    });
    valueOf(await next.choose(IN_FILE));
    expect(next.report().state).toBe('open');
  });

  test('is not made anew where its folder is gone but keys are known', async () => {
    valueOf(await open().choose(IN_FILE));
    await keepAKey();
    fs.rmSync(at('vault'), { recursive: true });
    const next = open();

    expect(await next.choose(IN_FILE)).toMatchObject({ problem: { code: 'file-unreadable' } });
    expect(await next.unlock(PASSPHRASE)).toMatchObject({ problem: { code: 'file-unreadable' } });
    expect(fs.existsSync(at('vault'))).toBe(false);
  });
});

describe('another choice', () => {
  test.each([
    ['a key', keepAKey],
    [
      'a record that cannot be read',
      async () => {
        fs.mkdirSync(at());
        fs.writeFileSync(at(`${randomUUID()}.json`), 'torn');
      },
    ],
  ])('is refused where there is %s', async (_, keep) => {
    await keep();
    const stores = open();

    expect(await stores.choose(IN_FILE)).toMatchObject({ problem: { code: 'store-has-keys' } });
    expect(stores.report().kind).toBe('keychain');
    expect(fs.existsSync(at('vault'))).toBe(false);
    expect(fs.existsSync(at('store.json'))).toBe(false);
  });

  test('is refused while a key is being made', async () => {
    const inWork = new Set(['a key']);
    const stores = open(fakeKeychain(), inWork);

    expect(await stores.choose(IN_FILE)).toMatchObject({ problem: { code: 'store-has-keys' } });
    inWork.clear();
    valueOf(await stores.choose(IN_FILE));
  });

  test('is refused back to the keychain where the file holds a key', async () => {
    const stores = open();
    valueOf(await stores.choose(IN_FILE));
    await keepAKey();

    expect(await stores.choose({ store: 'keychain' })).toMatchObject({ problem: { code: 'store-has-keys' } });
    expect(stores.report()).toMatchObject({ kind: 'file', state: 'open' });
  });

  test('leads back to the keychain where there is no key', async () => {
    const stores = open();
    valueOf(await stores.choose(IN_FILE));
    valueOf(await stores.choose({ store: 'keychain' }));

    expect(stores.report().kind).toBe('keychain');
    expect(open().report().kind).toBe('keychain');

    expect(await stores.choose({ store: 'file', passphrase: 'another passphrase' })).toMatchObject({
      problem: { code: 'passphrase-wrong', explanation: expect.stringContaining('from an earlier choice') },
    });
    expect(stores.report().kind).toBe('keychain');
    valueOf(await stores.choose(IN_FILE));
  });

  test('brings a sentinel of its own, so that the new store is believed', async () => {
    const stores = open();
    const sentinel = openSentinel(home, stores.keychain);
    const before = await sentinel.hash();
    valueOf(await stores.choose(IN_FILE));

    expect(await sentinel.look()).toEqual({ state: 'missing' });
    expect(await sentinel.hash()).not.toBe(before);
    expect(await sentinel.look()).toMatchObject({ state: 'readable' });
  });

  test('with a short passphrase is refused, and nothing is chosen', async () => {
    const stores = open();

    expect(await stores.choose({ store: 'file', passphrase: 'too short' })).toMatchObject({
      problem: { code: 'passphrase-weak' },
    });
    expect(stores.report().kind).toBe('keychain');
    expect(fs.existsSync(at('store.json'))).toBe(false);
  });

  test('asked twice at once, or by a run that was killed in the middle, ends in one vault', async () => {
    const stores = open();
    const outcomes = await Promise.all([stores.choose(IN_FILE), stores.choose(IN_FILE)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);

    fs.rmSync(at('store.json'));
    const next = open();
    expect(next.report().kind).toBe('keychain');
    valueOf(await next.choose(IN_FILE));
    expect(next.report()).toMatchObject({ kind: 'file', state: 'open' });
  });
});

test.each(['', 'torn', '{"version":1,"kind":"other"}', '{"version":2,"kind":"file"}'])(
  'a choice that cannot be read is not guessed: %j',
  async (text) => {
    fs.mkdirSync(at());
    fs.writeFileSync(at('store.json'), text);
    const calls: string[] = [];
    const stores = open(fakeKeychain({ onCall: (call) => calls.push(call) }));

    await expect(stores.keychain.read('web')).rejects.toMatchObject({
      kind: 'failed',
      raw: expect.stringContaining('store.json'),
    });
    expect(await stores.keychain.probe()).toMatchObject({ state: 'failed' });
    expect(stores.report().state).toBe('locked');
    for (const outcome of [await stores.unlock(PASSPHRASE), await stores.choose(IN_FILE)])
      expect(outcome).toMatchObject({ problem: { code: 'record-unreadable', raw: at('store.json') } });
    expect(calls).toEqual([]);

    fs.rmSync(at('store.json'));
    expect(stores.report().kind).toBe('keychain');
  },
);

needs('small-disk')('on a full disk', () => {
  test('nothing is chosen, and it can be chosen when there is room', async () => {
    const disk = mountSmallDisk(64);
    try {
      const onDisk = createStores({
        home: disk.path,
        osKeychain: fakeKeychain(),
        inWork: new Set(),
        workFactor: 8,
      });
      disk.fill();

      expect(await onDisk.choose(IN_FILE)).toMatchObject({ problem: { code: 'disk-failed' } });
      expect(onDisk.report().kind).toBe('keychain');

      disk.makeRoom();
      valueOf(await onDisk.choose(IN_FILE));
      expect(onDisk.report()).toMatchObject({ kind: 'file', state: 'open' });
    } finally {
      disk.remove();
    }
  });
});

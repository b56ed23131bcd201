import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp as backUpWith } from '../../../electron/custody/back-up.ts';
import { isPrivateHalfOf, newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { withCopy } from '../../../electron/custody/kept-keys.ts';
import type { VaultServices } from '../../../electron/custody/vault-services.ts';
import { decryptWithPassphrase } from '../../../electron/keychain/age.ts';
import { runAge } from '../../support/age.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../../support/fake-keychain.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { createLeakHunter } from '../../support/leak-hunt.ts';
import { needs } from '../../support/parts.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { judgedPublicKeyOf } from '../../support/ssh-keygen.ts';
import { openTestVault } from '../../support/vault.ts';

const PASSPHRASE = 'four words, no relation';
const PLACE = { sourceId: 'environment', accountId: '123456789012', region: 'eu-central-1', endpoint: null };
const PAIRED = { state: 'READY', place: PLACE, keyPairId: 'key-0123456789abcdef0' } as const;

let folder: string;
let keychain: FakeKeychain;
let vault: ReturnType<typeof openTestVault>;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-backup-'));
  open(fakeKeychain());
});
afterEach(() => {
  vault.remove();
  fs.rmSync(folder, { recursive: true });
});

function open(fake: FakeKeychain): void {
  keychain = fake;
  vault = openTestVault({ keychain, now: () => new Date('2026-05-12T10:00:00.000Z') });
}

const file = () => path.join(folder, 'backup.age');
const copy = () => ({ kind: 'backup', where: file(), at: '2026-05-12T10:00:00.000Z' });

function backUp(services: VaultServices = vault, passphrase = PASSPHRASE) {
  vault.chosen.push(file());
  return backUpWith(services, { passphrase }, { workFactor: 8 });
}

async function contentOf(): Promise<{ readonly text: string; readonly keys: readonly Kept[] }> {
  const opened = await decryptWithPassphrase(fs.readFileSync(file()), PASSPHRASE);
  if (opened.state !== 'opened') throw new Error(opened.state);
  const text = Buffer.from(opened.plain).toString();
  return { text, keys: (JSON.parse(text) as { keys: Kept[] }).keys };
}

type Kept = {
  readonly custodyId: string;
  readonly name: string;
  readonly state: string;
  readonly publicKey: string;
  readonly privateKey: string;
};

const recordOf = async (custodyId: string): Promise<KeyRecord | null> => vault.journal.read(custodyId);

test('every key that is kept is in it, with all that is needed to have it back, and nothing else', async () => {
  const [ready, secured, trashed] = [
    await keepNewKey(vault, 'rsa', {
      ...PAIRED,
      name: 'ready',
      launchId: '0c0ffee0-1111-4222-8333-444444444444',
    }),
    await keepNewKey(vault, 'ed25519', { name: 'secured', origin: 'added' }),
    await keepNewKey(vault, 'ed25519', { name: 'trashed', state: 'TRASHED', trashedFrom: 'SECURED' }),
  ];
  await keepNewKey(vault, 'ed25519', { name: 'planned', state: 'PLANNED' });
  await keepNewKey(vault, 'ed25519', { name: 'requested', state: 'REQUESTED', publicKey: null });
  await keepNewKey(vault, 'ed25519', { name: 'absent', state: 'ABSENT', publicKey: null });
  await keepNewKey(vault, 'ed25519', { name: 'held', state: 'HELD_IN_FILE' });
  await keepNewKey(vault, 'ed25519', { name: 'held', state: 'TRASHED', trashedFrom: 'HELD_IN_FILE' });

  expect(valueOf(await backUp())).toEqual({ path: file(), keys: 3, leftOut: [] });

  const { keys } = await contentOf();
  expect(new Map(keys.map(({ name, state }) => [name, state]))).toEqual(
    new Map([
      ['ready', 'READY'],
      ['secured', 'SECURED'],
      ['trashed', 'SECURED'],
    ]),
  );
  for (const { record, publicKey } of [ready, secured, trashed]) {
    const { privateKey, state, ...kept } = keys.find((key) => key.name === record.name) ?? expect.fail();
    expect(isPrivateHalfOf(Buffer.from(privateKey), publicKey)).toBe(true);
    expect(
      Buffer.from(privateKey).equals((await keychain.read(record.keychainAccount)) ?? Buffer.alloc(0)),
    ).toBe(true);
    expect(record).toMatchObject(kept);
    expect(state).not.toBe('TRASHED');
  }
});

test('each key has the copy noted, on the disk and on the screen, and no other key has', async () => {
  const kept = await keepNewKey(vault, 'ed25519');
  const planned = await keepNewKey(vault, 'ed25519', { state: 'PLANNED' });
  await backUp();

  expect((await recordOf(kept.custodyId))?.copies).toEqual([copy()]);
  expect((await recordOf(planned.custodyId))?.copies).toEqual([]);
  expect(vault.board.vault().keys.find(({ custodyId }) => custodyId === kept.custodyId)?.copies).toEqual([
    expect.objectContaining({ kind: 'keychain' }),
    copy(),
  ]);
  expect(vault.inWork.size).toBe(0);
});

test('the person chooses the place, by a name that says the day; none is no failure and no backup', async () => {
  const { custodyId } = await keepNewKey(vault, 'ed25519');
  const asked: unknown[] = [];
  const files = {
    ...vault.files,
    save: async (ask: object) => {
      asked.push(ask);
      return null;
    },
  };

  expect(await backUp({ ...vault, files })).toEqual({ ok: true, value: null });

  expect(asked).toEqual([
    expect.objectContaining({ fileName: 'keyport-backup-2026-05-12.age', folder: 'documents' }),
  ]);
  expect((await recordOf(custodyId))?.copies).toEqual([]);
});

test('the file holds no private key that can be read, and is for its owner alone', async () => {
  await keepNewKey(vault, 'rsa');
  await keepNewKey(vault, 'ed25519');
  await backUp();

  const { text, keys } = await contentOf();
  const sealed = fs.readFileSync(file());
  const binary = Buffer.from(String(sealed).split('\n').slice(1, -2).join(''), 'base64');
  const { hunt } = createLeakHunter(keys.map(({ privateKey }) => privateKey));
  expect(hunt([{ name: 'opened', bytes: Buffer.from(text.replaceAll(String.raw`\n`, '\n')) }])).not.toEqual(
    [],
  );
  expect(
    hunt([
      { name: 'text', bytes: sealed },
      { name: 'binary', bytes: binary },
    ]),
  ).toEqual([]);
  if (process.platform !== 'win32') expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
});

test('every private key that it read is wiped', async () => {
  await keepNewKey(vault, 'rsa');
  await keepNewKey(vault, 'ed25519');
  keychain.buffers.length = 0;
  await backUp();

  expect(keychain.buffers).toHaveLength(2);
  expect(keychain.buffers.flatMap((bytes) => [...bytes]).filter(Boolean)).toEqual([]);
});

describe('is refused before a place is asked for', () => {
  const asked = () => expect(vault.chosen).toEqual([file()]);

  test.each(['', 'eleven char'])('with a passphrase that is too short: %j', async (passphrase) => {
    await keepNewKey(vault, 'ed25519');

    expect(await backUp(vault, passphrase)).toMatchObject({ problem: { code: 'passphrase-weak' } });
    asked();
  });

  test('where no key is kept', async () => {
    await keepNewKey(vault, 'ed25519', { state: 'PLANNED' });

    expect(await backUp()).toMatchObject({ problem: { code: 'no-keys-to-back-up' } });
    asked();
  });
});

describe('as a whole is refused, and leaves no file and no note,', () => {
  const refused: [string, string, (key: KeyRecord) => unknown][] = [
    [
      'where a key is no longer there',
      'key-missing-here',
      ({ keychainAccount }) => keychain.items.delete(keychainAccount),
    ],
    [
      'where the keychain is another one',
      'not-this-keychain',
      ({ keychainAccount }) => {
        keychain.items.delete(keychainAccount);
        for (const account of keychain.items.keys())
          if (account.startsWith('sentinel|')) keychain.items.delete(account);
      },
    ],
    [
      'where another key stands in its place',
      'key-not-proved',
      async ({ keychainAccount }) => keychain.items.set(keychainAccount, await newPrivateKey('ed25519')),
    ],
    [
      'where something else stands in its place',
      'key-not-proved',
      ({ keychainAccount }) => keychain.items.set(keychainAccount, Buffer.from('something\n')),
    ],
    ['where a key is being worked on', 'key-not-finished', ({ custodyId }) => vault.inWork.add(custodyId)],
    ['where the file is there already', 'file-exists', () => fs.writeFileSync(file(), 'mine')],
    ['where the folder is not there', 'file-not-written', () => fs.rmdirSync(folder)],
  ];

  test.each(refused)('%s: %s', async (_, code, make) => {
    const good = await keepNewKey(vault, 'ed25519', { name: 'good' });
    const { record } = await keepNewKey(vault, 'ed25519', { name: 'the bad one' });
    await make(record);
    keychain.buffers.length = 0;

    const outcome = await backUp();

    fs.mkdirSync(folder, { recursive: true });
    expect(outcome).toMatchObject({ ok: false, problem: { code } });
    if (code.startsWith('key-')) expect(JSON.stringify(outcome)).toContain('the bad one');
    expect(fs.readdirSync(folder)).toEqual(code === 'file-exists' ? ['backup.age'] : []);
    expect((await recordOf(good.custodyId))?.copies).toEqual([]);
    expect(vault.inWork.size).toBe(code === 'key-not-finished' ? 1 : 0);
    if (code === 'file-exists') expect(fs.readFileSync(file(), 'utf8')).toBe('mine');
    // The sentinel is no secret.
    const read = keychain.buffers.filter(({ length }) => length !== 65);
    expect(read.flatMap((bytes) => [...bytes]).filter(Boolean)).toEqual([]);
  });

  test.each(['locked', 'absent', 'failed'] as const)('where the keychain is %s', async (kind) => {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    const broken = fakeKeychain({ read: ['throw-before'], kind });

    expect(await backUp({ ...vault, keychain: broken })).toMatchObject({
      problem: { code: `keychain-${kind}` },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect((await recordOf(custodyId))?.copies).toEqual([]);
  });
});

test('a key that was found missing is told so from now on, and the next backup names it as left out', async () => {
  const good = await keepNewKey(vault, 'ed25519', { name: 'good' });
  const { record } = await keepNewKey(vault, 'ed25519', { name: 'the lost one' });
  keychain.items.delete(record.keychainAccount);
  await backUp();
  const damaged = path.join(vault.home, 'keys', '0a1b2c3d-9999-4222-8333-444444444444.json');
  fs.writeFileSync(damaged, 'torn');

  expect((await recordOf(record.custodyId))?.trouble).toEqual({ code: 'missing-here', raw: null });
  expect(valueOf(await backUp())).toEqual({ path: file(), keys: 1, leftOut: ['the lost one', damaged] });
  expect((await contentOf()).keys.map(({ name }) => name)).toEqual(['good']);
  expect((await recordOf(good.custodyId))?.copies).toEqual([copy()]);
});

test('where the note cannot be written, the backup stays and it is said', async () => {
  await keepNewKey(vault, 'ed25519');
  const journal = { ...vault.journal, change: () => Promise.reject(new Error('ENOSPC')) };

  expect(await backUp({ ...vault, journal })).toMatchObject({
    problem: { code: 'disk-failed', explanation: expect.stringContaining('The backup is written') },
  });
  expect((await contentOf()).keys).toHaveLength(1);
});

test('quitting waits for it, and no key of it can be removed meanwhile', async () => {
  const seen: unknown[] = [];
  vault.remove();
  open(fakeKeychain({ onCall: () => seen.push([[...vault.inWork], vault.unfinished.isEmpty()]) }));
  const one = await keepNewKey(vault, 'ed25519');
  const other = await keepNewKey(vault, 'ed25519');
  seen.length = 0;

  valueOf(await backUp());

  expect(seen).toHaveLength(2);
  expect(seen.at(-1)).toEqual([expect.arrayContaining([one.custodyId, other.custodyId]), false]);
  expect(vault.unfinished.isEmpty()).toBe(true);
});

describe('the copies of a record', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

  test('hold one for each place, the newest last', async () => {
    const { record } = await keepNewKey(vault, 'ed25519');
    const copies = [
      { kind: 'backup', where: '/a', at: at(1) },
      { kind: 'file', where: '/a', at: at(2) },
      { kind: 'backup', where: '/b', at: at(3) },
    ] as const;

    expect(
      withCopy({ ...record, copies: [...copies] }, { kind: 'backup', where: '/a', at: at(4) }).copies,
    ).toEqual([copies[1], copies[2], { kind: 'backup', where: '/a', at: at(4) }]);
  });

  test('never grow without end, and never lose a file that may be the only copy', async () => {
    let { record } = await keepNewKey(vault, 'ed25519', {
      copies: [{ kind: 'file', where: '/only', at: at(1) }],
    });
    for (let day = 1; day <= 150; day++)
      record = withCopy(record, { kind: 'backup', where: `/${day}`, at: at(day) });

    expect(record.copies).toHaveLength(101);
    expect(record.copies[0]?.where).toBe('/only');
    expect(record.copies.at(-1)?.where).toBe('/150');
  });
});

needs('small-disk')('onto a full disk', () => {
  test('nothing half is left, and nothing is noted', async () => {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    const disk = mountSmallDisk(64);
    try {
      disk.fill();
      vault.chosen.push(path.join(disk.path, 'backup.age'));

      expect(await backUpWith(vault, { passphrase: PASSPHRASE }, { workFactor: 8 })).toMatchObject({
        problem: { code: 'file-not-written' },
      });
      expect(fs.readdirSync(disk.path)).toEqual(['filler']);
      expect((await recordOf(custodyId))?.copies).toEqual([]);
    } finally {
      disk.remove();
    }
  });
});

needs('age', 'ssh-keygen')('the plain age program', () => {
  test('opens it, and ssh-keygen reads the keys in it', async () => {
    const kept = [await keepNewKey(vault, 'rsa'), await keepNewKey(vault, 'ed25519')];
    vault.chosen.push(file());
    valueOf(await backUpWith(vault, { passphrase: PASSPHRASE }));

    const plain = path.join(folder, 'plain.json');
    expect(await runAge(['-d', '-o', plain, file()], [PASSPHRASE])).toMatchObject({ code: 0 });

    const { keys } = JSON.parse(fs.readFileSync(plain, 'utf8')) as { keys: Kept[] };
    expect(new Set(keys.map(({ privateKey }) => judgedPublicKeyOf(Buffer.from(privateKey))))).toEqual(
      new Set(kept.map(({ publicKey }) => publicKey)),
    );
  });
});

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backUp } from '../../../electron/custody/back-up.ts';
import { fingerprintsOf } from '../../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import { createBackups } from '../../../electron/custody/restore-backup.ts';
import type { VaultServices } from '../../../electron/custody/vault-services.ts';
import { decryptWithPassphrase, encryptWithPassphrase } from '../../../electron/keychain/age.ts';
import { runAge } from '../../support/age.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { withoutSense } from '../../support/damaged-key.ts';
import { fakeKeychain, type FakeKeychain } from '../../support/fake-keychain.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { startKeyring, type TestKeyring } from '../../support/keyring.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { judgedPublicKeyOf } from '../../support/ssh-keygen.ts';
import { openTestVault } from '../../support/vault.ts';

const PASSPHRASE = 'four words, no relation';
const MADE_AT = '2026-05-12T10:00:00.000Z';
const PLACE = { sourceId: 'environment', accountId: '123456789012', region: 'eu-central-1', endpoint: null };
const LAUNCH = '0c0ffee0-1111-4222-8333-444444444444';

/** A backup of three keys, and what the home that it was made in knew of them. */
let folder: string;
let file: string;
let originals: readonly KeyRecord[];
let privateKeys: ReadonlyMap<string, Buffer>;

let keychain: FakeKeychain;
let vault: ReturnType<typeof openTestVault>;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-restore-'));
  file = path.join(folder, 'backup.age');
  const home = openTestVault({ now: () => new Date(MADE_AT) });
  const paired = {
    state: 'READY',
    place: PLACE,
    keyPairId: 'key-0123456789abcdef0',
    launchId: LAUNCH,
  } as const;
  await keepNewKey(home, 'rsa', { ...paired, name: 'ready', origin: 'aws-made' });
  await keepNewKey(home, 'ed25519', { name: 'secured', origin: 'added' });
  await keepNewKey(home, 'ed25519', { name: 'trashed', state: 'TRASHED', trashedFrom: 'SECURED' });
  home.chosen.push(file);
  valueOf(await backUp(home, { passphrase: PASSPHRASE }, { workFactor: 8 }));
  originals = (await home.journal.list()).records;
  const kept = originals.map(async ({ name, keychainAccount }) => {
    return [name, Buffer.from((await home.keychain.read(keychainAccount)) ?? '')] as const;
  });
  privateKeys = new Map(await Promise.all(kept));
  home.remove();
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

beforeEach(() => openNew());
afterEach(() => vault.remove());

/** Another computer: nothing is known, nothing is kept. */
function openNew(options: Parameters<typeof fakeKeychain>[0] = {}): void {
  keychain = fakeKeychain(options);
  vault = openTestVault({ keychain });
}

const original = (name: string): KeyRecord =>
  originals.find((record) => record.name === name) ?? expect.fail();
const copy = () => ({ kind: 'backup', where: file, at: MADE_AT });

async function restore(services: VaultServices = vault, from = file, passphrase = PASSPHRASE) {
  const backups = createBackups({ ...services, files: { ...services.files, open: async () => from } });
  const chosen = valueOf(await backups.chooseBackupFile()) ?? expect.fail();
  return backups.restoreBackup({ fileId: chosen.fileId, passphrase });
}

/** All that is on the disk and in the keychain, to see that nothing was changed. */
function everything(): unknown {
  const names = fs.existsSync(path.join(vault.home, 'keys'))
    ? fs.readdirSync(path.join(vault.home, 'keys'))
    : [];
  const files = names.map((name) => [name, fs.readFileSync(path.join(vault.home, 'keys', name), 'utf8')]);
  return {
    files,
    items: [...keychain.items].map(([account, bytes]) => [account, String(Buffer.from(bytes))]),
  };
}

async function expectAllRestored(): Promise<void> {
  const { records } = await vault.journal.list();
  expect(records.map(({ name }) => name).toSorted()).toEqual(['ready', 'secured', 'trashed']);
  for (const record of records) {
    expect(record).toMatchObject({ state: record.name === 'ready' ? 'READY' : 'SECURED', trouble: null });
    const back = Buffer.from((await keychain.read(record.keychainAccount)) ?? '');
    expect(back.equals(privateKeys.get(record.name) ?? Buffer.alloc(0))).toBe(true);
  }
}

test('every key is in the keychain of a new home as it was, and its record says all that was known', async () => {
  const restored = valueOf(await restore());

  expect(restored).toMatchObject({ alreadyHere: [], refused: [] });
  expect(new Map(restored.added.map(({ name, standing }) => [name, standing]))).toEqual(
    new Map(['ready', 'secured', 'trashed'].map((name) => [name, 'safe'])),
  );
  await expectAllRestored();
  for (const record of (await vault.journal.list()).records) {
    const { name, origin } = record;
    const kept = pick(original(name));
    expect(record).toMatchObject({
      ...kept,
      fingerprints: fingerprintsOf(privateKeys.get(name) ?? Buffer.alloc(0), origin),
      sentinelHash: await vault.sentinel.hash(),
      backend: keychain.backend,
      trashedFrom: null,
      copies: [copy()],
    });
    expect(record.provedAt).not.toBeNull();
  }
  expect(
    vault.board
      .vault()
      .keys.map(({ custodyId }) => custodyId)
      .toSorted(),
  ).toEqual(originals.map(({ custodyId }) => custodyId).toSorted());
  expect(vault.inWork.size).toBe(0);
});

test('a second time it changes nothing, and says that all are here', async () => {
  await restore();
  const before = everything();

  const again = valueOf(await restore());

  expect(again).toMatchObject({ added: [], refused: [] });
  expect(again.alreadyHere.toSorted()).toEqual(['ready', 'secured', 'trashed']);
  expect(everything()).toEqual(before);
});

test('every copy of a private key that it made is wiped', async () => {
  await restore();

  expect(keychain.buffers.length).toBeGreaterThan(6);
  const privateOnes = keychain.buffers.filter(({ length }) => length !== 65);
  expect(privateOnes.flatMap((bytes) => [...bytes]).filter(Boolean)).toEqual([]);
});

describe('a file that is not a whole backup for this passphrase', () => {
  test.each<[string, (file: Buffer) => Buffer | string]>([
    ['empty', () => ''],
    ['another file', () => 'something else\n'],
    ['cut off in its frame', (whole) => whole.subarray(0, -20)],
    ['cut off in the middle', (whole) => whole.subarray(0, whole.length / 2)],
    ['changed at its end', (whole) => withChange(whole, whole.lastIndexOf('\n-----END') - 3)],
    ['changed in its middle', (whole) => withChange(whole, Math.floor(whole.length / 2))],
    ['twice', (whole) => Buffer.concat([whole, whole])],
  ])('is called damaged, and changes nothing: %s', async (_, damage) => {
    const damaged = path.join(folder, 'damaged.age');
    fs.writeFileSync(damaged, damage(fs.readFileSync(file)));
    const before = everything();

    expect(await restore(vault, damaged)).toMatchObject({ problem: { code: 'backup-damaged', raw: null } });
    expect(everything()).toEqual(before);
  });

  test('has another passphrase: it stays chosen, and nothing is changed', async () => {
    const before = everything();
    vault.chosen.push(file);
    const backups = createBackups(vault);
    const { fileId } = valueOf(await backups.chooseBackupFile()) ?? expect.fail();

    expect(await backups.restoreBackup({ fileId, passphrase: 'another passphrase' })).toMatchObject({
      problem: { code: 'passphrase-wrong' },
    });
    expect(everything()).toEqual(before);
    expect(valueOf(await backups.restoreBackup({ fileId, passphrase: PASSPHRASE })).added).toHaveLength(3);
  });

  test.each<[string, (backup: Json) => unknown]>([
    ['nothing', () => null],
    ['another text', () => 'hello'],
    ['an empty object', () => ({})],
    ['a list', () => []],
    ['another kind of file', (backup) => ({ ...backup, what: 'a shopping list' })],
    ['a later version', (backup) => ({ ...backup, version: 2 })],
    ['a field nobody knows', (backup) => ({ ...backup, more: true })],
    ['keys that are no list', (backup) => ({ ...backup, keys: {} })],
    ['a key that is null', (backup) => ({ ...backup, keys: [null] })],
    ['a key without its private half', (backup) => withKey(backup, { privateKey: undefined })],
    ['an empty private key', (backup) => withKey(backup, { privateKey: '' })],
    ['a private key without end', (backup) => withKey(backup, { privateKey: 'a'.repeat(20_000) })],
    ['an id that is a path', (backup) => withKey(backup, { custodyId: '../../outside' })],
    ['a name with a line break', (backup) => withKey(backup, { name: 'web\nother' })],
    ['a state that is none', (backup) => withKey(backup, { state: 'HELD_IN_FILE' })],
    [
      'the account of the sentinel',
      (backup) => withKey(backup, { keychainAccount: `sentinel|${randomUUID()}` }),
    ],
    ['the account of the probe', (backup) => withKey(backup, { keychainAccount: 'probe' })],
    ['a field of a key nobody knows', (backup) => withKey(backup, { sentinelHash: 'x' })],
  ])('opens, but is none of ours: %s', async (_, change) => {
    const strange = await sealed(change(await opened()));
    const before = everything();

    const outcome = await restore(vault, strange);

    expect(outcome).toMatchObject({ problem: { code: 'backup-damaged', raw: null } });
    expect(everything()).toEqual(before);
  });

  test.each([
    ['is not there', () => path.join(folder, 'nowhere.age')],
    ['is a folder', () => folder],
  ])('%s', async (_, at) => {
    expect(await restore(vault, at())).toMatchObject({ problem: { code: 'file-unreadable' } });
  });
});

describe('of the file', () => {
  test('only the name leaves, and only what was chosen last is opened', async () => {
    const backups = createBackups(vault);
    vault.chosen.push(file, null);
    const first = valueOf(await backups.chooseBackupFile());

    expect(first).toEqual({ fileId: expect.any(String), name: 'backup.age' });
    expect(valueOf(await backups.chooseBackupFile())).toBeNull();
    expect(await backups.restoreBackup({ fileId: randomUUID(), passphrase: PASSPHRASE })).toMatchObject({
      problem: { code: 'file-unreadable' },
    });
    valueOf(await backups.restoreBackup({ fileId: first?.fileId ?? '', passphrase: PASSPHRASE }));
  });
});

describe('a key that this home knows', () => {
  const lost: [string, Partial<KeyRecord>, Partial<KeyRecord>][] = [
    ['missing from the keychain', { trouble: { code: 'missing-here', raw: null } }, { state: 'SECURED' }],
    ['missing, and nobody has noticed yet', {}, { state: 'SECURED' }],
    [
      'saved to a file only',
      { state: 'HELD_IN_FILE', place: PLACE, keyPairId: 'key-1' },
      { state: 'SECURED', keyPairId: 'key-1', place: PLACE },
    ],
    ['in the trash, and missing', { state: 'TRASHED', trashedFrom: 'SECURED' }, { state: 'SECURED' }],
    ['planned by a run that died', { state: 'PLANNED' }, { state: 'SECURED' }],
    ['asked for, and never heard of again', { state: 'REQUESTED', publicKey: null }, { state: 'SECURED' }],
    ['not believed in any more', { state: 'ABSENT', publicKey: null }, { state: 'SECURED' }],
  ];

  test.each(lost)('is put back: %s', async (_, part, after) => {
    const record = { ...original('secured'), sentinelHash: await vault.sentinel.hash(), copies: [], ...part };
    await vault.journal.write(record);

    const restored = valueOf(await restore());

    expect(restored.added.map(({ name }) => name)).toContain('secured');
    expect(await vault.journal.read(record.custodyId)).toMatchObject({
      ...after,
      trouble: null,
      trashedFrom: null,
      copies: [copy()],
      publicKey: original('secured').publicKey,
    });
    const back = Buffer.from((await keychain.read(record.keychainAccount)) ?? '');
    expect(back.equals(privateKeys.get('secured') ?? Buffer.alloc(0))).toBe(true);
  });

  test('and has under another id is found by its public half, and stays what it is', async () => {
    const record = {
      ...original('ready'),
      custodyId: randomUUID(),
      name: 'my own name for it',
      keychainAccount: 'my own account for it',
      sentinelHash: await vault.sentinel.hash(),
    };
    await vault.journal.write(record);
    await keychain.save(record.keychainAccount, privateKeys.get('ready') ?? Buffer.alloc(0));

    const restored = valueOf(await restore());

    expect(restored.alreadyHere).toEqual(['my own name for it']);
    expect(await vault.journal.read(record.custodyId)).toEqual(record);
    expect(await vault.journal.read(original('ready').custodyId)).toBeNull();
    expect(keychain.items.has(original('ready').keychainAccount)).toBe(false);
  });

  test('in the trash, and kept, stays in the trash', async () => {
    const record = {
      ...original('trashed'),
      sentinelHash: await vault.sentinel.hash(),
    };
    await vault.journal.write(record);
    await keychain.save(record.keychainAccount, privateKeys.get('trashed') ?? Buffer.alloc(0));

    expect(valueOf(await restore()).alreadyHere).toEqual(['trashed']);
    expect(await vault.journal.read(record.custodyId)).toEqual(record);
  });

  test('keeps a trouble that is not of the keychain', async () => {
    const record = {
      ...original('ready'),
      sentinelHash: await vault.sentinel.hash(),
      trouble: { code: 'pair-differs', raw: 'key-2' },
    } as const;
    await vault.journal.write(record);

    valueOf(await restore());

    expect((await vault.journal.read(record.custodyId))?.trouble).toEqual(record.trouble);
  });
});

describe('one key is refused, and the others are restored,', () => {
  const others = async (outcome: Awaited<ReturnType<typeof restore>>, why: string | RegExp) => {
    const restored = valueOf(outcome);
    expect(restored.refused).toEqual([{ name: 'secured', why: expect.stringMatching(why) }]);
    expect(restored.added.map(({ name }) => name).toSorted()).toEqual(['ready', 'trashed']);
  };

  test.each<[string, () => object | Promise<object>, string]>([
    [
      'its halves do not belong together',
      async () => ({ privateKey: text(await newPrivateKey('ed25519')) }),
      'belong together',
    ],
    ['it is no private key', () => ({ privateKey: 'hello' }), 'belong together'],
    ['its type is another', () => ({ type: 'rsa' }), 'belong together'],
    [
      'its numbers are damaged',
      () => {
        const { privateKey, publicKey } = senseless();
        return { privateKey, publicKey, type: 'rsa' };
      },
      'belong together',
    ],
    ['it is longer than every keychain takes', longKey, 'longer'],
  ])('where %s', async (_, part, why) => {
    const changed = await sealed(withKey(await opened(), await part(), 'secured'));

    await others(await restore(vault, changed), why);

    expect(await vault.journal.read(original('secured').custodyId)).toBeNull();
    expect(keychain.items.has(original('secured').keychainAccount)).toBe(false);
  });

  test('where the keychain holds something else under its name, which stays', async () => {
    await keychain.save(original('secured').keychainAccount, Buffer.from('something else\n'));

    await others(await restore(), 'never replaces');

    expect(text((await keychain.read(original('secured').keychainAccount)) ?? Buffer.alloc(0))).toBe(
      'something else\n',
    );
    expect(await vault.journal.read(original('secured').custodyId)).toBeNull();
  });

  test('where another key has its id', async () => {
    const other = publicKeyOf(await newPrivateKey('ed25519'));
    const record = { ...original('secured'), publicKey: other, sentinelHash: await vault.sentinel.hash() };
    await vault.journal.write(record);

    await others(await restore(), 'same id');

    expect(await vault.journal.read(record.custodyId)).toEqual(record);
  });

  test('where its record is damaged, which stays as it is', async () => {
    await vault.sentinel.hash();
    const torn = path.join(vault.home, 'keys', `${original('secured').custodyId}.json`);
    fs.writeFileSync(torn, 'torn');

    await others(await restore(), 'Move that file away');

    expect(fs.readFileSync(torn, 'utf8')).toBe('torn');
  });

  test('where something else works on it', async () => {
    vault.inWork.add(original('secured').custodyId);

    await others(await restore(), 'busy');

    expect([...vault.inWork]).toEqual([original('secured').custodyId]);
  });

  test('where the keychain does not keep it, and then no record of it is left', async () => {
    vault.remove();
    // The sentinel, and the first key.
    openNew({ save: [null, null, 'throw-before'] });

    const restored = valueOf(await restore());

    expect(restored.refused).toHaveLength(1);
    expect(restored.added).toHaveLength(2);
    expect((await vault.journal.list()).records).toHaveLength(2);
    expect(valueOf(await restore()).added).toHaveLength(1);
    await expectAllRestored();
  });
});

test.each(['locked', 'full', 'absent'] as const)(
  'a keychain that is %s ends it with that problem, and once it works the rest is restored',
  async (kind) => {
    vault.remove();
    openNew({ save: [null, null, 'throw-before'], kind });

    expect(await restore()).toMatchObject({ problem: { code: `keychain-${kind}` } });
    expect(vault.board.vault().keys).toHaveLength(1);

    const restored = valueOf(await restore());
    expect([restored.added.length, restored.alreadyHere.length]).toEqual([2, 1]);
    await expectAllRestored();
  },
);

test('a save without an answer is decided by what can be read back', async () => {
  vault.remove();
  openNew({ save: [null, 'throw-after', 'throw-after', 'throw-after'] });

  expect(valueOf(await restore()).added).toHaveLength(3);
  await expectAllRestored();
});

describe('a run that dies', () => {
  // Each write of the journal and each call of the keychain is a place to die at, before and after.
  const places = Array.from({ length: 60 }, (_, step) => step);

  test.each(['and is only run again', 'and is recovered first'])(
    'at any step loses nothing, %s',
    async (how) => {
      let deaths = 0;
      for (const step of places) {
        vault.remove();
        openNew();
        const dying = mortal(vault, step);
        const died = await restore(dying.services).then(
          () => false,
          () => true,
        );
        if (!died && !dying.isDead()) break;
        deaths++;
        const next = openTestVault({ keychain, home: vault.home });
        vault = next;
        if (how === 'and is recovered first') await recoverKeys(next);
        const restored = valueOf(await restore());
        expect(restored.refused).toEqual([]);
        await expectAllRestored();
      }
      expect(deaths).toBeGreaterThan(20);
      expect(deaths).toBeLessThan(places.length);
    },
  );
});

describe('a home whose keychain is no longer the one that it knew', () => {
  const forget = () => keychain.items.clear();

  test('takes the new one when a backup is restored to it, and believes it from then on', async () => {
    await restore();
    const before = await vault.sentinel.hash();
    const { custodyId } = await keepNewKey(vault, 'ed25519', { name: 'not in the backup' });
    forget();

    expect(valueOf(await restore()).added).toHaveLength(3);

    expect(await vault.sentinel.look()).toMatchObject({ state: 'readable' });
    expect(await vault.sentinel.hash()).not.toBe(before);
    // What only the old one held is not taken for lost.
    expect((await vault.journal.read(custodyId))?.sentinelHash).toBe(before);
    await recoverKeys(vault);
    expect((await vault.journal.read(custodyId))?.trouble?.code).toBe('not-this-keychain');
  });

  test('takes none that is only locked', async () => {
    await restore();
    const before = await vault.sentinel.hash();
    const locked = { ...fakeKeychain({ probe: 'locked' }), read: async () => null };
    const services = openTestVault({ keychain: locked, home: vault.home });

    expect(await restore(services)).toMatchObject({ problem: { code: 'keychain-locked' } });
    expect(await vault.sentinel.hash()).toBe(before);
    expect(await vault.sentinel.look()).toMatchObject({ state: 'readable' });
  });

  test('takes none in which something else stands in the place of its sentinel', async () => {
    await restore();
    for (const account of keychain.items.keys())
      if (account.startsWith('sentinel|')) keychain.items.set(account, Buffer.from('something\n'));
    const before = everything();

    expect(await restore()).toMatchObject({ problem: { code: 'not-this-keychain' } });
    expect(everything()).toEqual(before);
  });
});

needs('small-disk')('with a journal on a full disk', () => {
  test('no private key is saved without a record, and it ends when there is room', async () => {
    const disk = mountSmallDisk(64);
    const onDisk = openTestVault({ keychain, home: disk.path });
    try {
      await onDisk.sentinel.hash();
      disk.fill();

      expect(await restore(onDisk)).toMatchObject({ problem: { code: 'disk-failed' } });
      expect([...keychain.items.keys()].filter((account) => !account.startsWith('sentinel|'))).toEqual([]);

      disk.makeRoom();
      expect(valueOf(await restore(onDisk)).added).toHaveLength(3);
    } finally {
      disk.remove();
    }
  });
});

needs(
  'gnome-keyring',
  'dbus',
  'ssh-keygen',
)('onto an empty GNOME Keyring, in a new home', () => {
  let keyring: TestKeyring;
  let real: RealKeychain;
  beforeAll(async () => {
    keyring = await startKeyring();
    real = openKeychain(keyring.env);
  });
  afterAll(async () => {
    await real.close();
    await keyring.stop();
  });

  test('every key comes back, and ssh-keygen reads the same public half out of it', async () => {
    const home = openTestVault({ keychain: real });
    try {
      expect(valueOf(await restore(home)).added).toHaveLength(3);
      await real.close();
      await keyring.restart();
      real = openKeychain(keyring.env);

      for (const { keychainAccount, publicKey } of originals) {
        const privateKey = (await real.read(keychainAccount)) ?? expect.fail();
        expect(judgedPublicKeyOf(privateKey)).toBe(publicKey);
      }
      const again = openTestVault({ keychain: real, home: home.home });
      expect(valueOf(await restore(again)).alreadyHere).toHaveLength(3);
    } finally {
      home.remove();
    }
  });
});

needs('age')('a backup that the plain age program encrypted anew', () => {
  test('under another passphrase is restored as ours is', async () => {
    const [plain, theirs] = [path.join(folder, 'plain.json'), path.join(folder, 'theirs.age')];
    const other = 'another passphrase, as long';
    await runAge(['-d', '-o', plain, file], [PASSPHRASE]);
    await runAge(['-p', '-o', theirs, plain], [other, other]);

    expect(valueOf(await restore(vault, theirs, other)).added).toHaveLength(3);
    await expectAllRestored();
  });
});

type Json = Readonly<Record<string, unknown>> & {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
};

async function opened(): Promise<Json> {
  const found = await decryptWithPassphrase(fs.readFileSync(file), PASSPHRASE);
  if (found.state !== 'opened') throw new Error(found.state);
  return JSON.parse(Buffer.from(found.plain).toString()) as Json;
}

/** A file that is as ours is but for its contents. */
async function sealed(contents: unknown): Promise<string> {
  const changed = path.join(folder, 'changed.age');
  const plain = Buffer.from(JSON.stringify(contents));
  fs.writeFileSync(changed, await encryptWithPassphrase(plain, PASSPHRASE, 8));
  return changed;
}

function withKey(backup: Json, part: object, name = 'ready'): Json {
  return { ...backup, keys: backup.keys.map((key) => (key['name'] === name ? { ...key, ...part } : key)) };
}

function withChange(whole: Buffer, at: number): Buffer {
  const changed = Buffer.from(whole);
  const place = changed[at] === 10 ? at + 1 : at;
  changed[place] = changed[place] === 65 ? 66 : 65;
  return changed;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function longKey(): { readonly privateKey: string; readonly publicKey: string; readonly type: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
  return { privateKey: pem, publicKey: publicKeyOf(Buffer.from(pem)) ?? '', type: 'rsa' };
}

function senseless(): { readonly privateKey: string; readonly publicKey: string } {
  const privateKey = text(withoutSense(privateKeys.get('ready') ?? Buffer.alloc(0)));
  return { privateKey, publicKey: original('ready').publicKey ?? '' };
}

/** What is the same in every home. */
function pick({ custodyId, name, type, origin, place, keyPairId, ...more }: KeyRecord): Partial<KeyRecord> {
  const { publicKey, keychainAccount, launchId, createdAt } = more;
  return {
    custodyId,
    name,
    type,
    origin,
    place,
    keyPairId,
    publicKey,
    keychainAccount,
    launchId,
    createdAt,
  };
}

/** These services, in a process that dies after so many steps: from then on no call has any effect, nor an answer. */
function mortal(
  services: VaultServices,
  steps: number,
): { readonly services: VaultServices; readonly isDead: () => boolean } {
  let left = steps;
  const step = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (left-- <= 0) throw new Error('died before');
    const value = await work();
    if (left-- <= 0) throw new Error('died after');
    return value;
  };
  const { journal, keychain: kept } = services;
  return {
    isDead: () => left < 0,
    services: {
      ...services,
      journal: {
        ...journal,
        write: (record) => step(() => journal.write(record)),
        change: (custodyId, change) => step(() => journal.change(custodyId, change)),
        remove: (custodyId) => step(() => journal.remove(custodyId)),
      },
      keychain: {
        ...kept,
        save: (account, privateKey) => step(() => kept.save(account, privateKey)),
        read: (account) => step(() => kept.read(account)),
      },
    },
  };
}

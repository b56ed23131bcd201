import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyFiles } from '../../../electron/custody/add-key.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { entered, troubled, type KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import type { AddedKey } from '../../../shared/keys/keys-api.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { words } from '../../../shared/words/en.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain, type FakeKeychainOptions } from '../../support/fake-keychain.ts';
import { fixture, PASSPHRASE } from '../../support/key-files.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { openTestVault } from '../../support/vault.ts';

const PLACE = { sourceId: 'environment', accountId: '123456789012', region: 'eu-central-1', endpoint: null };

let folder: string;
let keychain: FakeKeychain;
let vault: ReturnType<typeof openTestVault>;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-add-'));
  open();
});
afterEach(() => {
  vault.remove();
  fs.rmSync(folder, { recursive: true });
});

describe('a key from a file', () => {
  test.each(['ed25519', 'rsa'] as const)('is kept, written down and shown: %s', async (type) => {
    const { file, publicKey } = await newFile(type);
    const { key, stillAt } = valueOf(await add(file, 'from home'));

    expect(stillAt).toBe(file);
    expect(fs.existsSync(file)).toBe(true);
    expect(key).toMatchObject({
      name: 'from home',
      type,
      origin: 'added',
      standing: 'safe',
      pair: null,
      publicKey,
    });
    expect(key.keychainAccount).toBe(`from home|added|-|${key.custodyId.slice(0, 8)}`);
    expect(key.copies).toEqual([{ kind: 'keychain', where: keychain.backend, at: key.createdAt }]);
    expect(publicKeyOf(keychain.items.get(key.keychainAccount) ?? Buffer.alloc(0))).toBe(publicKey);
    expect(vault.snapshots.at(-1)?.keys).toEqual([key]);
    expect(await onlyRecord()).toMatchObject({
      state: 'SECURED',
      provedAt: expect.any(String),
      fingerprints: key.fingerprints,
    });
    expect(vault.inWork.size).toBe(0);
  });

  test('leaves no private key in our memory', async () => {
    const { file } = await newFile('ed25519');
    valueOf(await add(file));

    const keys = keychain.buffers.filter(({ length }) => length > 200);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(keys.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true);
  });

  test('is asked for again with its passphrase, without being chosen again', async () => {
    const files = createKeyFiles(vault);
    vault.chosen.push(path.join(folder, 'putty.ppk'));
    fs.writeFileSync(path.join(folder, 'putty.ppk'), fixture('throwaway-rsa-v3-argon2id.ppk'));
    const file = valueOf(await files.chooseKeyFile());
    const ask = (passphrase: string | null) =>
      files.addKey({ fileId: file?.fileId ?? '', name: 'web', passphrase });

    expect(file?.name).toBe('putty.ppk');
    expect(codeOf(await ask(null))).toBe('passphrase-needed');
    expect(codeOf(await ask('another'))).toBe('passphrase-wrong');
    expect(codeOf(await ask(PASSPHRASE))).toBeNull();
    // Once it is in the vault there is nothing to ask for any more.
    expect(codeOf(await ask(PASSPHRASE))).toBe('file-unreadable');
  });

  test('is found by what the person chose, and by nothing else', async () => {
    const files = createKeyFiles(vault);
    vault.chosen.push(null);

    expect(valueOf(await files.chooseKeyFile())).toBeNull();
    expect(codeOf(await files.addKey({ fileId: folder, name: 'web', passphrase: null }))).toBe(
      'file-unreadable',
    );
  });

  test.each(['gone', 'folder', 'pipe'])('that cannot be read is told of: %s', async (what) => {
    const file = path.join(folder, 'key');
    if (what === 'folder') fs.mkdirSync(file);
    if (what === 'pipe') spawnSync('mkfifo', [file]);

    expect(codeOf(await add(file))).toBe('file-unreadable');
    expect(await records()).toEqual([]);
  });

  test('that never ends is not read to its end', async () => {
    const file = path.join(folder, 'key');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 2 ** 40);

    const added = await add(file);
    expect(added).toMatchObject({
      problem: { code: 'not-a-private-key', explanation: words.keyFiles.tooLarge },
    });
  });

  test('that is refused leaves no trace', async () => {
    const file = path.join(folder, 'key.pub');
    fs.writeFileSync(file, 'ssh-ed25519 AAAA web\n');

    expect(codeOf(await add(file))).toBe('not-a-private-key');
    expect(await records()).toEqual([]);
    expect([...keychain.items.keys()]).toEqual([]);
  });
});

describe('a key that is in the vault already', () => {
  test('is not added again under another name', async () => {
    const { file } = await newFile('ed25519');
    valueOf(await add(file, 'web'));

    expect(await add(file, 'other')).toMatchObject({
      problem: { code: 'key-known', explanation: words.keyFiles.known('web') },
    });
    expect(await records()).toHaveLength(1);
  });

  test('is not added twice by two clicks', async () => {
    const { file } = await newFile('ed25519');
    const files = createKeyFiles(vault);
    vault.chosen.push(file, file);
    const chosen = [valueOf(await files.chooseKeyFile()), valueOf(await files.chooseKeyFile())];
    const both = await Promise.all(
      chosen.map((one) => files.addKey({ fileId: one?.fileId ?? '', name: 'web', passphrase: null })),
    );

    expect(both.map(codeOf)).toEqual([null, 'key-known']);
    expect(await records()).toHaveLength(1);
  });

  test('and in the trash is said to be there', async () => {
    const { file, publicKey } = await newFile('rsa');
    const { key } = valueOf(await add(file, 'web'));
    await vault.journal.change(key.custodyId, (record) => ({
      ...entered(record, 'TRASHED'),
      trashedFrom: 'SECURED',
    }));

    expect(await add(file)).toMatchObject({
      problem: { code: 'key-known', explanation: words.keyFiles.inTrash('web') },
    });
    expect((await onlyRecord()).publicKey).toBe(publicKey);
  });
});

describe('a key that is missed is given back to its record', () => {
  const lost: Record<string, (record: KeyRecord) => KeyRecord> = {
    'held in a file': (record) => entered(record, 'HELD_IN_FILE'),
    'missing here': (record) => troubled(record, 'missing-here'),
    'kept in another keychain': (record) => ({
      ...troubled(record, 'not-this-keychain'),
      sentinelHash: 'f'.repeat(64),
    }),
  };

  test.each(Object.entries(lost))('%s, with a pair in AWS', async (_, lose) => {
    const { file, kept } = await lostKey(lose, {
      state: 'READY',
      place: PLACE,
      keyPairId: 'key-0123456789abcdef0',
    });
    const { key } = valueOf(await add(file, 'another name'));

    expect(key).toMatchObject({
      custodyId: kept.custodyId,
      name: 'web',
      standing: 'safe',
      origin: 'made-here',
    });
    expect(await onlyRecord()).toMatchObject({
      state: 'READY',
      trouble: null,
      keyPairId: 'key-0123456789abcdef0',
      sentinelHash: await vault.sentinel.hash(),
    });
    expect(publicKeyOf(keychain.items.get(kept.record.keychainAccount) ?? Buffer.alloc(0))).toBe(
      kept.publicKey,
    );
    expect(vault.inWork.size).toBe(0);
  });

  test.each(Object.entries(lost))('%s, without a pair', async (_, lose) => {
    const { file } = await lostKey(lose, { place: null, keyPairId: null });
    valueOf(await add(file));

    expect(await onlyRecord()).toMatchObject({ state: 'SECURED', trouble: null });
  });

  test('even where the keychain has it after all, in other words than ours', async () => {
    const { file, kept } = await lostKey((record) => entered(record, 'HELD_IN_FILE'), {}, 'rsa');
    const theirs = fs
      .readFileSync(file, 'latin1')
      .replaceAll(/\n(?=[^-])/g, '')
      .replace(/(.{76})(?=[A-Za-z0-9+/])/g, '$1\n');
    const stored = Buffer.from(
      theirs.replace('-----BEGIN RSA PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY-----\n'),
    );
    await keychain.save(kept.record.keychainAccount, stored);
    const before = keychain.items.get(kept.record.keychainAccount);

    valueOf(await add(file));
    expect((await onlyRecord()).state).toBe('SECURED');
    expect(keychain.items.get(kept.record.keychainAccount)).toBe(before);
  });

  test('but not over what else is kept under its name', async () => {
    const { file, kept } = await lostKey((record) => entered(record, 'HELD_IN_FILE'));
    await keychain.save(kept.record.keychainAccount, Buffer.from('something else\n'));

    expect(codeOf(await add(file))).toBe('keychain-failed');
    expect((await onlyRecord()).state).toBe('HELD_IN_FILE');
    expect(Buffer.from(keychain.items.get(kept.record.keychainAccount) ?? []).toString()).toContain(
      'something else',
    );
  });

  test('and not while something else is at work on it', async () => {
    const { file, kept } = await lostKey((record) => entered(record, 'HELD_IN_FILE'));
    vault.inWork.add(kept.custodyId);

    expect(codeOf(await add(file))).toBe('key-not-finished');
    expect((await onlyRecord()).state).toBe('HELD_IN_FILE');
    expect(vault.inWork.has(kept.custodyId)).toBe(true);
  });
});

describe('a keychain that fails', () => {
  test('and keeps nothing leaves no record', async () => {
    // The sentinel is saved first.
    reopen({ save: [null, 'throw-before'] });
    const { file } = await newFile('ed25519');

    expect(codeOf(await add(file))).toBe('keychain-failed');
    expect(await records()).toEqual([]);
    expect(vault.inWork.size).toBe(0);
  });

  test('after it kept the key changes nothing: what is read back counts', async () => {
    reopen({ save: [null, 'throw-after'] });
    const { file } = await newFile('ed25519');

    expect(valueOf(await add(file)).key.standing).toBe('safe');
  });

  test('to give it back leaves the record, and the next recovery finds the key', async () => {
    // Read twice for the sentinel.
    reopen({ read: [null, null, 'throw-before'] });
    const { file, publicKey } = await newFile('ed25519');

    expect(codeOf(await add(file))).toBe('keychain-failed');
    expect(await onlyRecord()).toMatchObject({ state: 'PLANNED', publicKey });
    await recoverKeys(vault);
    expect((await onlyRecord()).state).toBe('SECURED');
  });

  test('and gives back something else is not believed', async () => {
    reopen({ read: [null, null, 'wrong-back'] });
    const { file } = await newFile('ed25519');

    expect(await add(file)).toMatchObject({
      problem: { code: 'key-not-proved', explanation: words.keyFiles.notProved },
    });
    expect((await onlyRecord()).state).toBe('PLANNED');
  });

  test('at the start is told before anything is written down', async () => {
    reopen({ save: ['throw-before'], kind: 'locked' });
    const { file } = await newFile('ed25519');

    expect(codeOf(await add(file))).toBe('keychain-locked');
    expect(await records()).toEqual([]);
  });
});

test('the record is on disk before the keychain is given the key', async () => {
  const seen: string[] = [];
  reopen({
    onCall: (call) => {
      if (call.startsWith('save web')) {
        seen.push(
          ...fs.readdirSync(path.join(vault.home, 'keys')).filter((name) => !name.startsWith('sentinel')),
        );
      }
    },
  });
  const { file } = await newFile('ed25519');
  const { key } = valueOf(await add(file, 'web'));

  expect(seen).toEqual([`${key.custodyId}.json`]);
});

function open(options: FakeKeychainOptions = {}): void {
  keychain = fakeKeychain(options);
  vault = openTestVault({ keychain });
}

function reopen(options: FakeKeychainOptions): void {
  vault.remove();
  open(options);
}

async function newFile(type: 'ed25519' | 'rsa'): Promise<{ file: string; publicKey: string }> {
  const file = path.join(folder, `${type}.pem`);
  const privateKey = await newPrivateKey(type);
  fs.writeFileSync(file, privateKey);
  return { file, publicKey: publicKeyOf(privateKey) ?? '' };
}

/** A key that the vault knew, and whose private half is now in a file alone. */
async function lostKey(
  lose: (record: KeyRecord) => KeyRecord,
  part: Partial<KeyRecord> = {},
  type: 'ed25519' | 'rsa' = 'ed25519',
) {
  const kept = await keepNewKey(vault, type, part);
  const { keychainAccount } = kept.record;
  const file = path.join(folder, 'saved.pem');
  fs.writeFileSync(file, (await keychain.read(keychainAccount)) ?? '');
  await keychain.remove(keychainAccount);
  await vault.journal.change(kept.custodyId, lose);
  return { file, kept };
}

async function add(file: string, name = 'web', passphrase: string | null = null): Promise<Outcome<AddedKey>> {
  const files = createKeyFiles(vault);
  vault.chosen.push(file);
  const chosen = valueOf(await files.chooseKeyFile());
  return files.addKey({ fileId: chosen?.fileId ?? '', name, passphrase });
}

async function records(): Promise<readonly KeyRecord[]> {
  return (await vault.journal.list()).records;
}

async function onlyRecord(): Promise<KeyRecord> {
  const [record, ...others] = await records();
  if (!record || others.length > 0) throw new Error(`${others.length + 1} records`);
  return record;
}

function codeOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.problem.code;
}

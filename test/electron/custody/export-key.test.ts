import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportKey, exportTo } from '../../../electron/custody/export-key.ts';
import { entered } from '../../../electron/custody/key-record.ts';
import type { VaultServices } from '../../../electron/custody/vault-services.ts';
import { words } from '../../../shared/words/en.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../../support/fake-keychain.ts';
import { sshKeygenOn } from '../../support/key-files.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { needs } from '../../support/parts.ts';
import { openTestVault } from '../../support/vault.ts';

let folder: string;
let keychain: FakeKeychain;
let vault: ReturnType<typeof openTestVault>;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-export-'));
  keychain = fakeKeychain();
  vault = openTestVault({ keychain });
});
afterEach(() => {
  vault.remove();
  fs.rmSync(folder, { recursive: true });
});

needs('ssh-keygen')('a key is exported', () => {
  test.each([
    ['ed25519', 'openssh', null, 'OPENSSH PRIVATE KEY'],
    ['ed25519', 'openssh', 'correct horse', 'OPENSSH PRIVATE KEY'],
    ['ed25519', 'pem', null, 'OPENSSH PRIVATE KEY'],
    ['rsa', 'openssh', null, 'OPENSSH PRIVATE KEY'],
    ['rsa', 'pem', null, 'RSA PRIVATE KEY'],
    ['rsa', 'pem', 'correct horse', 'ENCRYPTED PRIVATE KEY'],
  ] as const)('%s as %s, passphrase %s: %s', async (type, format, passphrase, label) => {
    const { custodyId, publicKey } = await keepNewKey(vault, type);
    const file = path.join(folder, 'web.pem');
    vault.chosen.push(file);

    const exported = valueOf(await exportKey(vault, { custodyId, format, passphrase }));
    expect(exported).toEqual({ path: file, isPrivate: true });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(file, 'latin1')).toMatch(new RegExp(`^-----BEGIN ${label}-----\n`));
    expect(sshKeygenOn(fs.readFileSync(file), passphrase ?? '')).toBe(publicKey);
  });
});

test('the copy is written down and shown, once for each place', async () => {
  const { custodyId } = await keepNewKey(vault, 'ed25519');
  const file = path.join(folder, 'web');
  const input = { custodyId, format: 'openssh', passphrase: null } as const;
  valueOf(await exportTo(vault, input, file));
  fs.rmSync(file);
  valueOf(await exportTo(vault, input, file));
  valueOf(await exportTo(vault, input, `${file}-2`));

  const copies = vault.snapshots.at(-1)?.keys[0]?.copies ?? [];
  expect(copies.map(({ kind, where }) => [kind, where])).toEqual([
    ['keychain', keychain.backend],
    ['file', file],
    ['file', `${file}-2`],
  ]);
});

test.each([
  ['web', 'openssh', 'web'],
  ['web', 'pem', 'web.pem'],
  ['../../etc/passwd', 'openssh', '-..-etc-passwd'],
  ['a\\b:c*?"<>|', 'pem', 'a-b-c------.pem'],
  ['.. ', 'openssh', 'key'],
])('the dialog proposes a name that every file system takes: %s as %s', async (name, format, fileName) => {
  const { custodyId } = await keepNewKey(vault, 'rsa', { name });
  const asked: unknown[] = [];
  const save: VaultServices['files']['save'] = async (ask) => {
    asked.push(ask);
    return null;
  };
  const services = { ...vault, files: { ...vault.files, save } };

  const form = format === 'pem' ? 'pem' : 'openssh';
  expect(valueOf(await exportKey(services, { custodyId, format: form, passphrase: null }))).toBeNull();
  expect(asked).toEqual([{ ...words.keyFiles.save, fileName, folder: 'ssh' }]);
});

describe('nothing is exported', () => {
  const form = { format: 'openssh', passphrase: null } as const;

  test('over a file that is there', async () => {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    const file = path.join(folder, 'web');
    fs.writeFileSync(file, 'theirs');
    vault.chosen.push(file);

    expect(await exportKey(vault, { custodyId, ...form })).toMatchObject({
      problem: { code: 'file-exists' },
    });
    expect(fs.readFileSync(file, 'utf8')).toBe('theirs');
    expect((await vault.journal.read(custodyId))?.copies).toEqual([]);
  });

  test('of a key that Keyport does not know, and no name is asked for', async () => {
    vault.chosen.push(path.join(folder, 'web'));
    const custodyId = '00000000-0000-4000-8000-000000000000';

    expect(await exportKey(vault, { custodyId, ...form })).toMatchObject({
      problem: { code: 'key-unknown' },
    });
    expect(vault.chosen).toHaveLength(1);
  });

  test('of a record that cannot be read', async () => {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    fs.writeFileSync(path.join(vault.home, 'keys', `${custodyId}.json`), '{');

    expect(await exportKey(vault, { custodyId, ...form })).toMatchObject({
      problem: { code: 'record-unreadable' },
    });
  });

  test('of a key that is no longer in the keychain', async () => {
    const { custodyId, record } = await keepNewKey(vault, 'ed25519');
    await keychain.remove(record.keychainAccount);

    expect(await exportTo(vault, { custodyId, ...form }, path.join(folder, 'web'))).toMatchObject({
      problem: { code: 'key-missing-here' },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('of another key than the journal knows', async () => {
    const [mine, other] = [await keepNewKey(vault, 'ed25519'), await keepNewKey(vault, 'ed25519')];
    const theirs = keychain.items.get(other.record.keychainAccount) ?? Buffer.alloc(0);
    keychain.items.set(mine.record.keychainAccount, theirs);

    expect(
      await exportTo(vault, { custodyId: mine.custodyId, ...form }, path.join(folder, 'web')),
    ).toMatchObject({
      problem: { code: 'key-not-proved', explanation: words.keyFiles.notExported },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('of a key in the trash', async () => {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    await vault.journal.change(custodyId, (record) => ({
      ...entered(record, 'TRASHED'),
      trashedFrom: 'SECURED',
    }));

    expect(await exportTo(vault, { custodyId, ...form }, path.join(folder, 'web'))).toMatchObject({
      problem: { code: 'key-not-finished' },
    });
  });
});

test('what the keychain gave is wiped', async () => {
  const { custodyId } = await keepNewKey(vault, 'rsa');
  keychain.buffers.splice(0);
  valueOf(await exportTo(vault, { custodyId, format: 'pem', passphrase: null }, path.join(folder, 'web')));

  expect(keychain.buffers).toHaveLength(1);
  expect(keychain.buffers.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true);
});

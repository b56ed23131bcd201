import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { problemFromKeychain } from '../../../electron/keychain/keychain.ts';
import { createVaultFile, type VaultFile } from '../../../electron/keychain/vault-file.ts';
import { runAge } from '../../support/age.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { needs } from '../../support/parts.ts';
import { judgedPublicKeyOf } from '../../support/ssh-keygen.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';

const ACCOUNT = 'web|eu-central-1|123456789012|0a1b2c3d';
const PASSPHRASE = 'four words, no relation';

let home: string;
let folder: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-vault-file-'));
  folder = path.join(home, 'vault');
});
afterEach(() => fs.rmSync(home, { recursive: true }));

const open = (): VaultFile => createVaultFile(folder, { workFactor: 8 });
const itemFile = (account = ACCOUNT) =>
  path.join(folder, `${createHash('sha256').update(account).digest('hex').slice(0, 32)}.age`);
const identityFile = () => path.join(folder, 'identity.age');

async function openNew(): Promise<VaultFile> {
  const vaultFile = open();
  valueOf(await vaultFile.create(PASSPHRASE));
  return vaultFile;
}

test('keeps what it was given for the next start of the program, behind the passphrase', async () => {
  await (await openNew()).save(ACCOUNT, Buffer.from('abcd\n'));

  const next = open();
  expect(await next.exists()).toBe(true);
  expect(next.isUnlocked()).toBe(false);
  valueOf(await next.unlock(PASSPHRASE));

  expect(next.isUnlocked()).toBe(true);
  expect(String(Buffer.from((await next.read(ACCOUNT)) ?? ''))).toBe('abcd\n');
});

test('nothing of a private key, nor of its name, can be read in the folder', async () => {
  const privateKey = Buffer.from(await newPrivateKey('ed25519')).toString();
  await (await openNew()).save(ACCOUNT, Buffer.from(privateKey));

  const files = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'latin1'));
  const inFiles = files.flatMap((text) => [
    text,
    Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64').toString('latin1'),
  ]);

  expect(files).toHaveLength(2);
  for (const line of privateKey.trim().split('\n').concat('web|', 'AGE-SECRET-KEY')) {
    expect(inFiles.filter((text) => text.includes(line))).toEqual([]);
  }
});

test.skipIf(process.platform === 'win32')('folder and files are for their owner alone', async () => {
  await (await openNew()).save(ACCOUNT, Buffer.from('abcd\n'));

  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of [identityFile(), itemFile()]) expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

describe('while it is locked', () => {
  test.each(['never unlocked', 'locked again'])(
    'every call says so, and changes nothing: %s',
    async (how) => {
      const vaultFile = await openNew();
      await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
      const asked = how === 'locked again' ? vaultFile : open();
      if (how === 'locked again') asked.lock();

      for (const call of [
        () => asked.save('other', Buffer.from('abcd\n')),
        () => asked.read(ACCOUNT),
        () => asked.read('unknown'),
        () => asked.remove(ACCOUNT),
      ]) {
        const error: unknown = await call().catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ kind: 'locked' });
        expect(problemFromKeychain(error).code).toBe('store-locked');
      }
      expect(await asked.probe()).toMatchObject({ state: 'locked', problem: { code: 'store-locked' } });
      expect(fs.readdirSync(folder).toSorted()).toEqual(
        ['identity.age', path.basename(itemFile())].toSorted(),
      );
    },
  );

  test('a wrong passphrase does not open it, and the right one still does', async () => {
    await openNew();
    const vaultFile = open();

    expect(await vaultFile.unlock('four words, no relation!')).toMatchObject({
      ok: false,
      problem: { code: 'passphrase-wrong' },
    });
    expect(vaultFile.isUnlocked()).toBe(false);
    valueOf(await vaultFile.unlock(PASSPHRASE));
  });

  test('a wrong passphrase does not lock one that is open', async () => {
    const vaultFile = await openNew();
    await vaultFile.unlock('four words, no relation!');

    expect(vaultFile.isUnlocked()).toBe(true);
  });
});

describe('its making', () => {
  test.each(['', 'eleven char', 'äöüäöüäöüäö'])('a short passphrase is refused: %j', async (passphrase) => {
    const vaultFile = open();

    expect(await vaultFile.create(passphrase)).toMatchObject({ problem: { code: 'passphrase-weak' } });
    expect(await vaultFile.exists()).toBe(false);
    expect(fs.existsSync(folder)).toBe(false);
  });

  test('twelve characters are enough', async () => {
    valueOf(await open().create('äöüäöüäöüäöü'));
  });

  test('one that is there is never replaced, nor opened by it', async () => {
    await (await openNew()).save(ACCOUNT, Buffer.from('abcd\n'));
    const before = fs.readFileSync(identityFile());
    const other = open();

    expect(await other.create('another passphrase')).toMatchObject({ problem: { code: 'file-exists' } });
    expect(fs.readFileSync(identityFile()).equals(before)).toBe(true);
    expect(other.isUnlocked()).toBe(false);
  });

  test('where there is none, there is nothing to unlock, and none is made', async () => {
    expect(await open().unlock(PASSPHRASE)).toMatchObject({
      problem: { code: 'file-unreadable', raw: identityFile() },
    });
    expect(fs.existsSync(folder)).toBe(false);
  });
});

describe('a file of it that is not as it was written', () => {
  const damages: [string, (file: string) => void][] = [
    ['empty', (file) => fs.writeFileSync(file, '')],
    ['cut off', (file) => fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2))],
    ['another file', (file) => fs.writeFileSync(file, 'something else\n')],
    ['far too long', (file) => fs.writeFileSync(file, Buffer.alloc(1_000_000))],
    ['changed in one byte', (file) => fs.writeFileSync(file, changed(fs.readFileSync(file)))],
    [
      'a folder',
      (file) => {
        fs.rmSync(file);
        fs.mkdirSync(file);
      },
    ],
  ];

  test.each(damages)('an item has failed, is never absent, and is not replaced: %s', async (_, damage) => {
    const vaultFile = await openNew();
    await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
    damage(itemFile());
    const before = contentOf(itemFile());

    await expect(vaultFile.read(ACCOUNT)).rejects.toMatchObject({ name: 'KeychainError', kind: 'failed' });
    await expect(vaultFile.save(ACCOUNT, Buffer.from('abcd\n'))).rejects.toMatchObject({ kind: 'failed' });
    expect(contentOf(itemFile())).toEqual(before);
  });

  test.each(damages)(
    'an identity opens nothing, and is not called a wrong passphrase: %s',
    async (_, damage) => {
      await openNew();
      damage(identityFile());

      const outcome = await open().unlock(PASSPHRASE);

      expect(outcome).toMatchObject({ ok: false });
      expect(outcome).not.toMatchObject({ problem: { code: 'passphrase-wrong' } });
    },
  );

  test('an item under the name of another has failed', async () => {
    const vaultFile = await openNew();
    await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
    await vaultFile.save('other', Buffer.from('efgh\n'));
    fs.copyFileSync(itemFile('other'), itemFile());

    await expect(vaultFile.read(ACCOUNT)).rejects.toMatchObject({ kind: 'failed' });
  });

  test('an item of another vault has failed', async () => {
    const vaultFile = await openNew();
    const otherFolder = path.join(home, 'other');
    const other = createVaultFile(otherFolder, { workFactor: 8 });
    valueOf(await other.create(PASSPHRASE));
    await other.save(ACCOUNT, Buffer.from('abcd\n'));
    fs.copyFileSync(path.join(otherFolder, path.basename(itemFile())), itemFile());

    await expect(vaultFile.read(ACCOUNT)).rejects.toMatchObject({ kind: 'failed' });
  });

  test('what a killed run left beside an item does not matter', async () => {
    const vaultFile = await openNew();
    fs.writeFileSync(`${itemFile()}.tmp`, 'half of');

    expect(await vaultFile.read(ACCOUNT)).toBeNull();
    await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
    expect(String(Buffer.from((await vaultFile.read(ACCOUNT)) ?? ''))).toBe('abcd\n');
  });
});

describe('a folder that is no longer the one that was unlocked', () => {
  test('is not a vault without keys when it is gone', async () => {
    const vaultFile = await openNew();
    fs.renameSync(folder, `${folder}.away`);

    await expect(vaultFile.read(ACCOUNT)).rejects.toMatchObject({ kind: 'absent' });
    await expect(vaultFile.save(ACCOUNT, Buffer.from('abcd\n'))).rejects.toMatchObject({ kind: 'absent' });
    expect(fs.existsSync(folder)).toBe(false);
  });

  test('takes no key that its passphrase would not open', async () => {
    const vaultFile = await openNew();
    fs.rmSync(folder, { recursive: true });
    await openNew();

    await expect(vaultFile.save(ACCOUNT, Buffer.from('abcd\n'))).rejects.toMatchObject({ kind: 'failed' });
    expect(fs.readdirSync(folder)).toEqual(['identity.age']);
  });
});

needs('small-disk')('on a disk without room', () => {
  test('it is said that it is full, the keys that are there stay, and nothing half is left', async () => {
    const disk = mountSmallDisk(64);
    try {
      folder = path.join(disk.path, 'vault');
      const vaultFile = await openNew();
      await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
      const before = fs.readdirSync(folder).toSorted();
      disk.fill();

      await expect(vaultFile.save('other', Buffer.from('efgh\n'))).rejects.toMatchObject({
        name: 'KeychainError',
        kind: 'full',
      });
      expect(await vaultFile.probe()).toMatchObject({ state: 'failed', problem: { code: 'keychain-full' } });
      expect(fs.readdirSync(folder).toSorted()).toEqual(before);
      expect(String(Buffer.from((await vaultFile.read(ACCOUNT)) ?? ''))).toBe('abcd\n');

      disk.makeRoom();
      await vaultFile.save('other', Buffer.from('efgh\n'));
    } finally {
      disk.remove();
    }
  });

  test('a new one is not made by halves', async () => {
    const disk = mountSmallDisk(64);
    try {
      folder = path.join(disk.path, 'vault');
      fs.mkdirSync(folder);
      disk.fill();

      expect(await open().create(PASSPHRASE)).toMatchObject({ problem: { code: 'disk-failed' } });
      expect(fs.readdirSync(folder)).toEqual([]);
    } finally {
      disk.remove();
    }
  });

  test('on one that only lets itself be read, a save has failed, and reading goes on', async () => {
    const disk = mountSmallDisk(64);
    try {
      folder = path.join(disk.path, 'vault');
      const vaultFile = await openNew();
      await vaultFile.save(ACCOUNT, Buffer.from('abcd\n'));
      disk.makeReadOnly();

      await expect(vaultFile.save('other', Buffer.from('efgh\n'))).rejects.toMatchObject({ kind: 'failed' });
      await expect(vaultFile.remove(ACCOUNT)).rejects.toMatchObject({ kind: 'failed' });
      expect(String(Buffer.from((await vaultFile.read(ACCOUNT)) ?? ''))).toBe('abcd\n');
    } finally {
      disk.remove();
    }
  });
});

needs('age', 'ssh-keygen')('with the plain age program and nothing of Keyport', () => {
  test.each(['ed25519', 'rsa'] as const)('a person rescues a private key: %s', async (type) => {
    const vaultFile = createVaultFile(folder);
    valueOf(await vaultFile.create(PASSPHRASE));
    const privateKey = await newPrivateKey(type);
    await vaultFile.save(ACCOUNT, privateKey);
    const rescued = path.join(home, 'rescued');

    const options = ['-d', '-i', identityFile(), '-o', rescued, itemFile()];
    expect(await runAge(options, [PASSPHRASE])).toMatchObject({ code: 0 });

    const [firstLine, ...lines] = fs.readFileSync(rescued, 'utf8').split('\n');
    expect(firstLine).toBe(`# keyport "${ACCOUNT}"`);

    expect(judgedPublicKeyOf(Buffer.from(lines.join('\n')))).toBe(publicKeyOf(privateKey));
  });
});

function changed(file: Buffer): Buffer {
  // In the payload: the last line but the frame.
  const at = file.lastIndexOf('\n-----END') - 4;
  return Buffer.concat([
    file.subarray(0, at),
    Buffer.from(file[at] === 65 ? 'B' : 'A'),
    file.subarray(at + 1),
  ]);
}

function contentOf(file: string): string {
  return fs.statSync(file).isFile() ? fs.readFileSync(file, 'latin1') : 'a folder';
}

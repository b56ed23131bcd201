import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPracticeKeychain } from '../../../electron/keychain/practice-keychain.ts';
import { keychainContract } from '../../support/keychain-contract.ts';
import { needs } from '../../support/parts.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';

const ACCOUNT = 'web|eu-central-1|111122223333|0a1b2c3d';

let home: string;
let file: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-keychain-'));
  file = path.join(home, 'practice', 'private-keys.json');
});
afterEach(() => fs.rmSync(home, { recursive: true }));

const open = () => createPracticeKeychain(file);
const textOf = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();

keychainContract('the plain file of practice', open);

test('keeps what it was given for the next start, in the open, and says what it is', async () => {
  await open().save(ACCOUNT, Buffer.from('abcd\n'));

  expect(textOf(await open().read(ACCOUNT))).toBe('abcd\n');
  const content = fs.readFileSync(file, 'utf8');
  expect(content).toContain('They open nothing'.toLowerCase());
  expect(content).toContain(JSON.stringify(ACCOUNT));
  expect(open().backend).toBe('Plain file for practice');
});

test.skipIf(process.platform === 'win32')('the file is for its owner alone', async () => {
  await open().save(ACCOUNT, Buffer.from('abcd\n'));
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  expect(fs.readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
});

test('an account may be called as a part of every object is', async () => {
  for (const account of ['__proto__', 'constructor', 'toString']) {
    expect(await open().read(account)).toBeNull();
    await open().save(account, Buffer.from(`${account}\n`));
    expect(textOf(await open().read(account))).toBe(`${account}\n`);
  }
});

const damages: [string, (at: string) => void][] = [
  ['empty', (at) => fs.writeFileSync(at, '')],
  ['cut off', (at) => fs.truncateSync(at, Math.floor(fs.statSync(at).size / 2))],
  ['another file', (at) => fs.writeFileSync(at, '{"version":2,"items":[]}')],
  [
    'not base64',
    (at) => fs.writeFileSync(at, fs.readFileSync(at, 'utf8').replace(/"privateKey": "./, '$&!')),
  ],
  ['far too long', (at) => fs.writeFileSync(at, Buffer.alloc(5_000_000, ' '))],
  [
    'a folder',
    (at) => {
      fs.rmSync(at);
      fs.mkdirSync(at);
    },
  ],
];

test.each(damages)(
  'a file that is not as it was written has failed, and is left alone: %s',
  async (_, damage) => {
    await open().save(ACCOUNT, Buffer.from('abcd\n'));
    damage(file);
    const before = contentOf(file);

    for (const call of [
      () => open().read(ACCOUNT),
      () => open().save('other', Buffer.from('efgh\n')),
      () => open().remove(ACCOUNT),
    ])
      await expect(call()).rejects.toMatchObject({ name: 'KeychainError', kind: 'failed' });
    expect(await open().probe()).toMatchObject({ state: 'failed', problem: { code: 'keychain-failed' } });
    expect(contentOf(file)).toEqual(before);
  },
);

test('a thousand keys have room, and too many are refused before anything is written', async () => {
  const item = { account: 'a', privateKey: Buffer.alloc(2560, 'a').toString('base64') };
  const items = Array.from({ length: 1190 }, (_, place) => ({ ...item, account: `key ${String(place)}` }));
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, JSON.stringify({ version: 1, about: '', items }));
  const longKey = Buffer.from(`${'a'.repeat(2559)}\n`);

  const keychain = open();
  let kept = 0;
  const fill = async () => {
    for (; kept < 30; kept += 1) await keychain.save(`more ${String(kept)}`, longKey);
  };

  await expect(fill()).rejects.toMatchObject({ kind: 'full' });
  expect(textOf(await keychain.read('key 1189'))).toHaveLength(2560);
  expect(await keychain.read(`more ${String(kept)}`)).toBeNull();
});

needs('small-disk')('on a disk without room', () => {
  test('it is said that it is full, and what is there stays', async () => {
    const disk = mountSmallDisk(64);
    try {
      file = path.join(disk.path, 'private-keys.json');
      await open().save(ACCOUNT, Buffer.from('abcd\n'));
      const before = fs.readFileSync(file, 'utf8');
      disk.fill();

      await expect(open().save('other', Buffer.from('efgh\n'))).rejects.toMatchObject({ kind: 'full' });
      expect(fs.readFileSync(file, 'utf8')).toBe(before);
    } finally {
      disk.remove();
    }
  });
});

function contentOf(at: string): string | null {
  return fs.statSync(at).isFile() ? fs.readFileSync(at, 'latin1') : null;
}

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { icaclsFor, restrictByMode, writePrivateFile } from '../../../electron/custody/write-private-file.ts';

const secret = Buffer.from('-----BEGIN a secret-----\n');
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-private-file-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('a new file holds exactly these bytes, for this person alone', async () => {
  const file = path.join(folder, 'web.pem');

  expect(await writePrivateFile(file, secret)).toEqual({ ok: true, value: { isPrivate: true } });
  expect(fs.readFileSync(file)).toEqual(secret);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

test('a file system that keeps no modes is told of', async () => {
  const file = path.join(folder, 'web.pem');
  const asOnFat = () => restrictByMode(file, { stat: async () => ({ mode: 0o100755 }) as never });

  expect(await writePrivateFile(file, secret, asOnFat)).toEqual({ ok: true, value: { isPrivate: false } });
  expect(fs.readFileSync(file)).toEqual(secret);
});

test('the file is restricted before the secret is in it', async () => {
  const file = path.join(folder, 'web.pem');
  const seen: number[] = [];
  await writePrivateFile(file, secret, async (name) => {
    seen.push(fs.statSync(name).size);
    return true;
  });

  expect(seen).toEqual([0]);
});

test.each(['file', 'link', 'dangling link', 'folder'])(
  'what is there already is never replaced: %s',
  async (what) => {
    const [file, other] = [path.join(folder, 'web.pem'), path.join(folder, 'other')];
    if (what === 'file') fs.writeFileSync(file, 'theirs');
    if (what === 'folder') fs.mkdirSync(file);
    if (what === 'link') fs.writeFileSync(other, 'theirs');
    if (what.endsWith('link')) fs.symlinkSync(other, file);

    expect(await writePrivateFile(file, secret)).toMatchObject({
      ok: false,
      problem: { code: 'file-exists' },
    });
    if (what === 'file') expect(fs.readFileSync(file, 'utf8')).toBe('theirs');
    if (what === 'link') expect(fs.readFileSync(other, 'utf8')).toBe('theirs');
    if (what === 'dangling link') expect(fs.existsSync(other)).toBe(false);
  },
);

test('a folder that is not there is told of, with what the system said', async () => {
  const file = path.join(folder, 'gone', 'web.pem');

  expect(await writePrivateFile(file, secret)).toMatchObject({
    ok: false,
    problem: { code: 'file-not-written', raw: expect.stringContaining('ENOENT') },
  });
});

test('a file that could not be made private at all is removed again', async () => {
  const file = path.join(folder, 'web.pem');
  const fails = () => Promise.reject(new Error('EIO: i/o error, fstat'));

  expect(await writePrivateFile(file, secret, fails)).toMatchObject({
    ok: false,
    problem: { code: 'file-not-written', raw: 'EIO: i/o error, fstat' },
  });
  expect(fs.readdirSync(folder)).toEqual([]);
});

const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

describe.skipIf(!canMount)(`a disk that is full${canMount ? '' : ' [needs unshare -rm]'}`, () => {
  test('keeps nothing of the file', () => {
    const { code, raw, left } = writeOnSmallDisk();

    expect(code).toBe('file-not-written');
    expect(raw).toMatch(/^ENOSPC/);
    expect(left).toEqual([]);
  });

  function writeOnSmallDisk(): { code: string; raw: string; left: readonly string[] } {
    const source = fileURLToPath(new URL('../../../electron/custody/write-private-file.ts', import.meta.url));
    const script = `
      const [, folder, source] = process.argv;
      const { writePrivateFile } = await import(source);
      const { problem } = await writePrivateFile(folder + "/web.pem", Buffer.alloc(100_000));
      const { readdirSync } = await import("node:fs");
      console.log(JSON.stringify({ ...problem, left: readdirSync(folder) }));`;
    const mountAndRun = 'mount -t tmpfs -o size=8k none "$5" && exec "$@"';
    const node = [process.execPath, '--input-type=module', '-e', script, folder, source];
    const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', mountAndRun, 'sh', ...node], {
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }
});

test('on Windows the file is taken from everybody but its owner, by the system’s own program', () => {
  const env = { SystemRoot: String.raw`C:\Windows`, USERDOMAIN: 'OFFICE', USERNAME: 'ada lovelace' };

  expect(icaclsFor(String.raw`C:\Users\ada\.ssh\web & co.pem`, env)).toEqual({
    command: String.raw`C:\Windows\System32\icacls.exe`,
    args: [
      String.raw`C:\Users\ada\.ssh\web & co.pem`,
      '/inheritance:r',
      '/grant:r',
      String.raw`OFFICE\ada lovelace:(R)`,
    ],
  });
});

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeDurably } from '../../../electron/journal/durable-file.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-journal-'));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

test('a text is there after it was written, whole, in a folder made for it', async () => {
  const file = path.join(home, 'launches', 'deep', 'one.json');
  await writeDurably(file, 'first, and longer');
  await writeDurably(file, 'second');

  expect(fs.readFileSync(file, 'utf8')).toBe('second');
  expect(fs.readdirSync(path.dirname(file))).toEqual(['one.json']);
});

describe.skipIf(process.platform === 'win32')('on a system with modes', () => {
  test('file and folders are for their owner alone, whatever the mask', async () => {
    const mask = process.umask(0);
    try {
      await writeDurably(path.join(home, 'launches', 'one.json'), 'text');
    } finally {
      process.umask(mask);
    }

    expect(modeOf(path.join(home, 'launches'))).toBe('700');
    expect(modeOf(path.join(home, 'launches', 'one.json'))).toBe('600');
  });

  test('what a crash left behind lends neither its mode nor its target', async () => {
    const file = path.join(home, 'one.json');
    const elsewhere = path.join(home, 'elsewhere');
    fs.writeFileSync(elsewhere, 'mine');
    fs.writeFileSync(`${file}.tmp`, 'half of it', { mode: 0o666 });
    await writeDurably(file, 'first');
    expect(modeOf(file)).toBe('600');

    fs.symlinkSync(elsewhere, `${file}.tmp`);
    await writeDurably(file, 'second');
    expect(fs.readFileSync(elsewhere, 'utf8')).toBe('mine');
    expect(fs.lstatSync(file).isSymbolicLink()).toBe(false);
  });

  test('a disk that is full in the middle leaves the old text, and no half one', async () => {
    const file = path.join(home, 'one.json');
    await writeDurably(file, 'the old text');
    const program = `
      import { writeDurably } from '${new URL('../../../electron/journal/durable-file.ts', import.meta.url).href}';
      await writeDurably(process.argv[1], 'x'.repeat(4_000_000)).catch(({ code }) => console.log(code));`;
    const limited = ['-c', 'ulimit -f 64 && exec "$@"', 'sh', process.execPath];
    const { stdout } = await promisify(execFile)('sh', [
      ...limited,
      '--experimental-strip-types',
      '--no-warnings',
      '--input-type=module',
      '-e',
      program,
      file,
    ]);

    expect(stdout.trim()).toBe('EFBIG');
    expect(fs.readFileSync(file, 'utf8')).toBe('the old text');
    expect(fs.readdirSync(home)).toEqual(['one.json']);
  });
});

describe('a write that cannot be', () => {
  test('says why, and leaves no temporary file: a folder stands in its place', async () => {
    const file = path.join(home, 'one.json');
    fs.mkdirSync(path.join(file, 'something'), { recursive: true });

    await expect(writeDurably(file, 'text')).rejects.toMatchObject({ syscall: 'rename' });
    expect(fs.readdirSync(home)).toEqual(['one.json']);
  });

  test('says why: a file stands in the place of its folder', async () => {
    fs.writeFileSync(path.join(home, 'launches'), 'a file');

    await expect(writeDurably(path.join(home, 'launches', 'one.json'), 'text')).rejects.toThrow(
      /EEXIST|ENOTDIR/,
    );
    expect(fs.readFileSync(path.join(home, 'launches'), 'utf8')).toBe('a file');
  });
});

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAtMost } from '../../../electron/journal/read-at-most.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-read-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test.each([
  ['nothing', '', ''],
  ['less than that', 'abc', 'abc'],
  ['just that', 'abcd', 'abcd'],
  ['one byte too many, and no more', 'abcdefgh', 'abcde'],
])('reads %s', async (_, content, read) => {
  fs.writeFileSync(path.join(folder, 'file'), content);

  expect(String(await readAtMost(path.join(folder, 'file'), 4))).toBe(read);
});

test('a file that is not there is said to be missing', async () => {
  await expect(readAtMost(path.join(folder, 'file'), 4)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder is not a file', async () => {
  await expect(readAtMost(folder, 4)).rejects.toThrow('not a file');
});

describe.skipIf(process.platform === 'win32')('what would never end', () => {
  test('a pipe that nobody writes to is refused at once', async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);

    await expect(readAtMost(path.join(folder, 'pipe'), 4)).rejects.toThrow('not a file');
  });

  test('a device is refused', async () => {
    await expect(readAtMost('/dev/zero', 4)).rejects.toThrow('not a file');
  });
});

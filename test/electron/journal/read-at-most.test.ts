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

test('takes no more room than the file has need of, however much it may read', async () => {
  fs.writeFileSync(path.join(folder, 'file'), 'abc');

  const bytes = await readAtMost(path.join(folder, 'file'), 4 * 1024 * 1024);

  expect(String(bytes)).toBe('abc');
  expect(bytes.buffer.byteLength).toBeLessThan(100);
});

test.skipIf(process.platform !== 'linux')('a file that says it has no size is read to its end', async () => {
  expect(String(await readAtMost('/proc/self/limits', 1_000_000))).toBe(
    fs.readFileSync('/proc/self/limits', 'utf8'),
  );
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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHomeLock } from '../../../electron/journal/home-lock.ts';
import { problemOfPlace } from '../../../electron/journal/within-home.ts';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-place-')));
  home = path.join(folder, 'home');
  fs.mkdirSync(path.join(home, 'launches'), { recursive: true });
  fs.writeFileSync(path.join(home, 'launches', 'record.json'), '{}');
  fs.symlinkSync(home, path.join(folder, 'by-another-name'));
  fs.symlinkSync(path.join(home, 'launches', 'record.json'), path.join(folder, 'link.json'));
  await createHomeLock(home, 'Keyport').take();
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test.each([
  'home/record.md',
  'home/launches/record.json',
  'home/practice/launches/not/there/yet.json',
  'by-another-name/launches/record.json',
  'link.json',
  'elsewhere/../home/lock',
])('nobody’s file is written to %s', async (place) => {
  const problem = await problemOfPlace(path.join(folder, place));

  expect(problem?.code).toBe('file-not-written');
  expect(problem?.explanation).toContain(home);
});

test.each(['record.md', 'home-2/record.md', 'not/there/yet.md'])(
  '%s is as good as any place',
  async (place) => {
    expect(await problemOfPlace(path.join(folder, place))).toBeNull();
  },
);

test('a file of that name that says nothing of a program makes no home', async () => {
  fs.writeFileSync(path.join(folder, 'lock'), 'mine');

  expect(await problemOfPlace(path.join(folder, 'record.md'))).toBeNull();
});

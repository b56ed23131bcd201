import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLaunchJournal } from '../../../electron/launch/record/launch-journal.ts';
import { LAUNCH_ID, RECORD } from '../launch/record-fixture.ts';

let home: string;
let file: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-records-'));
  fs.mkdirSync(path.join(home, 'launches'));
  file = path.join(home, 'launches', `${LAUNCH_ID}.json`);
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const whole = JSON.stringify(RECORD);

test.each<readonly [string, () => void]>([
  ['half of a record', () => fs.writeFileSync(file, whole.slice(0, whole.length / 2))],
  ['nothing', () => fs.writeFileSync(file, '')],
  ['a record of a later version', () => fs.writeFileSync(file, JSON.stringify({ ...RECORD, version: 3 }))],
  ['a field that nobody knows', () => fs.writeFileSync(file, JSON.stringify({ ...RECORD, more: 1 }))],
  ['the record of something else', () => fs.writeFileSync(file, whole.replaceAll(LAUNCH_ID, OTHER_ID))],
  ['five million characters', () => fs.writeFileSync(file, ' '.repeat(5_000_000))],
  ['a folder', () => fs.mkdirSync(file)],
  ['a link to nothing', () => fs.symlinkSync(path.join(home, 'nothing'), file)],
  ['a link to itself', () => fs.symlinkSync(file, file)],
  ['a pipe, which nobody waits for', () => void execFileSync('mkfifo', [file])],
])('where there is %s, the file is told apart, and the others are read', async (_, make) => {
  const journal = openLaunchJournal(home);
  await journal.write({ ...RECORD, launchId: OTHER_ID });
  make();

  const { records, damaged } = await journal.list();

  expect(records.map(({ launchId }) => launchId)).toEqual([OTHER_ID]);
  expect(damaged.map((each) => each.file)).toEqual([file]);
  expect(await journal.has(RECORD)).toBe(true);
});

const OTHER_ID = '11111111-2222-4333-8444-555555555555';

test('a record behind a link is read, and written in its place: what the link leads to stays as it was', async () => {
  const elsewhere = path.join(home, 'elsewhere.json');
  fs.writeFileSync(elsewhere, whole);
  fs.symlinkSync(elsewhere, file);
  const journal = openLaunchJournal(home);
  const { records } = await journal.list();
  expect(records).toHaveLength(1);

  await journal.write({ ...RECORD, isLeftAlone: true });

  expect(fs.lstatSync(file).isSymbolicLink()).toBe(false);
  expect(fs.readFileSync(elsewhere, 'utf8')).toBe(whole);
  expect((await journal.list()).records).toMatchObject([{ isLeftAlone: true }]);
});

test('a folder where the record is to be written is no success, and nothing half written is left', async () => {
  fs.mkdirSync(file);

  await expect(openLaunchJournal(home).write(RECORD)).rejects.toMatchObject({ code: 'EISDIR' });

  expect(fs.readdirSync(path.join(home, 'launches'))).toEqual([`${LAUNCH_ID}.json`]);
});

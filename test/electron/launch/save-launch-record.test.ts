import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHomeLock } from '../../../electron/journal/home-lock.ts';
import { launchFrom } from '../../../electron/launch/record/launch-view.ts';
import { saveLaunchRecord } from '../../../electron/launch/save-launch-record.ts';
import { RECORD } from './record-fixture.ts';

const LAUNCH = launchFrom({ ...RECORD, ended: 'failed' }, null);
const NOW = Date.UTC(2026, 10, 23, 10);

let folder: string;
let asked: { readonly fileName: string }[];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-report-'));
  asked = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const dialogs = (answer: string | null) => ({
  open: async () => null,
  save: async (ask: { readonly fileName: string }) => {
    asked.push(ask);
    return answer;
  },
});

test('the file is written where the person says, for nobody else to read', async () => {
  const file = path.join(folder, 'record.md');
  const saved = await saveLaunchRecord(dialogs(file), LAUNCH, 'markdown', NOW);

  expect(saved).toEqual({ ok: true, value: file });
  expect(fs.readFileSync(file, 'utf8')).toMatch(/^# Launch record: my-fleet\n/);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(asked).toMatchObject([{ fileName: 'launch-my-fleet-2026-11-23.md', folder: 'documents' }]);
});

test('as data it is JSON, and ends like it', async () => {
  const file = path.join(folder, 'record.json');
  await saveLaunchRecord(dialogs(file), LAUNCH, 'json', NOW);

  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ version: 1 });
  expect(asked).toMatchObject([{ fileName: 'launch-my-fleet-2026-11-23.json' }]);
});

test('nothing is written where nothing was chosen', async () => {
  expect(await saveLaunchRecord(dialogs(null), LAUNCH, 'markdown', NOW)).toEqual({ ok: true, value: null });
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('a place that cannot be written is a problem, and no rejection', async () => {
  fs.writeFileSync(path.join(folder, 'none'), 'a file where a folder would have to be');
  const saved = await saveLaunchRecord(dialogs(path.join(folder, 'none', 'r.md')), LAUNCH, 'markdown', NOW);

  expect(saved).toMatchObject({ ok: false, problem: { code: 'file-not-written' } });
});

test('no record of Keyport’s own is replaced', async () => {
  const journal = path.join(folder, 'launches', 'record.json');
  fs.mkdirSync(path.dirname(journal));
  fs.writeFileSync(journal, 'what is running');
  await createHomeLock(folder, 'Keyport').take();

  const saved = await saveLaunchRecord(dialogs(journal), LAUNCH, 'json', NOW);

  expect(saved).toMatchObject({ ok: false, problem: { code: 'file-not-written' } });
  expect(fs.readFileSync(journal, 'utf8')).toBe('what is running');
});

test.each([
  ['../../etc/passwd', 'launch-etc-passwd-2026-11-23.md'],
  ['büro|1', 'launch-b-ro-1-2026-11-23.md'],
  ['…', 'launch-fleet-2026-11-23.md'],
  ['x'.repeat(255), `launch-${'x'.repeat(60)}-2026-11-23.md`],
])('the name %j is no path', async (name, fileName) => {
  await saveLaunchRecord(dialogs(null), { ...LAUNCH, name }, 'markdown', NOW);

  expect(asked).toMatchObject([{ fileName }]);
});

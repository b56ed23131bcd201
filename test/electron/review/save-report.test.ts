import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveReport } from '../../../electron/review/save-report.ts';
import type { WrittenReport } from '../../../electron/review/reviewer.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';

const written: WrittenReport = { text: '<html>\n', groups: 3, findings: 2, unreadRegions: ['eu-west-1'] };

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-report-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function save(chosen: string | null, write: () => Promise<Outcome<WrittenReport>>) {
  const asked: string[] = [];
  const files = {
    open: async () => null,
    save: async ({ fileName }: { readonly fileName: string }) => {
      asked.push(fileName);
      return chosen;
    },
  };
  const saving = saveReport({ files, unfinished: createUnfinished() }, 'sarif', write);
  return { saving, asked };
}

test('a report is the file that was chosen, for this person only', async () => {
  const file = path.join(folder, 'report.sarif');
  const { saving, asked } = save(file, async () => succeeded(written));

  expect(await saving).toEqual(
    succeeded({ path: file, groups: 3, findings: 2, unreadRegions: ['eu-west-1'] }),
  );
  expect(asked).toEqual([expect.stringMatching(/^security-groups-\d{4}-\d\d-\d\d\.sarif$/)]);
  expect(fs.readFileSync(file, 'utf8')).toBe('<html>\n');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(folder)).toEqual(['report.sarif']);
});

test('a file that was there is replaced, and its looser permissions with it', async () => {
  const file = path.join(folder, 'report.sarif');
  fs.writeFileSync(file, 'what was there before, and was longer', { mode: 0o644 });
  await save(file, async () => succeeded(written)).saving;
  expect(fs.readFileSync(file, 'utf8')).toBe('<html>\n');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

test('nothing is read where no file was chosen', async () => {
  const reads: string[] = [];
  const { saving } = save(null, async () => {
    reads.push('read');
    return succeeded(written);
  });
  expect(await saving).toEqual(succeeded(null));
  expect(reads).toEqual([]);
});

test('nothing is written where nothing could be read', async () => {
  const file = path.join(folder, 'report.sarif');
  const { saving } = save(file, async () => failed(makeProblem('cancelled')));
  expect(await saving).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('a file that cannot be written is a problem, and what was there stays', async () => {
  const inTheWay = path.join(folder, 'in-the-way');
  fs.writeFileSync(inTheWay, 'a file, and no folder');
  const { saving } = save(path.join(inTheWay, 'report.sarif'), async () => succeeded(written));
  expect(await saving).toMatchObject({ ok: false, problem: { code: 'file-not-written' } });
  expect(fs.readFileSync(inTheWay, 'utf8')).toBe('a file, and no folder');
});

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openKeptFiles, type KeptFiles, type KeptKey } from '../../electron/kept-files.ts';
import { project } from '../../scripts/tool.ts';

let folder: string;
let files: KeptFiles;
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-kept-')), 'catalog');
  files = openKeptFiles(folder);
});
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const KEY: KeptKey = { world: 'aws', accountId: '111111111111', region: 'us-east-1', what: 'sizes' };
const NOW = Date.parse('2026-06-01T12:00:00Z');
const texts = z.array(z.string());
const KEPT = { readAt: NOW - 7_200_000, value: ['t3.micro', 'm7i.large', 'ä „ \u2028'] };
const read = (key: KeptKey = KEY) => files.read(key, texts, NOW);
const names = () => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);
const onlyFile = () => path.join(folder, names()[0] ?? '');

test('what was kept is read again, with its age', async () => {
  await files.write(KEY, KEPT);
  expect(await read()).toEqual(KEPT);
  expect(await openKeptFiles(folder).read(KEY, texts, NOW)).toEqual(KEPT);
});

test('where nothing was kept there is nothing, and nothing is made', async () => {
  expect(await read()).toBeNull();
  expect(fs.existsSync(folder)).toBe(false);
});

test.each(['world', 'accountId', 'region', 'what'] as const)(
  'another %s has a list of its own',
  async (part) => {
    await files.write(KEY, KEPT);
    const other = { ...KEY, [part]: 'another' };
    expect(await read(other)).toBeNull();
    await files.write(other, { ...KEPT, value: ['other'] });
    expect((await read())?.value).toEqual(KEPT.value);
    expect((await read(other))?.value).toEqual(['other']);
  },
);

describe('is thrown away, and is nobody’s problem:', () => {
  const head = (change: object) =>
    fs
      .readFileSync(onlyFile(), 'utf8')
      .replace(/^.*/, (line) => JSON.stringify({ ...JSON.parse(line), ...change }));
  test.each<[string, () => string | Buffer]>([
    ['an empty file', () => ''],
    ['zeros, as a power cut leaves them', () => Buffer.alloc(300)],
    ['another version', () => head({ version: 2 })],
    ['a list of another account', () => head({ key: { ...KEY, accountId: '222222222222' } })],
    ['a list of practice', () => head({ key: { ...KEY, world: 'practice' } })],
    ['a field too many', () => head({ more: true })],
    ['the future', () => head({ readAt: NOW + 3_600_000 })],
    ['a line too many', () => `${fs.readFileSync(onlyFile(), 'utf8')}[]\n`],
    ['more than may be kept', () => `${fs.readFileSync(onlyFile(), 'utf8')}${' '.repeat(1_100_000)}`],
  ])('%s', async (_, damaged) => {
    await files.write(KEY, KEPT);
    const text = damaged();
    fs.writeFileSync(onlyFile(), text);
    expect(await read()).toBeNull();
    expect(names()).toEqual([]);
  });

  test('what is no longer of its kind, though nobody has touched it', async () => {
    await files.write(KEY, { ...KEPT, value: [1, 2] });
    expect(await read()).toBeNull();
    expect(names()).toEqual([]);
  });

  test('any change of any byte, and any end that is missing', async () => {
    await files.write(KEY, KEPT);
    const file = onlyFile();
    const whole = fs.readFileSync(file);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 2),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, isCut) => {
          const damaged = isCut ? whole.subarray(0, at) : Buffer.from(whole);
          if (!isCut) damaged[at] = (damaged[at] ?? 0) ^ flip;
          fs.writeFileSync(file, damaged);
          const found = await read();
          // Another time is the one thing that no digest is over, since nothing hangs on it but when it is read again.
          if (found !== null) expect(found.value).toEqual(KEPT.value);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a folder where the file should be', async () => {
    await files.write(KEY, KEPT);
    const file = onlyFile();
    fs.rmSync(file);
    fs.mkdirSync(file);
    expect(await read()).toBeNull();
  });
});

test('what cannot be written is not kept, and no problem', async () => {
  fs.writeFileSync(folder, 'a file');
  await files.write(KEY, KEPT);
  expect(await read()).toBeNull();
});

test('what is too long is not kept, and what stood there stays', async () => {
  await files.write(KEY, KEPT);
  await files.write(KEY, { ...KEPT, value: ['x'.repeat(1_048_576)] });
  expect((await read())?.value).toEqual(KEPT.value);
});

test('of forty lists the oldest is given up for another, and what a dead run has left half written as well', async () => {
  const before = NOW / 1000;
  fs.mkdirSync(folder);
  for (let nth = 0; nth < 40; nth += 1) {
    const file = path.join(folder, `${String(nth).padStart(32, '0')}.json`);
    fs.writeFileSync(file, '');
    fs.utimesSync(file, before + nth, before + nth);
  }
  const left = path.join(folder, 'one.json.tmp');
  fs.writeFileSync(left, 'half');
  fs.utimesSync(left, before, before);
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine');
  await files.write(KEY, KEPT);

  expect(names().filter((name) => name.endsWith('.json'))).toHaveLength(40);
  expect(names()).not.toContain(`${'0'.repeat(32)}.json`);
  expect(names()).not.toContain('one.json.tmp');
  expect(names()).toContain('notes.txt');
});

describe.skipIf(process.platform === 'win32')('on a system with modes', () => {
  test('lists are for their owner alone', async () => {
    await files.write(KEY, KEPT);
    expect((fs.statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect((fs.statSync(onlyFile()).mode & 0o777).toString(8)).toBe('600');
  });
});

/** Writes one list again and again, each time all of one number, until it is killed or has written so many. */
const writer = (times: number, number: number) => [
  '--input-type=module',
  '-e',
  `const { openKeptFiles } = await import(${JSON.stringify(path.join(project, 'electron/kept-files.ts'))});
   const files = openKeptFiles(${JSON.stringify(folder)});
   process.stdout.write('.');
   for (let time = 0; time < ${String(times)}; time += 1)
     await files.write(${JSON.stringify(KEY)}, { readAt: ${String(NOW)}, value: Array(5000).fill('${String(number)}') });`,
];

/** All of one writer's, and of its right length. */
const isWhole = (value: readonly string[]) => value.length === 5000 && new Set(value).size === 1;

test('of two programs that write at a time, what is read is always one of the two, whole', async () => {
  await files.write(KEY, { readAt: NOW, value: Array(5000).fill('0') });
  const run = promisify(execFile);
  const over = new AbortController();
  const both = Promise.all([1, 2].map((number) => run(process.execPath, writer(60, number)))).finally(() =>
    over.abort(),
  );
  let torn = 0;
  while (!over.signal.aborted) torn += isWhole((await read())?.value ?? []) ? 0 : 1;
  await both;
  expect(torn).toBe(0);
  expect(names()).toHaveLength(1);
});

test('a program that is killed as it writes leaves the list before, or its own', async () => {
  await files.write(KEY, { readAt: NOW, value: Array(5000).fill('0') });
  for (let time = 0; time < 5; time += 1) {
    const child = execFile(process.execPath, writer(1_000_000, 7));
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    for (let reads = 0; reads < 3 + 2 * time; reads += 1) await read();
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(isWhole((await read())?.value ?? [])).toBe(true);
  }
});

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { knownPassphrase } from '../../../electron/cli/passphrase.ts';
import type { Terminal } from '../../../electron/cli/terminal.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-passphrase-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Nobody may be asked where there is a file. */
const nobody: Terminal = {
  isInteractive: true,
  print: async () => true,
  note: () => {},
  ask: () => Promise.reject(new Error('asked')),
  askHidden: () => Promise.reject(new Error('asked')),
};

test.each([
  ['a line', 'four words\n', 'four words'],
  ['no newline', 'four words', 'four words'],
  ['Windows', 'four words\r\n', 'four words'],
  ['more lines', 'four words\nand more\n', 'four words'],
  ['blanks that belong to it', ' four words \n', ' four words '],
  ['other letters', 'schlüssel 鍵\n', 'schlüssel 鍵'],
  ['nothing', '', ''],
])('is the first line of its file: %s', async (_, text, expected) => {
  const file = path.join(folder, 'passphrase');
  fs.writeFileSync(file, text);

  expect(await knownPassphrase('web', file, nobody)).toEqual({ ok: true, value: expected });
});

test.each(['missing', '.'])(
  'a file that cannot be read is named, and nobody is asked instead: %s',
  async (name) => {
    const file = path.join(folder, name);

    expect(await knownPassphrase('web', file, nobody)).toMatchObject({
      ok: false,
      problem: { code: 'file-unreadable', explanation: expect.stringContaining(file) },
    });
  },
);

test.each([
  ['bytes that are no text', Buffer.from([0xff, 0xfe, ...Array.from({ length: 10 }, (_, at) => 0xf4 + at)])],
  ['a letter of an older coding', Buffer.from('schl\u00fcssel', 'latin1')],
  ['more than a passphrase can be', Buffer.alloc(4097, 'a')],
])('a file of %s is refused: others would open what it closes', async (_, bytes) => {
  const file = path.join(folder, 'odd');
  fs.writeFileSync(file, bytes);

  expect(await knownPassphrase('web', file, nobody)).toMatchObject({
    ok: false,
    problem: { code: 'file-unreadable' },
  });
});

test('it may come through a pipe', async () => {
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [passphrase] = await Promise.all([
    knownPassphrase('web', pipe, nobody),
    fs.promises.writeFile(pipe, 'four words\n'),
  ]);

  expect(passphrase).toEqual({ ok: true, value: 'four words' });
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../../electron/cli/run-cli.ts';
import { table } from '../../../electron/cli/shown.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-run-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const NO_FILES = { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
const HOME = ['--home', path.join(folder, 'home')];

async function run(...args: readonly string[]) {
  const said = { stdout: '', stderr: '' };
  const closers: (() => void)[] = [];
  const code = await runCli({
    args,
    env: {
      ...NO_FILES,
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    terminal: {
      isInteractive: false,
      print: async (text) => {
        said.stdout += text;
        return true;
      },
      note: (text) => void (said.stderr += `${text}\n`),
      ask: async () => null,
      askHidden: async () => null,
    },
    openKeychain: () => fakeKeychain(),
    readInput: async () => Buffer.from(''),
    report: (error) => void (said.stderr += String(error)),
    onInterrupt: () => () => {},
    onExit: (listener) => void closers.push(listener),
  });
  for (const close of closers) close();
  return { code, ...said };
}

test.each([
  ['no command', []],
  ['no command of keys', ['keys']],
  ['another command', ['keys', 'steal']],
  ['another option', ['keys', 'list', '--all']],
  ['an argument too many', ['keys', 'list', 'web']],
  ['no name', ['keys', 'create', ...HOME]],
  ['another type', ['keys', 'create', '--name', 'web', '--type', 'dsa']],
  ['another path', ['keys', 'create', '--name', 'web', '--path', 'there']],
  ['no value', ['keys', 'list', '--home']],
  ['an empty value', ['keys', 'list', '--home', '']],
  ['a passphrase as an argument', ['keys', 'backup', '--to', 'x', '--passphrase', 'secret']],
  ['a region that is none', ['keys', 'create', '--name', 'web', '--region', 'Frankfurt', ...HOME]],
  ['neither act', ['keys', 'remove', 'web', '--yes', ...HOME]],
  ['both acts', ['keys', 'remove', 'web', '--pair', '--private-key', '--yes', ...HOME]],
  ['a pair for good', ['keys', 'remove', 'web', '--pair', '--for-good', '--yes', ...HOME]],
  ['another store', ['keys', 'store', 'cloud', ...HOME]],
  ['a key that is not there', ['keys', 'prove', 'web', ...HOME]],
])('is usage, with nothing on standard output: %s', async (_, args) => {
  const { code, stdout, stderr } = await run(...args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toBe('');
});

test('is usage as one document where a program reads', async () => {
  const { code, stdout } = await run('keys', 'list', '--all', '--json');

  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problem: { code: 'bad-request', explanation: expect.stringContaining('--all') },
  });
});

test('help is no failure, and says the exit codes', async () => {
  const { code, stdout } = await run('--help');

  expect(code).toBe(0);
  expect(stdout).toContain('Exit codes: 0 done, 2 usage');
});

test('every command has its help', async () => {
  const commands = ['create', 'list', 'prove', 'add', 'export', 'remove', 'untrash', 'recover'];
  for (const command of [...commands, 'backup', 'restore', 'store']) {
    const { code, stdout } = await run('keys', command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
  }
});

test('a result that cannot be written is a failure', async () => {
  const { code, stderr } = await run('keys', 'list', '--out', path.join(folder, 'no/such/folder'), ...HOME);

  expect(code).toBe(5);
  expect(stderr).toContain('no/such/folder');
});

test('a table is as wide as what is in it, and no name steers the terminal', () => {
  expect(
    table([
      ['NAME', 'ID'],
      ['a long name', '1'],
      ['\u001B[2Jweb\n', '2'],
    ]),
  ).toEqual(['NAME         ID', 'a long name  1', '?[2Jweb      2']);
});

import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCaptured, type Captured } from '../../support/captured-cli.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { startPractice } from '../../support/practice.ts';

let folder: string;
let passphrase: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-store-'));
  passphrase = path.join(folder, 'passphrase');
  fs.writeFileSync(passphrase, 'four words of no relation\n');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a keychain', () => {
  test('that works is said to be open, and which it is', async () => {
    const said = await store();

    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toBe(
      'Private keys are kept in your keychain: a keychain in memory. It is open: a trial item was written, read back and removed.\n',
    );
  });

  test('that is locked is said to be so', async () => {
    const said = await store([], { openKeychain: () => fakeKeychain({ probe: 'locked' }) });

    expect(said).toMatchObject({ code: 0 });
    expect(said.stdout).toContain('It is locked: unlock it');
    expect(said.stdout).not.toMatch(/open|file/u);
  });

  test('that fails is not said to be open, with what it says', async () => {
    const said = await store([], { openKeychain: () => fakeKeychain({ probe: 'failed' }) });

    expect(said.stdout).toContain('a trial item did not come back from it');
    expect(said.stdout).toContain('(Platform failure: failed)');
    expect(said.stdout).not.toContain('open');
  });

  test('that is not there keeps nothing, and an encrypted file may', async () => {
    const said = await store([], NONE);

    expect(said).toMatchObject({ code: 0 });
    expect(said.stdout).toContain('Private keys have no place yet: no keychain answers on this computer');
    expect(said.stdout).toContain('keyport keys store file');
    expect(said.stdout).not.toMatch(/are kept in|open/u);
  });

  test('that has gone away with keys in it is to be started again: no file is offered', async () => {
    const key = path.join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    expect(await run(['keys', 'add', key, '--name', 'old'])).toMatchObject({ code: 0 });

    const said = await store([], NONE);

    expect(said.stdout).toContain('Your private keys are in your keychain, and it does not answer now');
    expect(said.stdout).not.toContain('keys store file');
  });

  test.each([
    ['ready', 'open'],
    ['absent', 'absent'],
    ['locked', 'locked'],
    ['failed', 'failed'],
  ] as const)('is in the document as it is: %s', async (probe, state) => {
    const openKeychain = () => fakeKeychain(probe === 'ready' ? {} : { probe });
    const { stdout } = await store(['--json'], { openKeychain });

    expect(JSON.parse(stdout)).toMatchObject({ ok: true, result: { store: { kind: 'keychain', state } } });
  });
});

describe('an encrypted file', () => {
  test('is told of without its passphrase, and as open only where that was given', async () => {
    const chosen = await store(['file', '--passphrase-file', passphrase], NONE);
    expect(chosen).toMatchObject({ code: 0 });
    expect(chosen.stdout).toContain('This passphrase opens it');

    const told = await store([], NONE);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('asks for its passphrase, or reads it from --store-passphrase-file FILE');
    expect(told.stdout).not.toMatch(/keychain|opens it/u);

    expect((await store(['keychain'])).stdout).toContain('your keychain: a keychain in memory. It is open');
  });
});

test('who has no keychain is told of the file where a key was to be made, and of it alone', async () => {
  const practice = await startPractice();
  const said = await run(['keys', 'create', '--name', 'web'], NONE, practice.env);
  await practice.stop();

  expect(said).toMatchObject({ code: 5, stdout: '' });
  expect(said.stderr).toContain('There is no keychain to keep the private key in.');
  expect(said.stderr.match(/keyport keys store file/gu)).toHaveLength(1);
});

const NONE: Captured = { openKeychain: () => fakeKeychain({ probe: 'absent' }) };

function store(args: readonly string[] = [], captured?: Captured) {
  return run(['keys', 'store', ...args], captured);
}

function run(
  args: readonly string[],
  captured: Captured = { openKeychain: () => fakeKeychain() },
  own: NodeJS.ProcessEnv = {},
) {
  const env = {
    ...own,
    HOME: folder,
    KEYPORT_HOME: path.join(folder, 'home'),
    KEYPORT_PATIENCE: '0.01',
  };
  return runCaptured(env, args, captured);
}

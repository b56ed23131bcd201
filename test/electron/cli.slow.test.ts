import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { project } from '../../scripts/tool.ts';
import { withoutKeyring } from '../support/bus.ts';
import { startHostileSecretService } from '../support/hostile-secret-service.ts';
import { startKeyring, type TestKeyring } from '../support/keyring.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import { startProxy, type Fate, type Proxy } from '../support/proxy.ts';

// As a person or a script has it: a program that is started, what it prints, and how it ends.

type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
type Key = {
  readonly custodyId: string;
  readonly name: string;
  readonly keychainAccount: string;
  readonly publicKey: string;
};
/** As far as it is looked at here: one of the two. */
type Result = { readonly key: Key; readonly added: readonly Key[] };
type Env = Readonly<Record<string, string | undefined>>;

const SLOW_MS = 120_000;
const CLI = path.join(project, 'electron/cli.ts');
const PASSPHRASE = 'four words of no relation';
const stops: (() => unknown)[] = [];
let folder = '';

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

needs(
  'moto',
  'gnome-keyring',
  'dbus',
  'secret-tool',
  'ssh-keygen',
  'aws',
)('the command line', () => {
  let moto: Moto;
  let keyring: TestKeyring;
  let env: Env;
  beforeAll(async () => {
    moto = await startMoto();
    keyring = await startKeyring();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-cli-'));
    env = { ...keyring.env, ...moto.env, KEYPORT_PATIENCE: '0.01', KEYPORT_HOME: path.join(folder, 'home') };
    fs.writeFileSync(path.join(folder, 'passphrase'), `${PASSPHRASE}\n`);
  });
  afterAll(async () => {
    await keyring.stop();
    await moto.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const keys = (...args: readonly string[]) => keyport(env, 'keys', ...args);
  const pairInAws = (name: string): string | null => publicKeyInAws(env, name);
  const kept = (account: string) => publicKeyInKeychain(env, account);

  test(
    'a key is made, listed, proved, exported, and removed: its pair and its private key apart',
    { timeout: SLOW_MS },
    async () => {
      const made = await keys('create', '--name', 'web', '--json');
      const { key } = resultOf(made);
      expect(pairInAws('web')).toBe(key.publicKey);
      expect(kept(key.keychainAccount)).toBe(key.publicKey);

      expect(await keys('create', '--name', 'web')).toMatchObject({ code: 4, stdout: '' });
      expect((await keys('list')).stdout).toMatch(/^web +safe +ed25519 +us-east-1 +1 /m);
      expect((await keys('prove', key.custodyId.slice(0, 8))).stdout).toContain('read back, and it signs');

      const file = path.join(folder, 'web.pem');
      expect(await keys('export', 'web', '--to', 'web.pem')).toMatchObject({
        code: 0,
        stdout: `Written: ${file}\n`,
      });
      expect(publicKeyOf(file)).toBe(key.publicKey);
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
      expect(await keys('export', 'web', '--to', 'web.pem')).toMatchObject({ code: 4 });

      expect(await keys('remove', 'web', '--pair')).toMatchObject({ code: 4, stdout: '' });
      expect(pairInAws('web')).not.toBeNull();
      expect(await keys('remove', 'web', '--pair', '--yes')).toMatchObject({ code: 0 });
      expect(pairInAws('web')).toBeNull();
      expect(kept(key.keychainAccount)).toBe(key.publicKey);

      expect(await keys('remove', 'web', '--private-key', '--for-good', '--yes')).toMatchObject({ code: 4 });
      expect(await keys('remove', 'web', '--private-key', '--yes')).toMatchObject({ code: 0 });
      expect(await keys('untrash', 'web')).toMatchObject({ code: 0 });
      expect(await keys('remove', 'web', '--private-key', '--yes')).toMatchObject({ code: 0 });
      expect(kept(key.keychainAccount)).toBe(key.publicKey);
      expect(await keys('remove', 'web', '--private-key', '--for-good', '--yes')).toMatchObject({ code: 0 });
      expect(kept(key.keychainAccount)).toBeNull();
      expect(await keys('list')).toMatchObject({ code: 0, stdout: 'No keys yet.\n' });
    },
  );

  test(
    'a key of one’s own is added with its passphrase, backed up, and restored to an empty home',
    { timeout: SLOW_MS },
    async () => {
      const own = path.join(folder, 'own');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', PASSPHRASE, '-f', own]);

      expect(await keys('add', 'own', '--name', 'own')).toMatchObject({ code: 4, stdout: '' });
      const added = await keys('add', 'own', '--name', 'own', '--passphrase-file', 'passphrase');
      expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining(own) });
      expect(await keys('backup', '--to', 'all.age')).toMatchObject({ code: 4 });
      expect(await keys('backup', '--to', 'all.age', '--passphrase-file', 'passphrase')).toMatchObject({
        code: 0,
      });

      const other = await startKeyring();
      stops.push(other.stop);
      const there = { ...env, ...other.env, KEYPORT_HOME: path.join(folder, 'other') };
      const restore = ['keys', 'restore', 'all.age', '--passphrase-file', 'passphrase', '--json'];
      const { added: back } = resultOf(await keyport(there, ...restore));
      expect(back).toMatchObject([{ name: 'own' }]);
      expect(publicKeyInKeychain(there, back[0]?.keychainAccount ?? '')).toBe(publicKeyIn(`${own}.pub`));
    },
  );

  test('two keys of one name are told apart by their ids', { timeout: SLOW_MS }, async () => {
    const home = ['--home', path.join(folder, 'twins')];
    const ids: string[] = [];
    for (const file of ['one', 'two']) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(folder, file)]);
      const added = await keys('add', file, '--name', 'twin', '--json', ...home);
      ids.push(resultOf(added).key.custodyId);
    }

    const ambiguous = await keys('prove', 'twin', ...home);

    expect(ambiguous).toMatchObject({ code: 2, stdout: '' });
    for (const id of ids) expect(ambiguous.stderr).toContain(id);
    expect(await keys('prove', ids[0] ?? '', ...home)).toMatchObject({ code: 0 });
  });

  test(
    'the account is compared with what is here, also a pair that is only there',
    { timeout: SLOW_MS },
    async () => {
      aws(env, 'create-key-pair', '--key-name', 'elsewhere');

      const listed = await keys(
        'list',
        '--account',
        '--home',
        path.join(folder, 'account'),
        '--out',
        'list.txt',
      );

      expect(listed).toMatchObject({ code: 0, stdout: '' });
      expect(fs.readFileSync(path.join(folder, 'list.txt'), 'utf8')).toMatch(/^elsewhere +In AWS only/m);
    },
  );

  test('a home that another Keyport has is left alone', { timeout: SLOW_MS }, async () => {
    const home = path.join(folder, 'taken');
    const lock = createHomeLock(home, 'Keyport');
    await lock.take();
    const files = fs.readdirSync(home);

    const refused = await keys('create', '--name', 'taken', '--home', home, '--json');
    expect(refused).toMatchObject({ code: 7 });
    expect(problemOf(refused)).toMatchObject({ code: 'home-in-use' });
    expect(fs.readdirSync(home)).toEqual(files);
    expect(pairInAws('taken')).toBeNull();

    lock.release();
    expect(await keys('list', '--home', home)).toMatchObject({ code: 0 });
    expect(fs.readdirSync(home)).not.toContain('lock');
  });

  test(
    'without a keychain AWS is not asked; an encrypted file does instead',
    { timeout: SLOW_MS },
    async () => {
      const nothing = withoutKeyring();
      stops.push(nothing.stop);
      const proxy = await between(() => 'pass');
      const bare = { ...env, ...nothing.env, KEYPORT_HOME: path.join(folder, 'bare') };
      const make = ['keys', 'create', '--name', 'bare', '--endpoint', proxy.endpoint, '--json'];

      const refused = await keyport({ ...bare, DBUS_SESSION_BUS_ADDRESS: undefined }, ...make);
      expect(refused.code).toBe(5);
      expect(problemOf(refused)).toMatchObject({ code: 'keychain-absent' });
      expect(proxy.count('CreateKeyPair')).toBe(0);

      const choose = ['keys', 'store', 'file', '--passphrase-file', 'passphrase'];
      const without = { ...bare, DBUS_SESSION_BUS_ADDRESS: undefined };
      expect(await keyport(without, ...choose)).toMatchObject({ code: 0 });
      expect(await keyport(without, 'keys', 'list')).toMatchObject({ code: 4, stdout: '' });
      const made = await keyport(without, ...make, '--store-passphrase-file', 'passphrase');
      expect(resultOf(made).key.publicKey).toBe(pairInAws('bare'));
    },
  );

  test(
    'a lost answer has its own code, and the next recovery clears up after it',
    { timeout: SLOW_MS },
    async () => {
      const proxy = await between(({ action }) => (action === 'CreateKeyPair' ? 'lose-answer' : 'pass'));
      const there = ['--home', path.join(folder, 'lost'), '--endpoint', proxy.endpoint];

      const lost = await keys('create', '--name', 'lost', '--json', ...there);
      expect(lost.code).toBe(6);
      expect(problemOf(lost)).toMatchObject({ code: 'answer-lost' });
      expect(pairInAws('lost')).not.toBeNull();

      expect(await keys('recover', ...there)).toMatchObject({ code: 0 });
      expect(pairInAws('lost')).toBeNull();
    },
  );

  test(
    'a key that the keychain does not take, with nobody to ask, is tried again, and then leaves no pair behind',
    { timeout: SLOW_MS },
    async () => {
      const hostile = await startHostileSecretService('refuse-keys');
      stops.push(hostile.stop);
      const there = { ...env, ...hostile.env, KEYPORT_HOME: path.join(folder, 'held') };

      const refused = await keyport(there, 'keys', 'create', '--name', 'held', '--json');

      expect(refused.code).toBe(5);
      expect(problemOf(refused)).toMatchObject({ code: 'keychain-failed' });
      expect(refused.stderr.match(/Trying the keychain again/g)).toHaveLength(3);
      expect(pairInAws('held')).toBeNull();
    },
  );

  test(
    'interrupted while a private key is on its way, it ends when that is safe',
    { timeout: SLOW_MS },
    async () => {
      const answered = Promise.withResolvers<void>();
      const proxy = await between(
        () => 'pass',
        ({ action }) => {
          if (action === 'CreateKeyPair') answered.resolve();
        },
      );
      const { child, said } = start(
        env,
        'keys',
        'create',
        '--name',
        'cut',
        '--endpoint',
        proxy.endpoint,
        '--json',
      );
      await answered.promise;
      child.kill('SIGINT');

      const ended = await said;
      expect(ended.code).toBe(130);
      expect(ended.stderr).toContain('A private key is on its way');
      const { key } = resultOf({
        ...ended,
        code: 0,
      });
      expect(kept(key.keychainAccount)).toBe(pairInAws('cut'));
    },
  );

  test(
    'interrupted before, it ends at once, has made nothing, and gives the home back',
    { timeout: SLOW_MS },
    async () => {
      const proxy = await between(() => 'hang');
      const home = path.join(folder, 'early');
      const args = ['list', '--account', '--endpoint', proxy.endpoint, '--home', home];
      const { child, said } = start(env, 'keys', ...args);
      await proxy.seen('GetCallerIdentity');
      child.kill('SIGINT');

      expect(await said).toMatchObject({ code: 130, stdout: '' });
      expect(fs.readdirSync(home)).not.toContain('lock');
    },
  );

  test('no output of any of this held a private key', () => {
    expect(everythingSaid.length).toBeGreaterThan(20);
    for (const text of everythingSaid) expect(text).not.toContain('PRIVATE KEY');
  });

  const between = async (
    fateOf: Parameters<typeof startProxy>[1],
    carriedOut?: Parameters<typeof startProxy>[2],
  ): Promise<Proxy> => {
    const proxy = await startProxy(
      moto.endpoint,
      fateOf satisfies (...call: never) => Fate | Promise<Fate>,
      carriedOut,
    );
    stops.push(proxy.stop);
    return proxy;
  };
});

const everythingSaid: string[] = [];

async function keyport(env: Env, ...args: readonly string[]): Promise<Said> {
  return start(env, ...args).said;
}

function start(env: Env, ...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const said = once(child, 'close').then((ended): Said => {
    everythingSaid.push(texts.stdout, texts.stderr);
    return { code: ended[0] as number | null, ...texts };
  });
  return { child, said };
}

/** Of the one document that there is. */
function resultOf(said: Said): Result {
  const document = JSON.parse(said.stdout) as { ok: boolean; result: Result };
  expect({ code: said.code, ok: document.ok }).toEqual({ code: 0, ok: true });
  return document.result;
}

function problemOf({ stdout }: Said): unknown {
  const document = JSON.parse(stdout) as { ok: boolean; problem: unknown };
  expect(document.ok).toBe(false);
  return document.problem;
}

function aws(env: Env, ...args: readonly string[]): string {
  const at = ['--region', 'us-east-1', '--output', 'json'];
  return execFileSync('aws', ['ec2', ...args, ...at], { env, encoding: 'utf8' });
}

function publicKeyInAws(env: Env, name: string): string | null {
  const said = aws(
    env,
    'describe-key-pairs',
    '--include-public-key',
    '--filters',
    `Name=key-name,Values=${name}`,
  );
  const { KeyPairs } = JSON.parse(said) as { KeyPairs: { PublicKey: string }[] };
  const [pair] = KeyPairs;
  return pair === undefined ? null : withoutComment(pair.PublicKey);
}

function publicKeyInKeychain(env: Env, account: string): string | null {
  const file = path.join(folder, 'looked-up');
  try {
    const lookup = ['lookup', 'service', 'keyport', 'username', account];
    const privateKey = execFileSync('secret-tool', lookup, { env, encoding: 'utf8' });
    fs.writeFileSync(file, `${privateKey.trimEnd()}\n`, { mode: 0o600 });
    return publicKeyOf(file);
  } catch {
    return null;
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function publicKeyOf(file: string): string {
  return withoutComment(execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' }));
}

function publicKeyIn(file: string): string {
  return withoutComment(fs.readFileSync(file, 'utf8'));
}

function withoutComment(publicKey: string): string {
  return publicKey.trim().split(' ').slice(0, 2).join(' ');
}

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createConnect } from '../../../electron/connect/create-connect.ts';
import { openTerminal } from '../../../electron/connect/open-terminal.ts';
import { createVisits } from '../../../electron/connect/visits.ts';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import { KeychainError } from '../../../electron/keychain/keychain.ts';
import { PRACTICE_SOURCE } from '../../../shared/account.ts';
import { valueOf } from '../../support/aws-clients.ts';
import {
  consoleWith,
  openConnectWorld,
  runInWindow,
  type ConnectWorld,
} from '../../support/connect-world.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { createLeakHunter, filesUnder } from '../../support/leak-hunt.ts';
import { needs } from '../../support/parts.ts';
import { startSshd } from '../../support/sshd.ts';

const HOMES = [
  'home',
  'Ada Lovelace',
  `"it's" %h %d $HOME $(touch ran) \`touch ran\``,
  'a;touch ran #&|<>*?[]',
  String.raw`back\slash\"`,
  'Ünïcødé 日本',
  '-oProxyCommand=touch ran',
];

needs('sshd', 'ssh-keygen')('a window that was opened', () => {
  test.each(['aws-makes-it', 'made-here'] as const)(
    'logs in by itself, once, and no private key is on a disk: %s',
    async (key) => {
      const world = await openWorld({ key });
      const sshd = await serve(world);
      world.writeConsole(consoleWith(sshd.hostKey));

      const opened = valueOf(await world.connect.api.openTerminal(world.at));
      const [window] = world.started;
      const typed = 'echo in as $(id -un)\n';
      const ran = window && (await runInWindow(window, typed));

      expect(opened).toEqual({ terminal: 'recording-terminal', hostKeys: 'pinned' });
      expect(ran).toMatchObject({ code: 0, stdout: `in as ${sshd.user}\n` });
      const privateKey = await world.privateKey();
      const hunter = createLeakHunter([privateKey.toString()]);
      expect(hunter.hunt([{ name: 'planted', bytes: privateKey }])).not.toEqual([]);
      expect(hunter.hunt([...filesUnder(world.home), ...filesUnder(world.runtime)])).toEqual([]);
      // The agent has gone with the log-in, and nothing of it is left.
      expect(fs.readdirSync(world.runtime)).toEqual([]);
      expect(window && (await runInWindow(window, '\n'))).toMatchObject({
        code: 255,
        stderr: expect.stringContaining('Permission denied (publickey)'),
      });
    },
  );

  test.each(HOMES)('logs in from the home %j, and nothing of its name is run', async (homeName) => {
    const world = await openWorld({ homeName });
    const sshd = await serve(world);
    world.writeConsole(consoleWith(sshd.hostKey));

    valueOf(await world.connect.api.openTerminal(world.at));
    const [window] = world.started;

    expect(window?.args.slice(-3)).toEqual([
      '-F',
      path.join(world.home, 'ssh', `terminal-${world.at.instanceId}`),
      world.at.instanceId,
    ]);
    expect(window && (await runInWindow(window, 'echo in\n'))).toMatchObject({ code: 0, stdout: 'in\n' });
    expect(filesUnder(path.dirname(world.home)).filter(({ name }) => name.endsWith('ran'))).toEqual([]);
  });

  test('two windows of one machine both log in', async () => {
    const world = await openWorld();
    const sshd = await serve(world);
    world.writeConsole(consoleWith(sshd.hostKey));

    const two = [world.connect.api.openTerminal(world.at), world.connect.api.openTerminal(world.at)];
    for (const opened of await Promise.all(two)) valueOf(opened);
    const ran = await Promise.all(world.started.map((window) => runInWindow(window, 'echo in\n')));

    expect(ran.map(({ stdout }) => stdout)).toEqual(['in\n', 'in\n']);
    expect(fs.readdirSync(world.runtime)).toEqual([]);
  });

  test('stays with its reason when the machine shows another host key than the one on its console', async () => {
    const world = await openWorld();
    const other = await startSshd(world.publicKey);
    await other.stop();
    await serve(world);
    world.writeConsole(consoleWith(other.hostKey));

    valueOf(await world.connect.api.openTerminal(world.at));
    const [window] = world.started;
    const ran = window && (await runInWindow(window, '\n'));

    expect(ran?.code).toBe(255);
    expect(ran?.stderr).toContain('Host key verification failed.');
    expect(ran?.stdout).toContain('Press Enter to close this window.');
  });

  test('believes who answers first where the console shows nothing, and no other from then on', async () => {
    const world = await openWorld();
    const sshd = await serve(world);

    const first = valueOf(await world.connect.api.openTerminal(world.at));
    const [window] = world.started;
    expect(window && (await runInWindow(window, 'echo in\n'))).toMatchObject({ stdout: 'in\n' });
    const kept = path.join(world.home, 'ssh', 'hosts', world.at.instanceId);
    expect(fs.readFileSync(kept, 'utf8')).toBe(`${world.at.instanceId} ${sshd.hostKey}\n`);
    expect(fs.statSync(kept).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(kept)).mode & 0o777).toBe(0o700);
    await sshd.stop();
    const impostor = await startSshd(world.publicKey, { port: sshd.port });
    onTestFinished(() => impostor.stop());
    const second = valueOf(await world.connect.api.openTerminal(world.at));
    const again = world.started[1];

    expect([first.hostKeys, second.hostKeys]).toEqual(['first-contact', 'pinned']);
    expect(again && (await runInWindow(again, 'echo in\n'))).toMatchObject({ code: 255 });
  });

  test('the settings of the person are read after ours, and change nothing of them', async () => {
    const world = await openWorld();
    const sshd = await serve(world);
    world.writeConsole(consoleWith(sshd.hostKey));
    const own = path.join(world.home, 'own-config');
    const theirs = [
      'Port 1',
      'User nobody',
      'HostName 192.0.2.1',
      'StrictHostKeyChecking no',
      'IdentityFile ~/none',
    ];
    fs.writeFileSync(own, ['Host *', ...theirs, 'SetEnv LC_KEYPORT=theirs', ''].join('\n'));

    valueOf(await world.connect.api.openTerminal(world.at));
    const [window] = world.started;
    const config = path.join(world.home, 'ssh', `terminal-${world.at.instanceId}`);
    const text = fs.readFileSync(config, 'utf8');
    expect(text).toContain('\nMatch all\n  Include ~/.ssh/config\n  Include /etc/ssh/ssh_config\n');
    fs.writeFileSync(config, text.replace('~/.ssh/config', own));

    const settings = execFileSync('ssh', ['-G', '-F', config, world.at.instanceId], { encoding: 'utf8' });
    expect(settings).toContain('setenv LC_KEYPORT=theirs\n');
    expect(window && (await runInWindow(window, 'echo in\n'))).toMatchObject({ stdout: 'in\n' });
  });
});

test('what a terminal is started with names nothing but a file of ours and the machine', async () => {
  const world = await openWorld({
    env: { AWS_SECRET_ACCESS_KEY: 'secret', NODE_OPTIONS: '--x', ELECTRON_RUN_AS_NODE: '1', LANG: 'C' },
  });
  valueOf(await world.connect.api.openTerminal(world.at));
  const [{ file, args, env } = { file: '', args: [], env: {} }] = world.started;

  expect(path.basename(file)).toBe('recording-terminal');
  expect(args.slice(0, 3)).toEqual(['-e', '/bin/sh', '-c']);
  expect(args[3]).not.toContain(world.home);
  expect(Object.keys(env).filter((name) => /AWS|KEYPORT|ELECTRON|NODE/.test(name))).toEqual([]);
  expect(env['LANG']).toBe('C');
  const config = path.join(world.home, 'ssh', `terminal-${world.at.instanceId}`);
  expect(fs.statSync(config).mode & 0o777).toBe(0o600);
});

test.each<[string, (world: ConnectWorld) => void]>([
  ['machine-not-running', (world) => world.change({}, { publicAddress: null })],
  ['machine-not-running', (world) => world.change({}, { state: 'stopped' })],
  ['machine-not-running', (world) => world.change({}, { publicAddress: 'face.cafe' })],
  ['machine-not-running', (world) => world.change({}, { publicAddress: '-oProxyCommand=id' })],
  ['instance-gone', (world) => world.change({}, { goneAt: 1 })],
  [
    'machine-not-real',
    ({ change, current }) => change({ account: { ...current().launch.account, endpoint: 'http://moto' } }),
  ],
  [
    'machine-not-real',
    ({ change, current }) => change({ account: { ...current().launch.account, sourceId: PRACTICE_SOURCE } }),
  ],
  [
    'machine-is-windows',
    ({ change, current }) => {
      const { plan } = current().launch;
      change({ plan: { ...plan, image: { ...plan.image, platform: 'windows' } } });
    },
  ],
  [
    'machine-has-no-key',
    ({ change, current }) => change({ connect: { ...current().launch.connect, custodyId: null } }),
  ],
  [
    'key-unknown',
    ({ change, current }) =>
      change({ connect: { ...current().launch.connect, custodyId: '0f3c2a1b-1111-4222-8333-999999999999' } }),
  ],
  [
    'terminal-failed',
    ({ change, current }) =>
      change({ connect: { ...current().launch.connect, loginUser: '-oProxyCommand=id' } }),
  ],
])('no window is opened: %s', async (code, spoil) => {
  const world = await openWorld();
  spoil(world);

  const outcome = await world.connect.api.openTerminal(world.at);

  expect(outcome).toMatchObject({ ok: false, problem: { code } });
  expect(world.started).toEqual([]);
  expect(fs.readdirSync(world.runtime)).toEqual([]);
});

test('a computer without ssh is told so, before anything is read or written', async () => {
  const world = await openWorld();
  const visits = createVisits(world.services.env);
  const windows = { platform: 'win32', env: {} } as const;

  const outcome = await openTerminal(world.services, visits, world.at, undefined, windows);

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'no-ssh' } });
  expect(world.consoleReads()).toBe(0);
  expect(fs.existsSync(path.join(world.home, 'ssh'))).toBe(false);
});

describe('a keychain that gives no key opens no window, and says why', () => {
  test('locked', async () => {
    let isLocked = false;
    const onCall = () => {
      if (isLocked) throw new KeychainError('locked', 'Platform failure: locked');
    };
    const world = await openWorld({ keychain: fakeKeychain({ onCall }) });
    isLocked = true;
    await expectNoWindow(world, 'keychain-locked');

    isLocked = false;
    valueOf(await world.connect.api.openTerminal(world.at));
  });

  test('another one', async () => {
    const keychain = fakeKeychain();
    const world = await openWorld({ keychain });
    keychain.items.clear();
    await expectNoWindow(world, 'not-this-keychain');
  });

  test('with another key under that name', async () => {
    const keychain = fakeKeychain();
    const world = await openWorld({ keychain });
    const other = Buffer.from(await newPrivateKey('ed25519'));
    for (const account of keychain.items.keys()) {
      if (!account.startsWith('sentinel')) keychain.items.set(account, other);
    }
    await expectNoWindow(world, 'key-not-proved');
  });
});

test('a program that does not start leaves no agent behind', async () => {
  const world = await openWorld();
  const connect = createConnect({
    ...world.services,
    startProgram: () => Promise.reject(new Error('spawn EACCES')),
  });

  expect(await connect.api.openTerminal(world.at)).toMatchObject({
    ok: false,
    problem: { code: 'terminal-failed', retryable: true, raw: expect.stringContaining('EACCES') as unknown },
  });
  expect(fs.readdirSync(world.runtime)).toEqual([]);
});

test('ten windows that open at once all open', async () => {
  const world = await openWorld();
  const opening = Array.from({ length: 10 }, () => world.connect.api.openTerminal(world.at));
  for (const opened of await Promise.all(opening)) expect(opened).toMatchObject({ ok: true });
  expect(world.started).toHaveLength(10);
});

test('where there is no terminal the command is given', async () => {
  const none = await openConnectWorld({ env: { PATH: '', KEYPORT_TERMINAL: 'no-such-terminal' } });

  expect(await none.connect.api.openTerminal(none.at)).toMatchObject({
    ok: false,
    problem: { code: 'no-terminal', explanation: expect.stringContaining('ssh ec2-user@127.0.0.1') },
  });
});

async function expectNoWindow(world: ConnectWorld, code: string): Promise<void> {
  expect(await world.connect.api.openTerminal(world.at)).toMatchObject({ ok: false, problem: { code } });
  expect(world.started).toEqual([]);
  expect(fs.readdirSync(world.runtime)).toEqual([]);
}

/** A terminal that would only be recorded is found under its name. */
async function openWorld(wishes: Parameters<typeof openConnectWorld>[0] = {}): Promise<ConnectWorld> {
  const bin = fs.mkdtempSync('/tmp/keyport-bin-');
  onTestFinished(() => fs.rmSync(bin, { recursive: true }));
  const terminal = path.join(bin, 'recording-terminal');
  fs.writeFileSync(terminal, '', { mode: 0o755 });
  return openConnectWorld({ ...wishes, env: { KEYPORT_TERMINAL: terminal, ...wishes.env } });
}

async function serve(world: ConnectWorld) {
  const sshd = await startSshd(world.publicKey);
  onTestFinished(() => sshd.stop());
  world.answerAt(sshd.port, sshd.user);
  return sshd;
}

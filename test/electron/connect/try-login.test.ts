import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tryLogin } from '../../../electron/connect/try-login.ts';
import { PRACTICE_SOURCE } from '../../../shared/account.ts';
import type { LoginTry } from '../../../shared/connect/login-try.ts';
import { consoleWith, openConnectWorld, type ConnectWorld } from '../../support/connect-world.ts';
import { createLeakHunter, filesUnder } from '../../support/leak-hunt.ts';
import { freePort } from '../../support/loopback.ts';
import { needs } from '../../support/parts.ts';
import { startSshd } from '../../support/sshd.ts';

const isRoot = process.getuid?.() === 0;

needs('sshd', 'ssh-keygen')('a real sshd', () => {
  test('lets in the machine’s own key, and no private key is on a disk', async () => {
    const world = await openConnectWorld();
    const sshd = await serve(world);
    world.writeConsole(consoleWith(sshd.hostKey));
    const seen: string[] = [];
    const stop = watch(world, seen);

    expect(await tryAs(world, sshd.user)).toEqual({ result: 'in' });
    stop();

    const privateKey = (await world.privateKey()).toString();
    expect(
      createLeakHunter([privateKey]).hunt([...filesUnder(world.home), ...filesUnder(world.runtime)]),
    ).toEqual([]);
    expect(fs.readdirSync(world.runtime)).toEqual([]);
    expect(fs.readdirSync(path.join(world.home, 'ssh'))).toEqual(['hosts']);
    expect(seen.some((name) => name.startsWith(`try-${world.at.instanceId}-`))).toBe(true);
  });

  test.skipIf(!isRoot)('finds who is let in where another user was meant', async () => {
    const world = await openConnectWorld();
    const sshd = await serve(world);
    world.writeConsole(consoleWith(sshd.hostKey));

    expect(await tryAs(world, 'ec2-user')).toEqual({ result: 'denied', rightUser: 'root' });
  });

  test.skipIf(!isRoot)('believes root’s answer about who is meant only when that one is let in', async () => {
    const world = await openConnectWorld();
    const told = (user: string) =>
      `command="echo 'Please login as the user \\"${user}\\" rather than the user \\"root\\".';echo;sleep 10;exit 142" ${world.publicKey}`;

    const right = await serve(world, { root: told('daemon'), daemon: world.publicKey });
    world.writeConsole(consoleWith(right.hostKey));
    expect(await tryAs(world, 'ec2-user')).toEqual({ result: 'denied', rightUser: 'daemon' });
    expect(await tryAs(world, 'root')).toEqual({ result: 'denied', rightUser: 'daemon' });

    await right.stop();
    const wrong = await serve(world, { root: told('daemon') });
    world.writeConsole(consoleWith(wrong.hostKey));
    await world.connect.api.pinHostKeys(world.at);
    expect(await tryAs(world, 'root')).toEqual({ result: 'denied', rightUser: null });
  });

  test('keeps out another key, and nobody is found whom it lets in', async () => {
    const [world, other] = [await openConnectWorld(), await openConnectWorld()];
    const sshd = await startSshd(other.publicKey);
    onTestFinished(() => sshd.stop());
    world.answerAt(sshd.port, sshd.user);
    world.writeConsole(consoleWith(sshd.hostKey));

    expect(await tryAs(world, sshd.user)).toEqual({ result: 'denied', rightUser: null });
  });

  test('is not logged in to when it shows another host key than the console', async () => {
    const world = await openConnectWorld();
    const other = await startSshd(world.publicKey);
    await other.stop();
    const sshd = await serve(world);
    world.writeConsole(consoleWith(other.hostKey));

    expect(await tryAs(world, sshd.user)).toEqual({ result: 'host-key-changed' });
  });

  test('is not logged in to when it shows another host key than at the first contact', async () => {
    const world = await openConnectWorld();
    const sshd = await serve(world);
    expect(await tryAs(world, sshd.user)).toEqual({ result: 'in' });
    await sshd.stop();
    const impostor = await startSshd(world.publicKey, { port: sshd.port });
    onTestFinished(() => impostor.stop());

    expect(await tryAs(world, sshd.user)).toEqual({ result: 'host-key-changed' });
  });

  test('is left when nobody wants to know any more', async () => {
    const world = await openConnectWorld();
    await serve(world);
    const trying = tryLogin(
      world.services,
      { ...world.current(), loginUser: 'nobody' },
      AbortSignal.abort(new Error('left')),
    );

    await expect(trying).rejects.toThrow('left');
    expect(fs.readdirSync(world.runtime)).toEqual([]);
  });
});

needs('ssh-keygen')('ssh', () => {
  test('says that it was refused', async () => {
    const world = await openConnectWorld();
    world.answerAt(await freePort(), 'ec2-user');

    expect(await tryAs(world, 'ec2-user')).toMatchObject({
      result: 'failed',
      raw: expect.stringContaining('Connection refused'),
    });
  });

  test('gives up where nothing answers', { timeout: 30_000 }, async () => {
    const world = await openConnectWorld();
    world.answerAt(await silentPort(), 'ec2-user');

    expect(await tryAs(world, 'ec2-user')).toMatchObject({
      result: 'failed',
      raw: expect.stringContaining('timed out'),
    });
  });

  test('does not take what a server says for its own words', async () => {
    const world = await openConnectWorld();
    const server = net.createServer((socket) => {
      socket.end(
        'Host key verification failed.\r\nroot@127.0.0.1: Permission denied (publickey).\r\nSSH-1.0-x\r\n',
      );
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    world.answerAt(typeof address === 'object' && address !== null ? address.port : 0, 'ec2-user');

    expect(await tryAs(world, 'ec2-user')).toMatchObject({ result: 'failed' });
  });
});

test.each<[LoginTry, (world: ConnectWorld) => void]>([
  [
    { result: 'not-tried', why: 'practice' },
    ({ change, current }) => change({ account: { ...current().launch.account, sourceId: PRACTICE_SOURCE } }),
  ],
  [
    { result: 'not-tried', why: 'practice' },
    ({ change, current }) => change({ account: { ...current().launch.account, endpoint: 'http://moto' } }),
  ],
  [
    { result: 'not-tried', why: 'not-linux' },
    ({ change, current }) => {
      const { plan } = current().launch;
      change({ plan: { ...plan, image: { ...plan.image, platform: 'windows' } } });
    },
  ],
  [
    { result: 'not-tried', why: 'no-key' },
    ({ change, current }) => change({ connect: { ...current().launch.connect, custodyId: null } }),
  ],
  [
    { result: 'not-tried', why: 'no-key' },
    ({ change, current }) =>
      change({ connect: { ...current().launch.connect, custodyId: '0f3c2a1b-1111-4222-8333-999999999999' } }),
  ],
  [{ result: 'failed', raw: 'no public address' }, ({ change }) => change({}, { publicAddress: null })],
])('nothing is tried: %j', async (expected, spoil) => {
  const world = await openConnectWorld();
  spoil(world);

  expect(await tryAs(world, 'ec2-user')).toEqual(expected);
});

test.each([['-oProxyCommand=id'], ['a b'], ['a"b'], ['${HOME}']])(
  'the user %j is told to no ssh',
  async (loginUser) => {
    const world = await openConnectWorld();

    expect(await tryAs(world, loginUser)).toMatchObject({
      result: 'failed',
      raw: expect.stringContaining('not a login user'),
    });
  },
);

function tryAs(world: ConnectWorld, loginUser: string): Promise<LoginTry> {
  return tryLogin(world.services, { ...world.current(), loginUser }, new AbortController().signal);
}

async function serve(world: ConnectWorld, authorized?: Readonly<Record<string, string>>) {
  const sshd = await startSshd(world.publicKey, authorized === undefined ? {} : { authorized });
  onTestFinished(() => sshd.stop());
  world.answerAt(sshd.port, os.userInfo().username);
  return sshd;
}

/** The names of the files that come and go beside the known hosts. */
function watch(world: ConnectWorld, seen: string[]): () => void {
  const folder = path.join(world.home, 'ssh');
  fs.mkdirSync(folder, { mode: 0o700 });
  const watcher = fs.watch(folder, (_event, name) => void seen.push(name ?? ''));
  return () => watcher.close();
}

/** A port whose queue is full: the system answers nobody who knocks there. */
async function silentPort(): Promise<number> {
  const server = net.createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // Nothing is taken off the queue any more.
  Reflect.get(server, '_handle').onconnection = null;
  const knocks = Array.from({ length: 8 }, () => net.connect(port, '127.0.0.1'));
  for (const knock of knocks) knock.on('error', () => undefined);
  onTestFinished(() => {
    for (const knock of knocks) knock.destroy();
    server.close();
  });
  await new Promise((resolve) => knocks[0]?.once('connect', resolve));
  return port;
}

import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openAgent } from '../../../electron/connect/ssh-agent.ts';
import { newPrivateKey, publicKeyOf, readPrivateKey } from '../../../electron/custody/key-format.ts';
import { connectTo, runWithAgent, type AgentClient } from '../../support/agent-client.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { bind, frame, judgeSignature, number, signRequest } from '../../support/agent-frames.ts';
import { fuzzAgent } from '../../support/fuzz-agent.ts';
import { missing, needs } from '../../support/parts.ts';
import { openTestAgent, type TestAgent } from '../../support/test-agent.ts';

const LIST = frame(Buffer.from([11]));
const FAILED = Buffer.from([5]);
const DATA = Buffer.from('what is to be signed');
const TYPES = ['ed25519', 'rsa'] as const;

needs('ssh-keygen')("OpenSSH's own programs", () => {
  test.each(TYPES)('list the one key, and nobody is asked for that: %s', async (type) => {
    const agent = await open({ type });

    const { stdout } = await runWithAgent(agent.socketPath, 'ssh-add', ['-L']);
    const { stdout: short } = await runWithAgent(agent.socketPath, 'ssh-add', ['-l']);

    expect(stdout).toBe(`${agent.publicKey} web\n`);
    expect(short).toMatch(
      type === 'rsa' ? /^2048 SHA256:\S+ web \(RSA\)\n$/ : /^256 SHA256:\S+ web \(ED25519\)\n$/,
    );
    expect(agent.askers).toEqual([]);
  });

  test.each(TYPES)('sign with it, and verify what they signed: %s', async (type) => {
    const agent = await open({ type });
    const folder = temporaryFolder();
    const [publicKey, text] = [path.join(folder, 'key.pub'), path.join(folder, 'text')];
    fs.writeFileSync(publicKey, agent.publicKey);
    fs.writeFileSync(text, 'a text');
    fs.writeFileSync(path.join(folder, 'signers'), `someone ${agent.publicKey}\n`);

    const signed = await runWithAgent(agent.socketPath, 'ssh-keygen', [
      '-Y',
      'sign',
      '-n',
      'test',
      '-f',
      publicKey,
      text,
    ]);

    expect(signed.stderr).toContain('Signing file');
    const verifier = ['-Y', 'verify', '-n', 'test', '-I', 'someone', '-f', 'signers', '-s', 'text.sig'];
    const verified = execFileSync('ssh-keygen', verifier, { cwd: folder, input: 'a text', encoding: 'utf8' });
    expect(verified).toContain('Good "test" signature for someone');
    expect(agent.signatures()).toBe(1);
  });

  test.each([
    ['adds', ['KEY']],
    ['removes', ['-d', 'KEY']],
    ['removes all', ['-D']],
  ])('cannot change what it holds: %s', async (_, args) => {
    const agent = await open();
    const key = path.join(temporaryFolder(), 'other');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);

    const { code } = await runWithAgent(
      agent.socketPath,
      'ssh-add',
      args.map((arg) => (arg === 'KEY' ? key : arg)),
    );

    expect(code).not.toBe(0);
    expect((await runWithAgent(agent.socketPath, 'ssh-add', ['-L'])).stdout).toBe(`${agent.publicKey} web\n`);
  });

  test('cannot lock it', async () => {
    const agent = await open();
    const folder = temporaryFolder();
    const askPass = path.join(folder, 'ask');
    fs.writeFileSync(askPass, '#!/bin/sh\necho a passphrase\n', { mode: 0o700 });

    const env = { SSH_ASKPASS: askPass, SSH_ASKPASS_REQUIRE: 'force' };
    const { code, stderr } = await runWithAgent(agent.socketPath, 'ssh-add', ['-x'], env);

    expect(code).not.toBe(0);
    expect(stderr).toContain('Failed to lock agent');
  });
});

test('its socket and its folder are for nobody else, and only the public half is on the disk', async () => {
  const agent = await open();
  const folder = path.dirname(agent.socketPath);

  expect(modeOf(folder)).toBe('drwx------');
  expect(modeOf(agent.socketPath)).toBe('srw-------');
  expect(fs.readdirSync(folder).toSorted()).toEqual(['agent', 'agent.pub']);
  expect(fs.readFileSync(`${agent.socketPath}.pub`, 'utf8')).toBe(`${agent.publicKey}\n`);
});

test.each([
  ['rsa', 2, 'rsa-sha2-256'],
  ['rsa', 4, 'rsa-sha2-512'],
  ['ed25519', 0, 'ssh-ed25519'],
] as const)('%s signs with flags %i as %s', async (type, flags, method) => {
  const agent = await open({ type });
  const client = await connect(agent);

  client.send(frame(signRequest(agent.publicBlob, DATA, flags)));

  const [answer = FAILED] = await client.next(1);
  expect(judgeSignature(answer, agent.publicKey, DATA)).toBe(method);
  expect(judgeSignature(answer, agent.publicKey, Buffer.from('another text'))).toBeNull();
});

test('what it cannot sign is refused without asking anyone', async () => {
  const agent = await open({ type: 'rsa' });
  const client = await connect(agent);
  const other = Buffer.from((publicKeyOf(await newPrivateKey('rsa')) ?? '').split(' ')[1] ?? '', 'base64');

  client.send(frame(signRequest(agent.publicBlob, DATA, 0)), frame(signRequest(other, DATA, 2)));

  expect(await client.next(2)).toEqual([FAILED, FAILED]);
  expect(agent.askers).toEqual([]);
});

test('messages in one piece are answered in their order, and what is unknown is skipped whole', async () => {
  const agent = await open();
  const client = await connect(agent);
  const unknown = Buffer.concat([Buffer.from([200]), LIST, LIST]);

  client.send(
    frame(bind({ isForwarded: false })),
    frame(unknown),
    frame(Buffer.alloc(0)),
    LIST,
    signFrame(agent),
    LIST,
  );

  const [bound, skipped, empty, ...rest] = await client.next(6);
  expect([bound, skipped, empty]).toEqual([FAILED, FAILED, FAILED]);
  expect(rest.map((message) => message[0])).toEqual([12, 14, 12]);
});

test('a message in many pieces is one message', async () => {
  const agent = await open();
  const client = await connect(agent);
  for (const byte of signFrame(agent)) client.send(Buffer.from([byte]));

  const [answer = FAILED] = await client.next(1);

  expect(judgeSignature(answer, agent.publicKey, DATA)).toBe('ssh-ed25519');
});

test('a frame that is too long is refused, and the connection ends; others do not notice', async () => {
  const agent = await open();
  const [long, other] = [await connect(agent), await connect(agent)];

  long.send(LIST, number(256 * 1024 + 1), Buffer.alloc(100_000));

  expect((await long.ended()).map((message) => message[0])).toEqual([12, 5]);
  other.send(LIST);
  expect((await other.next(1)).map((message) => message[0])).toEqual([12]);
});

test('a program that has said all it has to say still gets its answers', async () => {
  const agent = await open();
  const client = await connect(agent);
  client.send(LIST, LIST);
  client.halfClose();

  expect((await client.ended()).map((message) => message[0])).toEqual([12, 12]);
});

test('more questions than anyone reads the answers of do not fill the memory', async () => {
  const agent = await open();
  const socket = net.connect(agent.socketPath);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const many = Buffer.concat(Array.from({ length: 20_000 }, () => LIST));

  // Two megabytes are sent and not one answer is read: the agent has to stop reading.
  let written = 0;
  while (written < 40 && socket.writableLength < 4 * many.length) {
    socket.write(many);
    written += 1;
    await setImmediate();
  }

  expect(socket.writableLength).toBeGreaterThan(many.length);
});

test('one program is asked for once, and keeps its answer over its connections', async () => {
  const agent = await open();
  const [first, second] = [await connect(agent), await connect(agent)];

  first.send(signFrame(agent));
  await first.next(1);
  second.send(signFrame(agent), signFrame(agent));

  expect((await second.next(2)).map((message) => message[0])).toEqual([14, 14]);
  expect(agent.askers).toHaveLength(whoIsKnown ? 1 : 2);
  expect(agent.signatures()).toBe(3);
});

test('a no is a failure, and stays one for that program', async () => {
  const agent = await open({ answer: () => false });
  const client = await connect(agent);

  client.send(signFrame(agent), signFrame(agent), LIST);

  expect((await client.next(3)).map((message) => message[0])).toEqual([5, 5, 12]);
  expect(agent.askers).toHaveLength(1);
  expect(agent.signatures()).toBe(0);
});

test('a connection that is forwarded to a server is asked for by itself, and says so', async () => {
  const agent = await open({ answer: ({ isForwarded }) => !isForwarded });
  const [own, forwarded] = [await connect(agent), await connect(agent)];
  own.send(frame(bind({ isForwarded: false })), signFrame(agent));
  await own.next(2);

  // What the server adds itself changes nothing.
  const said = [true, true, false].map((isForwarded) => frame(bind({ isForwarded })));
  forwarded.send(...said, signFrame(agent));

  expect((await forwarded.next(4)).map((message) => message[0])).toEqual([5, 5, 5, 5]);
  expect(agent.askers.map(({ isForwarded }) => isForwarded)).toEqual([false, true]);
});

test('no answer in time is a no, and the next time is asked again', async () => {
  const agent = await open({ answer: () => null, consent: { withinMs: 20 } });
  const client = await connect(agent);

  client.send(signFrame(agent));
  expect(await client.next(1)).toEqual([FAILED]);
  client.send(signFrame(agent));
  expect(await client.next(1)).toEqual([FAILED]);

  expect(agent.askers).toHaveLength(2);
});

test('a second program is served while the first waits for the person', async () => {
  const asked = Promise.withResolvers<void>();
  const agent = await open({
    answer: () => {
      asked.resolve();
      return null;
    },
  });
  const [waiting, other] = [await connect(agent), await connect(agent)];
  waiting.send(signFrame(agent));
  await asked.promise;

  other.send(LIST);

  expect((await other.next(1)).map((message) => message[0])).toEqual([12]);
});

test('no more than sixty-four connections are open at a time', async () => {
  const agent = await open();
  const clients = [];
  for (let count = 0; count < 64; count++) clients.push(await connect(agent));

  const extra = await connect(agent);

  expect(await extra.ended()).toEqual([]);
  clients[0]?.leave();
  clients[63]?.send(LIST);
  expect((await clients[63]?.next(1))?.map((message) => message[0])).toEqual([12]);
});

test('closed, it ends its connections and leaves nothing behind', async () => {
  const asked = Promise.withResolvers<AbortSignal>();
  const agent = await open({
    answer: (_, signal) => {
      asked.resolve(signal);
      return null;
    },
  });
  const [idle, waiting] = [await connect(agent), await connect(agent)];
  waiting.send(signFrame(agent));
  const question = await asked.promise;

  agent.close();

  expect(await Promise.all([idle.ended(), waiting.ended()])).toEqual([[], []]);
  expect(fs.existsSync(path.dirname(agent.socketPath))).toBe(false);
  await expect(connectTo(agent.socketPath)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  if (!question.aborted) await once(question, 'abort');
});

test('closed, it lets go of the private key', async () => {
  const folder = temporaryFolder();
  const { agent, key } = await openWeakly(folder);
  onTestFinished(() => agent.close());
  // An answer has been given, so that everything that ever holds the key has held it.
  const client = await connectTo(agent.socketPath);
  client.send(agent.sign);
  expect((await client.next(1)).map((message) => message[0])).toEqual([14]);
  await collectGarbage();
  expect(key.deref()).toBeDefined();

  agent.close();
  await client.ended();
  await collectGarbage();

  expect(key.deref()).toBeUndefined();
});

test('a key of another kind is not taken', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = publicKeyOf(await newPrivateKey('ed25519')) ?? '';
  const env = { XDG_RUNTIME_DIR: temporaryFolder() };

  await expect(openAgent({ privateKey, publicKey, comment: '', ask: async () => true, env })).rejects.toThrow(
    'not a key of ours',
  );
});

test('mutated messages get a failure, the right answer, or the end of the connection', async () => {
  const { failed, frames, accepted, refused } = await fuzzAgent(20_260_601, 400);

  expect(failed).toEqual([]);
  expect(frames).toBe(400);
  expect(accepted).toBeGreaterThanOrEqual(4);
  expect(refused).toBeGreaterThanOrEqual(4);
});

needs('ssh-keygen', 'ss')('who asks', () => {
  test('is told by the name of the program and by who started it', async () => {
    const agent = await open();
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'key.pub'), agent.publicKey);
    fs.writeFileSync(path.join(folder, 'text'), 'a text');

    const signer = spawn('ssh-keygen', ['-Y', 'sign', '-n', 'test', '-f', 'key.pub', 'text'], {
      cwd: folder,
      env: { ...process.env, SSH_AUTH_SOCK: agent.socketPath },
      stdio: 'ignore',
    });
    await once(signer, 'exit');

    const program = { pid: signer.pid, name: 'ssh-keygen', startedBy: path.basename(process.execPath) };
    expect(agent.askers).toEqual([{ isForwarded: false, program: expect.objectContaining(program) }]);
  });

  test('a program that asks again is known; another run of it is not', async () => {
    const agent = await open();
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'key.pub'), agent.publicKey);
    fs.writeFileSync(path.join(folder, 'text'), 'a text');

    for (const namespace of ['one', 'two']) {
      const args = [
        '-Y',
        'sign',
        '-n',
        namespace,
        '-f',
        path.join(folder, 'key.pub'),
        path.join(folder, 'text'),
      ];
      await runWithAgent(agent.socketPath, 'ssh-keygen', args);
      fs.rmSync(path.join(folder, 'text.sig'));
    }

    expect(agent.askers).toHaveLength(2);
    expect(agent.signatures()).toBe(2);
  });

  test('ssh is asked for with each connection: it makes one for itself, and others for servers', async () => {
    const agent = await open();
    // Any program of this name will do, and one that says nothing of forwarding: as OpenSSH before 8.9.
    const ssh = path.join(temporaryFolder(), 'ssh');
    fs.copyFileSync(process.execPath, ssh);
    const script = `
      const connect = () => new Promise((resolve) => {
        const socket = require('node:net').connect(process.argv[1]);
        socket.write(Buffer.from(process.argv[2], 'hex'));
        socket.once('data', resolve);
      });
      connect().then(connect).then(() => process.exit());
    `;

    const client = spawn(ssh, ['-e', script, agent.socketPath, signFrame(agent).toString('hex')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(client, 'exit');

    const program = expect.objectContaining({ pid: client.pid, name: 'ssh' });
    expect(agent.askers).toEqual([
      { isForwarded: false, program },
      { isForwarded: false, program },
    ]);
    expect(agent.signatures()).toBe(2);
  });
});

/** Where the system tells who is at the other end. */
const whoIsKnown = missing('ss') === undefined;

async function open(options: Parameters<typeof openTestAgent>[0] = {}): Promise<TestAgent> {
  const agent = await openTestAgent(options);
  onTestFinished(() => agent.remove());
  return agent;
}

async function connect(agent: TestAgent): Promise<AgentClient> {
  const client = await connectTo(agent.socketPath);
  onTestFinished(() => client.leave());
  return client;
}

function signFrame(agent: TestAgent): Buffer {
  return frame(signRequest(agent.publicBlob, DATA, 0));
}

/** The key is in no variable of the test. */
async function openWeakly(folder: string) {
  const bytes = await newPrivateKey('ed25519');
  const [privateKey, publicKey] = [readPrivateKey(bytes), publicKeyOf(bytes)];
  if (privateKey === null || publicKey === null) throw new Error('no key');
  const env = { XDG_RUNTIME_DIR: folder };
  const agent = await openAgent({ privateKey, publicKey, comment: 'web', ask: async () => true, env });
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  return { agent: { ...agent, sign: frame(signRequest(blob, DATA, 0)) }, key: new WeakRef(privateKey) };
}

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-test-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function modeOf(file: string): string {
  return execFileSync('stat', ['-c', '%A', file], { encoding: 'utf8' }).trim();
}

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAgents, type Agents } from '../../../electron/connect/agents.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { VaultBoard } from '../../../electron/custody/vault-board.ts';
import type { AgentRequest, AgentSession, Vault } from '../../../shared/keys/vault.ts';
import { connectTo, runWithAgent, type AgentClient } from '../../support/agent-client.ts';
import { bind, frame, judgeSignature, signRequest } from '../../support/agent-frames.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychainOptions } from '../../support/fake-keychain.ts';
import { keepNewKey, type KeptKey } from '../../support/kept-key.ts';
import { needs } from '../../support/parts.ts';
import { openTestVault } from '../../support/vault.ts';

const DATA = Buffer.from('what is to be signed');

test.each(['ed25519', 'rsa'] as const)(
  'a key of the vault signs once the person has let the program in: %s',
  async (type) => {
    const { agents, vault, key } = await open({ type });
    const session = valueOf(await agents.open(key));
    const client = await connect(session);
    const asked = vault.firstRequest();

    client.send(signFrame(key));
    const request = await asked;
    expect(request).toMatchObject({ agentId: session.agentId, keyName: 'web' });
    valueOf(await agents.answer({ requestId: request.requestId, isAllowed: true }));

    const [answer = Buffer.alloc(0)] = await client.next(1);
    expect(judgeSignature(answer, key.publicKey, DATA)).toBe(type === 'rsa' ? 'rsa-sha2-512' : 'ssh-ed25519');
    expect(vault.board.vault()).toMatchObject({ agents: [{ ...session, signatures: 1 }], requests: [] });
  },
);

test('a program that the person refuses has no signature', async () => {
  const { agents, vault, key } = await open();
  const client = await connect(valueOf(await agents.open(key)));
  const asked = vault.firstRequest();

  client.send(signFrame(key));
  const { requestId } = await asked;
  const after = valueOf(await agents.answer({ requestId, isAllowed: false }));

  expect(await client.next(1)).toEqual([Buffer.from([5])]);
  expect(after.requests).toEqual([]);
  expect(vault.board.vault().agents[0]?.signatures).toBe(0);
});

test('a question of a program that has left is not shown any more', async () => {
  const { agents, vault, key } = await open();
  const client = await connect(valueOf(await agents.open(key)));
  const asked = vault.firstRequest();
  client.send(signFrame(key));
  const { requestId } = await asked;

  const gone = vault.until(({ requests }) => requests.length === 0);
  client.leave();
  await gone;

  // The person may have clicked in that very moment.
  expect(valueOf(await agents.answer({ requestId, isAllowed: true })).requests).toEqual([]);
});

test('a key has one agent: opened again, also at the same time, it is that one', async () => {
  const { agents, vault, key, keychain } = await open();

  const both = await Promise.all([agents.open(key), agents.open(key)]);
  const third = await agents.open(key);

  expect(new Set([...both, third].map((outcome) => valueOf(outcome).agentId)).size).toBe(1);
  expect(vault.board.vault().agents).toHaveLength(1);
  expect(keychain.reads.filter((account) => account === key.record.keychainAccount)).toHaveLength(1);
});

test('the keychain is asked when the agent opens, and never for a signature; what it gave is wiped', async () => {
  const { agents, vault, key, keychain } = await open();
  const client = await connect(valueOf(await agents.open(key)));
  const reads = keychain.reads.length;
  const asked = vault.firstRequest();

  client.send(signFrame(key), signFrame(key));
  await agents.answer({ requestId: (await asked).requestId, isAllowed: true });
  await client.next(2);

  expect(keychain.reads).toHaveLength(reads);
  expect(keychain.buffers.at(-1)?.every((byte) => byte === 0)).toBe(true);
});

test('two keys have an agent each, and neither signs for the other', async () => {
  const { agents, vault, key } = await open();
  const other = await keepNewKey(vault, 'ed25519');
  const [one, two] = [valueOf(await agents.open(key)), valueOf(await agents.open(other))];
  const client = await connect(two);

  client.send(signFrame(key));

  expect(await client.next(1)).toEqual([Buffer.from([5])]);
  expect(vault.board.vault().agents).toEqual([one, two]);
});

test('closed, an agent takes its questions with it, and the key can have another', async () => {
  const { agents, vault, key } = await open();
  const first = valueOf(await agents.open(key));
  const client = await connect(first);
  const asked = vault.firstRequest();
  client.send(signFrame(key));
  await asked;

  const after = valueOf(await agents.close({ agentId: first.agentId }));

  expect([after.agents, after.requests]).toEqual([[], []]);
  expect(await client.ended()).toEqual([]);
  expect(fs.existsSync(first.socketPath)).toBe(false);
  const second = valueOf(await agents.open(key));
  expect(second.agentId).not.toBe(first.agentId);
  expect(valueOf(await agents.close({ agentId: first.agentId })).agents).toEqual([second]);
});

test('a key that goes away takes its agent with it, also one that is only being opened', async () => {
  const { agents, vault, key } = await open();
  const session = valueOf(await agents.open(key));
  agents.closeOf(key.custodyId);
  expect(fs.existsSync(session.socketPath)).toBe(false);

  const opening = agents.open(key);
  agents.closeOf(key.custodyId);

  expect(await opening).toMatchObject({ ok: false, problem: { code: 'agent-closed' } });
  expect(vault.board.vault().agents).toEqual([]);
  expect(fs.readdirSync(vault.runtime)).toEqual([]);
  expect(valueOf(await agents.open(key))).toMatchObject({ custodyId: key.custodyId });
});

test('closing all of them is done when it returns, also for one that is only being opened', async () => {
  const { agents, vault, key } = await open();
  const other = await keepNewKey(vault, 'ed25519');
  valueOf(await agents.open(key));
  const opening = agents.open(other);

  agents.closeAll();

  expect(fs.readdirSync(vault.runtime)).toEqual([]);
  expect(await opening).toMatchObject({ ok: false, problem: { code: 'agent-closed' } });
  expect(fs.readdirSync(vault.runtime)).toEqual([]);
  expect(vault.board.vault().agents).toEqual([]);
});

test.each([
  ['is in the trash', { state: 'TRASHED', trashedFrom: 'READY' }, 'key-not-finished'],
  ['is being made', { state: 'REQUESTED', publicKey: null }, 'key-not-finished'],
  ['may not be in the keychain yet', { state: 'PLANNED' }, 'key-not-finished'],
  ['is in a file only', { state: 'HELD_IN_FILE' }, 'key-not-finished'],
  ['is not there any more', { keychainAccount: 'web|another' }, 'key-missing-here'],
  [
    'was given to another keychain',
    { keychainAccount: 'web|another', sentinelHash: 'another' },
    'not-this-keychain',
  ],
  [
    'is another than the journal says',
    { publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA' },
    'key-not-proved',
  ],
] as const)('no agent opens for a key that %s', async (_, part: Partial<KeyRecord>, code) => {
  const { agents, vault, key } = await open();
  await vault.journal.write({ ...key.record, ...part });

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code } });

  expect(vault.board.vault().agents).toEqual([]);
  expect(fs.readdirSync(vault.runtime)).toEqual([]);
});

test('a key that is ready in AWS has an agent too', async () => {
  const { agents, vault, key } = await open();
  await vault.journal.write({ ...key.record, state: 'READY', keyPairId: 'key-0123456789abcdef0' });

  expect(valueOf(await agents.open(key))).toMatchObject({ custodyId: key.custodyId });
});

test('no agent opens for a key that something else is at work on, or that nobody knows', async () => {
  const { agents, vault, key } = await open();
  vault.inWork.add(key.custodyId);

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code: 'key-not-finished' } });
  expect(await agents.open({ custodyId: randomUUID() })).toMatchObject({
    ok: false,
    problem: { code: 'key-unknown' },
  });
});

test('a record that cannot be read is said to be one', async () => {
  const { agents, vault, key } = await open();
  fs.writeFileSync(path.join(vault.home, 'keys', `${key.custodyId}.json`), '{');

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code: 'record-unreadable' } });
});

test('a locked keychain is said to be locked, and asked again the next time', async () => {
  const { agents, key } = await open({ keychain: { read: [null, 'throw-before'], kind: 'locked' } });

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code: 'keychain-locked' } });
  expect(valueOf(await agents.open(key))).toMatchObject({ custodyId: key.custodyId });
});

test('an agent that was not wanted any more, and did not open anyhow, can be opened later', async () => {
  const { agents, key } = await open({ keychain: { read: [null, 'throw-before'] } });
  const opening = agents.open(key);
  agents.closeOf(key.custodyId);
  expect(await opening).toMatchObject({ ok: false, problem: { code: 'keychain-failed' } });

  expect(valueOf(await agents.open(key))).toMatchObject({ custodyId: key.custodyId });
});

test('a keychain that forgets even our own mark is not believed', async () => {
  const { agents, key } = await open({ keychain: { read: [null, 'null', 'null'] } });

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code: 'not-this-keychain' } });
});

test('another private key under its name is not used, and is wiped', async () => {
  const { agents, vault, key, keychain } = await open();
  keychain.items.set(key.record.keychainAccount, Buffer.from(await newPrivateKey('ed25519')));

  expect(await agents.open(key)).toMatchObject({ ok: false, problem: { code: 'key-not-proved' } });

  expect(keychain.buffers.at(-1)?.every((byte) => byte === 0)).toBe(true);
  expect(JSON.stringify(vault.snapshots)).not.toContain('PRIVATE KEY');
});

test('where no socket can be made, nothing is open and the reason is told', async () => {
  const { agents, vault, key } = await open();
  fs.chmodSync(vault.runtime, 0o755);
  vi.stubEnv('TMPDIR', path.join(vault.runtime, 'nothing', 'here'));

  const outcome = await agents.open(key);

  expect(outcome).toMatchObject({
    ok: false,
    problem: { code: 'agent-failed', raw: expect.stringContaining('ENOENT') },
  });
  expect(vault.board.vault().agents).toEqual([]);
});

needs('ssh-keygen')('the texts that are copied', () => {
  test('make ssh and scp ask this agent and offer this key alone', async () => {
    const { agents, vault, key } = await open();
    const { agentId, socketPath } = valueOf(await agents.open(key));

    valueOf(await agents.copyText({ agentId, what: 'ssh-option' }));

    const [text = ''] = vault.copied;
    // -G: what ssh has understood.
    const settings = execFileSync('sh', ['-c', `ssh -G -F /dev/null ${text} host`], {
      encoding: 'utf8',
    }).split('\n');
    expect(settings).toContain(`identityagent ${socketPath}`);
    expect(settings).toContain('identitiesonly yes');
    expect(settings.filter((line) => line.startsWith('identityfile'))).toEqual([
      `identityfile ${socketPath}.pub`,
    ]);
  });

  test('make every program of a terminal ask this agent', async () => {
    const { agents, vault, key } = await open();
    const { agentId } = valueOf(await agents.open(key));

    valueOf(await agents.copyText({ agentId, what: 'environment' }));

    const { stdout } = await runWithAgent('', 'sh', ['-c', `${vault.copied[0] ?? ''}; ssh-add -L`]);
    expect(stdout).toBe(`${key.publicKey} web\n`);
  });
});

test('an agent that is closed has no text', async () => {
  const { agents, vault, key } = await open();
  const { agentId } = valueOf(await agents.open(key));
  await agents.close({ agentId });

  const outcome = await agents.copyText({ agentId, what: 'environment' });

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'agent-closed' } });
  expect(vault.copied).toEqual([]);
});

test('at most eight programs wait for one agent', async () => {
  const { agents, vault, key } = await open();
  const session = valueOf(await agents.open(key));
  const clients = await Promise.all(Array.from({ length: 9 }, () => connect(session)));

  // Each for a server of its own, so that none is asked for together with another.
  for (const client of clients) client.send(frame(bind({ isForwarded: true })), signFrame(key));
  const answers = await Promise.race(clients.map((client) => client.next(2)));

  expect(answers.map((message) => message[0])).toEqual([5, 5]);
  expect(vault.board.vault().requests).toHaveLength(8);
  expect(vault.board.vault().requests.every(({ isForwarded }) => isForwarded)).toBe(true);
});

type OpenOptions = { readonly type?: 'ed25519' | 'rsa'; readonly keychain?: FakeKeychainOptions };

/** A vault with one finished key. */
async function open({ type = 'ed25519', keychain: options = {} }: OpenOptions = {}) {
  const reads: string[] = [];
  const onCall = (call: string) => void (call.startsWith('read ') && reads.push(call.slice('read '.length)));
  const keychain = { ...fakeKeychain({ ...options, onCall }), reads };
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-run-'));
  const services = openTestVault({ keychain });
  const { board, until } = watched(services.board);
  const firstRequest = async (): Promise<AgentRequest> => {
    const [request] = (await until(({ requests }) => requests.length > 0)).requests;
    if (request === undefined) throw new Error('no request');
    return request;
  };
  const vault = { ...services, board, until, firstRequest, runtime };
  const key: KeptKey = await keepNewKey(vault, type);
  const agents: Agents = createAgents(vault, { env: { XDG_RUNTIME_DIR: runtime } });
  onTestFinished(() => {
    agents.closeAll();
    vault.remove();
    fs.rmSync(runtime, { recursive: true });
  });
  return { vault, keychain, key, agents };
}

/** The same board, whose changes can be waited for. */
function watched(board: VaultBoard) {
  const watchers = new Set<() => void>();
  return {
    board: {
      ...board,
      set: (part: Partial<Vault>) => {
        board.set(part);
        for (const look of watchers) look();
      },
    },
    until: (isSo: (vault: Vault) => boolean) =>
      new Promise<Vault>((resolve) => {
        const look = () => {
          if (!isSo(board.vault())) return;
          watchers.delete(look);
          resolve(board.vault());
        };
        watchers.add(look);
        look();
      }),
  };
}

async function connect({ socketPath }: AgentSession): Promise<AgentClient> {
  const client = await connectTo(socketPath);
  onTestFinished(() => client.leave());
  return client;
}

function signFrame({ publicKey }: KeptKey): Buffer {
  return frame(signRequest(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'), DATA, 4));
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAgents, type Agents } from '../../../electron/connect/agents.ts';
import type { Keychain } from '../../../electron/keychain/keychain.ts';
import type { KeyType } from '../../../shared/platform.ts';
import { sshCommand } from '../../../shared/ssh-command.ts';
import { runWithAgent, type Ran } from '../../support/agent-client.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { startKeyring } from '../../support/keyring.ts';
import { createLeakHunter, filesUnder } from '../../support/leak-hunt.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain } from '../../support/real-keychain.ts';
import { startSshd } from '../../support/sshd.ts';
import { openTestVault } from '../../support/vault.ts';

const TYPES = ['ed25519', 'rsa'] as const;

needs('sshd', 'ssh-keygen')('a real sshd', () => {
  test.each(TYPES)('lets in who asks the agent, with a key that was never on a disk: %s', async (type) => {
    const { logIn, machine } = await start(type);

    const { stdout, stderr } = await logIn('echo in');

    expect({ stdout, stderr }).toMatchObject({ stdout: 'in\n' });
    expect(machine.board.vault().agents[0]?.signatures).toBe(1);
    const privateKey = Buffer.from(await machine.privateKey());
    const hunter = createLeakHunter([privateKey.toString()]);
    expect(hunter.hunt([{ name: 'planted', bytes: privateKey }])).not.toEqual([]);
    expect(hunter.hunt([...filesUnder(machine.home), ...filesUnder(machine.runtime)])).toEqual([]);
  });

  test('keeps out whom the person refused', async () => {
    const { logIn, machine } = await start('ed25519', () => false);

    const { code, stderr } = await logIn('echo in');

    expect(code).toBe(255);
    expect(stderr).toContain('Permission denied (publickey)');
    expect(machine.asked).toHaveLength(1);
  });

  test('keeps out who asks an agent that is closed', async () => {
    const { logIn, agents } = await start('ed25519');
    agents.closeAll();

    const { code, stderr } = await logIn('echo in');

    expect(code).toBe(255);
    expect(stderr).toContain('Permission denied (publickey)');
  });

  test('is logged in to although the agent refuses what OpenSSH tells it first', async () => {
    const { logIn } = await start('ed25519');

    const { stdout, stderr } = await logIn('echo in', '-vv');

    expect(stderr).toContain('ssh_agent_bind_hostkey: agent refused operation');
    expect(stdout).toBe('in\n');
  });

  test('is logged in to with the command for one instance', async () => {
    const { machine, socketPath, config } = await start('rsa');
    const command = sshCommand({ loginUser: machine.user, address: '127.0.0.1', identityAgent: socketPath });

    const { stdout } = await runWithAgent('', 'sh', [
      '-c',
      `${command.replace('ssh', `ssh -F ${config}`)} echo in`,
    ]);

    expect(stdout).toBe('in\n');
  });
});

needs(
  'sshd',
  'ssh-keygen',
  'ss',
)('the person is asked', () => {
  test('about ssh, by its name, for each time it is run', async () => {
    const { logIn, machine } = await start('ed25519');

    await logIn('echo in');
    await logIn('echo in');

    const ssh = { name: 'ssh', startedBy: path.basename(fs.realpathSync('/bin/sh')) };
    expect(machine.asked.map(({ program }) => program)).toMatchObject([ssh, ssh]);
    expect(machine.board.vault().agents[0]?.signatures).toBe(2);
  });

  test('about the ssh of scp', async () => {
    const { machine, config, option } = await start('ed25519');
    const [from, to] = ['from', 'to'].map((name) => path.join(machine.home, name));
    fs.writeFileSync(from ?? '', 'a text');

    const command = `scp -O -q -F ${config} ${option} '${from}' ${machine.user}@127.0.0.1:'${to}'`;
    const { stderr } = await runWithAgent('', 'sh', ['-c', command]);

    expect({ stderr, copied: fs.readFileSync(to ?? '', 'utf8') }).toMatchObject({ copied: 'a text' });
    expect(machine.asked.map(({ program }) => program)).toMatchObject([{ name: 'ssh', startedBy: 'scp' }]);
  });

  test('once more when a server wants to use the agent that is forwarded to it', async () => {
    const { logIn, machine, socketPath } = await start('ed25519', ({ isForwarded }) => isForwarded !== true);

    const remote = 'ssh-add -L && ssh-add -T "$0.pub"';
    const { code, stdout } = await logIn(`sh -c '${remote}' ${socketPath}`, '-A');

    // The server may see which key it is, and has no signature of it.
    expect(stdout).toBe(`${machine.publicKey} web\n`);
    expect(code).not.toBe(0);
    expect(machine.asked.map(({ isForwarded }) => isForwarded)).toEqual([false, true]);
    expect(machine.board.vault().agents[0]?.signatures).toBe(1);
  });
});

needs(
  'sshd',
  'ssh-keygen',
  'gnome-keyring',
  'dbus',
)('a real keyring', () => {
  test.each(TYPES)('gives the agent its key: %s', async (type) => {
    const keyring = await startKeyring();
    onTestFinished(() => keyring.stop());
    const keychain = openKeychain(keyring.env);
    onTestFinished(() => keychain.close());
    const { logIn } = await start(type, () => true, keychain);

    const { stdout, stderr } = await logIn('echo in');

    expect({ stdout, stderr }).toMatchObject({ stdout: 'in\n' });
  });
});

type Request = NonNullable<
  ReturnType<ReturnType<typeof openTestVault>['board']['vault']>['requests'][number]
>;

/** A vault with one key whose agent is open, a server that lets this key in, and a person who answers at once. */
async function start(
  type: KeyType,
  answer: (request: Request) => boolean = () => true,
  keychain: Keychain = fakeKeychain(),
) {
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-run-'));
  const vault = openTestVault({ keychain });
  const asked: Request[] = [];
  const board: typeof vault.board = {
    ...vault.board,
    set: (part) => {
      vault.board.set(part);
      for (const request of vault.board.vault().requests) {
        if (asked.some(({ requestId }) => requestId === request.requestId)) continue;
        asked.push(request);
        void agents.answer({ requestId: request.requestId, isAllowed: answer(request) });
      }
    },
  };
  const key = await keepNewKey(vault, type);
  const agents: Agents = createAgents({ ...vault, board }, { env: { XDG_RUNTIME_DIR: runtime } });
  const { agentId, socketPath } = valueOf(await agents.open(key));
  valueOf(await agents.copyText({ agentId, what: 'ssh-option' }));
  const [option = ''] = vault.copied;
  const sshd = await startSshd(key.publicKey);
  onTestFinished(async () => {
    agents.closeAll();
    await sshd.stop();
    vault.remove();
    fs.rmSync(runtime, { recursive: true });
  });

  const config = path.join(vault.home, 'ssh-config');
  const settings = [`Port ${String(sshd.port)}`, 'StrictHostKeyChecking no', 'UserKnownHostsFile /dev/null'];
  fs.writeFileSync(config, ['Host *', ...settings, 'BatchMode yes', ''].join('\n'));
  const logIn = (remote: string, ...more: readonly string[]): Promise<Ran> => {
    const words = ['ssh', '-F', config, option, ...more, `${sshd.user}@127.0.0.1`, quoted(remote)];
    // The shell stays: it is who starts ssh.
    return runWithAgent('', 'sh', ['-c', `${words.join(' ')}; exit $?`]);
  };
  const privateKey = async () => (await keychain.read(key.record.keychainAccount)) ?? new Uint8Array();
  const machine = {
    board,
    asked,
    home: vault.home,
    runtime,
    user: sshd.user,
    publicKey: key.publicKey,
    privateKey,
  };
  return { logIn, agents, machine, socketPath, option, config };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

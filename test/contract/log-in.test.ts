import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { DescribeKeyPairsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/aws-clients.ts';
import { startKeyring } from '../support/keyring.ts';
import { defaultPlan, openMachine } from '../support/machine.ts';
import { startPractice } from '../support/practice.ts';
import { needs } from '../support/parts.ts';
import { openKeychain } from '../support/real-keychain.ts';
import { startSshd } from '../support/sshd.ts';

needs(
  'gnome-keyring',
  'dbus',
  'sshd',
  'ssh-keygen',
  'secret-tool',
)('a launched key', () => {
  test.each(['aws-makes-it', 'made-here'] as const)(
    'logs in to a real sshd with the command that Keyport copies (%s)',
    async (kind) => {
      const practice = await startPractice();
      onTestFinished(() => practice.stop());
      const keyring = await startKeyring();
      onTestFinished(() => keyring.stop());
      const keychain = openKeychain(keyring.env);
      onTestFinished(() => keychain.close());
      const machine = openMachine({ ...practice.env }, keychain);
      onTestFinished(() => machine.remove());
      const plan = await defaultPlan(machine.api);
      const launchId = randomUUID();
      const asked = { ...plan, key: { ...plan.key, kind } };
      valueOf(await machine.api.startLaunch({ launchId, plan: asked, confirmed: [] }));
      await machine.ended(launchId, 'running', 'failed', 'partly');

      valueOf(await machine.api.copyLoadKeyCommand({ launchId }));
      const [command = ''] = machine.copied;
      const sshd = await startSshd(await publicKeyInAws(practice.endpoint));
      onTestFinished(() => sshd.stop());
      const agent = await startAgent({ ...keyring.env }, path.join(machine.home, 'agent'));
      onTestFinished(() => agent.stop());
      const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes'];
      const login = () =>
        promisify(execFile)(
          'ssh',
          [
            '-p',
            `${sshd.port}`,
            ...options.flatMap((one) => ['-o', one]),
            `${sshd.user}@127.0.0.1`,
            'echo in',
          ],
          { env: agent.env },
        );
      await expect(login()).rejects.toThrow(/Permission denied/);

      await promisify(execFile)('sh', ['-c', command], { env: agent.env });

      expect((await login()).stdout).toBe('in\n');
    },
    60_000,
  );
});

async function publicKeyInAws(endpoint: string): Promise<string> {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials });
  const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }));
  ec2.destroy();
  return KeyPairs[0]?.PublicKey?.trim() ?? '';
}

/** An ssh agent of the test's own, in the foreground, so that it ends with the test. */
async function startAgent(env: Record<string, string>, socket: string) {
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(agent.stdout, 'data');
  return {
    env: { ...env, SSH_AUTH_SOCK: socket },
    stop: async () => {
      const ended = once(agent, 'exit');
      agent.kill();
      await ended;
    },
  };
}

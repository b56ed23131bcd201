import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { part } from '../../scripts/parts.ts';
import { freePort } from './loopback.ts';

export type TestSshd = {
  readonly port: number;
  readonly user: string;
  /** `ssh-ed25519 AAAA…`: how it proves who it is. */
  readonly hostKey: string;
  readonly stop: () => Promise<void>;
};

type SshdOptions = {
  readonly port?: number;
  /** Lines of `authorized_keys` by user, in the place of the one key for everybody. */
  readonly authorized?: Readonly<Record<string, string>>;
  /** Go before the usual ones, which sshd takes no second time. */
  readonly settings?: readonly string[];
};

/** A real OpenSSH server on this computer that lets in whoever has the private half of this key, and nobody else. */
export async function startSshd(publicKey: string, options: SshdOptions = {}): Promise<TestSshd> {
  const program = part('sshd');
  if (program === undefined) throw new Error('sshd is not installed');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-sshd-'));
  const hostKey = path.join(folder, 'host-key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey]);
  const authorized = path.join(folder, 'authorized_keys');
  fs.writeFileSync(authorized, `${publicKey}\n`, { mode: 0o600 });
  for (const [user, line] of Object.entries(options.authorized ?? {})) {
    fs.writeFileSync(path.join(folder, `of-${user}`), `${line}\n`, { mode: 0o644 });
  }
  // The keys of a user are read as that user.
  fs.chmodSync(folder, 0o755);
  // As root it wants this folder for its unprivileged half; elsewhere it does not look.
  if (process.getuid?.() === 0) fs.mkdirSync('/run/sshd', { recursive: true });
  const port = options.port ?? (await freePort());
  const settings = [
    ...(options.settings ?? []),
    `Port=${String(port)}`,
    'ListenAddress=127.0.0.1',
    `HostKey=${hostKey}`,
    `AuthorizedKeysFile=${options.authorized === undefined ? authorized : path.join(folder, 'of-%u')}`,
    'AuthenticationMethods=publickey',
    'PermitRootLogin=prohibit-password',
    'PidFile=none',
    'StrictModes=no',
    'UsePAM=no',
  ];
  const server = spawn(program, ['-D', '-e', '-f', '/dev/null', ...settings.flatMap((one) => ['-o', one])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`sshd ended with ${String(code)}`)));
    createInterface(server.stderr).on('line', (line) => {
      if (line.startsWith('Server listening')) resolve();
    });
  });
  return {
    port,
    user: os.userInfo().username,
    hostKey: fs.readFileSync(`${hostKey}.pub`, 'utf8').split(' ').slice(0, 2).join(' '),
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import type { LoginTry } from '../../shared/connect/login-try.ts';
import { otherUsers, userNamedIn } from '../../shared/connect/other-users.ts';
import { LOGIN_USER } from '../../shared/launch-plan.ts';
import type { Problem } from '../../shared/problem.ts';
import { isReachable } from '../../shared/ways-in.ts';
import type { ConnectServices } from './connect-services.ts';
import type { Asker } from './consent.ts';
import { findSsh } from './find-program.ts';
import { knownHostsOf } from './host-keys.ts';
import { loadKey, type LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';
import { withoutOurs } from './own-environment.ts';
import { runSsh, type SshRun } from './run-ssh.ts';
import { openAgent } from './ssh-agent.ts';
import { hostBlock } from './ssh-host.ts';

export type LoginServices = Pick<ConnectServices, 'home' | 'env' | 'launches' | 'vault'>;

/** Who is to be let in; the machine has to be one that answers at its ssh port. */
export type LoginToTry = MachineAt & { readonly loginUser: string };

/**
 * Logs in with the machine's own key, by the real ssh, and out again. Where this user is not let in, it looks which of the usual
 * ones is. Rejects only when the signal aborts.
 */
export async function tryLogin(
  services: LoginServices,
  { launch, machine, loginUser }: LoginToTry,
  signal: AbortSignal,
): Promise<LoginTry> {
  if (!isReachable(launch)) return { result: 'not-tried', why: 'practice' };
  if (launch.plan.image.platform === 'windows') return { result: 'not-tried', why: 'not-linux' };
  const { port } = launch.connect;
  const { instanceId, publicAddress: address } = machine;
  const { custodyId } = keyOfMachine(launch, instanceId);
  if (custodyId === null) return { result: 'not-tried', why: 'no-key' };
  const ssh = findSsh({ platform: process.platform, env: services.env });
  if (ssh === null) return { result: 'not-tried', why: 'no-ssh' };
  if (address === null) return { result: 'failed', raw: 'no public address' };
  const vault = await services.vault();
  if (!vault.ok) return failedBy(vault.problem);
  const key = await loadKey(vault.value, custodyId);
  if (!key.ok)
    return NO_KEY.has(key.problem.code) ? { result: 'not-tried', why: 'no-key' } : failedBy(key.problem);
  const known = await knownHostsOf(services, { launchId: launch.launchId, instanceId });
  if (!known.ok) return failedBy(known.problem);
  signal.throwIfAborted();

  const agent = await openOwnAgent(key.value, services.env);
  const configFile = path.join(services.home, 'ssh', `try-${instanceId}-${randomUUID().slice(0, 8)}`);
  const isPipe = agent.socketPath.startsWith('\\\\');
  const as = async (user: string): Promise<SshAnswer> => {
    const run = await runSsh(ssh, wordsFor(configFile, user, instanceId), {
      env: environmentFrom(services.env),
      signal,
      started: agent.expect,
      isEnough: (stdout) => userNamedIn(stdout) !== null,
    });
    return answerIn(run);
  };
  try {
    await writeDurably(
      configFile,
      hostBlock({
        alias: instanceId,
        loginUser,
        address,
        port,
        instanceId,
        knownHostsFile: known.value.file,
        hostKeys: known.value.hostKeys,
        identityAgent: agent.socketPath,
        publicKeyFile: isPipe ? null : `${agent.socketPath}.pub`,
      }),
    );
    return await tryEach(as, loginUser, otherUsers(loginUser, launch.plan.image));
  } catch (error) {
    signal.throwIfAborted();
    return { result: 'failed', raw: String(error) };
  } finally {
    agent.close();
    await rm(configFile, { force: true });
  }
}

/** What one ssh has found out: `instead`, that somebody else is meant to log in. */
export type SshAnswer = LoginTry | { readonly result: 'instead'; readonly user: string };
type As = (user: string) => Promise<SshAnswer>;

/** A machine that names somebody else each time is not followed for ever. */
const MOST_TRIED = 14;

/** Who is told to log in as somebody else is believed only when that one is let in. */
async function tryEach(as: As, loginUser: string, others: readonly string[]): Promise<LoginTry> {
  const first = await as(loginUser);
  if (first.result !== 'denied' && first.result !== 'instead') return first;
  const waiting = first.result === 'instead' ? [first.user, ...others] : [...others];
  const tried = new Set([loginUser]);
  for (let user = waiting.shift(); user !== undefined; user = waiting.shift()) {
    if (tried.has(user)) continue;
    if (tried.size === MOST_TRIED) break;
    tried.add(user);
    const answer = await as(user);
    if (answer.result === 'in') return { result: 'denied', rightUser: user };
    if (answer.result === 'host-key-changed') return answer;
    if (answer.result === 'instead') waiting.unshift(answer.user);
    // Servers shut out who has been refused a few times: then nothing more is found out, and nothing should be tried.
    if (answer.result === 'failed') break;
  }
  return { result: 'denied', rightUser: null };
}

/** ssh itself ends with 255; every other number comes from the machine, so somebody has been let in. */
export function answerIn({ code, stdout, stderr }: SshRun): SshAnswer {
  const user = userNamedIn(stdout);
  if (user !== null) return { result: 'instead', user };
  if (code !== null && code !== 255) return { result: 'in' };
  if (/^Host key verification failed\.\r?$/m.test(stderr)) return { result: 'host-key-changed' };
  if (/: Permission denied \([\w,@.-]*\)\.\r?$/m.test(stderr)) return { result: 'denied', rightUser: null };
  return { result: 'failed', raw: rawOf(stderr) };
}

/**
 * Beside the file: nothing is asked, nothing is run on this computer, nothing is forwarded, and what the server wants to be read
 * before the log-in is not shown, so that all that is read is ssh's own.
 */
export function wordsFor(
  configFile: string,
  user: string,
  alias: string,
  command = 'true',
): readonly string[] {
  if (!LOGIN_USER.test(user)) throw new Error(`not a login user: ${user}`);
  const options = [
    'BatchMode=yes',
    'PreferredAuthentications=publickey',
    'LogLevel=ERROR',
    'RequestTTY=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
    `ConnectTimeout=${String(CONNECT_SECONDS)}`,
  ].flatMap((option) => ['-o', option]);
  return ['-F', configFile, '-T', ...options, '-l', user, alias, command];
}

const CONNECT_SECONDS = 8;

export function environmentFrom(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SSH_AUTH_SOCK: _agent, DISPLAY: _display, SSH_ASKPASS: _askpass, ...rest } = withoutOurs(env);
  return { ...rest, LC_ALL: 'C' };
}

/** Signs for the one ssh that is expected, once for each time that it is. */
export async function openOwnAgent(key: LoadedKey, env: NodeJS.ProcessEnv) {
  let expected: number | null = null;
  const ask = async ({ program, isForwarded }: Asker): Promise<boolean> => {
    const isIt = expected !== null && (program === null || program.pid === expected);
    if (!isIt || isForwarded) return false;
    expected = null;
    return true;
  };
  const { privateKey, publicKey, name: comment } = key;
  const agent = await openAgent({ env, privateKey, publicKey, comment, ask });
  return {
    ...agent,
    expect: (pid: number | undefined) => {
      expected = pid ?? null;
    },
  };
}

/** The vault has no such private key: that is no failure of logging in. */
const NO_KEY: ReadonlySet<Problem['code']> = new Set(['key-unknown', 'key-missing-here', 'key-not-finished']);

function failedBy({ title, raw }: Problem): LoginTry {
  return { result: 'failed', raw: raw === null ? title : `${title}: ${raw}` };
}

/** The end of what it said, as one may show it. */
function rawOf(stderr: string): string {
  const text = stderr.replaceAll(/[^\P{Cc}\n]/gu, '').trim();
  return text === '' ? 'ssh: no answer' : text.slice(-600);
}

import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';
import { findSsh } from './find-program.ts';
import { knownHostsOf } from './host-keys.ts';
import type { LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';
import { runSsh } from './run-ssh.ts';
import { hostBlock } from './ssh-host.ts';
import { answerIn, environmentFrom, openOwnAgent, wordsFor } from './try-login.ts';

/** One log-in by the real ssh with this key alone. `command` is one of ours, and is run there with `input` to read. */
export type LogIn = (
  at: MachineAt,
  key: LoadedKey,
  errand: { readonly command: string; readonly input: string | null },
) => Promise<SshVisit>;

/** `cut-off`: it may have been let in, and how the command ended is not known. `failed`: it did not get that far. */
export type SshVisit =
  | { readonly result: 'ran'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly result: 'denied' }
  | { readonly result: 'host-key-changed' }
  | { readonly result: 'failed' | 'cut-off'; readonly raw: string }
  | { readonly result: 'problem'; readonly problem: Problem };

/** Until the signal aborts. */
export function createLogIn(services: ConnectServices, signal: AbortSignal): LogIn {
  return async ({ launch, machine }, key, { command, input }) => {
    const { loginUser, port } = launch.connect;
    const { instanceId, publicAddress: address } = machine;
    const ssh = findSsh({ platform: process.platform, env: services.env });
    if (ssh === null) return { result: 'problem', problem: makeProblem('no-ssh') };
    if (address === null) return { result: 'problem', problem: makeProblem('machine-not-running') };
    const known = await knownHostsOf(services, { launchId: launch.launchId, instanceId });
    if (!known.ok) return { result: 'problem', problem: known.problem };
    const agent = await openOwnAgent(key, services.env);
    const configFile = path.join(services.home, 'ssh', `visit-${instanceId}-${randomUUID().slice(0, 8)}`);
    const isPipe = agent.socketPath.startsWith('\\\\');
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
      const run = await runSsh(ssh, wordsFor(configFile, loginUser, instanceId, command), {
        env: environmentFrom(services.env),
        signal,
        started: agent.expect,
        isEnough: () => false,
        input: input ?? '',
      });
      return visitBy(run);
    } catch (error) {
      return { result: 'cut-off', raw: String(error) };
    } finally {
      agent.close();
      await rm(configFile, { force: true });
    }
  };
}

function visitBy(run: Awaited<ReturnType<typeof runSsh>>): SshVisit {
  const answer = answerIn(run);
  switch (answer.result) {
    case 'in':
      return { result: 'ran', code: run.code ?? 255, stdout: run.stdout, stderr: run.stderr };
    case 'instead':
    case 'denied':
      return { result: 'denied' };
    case 'host-key-changed':
      return { result: 'host-key-changed' };
    case 'not-tried':
      return { result: 'failed', raw: answer.why };
    case 'failed':
      return { result: NEVER_IN.test(answer.raw) ? 'failed' : 'cut-off', raw: answer.raw };
  }
}

/** ssh's own words for not having got to the machine at all. */
const NEVER_IN = /^(ssh: |kex_exchange_identification: |banner exchange: |Connection (refused|timed out))/m;

/** What a person is told of a visit that did not come to its end. */
export function problemOfVisit(
  visit: Exclude<SshVisit, { readonly result: 'ran' }>,
  code: ProblemCode,
  whyDenied: string,
): Problem {
  const again = { retryable: true, actions: ['retry'] } as const;
  switch (visit.result) {
    case 'problem':
      return visit.problem;
    case 'denied':
      return makeProblem(code, { ...again, explanation: whyDenied });
    case 'host-key-changed':
      return makeProblem(code, { ...again, explanation: words.rescue.because.hostKey });
    case 'failed':
      return makeProblem(code, { ...again, explanation: words.rescue.because.notReached, raw: visit.raw });
    case 'cut-off':
      return makeProblem(code, { ...again, explanation: words.rescue.because.broken, raw: visit.raw });
  }
}

import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { INSTANCE_ID, type AtMachine } from '../../shared/connect/at-machine.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { findAwsTools, profileOption } from './aws-tools.ts';
import type { ConnectServices } from './connect-services.ts';
import type { Computer } from './find-program.ts';
import { machineAt } from './machine-at.ts';
import { windowFor } from './terminals.ts';

/**
 * A terminal with AWS's own program for a session. It finds the credentials itself, in the files or the environment where Keyport has
 * found them; none is in its words.
 */
export async function openSession(
  services: ConnectServices,
  at: AtMachine,
  computer: Computer = { platform: process.platform, env: services.env },
): Promise<Outcome<{ readonly terminal: string }>> {
  const found = await machineAt(services.launches, at);
  if (!found.ok) return found;
  const { launch, machine } = found.value;
  if (!isReachable(launch)) return failed(makeProblem('machine-not-real'));
  if (machine.state !== 'running') return failed(makeProblem('machine-not-running'));
  const { aws, sessionPlugin } = findAwsTools(computer);
  if (aws === null || sessionPlugin === null) return failed(makeProblem('aws-tools-missing'));
  const profile = profileOption(launch.account.sourceId);
  if (profile === null) return failed(makeProblem('aws-tools-no-account'));
  const words = sessionWords(aws, launch.region, machine.instanceId, profile);
  const scriptFile = path.join(services.home, 'ssh', `session-${machine.instanceId}`);
  const terminal = windowFor(computer, { words, scriptFile });
  if (terminal === null) return failed(makeProblem('no-terminal'));
  try {
    if (terminal.script !== null) {
      await writeDurably(terminal.script.file, terminal.script.text);
      await chmod(terminal.script.file, 0o700);
    }
    await services.startProgram({
      file: terminal.file,
      args: terminal.args,
      env: withoutKeyports(computer.env),
    });
  } catch (error) {
    return failed(makeProblem('terminal-failed', { raw: String(error), retryable: true }));
  }
  return succeeded({ terminal: terminal.name });
}

/** Of AWS's own pages the one for a session; null where one of the two could be more than a part of an address. */
export function sessionPage(region: string, instanceId: string): string | null {
  if (!REGION.test(region) || !INSTANCE_ID.test(instanceId)) return null;
  const page = `systems-manager/session-manager/${instanceId}?region=${region}`;
  if (region.startsWith('cn-')) return `https://console.amazonaws.cn/${page}`;
  if (region.startsWith('us-gov-')) return `https://console.amazonaws-us-gov.com/${page}`;
  return `https://${region}.console.aws.amazon.com/${page}`;
}

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

function sessionWords(
  aws: string,
  region: string,
  instanceId: string,
  profile: readonly string[],
): readonly string[] {
  if (!REGION.test(region)) throw new Error(`not a region: ${region}`);
  if (!INSTANCE_ID.test(instanceId)) throw new Error(`not an instance: ${instanceId}`);
  return [aws, 'ssm', 'start-session', '--region', region, '--target', instanceId, ...profile];
}

/** AWS's own variables are left to AWS's own program: it is told nothing that it would not find there by itself. */
function withoutKeyports(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(KEYPORT_|ELECTRON_|NODE_OPTIONS$)/i.test(name)),
  );
}

import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startMoto } from '../moto.ts';
import { startPractice } from '../practice.ts';
import { startProxy, type Call } from '../proxy.ts';
import { openCommandLine, type CommandLine, type Ended } from './command-line.ts';
import { openJudge, type Judge } from './world.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';

/** Whose AWS it is: both survive the kill of Keyport, being other processes than it. */
export type Emulator = 'practice' | 'moto';

/** What is told of a call that goes by: as it comes, and when the emulator has carried it out and nobody has heard of it yet. */
export type Passing = {
  readonly asked: (call: Call) => Promise<void> | void;
  readonly carriedOut: (call: Call) => void;
  /** Its way is longer from now on, so that there is something between two steps. */
  readonly isSlow: () => boolean;
  /** Who calls is gone: what it had not sent yet never leaves. */
  readonly isKilled: () => boolean;
};

/** An account of its own, a Keyport at its side, and an independent judge of what is in the account. */
export type Stage = {
  readonly emulator: Emulator;
  readonly keyport: CommandLine;
  readonly judge: Judge;
  /** The default plan, in all its zones. */
  readonly plan: LaunchPlan;
  /** From now on calls are told here; with null nobody is told, and nothing is slowed down. */
  readonly tell: (passing: Passing | null) => void;
  /** Resolves when who called is gone, and all that they had sent is carried out or dropped. */
  readonly drained: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Widens the moments between two steps, as a network does. */
const LATENCY_MS = 25;

export async function openStage(emulator: Emulator, program: string): Promise<Stage> {
  const account = await (emulator === 'moto' ? startMoto() : startPractice());
  if (emulator === 'moto') await account.seedPublicNetwork();
  let passing: Passing | null = null;
  const proxy = await startProxy(
    account.endpoint,
    async (call) => {
      const target = passing;
      if (target === null) return 'pass';
      if (target.isSlow()) await setTimeout(LATENCY_MS);
      const wasKilled = target.isKilled();
      await target.asked(call);
      // Killed by this very call: then it has not left the process.
      return !wasKilled && target.isKilled() ? 'refuse-connection' : 'pass';
    },
    (call) => passing?.carriedOut(call),
  );
  const keyport = await openCommandLine(program, { ...account.env, AWS_ENDPOINT_URL: proxy.endpoint });
  const judge = openJudge(account.endpoint);
  const stop = async () => {
    judge.close();
    keyport.remove();
    await proxy.stop();
    await account.stop();
  };
  try {
    const plan = await defaultPlan(keyport);
    return {
      emulator,
      keyport,
      judge,
      plan,
      tell: (next) => {
        passing = next;
      },
      drained: proxy.drained,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Not what only looks, and not what is only tried. */
export function isActing({ action, params }: Call): boolean {
  return !/^(Describe|Get|List)/.test(action) && params.get('DryRun') !== 'true';
}

/** Done by itself, or killed: a Keyport that gave up proves nothing, and one that is still there is not dead. */
export function proveGone(pid: number | undefined, { exitCode, signal, stderr }: Ended): void {
  if (signal !== 'SIGKILL' && exitCode !== 0)
    throw new Error(`ended by itself: ${String(exitCode ?? signal)}: ${stderr}`);
  if (pid === undefined || fs.existsSync(`/proc/${String(pid)}`))
    throw new Error('the process is still there');
}

async function defaultPlan(keyport: CommandLine): Promise<LaunchPlan> {
  const home = keyport.newHome();
  const planned = await keyport.run(home, [
    'plan',
    '--default',
    '--name',
    'sweep',
    '--my-address',
    '203.0.113.7',
  ]);
  if (planned.exitCode !== 0) throw new Error(`no default plan: ${planned.stderr}`);
  return JSON.parse(planned.stdout) as LaunchPlan;
}

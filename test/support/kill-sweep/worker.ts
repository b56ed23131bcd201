import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { project } from '../../../scripts/tool.ts';
import type { KeyType } from '../../../shared/platform.ts';
import { startKeyring } from '../keyring.ts';
import type { Moto } from '../moto.ts';
import { startProxy, type Call } from '../proxy.ts';
import { journalFolder, stepIn, watchJournal, type JournalWatch, type Step } from './journal-watch.ts';
import { judge, type Suspect, type Verdict } from './judge.ts';

export type KeyPath = 'aws' | 'here';

/** When Keyport is killed. `random`: so long after it was seen to write this entry of its journal, 0 for the first. */
export type KillAt =
  | { readonly at: 'step'; readonly step: Step }
  | { readonly at: 'call'; readonly action: string; readonly when: 'asked' | 'carried out' }
  | { readonly at: 'random'; readonly entry: number; readonly afterMs: number };

export type Attempt = {
  readonly path: KeyPath;
  readonly type: KeyType;
  readonly kill: KillAt | null;
  /** What somebody else does between the death and the first recovery. */
  readonly meanwhile?: (scene: Scene) => Promise<void>;
};

type Scene = Omit<Suspect, 'isPromised' | 'recover'>;

export type Result = {
  /** `inside`: after the first entry of the journal and before the last. */
  readonly died: 'before' | 'inside' | 'after' | 'not';
  /** Where the journal stood when the process was gone. */
  readonly step: Step | null;
  /** Every step that was seen being written, with the time since the first. */
  readonly seen: readonly { readonly step: Step; readonly atMs: number }[];
  readonly verdict: Verdict;
};

export type Worker = {
  /**
   * GNOME Keyring itself may end when a program that speaks to it is killed. Then it is started again, as D-Bus does for a person, and
   * what became of the key is judged all the same.
   */
  readonly run: (attempt: Attempt) => Promise<Result>;
  /** How GNOME Keyring ended each time that it did. */
  readonly keyringEnds: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Widens the moments between two steps, as a network does. */
const LATENCY_MS = 40;
const MOST_ENDS = 3;
const CLI = path.join(project, 'electron/cli.ts');
let keys = 0;

/** A Keyport of its own on a keyring of its own; all of them share one AWS. */
export async function startWorker(moto: Moto): Promise<Worker> {
  const keyring = await startKeyring();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-sweep-'));
  const nobody: Target = { isKilled: () => false, called: () => {}, latencyMs: 0 };
  let target = nobody;
  const proxy = await startProxy(
    moto.endpoint,
    async (call) => {
      await setTimeout(target.latencyMs);
      const wasKilled = target.isKilled();
      target.called(call, 'asked');
      // Killed by this very call: then it has not left the process.
      return !wasKilled && target.isKilled() ? 'refuse-connection' : 'pass';
    },
    (call) => target.called(call, 'carried out'),
  );
  const env = {
    ...keyring.env,
    ...moto.env,
    AWS_ENDPOINT_URL: proxy.endpoint,
    KEYPORT_PATIENCE: '0.01',
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'keyport-sweep-compiled'),
  };

  const keyringEnds: string[] = [];
  /** Whether it was gone, and is back. */
  const revive = async (): Promise<boolean> => {
    const how = keyring.ended();
    if (how === null) return false;
    keyringEnds.push(how);
    await keyring.restart();
    return true;
  };
  /** Tried again only after a death of GNOME Keyring, and not for ever. */
  const withKeyring = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    for (let left = MOST_ENDS; ; left -= 1) {
      await revive();
      try {
        return await work();
      } catch (error) {
        if (left === 0 || keyring.ended() === null) throw error;
      }
    }
  };

  const runOnce = async ({ path: keyPath, type, kill, meanwhile }: Attempt): Promise<Result> => {
    const name = `sweep-${String(process.pid)}-${String((keys += 1))}`;
    const home = path.join(temporary, name);
    fs.mkdirSync(journalFolder(home), { recursive: true, mode: 0o700 });
    const child = startKeyport(env, home, [
      'create',
      '--name',
      name,
      '--type',
      type,
      '--path',
      keyPath,
      ...(kill?.at === 'step' ? ['--out', endlessFile(home)] : []),
    ]);
    const watch = watchJournal(home, (step) => {
      if (kill?.at === 'step' && kill.step === step) child.kill('SIGKILL');
      if (kill?.at === 'random' && watch.seen.length === kill.entry + 1) killAfter(kill.afterMs, child);
    });
    target = {
      isKilled: () => child.killed,
      called: ({ action }, when) => {
        if (kill?.at !== 'call' || action !== kill.action || when !== kill.when) return;
        // Whether the name is free is looked up before there is anything to lose.
        if (action !== 'DescribeKeyPairs' || watch.seen.length > 0) child.kill('SIGKILL');
      },
      latencyMs: LATENCY_MS,
    };
    const said = text(child.stderr);
    const ended = (await once(child, 'exit')) as Ended;
    watch.stop();
    proveGone(child, ended, await said);
    // What had left the process may still arrive.
    await proxy.drained();
    target = nobody;
    const step = stepIn(home);
    const scene = { home, name, endpoint: moto.endpoint, env };
    await meanwhile?.(scene);
    const isPromised = [...watch.seen.map((entry) => entry.step), step].some((each) => isPromise(each));
    const verdict = await withKeyring(() =>
      judge({ ...scene, isPromised, recover: () => recover(env, home) }),
    );
    fs.rmSync(home, { recursive: true, force: true });
    return { died: diedWhen(ended, step), step, seen: sinceFirst(watch), verdict };
  };

  return {
    run: (attempt) => withKeyring(() => runOnce(attempt)),
    keyringEnds,
    stop: async () => {
      await proxy.stop();
      await keyring.stop();
      fs.rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** Whose calls go by. */
type Target = {
  readonly isKilled: () => boolean;
  readonly called: (call: Call, when: 'asked' | 'carried out') => void;
  readonly latencyMs: number;
};

type Ended = [exitCode: number | null, signal: string | null];

/** The journal says so only of a private key that the keychain has given back. */
function isPromise(step: Step | null): boolean {
  return step === 'SECURED' || step === 'READY';
}

/** Keyport's own process, and not npm's above it: that one would leave its child alive. */
function startKeyport(env: NodeJS.ProcessEnv, home: string, command: readonly string[]) {
  const args = [CLI, 'keys', ...command, '--home', home, '--json'];
  return spawn(process.execPath, args, { env, cwd: project, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A file that nobody ever reads: Keyport does not come to its end, so that also its last step can be killed at. */
function endlessFile(home: string): string {
  const file = path.join(home, 'nobody-reads');
  execFileSync('mkfifo', [file]);
  return file;
}

/** A process of its own, as the next start is. */
async function recover(env: NodeJS.ProcessEnv, home: string): Promise<string> {
  const args = [CLI, 'keys', 'recover', '--home', home, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: project });
  return stdout;
}

/** Killed, or done: a Keyport that gave up by itself proves nothing. */
function proveGone({ pid }: ChildProcess, [exitCode, signal]: Ended, said: string): void {
  if (signal !== 'SIGKILL' && exitCode !== 0)
    throw new Error(`ended by itself: ${String(exitCode ?? signal)}: ${said}`);
  if (pid === undefined || fs.existsSync(`/proc/${String(pid)}`))
    throw new Error('the process is still there');
}

function diedWhen([, signal]: Ended, step: Step | null): Result['died'] {
  if (signal === null) return 'not';
  if (step === null) return 'before';
  return step === 'READY' ? 'after' : 'inside';
}

function sinceFirst({ seen }: JournalWatch): Result['seen'] {
  const first = seen[0]?.atMs ?? 0;
  return seen.map(({ step, atMs }) => ({ step, atMs: atMs - first }));
}

function killAfter(ms: number, child: ChildProcess): void {
  void setTimeout(ms).then(() => child.kill('SIGKILL'));
}

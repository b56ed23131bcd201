import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { problemOfDisk } from './disk-problem.ts';
import { seeProcess, type ProcessSeen } from './process-start.ts';

/**
 * One Keyport program at a time has a home: its window or its command line. Taken before any journal or keychain use.
 */
export type HomeLock = {
  /** Succeeds also where this program has it already; else `home-in-use`, with who has it. */
  readonly take: () => Promise<Outcome<null>>;
  /** At once, so that it can be called as the program ends. */
  readonly release: () => void;
};

const lockSchema = z.object({
  version: z.literal(1),
  pid: z.int().positive(),
  /** Null where the system does not tell. */
  startTime: z.string().max(200).nullable(),
  program: z.string().min(1).max(200),
  takenAt: z.iso.datetime(),
});
type LockText = { readonly text: string; readonly holder: Readonly<z.infer<typeof lockSchema>> };

type LockSystem = {
  readonly see: (pid: number) => Promise<ProcessSeen>;
  readonly link: (existing: string, name: string) => Promise<void>;
};

/** `<home>/lock`. `program` is what a person knows it by. */
export function createHomeLock(
  home: string,
  program: string,
  system: LockSystem = { see: seeProcess, link },
): HomeLock {
  const file = path.join(home, 'lock');
  const inTurn = oneAtATime();
  let taken: string | null = null;
  const take = async (): Promise<Outcome<null>> => {
    const mine = await lockTextOf(program, system);
    try {
      await mkdir(home, { recursive: true, mode: 0o700 });
      const result = await acquire(file, mine, system);
      if ('problem' in result) return failed(result.problem);
      taken = result.text;
      await clearUp(home);
      return succeeded(null);
    } catch (error) {
      return failed(problemOfDisk(error));
    }
  };
  return {
    take: () => inTurn(take),
    release: () => {
      if (taken !== null) removeIfStill(file, taken);
      taken = null;
    },
  };
}

/** Whether a program has this folder for its home, or had it when it died. */
export async function isLocked(home: string): Promise<boolean> {
  const text = await textOf(path.join(home, 'lock')).catch(() => null);
  return text !== null && holderIn(text) !== null;
}

async function lockTextOf(program: string, { see }: LockSystem): Promise<LockText> {
  const { pid } = process;
  const seen = await see(pid);
  const startTime = seen.state === 'there' ? seen.startTime : null;
  const holder = { version: 1, pid, startTime, program, takenAt: new Date().toISOString() } as const;
  return { text: `${JSON.stringify(holder, null, 2)}\n`, holder };
}

type Acquired = { readonly text: string } | { readonly problem: Problem };

/**
 * Makes this name ours, or says whose it is. A name that a dead program left is taken over under a lock of its own, whose name
 * comes from what the dead one wrote: of all that see the same dead lock one has the right to replace it, and it looks again
 * before it does. A living program's lock is never moved, not even for a moment.
 */
async function acquire(file: string, mine: LockText, system: LockSystem): Promise<Acquired> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    if (await isCreated(file, mine.text, system)) return mine;
    const present = await textOf(file);
    if (present === null) continue;
    const holder = holderIn(present);
    if (holder === null) return { problem: unreadable(file) };
    const whose = await whoseIs(holder, mine, system);
    if (whose === 'ours') return { text: present };
    if (whose === 'theirs') return { problem: inUse(holder) };
    const right = `${file}.${createHash('sha256').update(present).digest('hex').slice(0, 16)}`;
    const acquired = await acquire(right, mine, system);
    if ('problem' in acquired) return acquired;
    try {
      if ((await textOf(file)) === present) {
        await replace(file, mine.text);
        return mine;
      }
    } finally {
      await rm(right, { force: true });
    }
  }
  return { problem: unreadable(file) };
}

/** Others take and release it meanwhile; but a link that leads nowhere is there for ever, and cannot be read. */
const MOST_TRIES = 100;

/** Whole or not at all: a lock that is there can be read. Where the file system has no links, it may be torn by a crash. */
async function isCreated(file: string, text: string, system: LockSystem): Promise<boolean> {
  const temporary = await writeTemporary(file, text);
  try {
    await system.link(temporary, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    return await isWritten(file, text);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function replace(file: string, text: string): Promise<void> {
  await rename(await writeTemporary(file, text), file);
}

/** Its name says whose it is. */
async function writeTemporary(file: string, text: string): Promise<string> {
  const temporary = path.join(path.dirname(file), `lock.${String(process.pid)}-${randomUUID()}.tmp`);
  await write(temporary, text);
  return temporary;
}

async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await write(file, text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function write(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (cause) {
    await rm(file, { force: true }).catch(() => undefined);
    throw cause;
  } finally {
    await handle.close();
  }
}

function holderIn(text: string): LockText['holder'] | null {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A living process whose start nobody can tell counts as the one that wrote this; our own id is nobody else's. */
async function whoseIs(
  { pid, startTime }: LockText['holder'],
  { holder: mine }: LockText,
  { see }: LockSystem,
): Promise<'ours' | 'theirs' | 'nobodys'> {
  if (pid === mine.pid) return startTime === mine.startTime ? 'ours' : 'nobodys';
  const seen = await see(pid);
  if (seen.state === 'gone') return 'nobodys';
  const isSame = seen.startTime === null || startTime === null || seen.startTime === startTime;
  return isSame ? 'theirs' : 'nobodys';
}

function inUse({ program, pid, takenAt }: LockText['holder']): Problem {
  return makeProblem('home-in-use', {
    explanation: words.home.inUse(program, pid),
    raw: `process ${String(pid)} since ${takenAt}`,
    retryable: true,
    actions: ['retry'],
  });
}

/** Nobody can be proved to be behind it, and nobody can be proved not to be. */
function unreadable(file: string): Problem {
  return makeProblem('home-in-use', {
    explanation: words.home.unreadable(file),
    raw: file,
    retryable: true,
    actions: ['retry'],
  });
}

/**
 * What programs left that died between two steps. With the lock in hand, every right to take over an earlier one is worth
 * nothing. Rubbish that cannot be removed does no harm.
 */
async function clearUp(home: string): Promise<void> {
  try {
    for (const name of await readdir(home)) {
      const pid = /^lock\.(\d+)-[0-9a-f-]{36}\.tmp$/.exec(name)?.[1];
      const isOver = pid === undefined ? RIGHT.test(name) : (await seeProcess(Number(pid))).state === 'gone';
      if (isOver) await rm(path.join(home, name), { force: true });
    }
  } catch {
    // The next one tries again.
  }
}

const RIGHT = /^lock(\.[0-9a-f]{16})+$/;

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function removeIfStill(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) unlinkSync(file);
  } catch {
    // Where it cannot be removed, it is a dead program's from now on.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs';
import path from 'node:path';

/** What the second instance tells the first. */
export interface SecondInstance {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly data: unknown;
}

export interface InstanceLock {
  readonly onSecondInstance: (listener: (call: SecondInstance) => void) => void;
  readonly release: () => void;
}

/**
 * Electron answers at once whether this is the first instance, so this must be synchronous:
 * a lock file names the holder, and calls to it are files dropped beside the lock.
 * A lock whose holder is gone is taken over. Without a lock the call is delivered and nothing returned.
 */
export function takeLock(dir: string, call: SecondInstance): InstanceLock | undefined {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, 'lock');
  if (!create(file)) {
    if (isHeld(file)) return drop(dir, call);
    for (const left of callsIn(dir)) rmSync(left, { force: true });
    rmSync(file, { force: true });
    if (!create(file)) return drop(dir, call);
  }
  const watching: FSWatcher[] = [];
  return {
    onSecondInstance: (listener) => void watching.push(listenForCalls(dir, listener)),
    release: () => {
      for (const watcher of watching) watcher.close();
      rmSync(file, { force: true });
    },
  };
}

/** A process id comes round again, its start time with it does not. */
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the second field is the name, in parentheses, and may hold spaces.
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return String(pid);
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, identity(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isHeld(file: string): boolean {
  const holder = readFileSync(file, 'utf8');
  const pid = Number.parseInt(holder, 10);
  if (!(pid > 0) || identity(pid) !== holder) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function drop(dir: string, call: SecondInstance): undefined {
  const file = path.join(dir, `call-${process.pid}-${Date.now()}`);
  writeFileSync(`${file}.part`, JSON.stringify(call), { mode: 0o600 });
  renameSync(`${file}.part`, `${file}.json`);
}

function listenForCalls(dir: string, listener: (call: SecondInstance) => void): FSWatcher {
  const take = () => {
    for (const file of callsIn(dir)) {
      const call: SecondInstance = JSON.parse(readFileSync(file, 'utf8'));
      rmSync(file, { force: true });
      listener(call);
    }
  };
  const watcher = watch(dir, take).unref();
  take();
  return watcher;
}

function callsIn(dir: string): string[] {
  // A test tool may remove the whole folder while the app is still going.
  const names = existsSync(dir) ? readdirSync(dir) : [];
  return names
    .filter((name) => name.startsWith('call-') && name.endsWith('.json'))
    .map((name) => path.join(dir, name));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

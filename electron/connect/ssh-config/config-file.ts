import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { syncFolder } from '../../journal/durable-file.ts';
import { readAtMost } from '../../journal/read-at-most.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import { words } from '../../../shared/words/en.ts';

/** The person's own settings of ssh, as they were read. */
export type ConfigFile = {
  /** Where they are: behind links, if there are any. */
  readonly target: string;
  readonly bytes: Buffer;
  /** Null where there is no such file. */
  readonly stats: Stats | null;
};

/**
 * Where this person's ssh looks: in the home that the system knows, whatever HOME says (`KEYPORT_SSH_CONFIG` names another place, for
 * who starts ssh with `-F`).
 */
export function configFileOf(env: NodeJS.ProcessEnv): string {
  const said = env['KEYPORT_SSH_CONFIG'] ?? '';
  return said === '' ? path.join(homeOfUser(), '.ssh', 'config') : path.resolve(said);
}

/** `ssh-config-refused` where it is nothing that may be changed by us. */
export async function readConfigFile(file: string): Promise<Outcome<ConfigFile>> {
  const target = await targetOf(file);
  if (target === null) return refused(because.leadsNowhere(file));
  const stats = await statsOf(target);
  if (stats === null) return succeeded({ target, bytes: Buffer.alloc(0), stats });
  if (!stats.isFile()) return refused(because.noFile(target));
  if (process.getuid !== undefined && stats.uid !== process.getuid())
    return refused(because.notYours(target));
  // A new file in its place would be the one of them that is not changed.
  if (stats.nlink > 1) return refused(because.manyNames(target));
  if (!(await mayWrite(target))) return refused(because.notWritable(target));
  const bytes = await readAtMost(target, MOST_BYTES);
  return bytes.length > MOST_BYTES ? refused(because.tooLong(target)) : succeeded({ target, bytes, stats });
}

/**
 * In the place of what was read, with its mode and its owner: whole or not at all. `ssh-config-changed` where it is not what was read
 * any more. Rejects where the disk refuses.
 */
export async function replaceConfigFile(before: ConfigFile, bytes: Buffer): Promise<Outcome<null>> {
  const { target, stats } = before;
  const folder = path.dirname(target);
  // The settings of a program may be kept where links lead: another name would be looked at by nobody.
  const temporary = path.join(folder, `.keyport-${randomUUID()}.tmp`);
  try {
    await writeLike(temporary, bytes, stats);
    const now = await readConfigFile(target);
    if (!now.ok) return now;
    const isSame = (now.value.stats === null) === (stats === null) && now.value.bytes.equals(before.bytes);
    if (!isSame) return failed(makeProblem('ssh-config-changed', { retryable: true, actions: ['retry'] }));
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
  return succeeded(null);
}

/** For nobody else, as ssh wants it; true where it was not there. */
export async function makeConfigFolder(file: string): Promise<boolean> {
  return (await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })) !== undefined;
}

/** Where the system does not know who runs this, nothing else is left. */
function homeOfUser(): string {
  try {
    return os.userInfo().homedir;
  } catch {
    return os.homedir();
  }
}

const MOST_BYTES = 1024 * 1024;
const { because } = words.sshConfig;

/** Null where a link leads nowhere. */
async function targetOf(file: string): Promise<string | null> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const link = await lstat(file).catch(() => null);
    if (link !== null) return null;
    // Its folder may be a link all the same.
    return path.join(await realpath(path.dirname(file)).catch(() => path.dirname(file)), path.basename(file));
  }
}

async function statsOf(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function mayWrite(file: string): Promise<boolean> {
  try {
    await access(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function writeLike(file: string, bytes: Buffer, stats: Stats | null): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    if (stats !== null) {
      // Its group may be one that we cannot give: then it stays ours.
      await handle.chown(stats.uid, stats.gid).catch(() => undefined);
      await handle.chmod(stats.mode & 0o7777);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('ssh-config-refused', { explanation }));
}

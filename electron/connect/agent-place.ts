import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Where an agent listens. */
export type AgentPlace = {
  readonly socketPath: string;
  /** At once, so that it can be called as the program ends. */
  readonly remove: () => void;
};

const SOCKET = 'agent';
/** Beside the socket, because `ssh` picks a key out of an agent by a file with its public half. */
const PUBLIC_KEY = `${SOCKET}.pub`;
/** On macOS a socket's path has 104 bytes, the last one 0. */
const MAX_PATH_BYTES = 103;
/** Said in commands, so it has to be one word to every shell and to ssh's own reading of `-o`. */
const PLAIN_PATH = /^\/[A-Za-z0-9/._@+-]*$/;

/**
 * A socket in a fresh folder that nobody else can look into, `keyport-agent-<pid>-…`, where the system empties it at log-out
 * if there is such a place. On Windows a named pipe, which is in no folder, and whose name nobody can guess.
 */
export function makeAgentPlace(publicKey: string, env: NodeJS.ProcessEnv = process.env): AgentPlace {
  if (process.platform === 'win32') {
    return { socketPath: `\\\\.\\pipe\\keyport-${randomUUID()}`, remove: () => undefined };
  }
  const parent = parentsIn(env).find(
    (folder) => Buffer.byteLength(folder) + NAME_BYTES <= MAX_PATH_BYTES && PLAIN_PATH.test(folder),
  );
  if (parent === undefined)
    throw new Error('no folder for a socket: TMPDIR is too long or has odd characters');
  const folder = fs.mkdtempSync(path.join(parent, `keyport-agent-${String(process.pid)}-`));
  const remove = () => removeFolder(folder);
  try {
    fs.writeFileSync(path.join(folder, PUBLIC_KEY), `${publicKey}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    remove();
    throw error;
  }
  return { socketPath: path.join(folder, SOCKET), remove };
}

/**
 * Removes what a run that was killed has left behind: a folder of ours whose maker is gone and whose socket nobody answers.
 * Answers with what it removed.
 */
export async function sweepAgents(env: NodeJS.ProcessEnv = process.env): Promise<readonly string[]> {
  if (process.platform === 'win32') return [];
  const folders = [...new Set(parentsIn(env))].flatMap(foldersIn);
  const removed: string[] = [];
  for (const folder of folders) {
    if (!isPrivate(folder) || (await isAnswered(path.join(folder, SOCKET)))) continue;
    removeFolder(folder);
    removed.push(folder);
  }
  return removed;
}

const FOLDER_NAME = /^keyport-agent-([1-9][0-9]{0,9})-[A-Za-z0-9]{6}$/;
const NAME_BYTES = '/keyport-agent-4294967295-abcdef/agent'.length;

function parentsIn(env: NodeJS.ProcessEnv): readonly string[] {
  const runtime = env['XDG_RUNTIME_DIR'];
  const isOurs = runtime !== undefined && isPrivate(runtime);
  return [...(isOurs ? [runtime] : []), os.tmpdir(), '/tmp'];
}

function foldersIn(parent: string): readonly string[] {
  const names = namesIn(parent).filter((name) => {
    const maker = Number(FOLDER_NAME.exec(name)?.[1]);
    // A process of this number that is not us may be about to listen there.
    return maker === process.pid || (maker > 0 && !isRunning(maker));
  });
  return names.map((name) => path.join(parent, name));
}

/** A folder, no link to one, of ours and for nobody else. */
function isPrivate(folder: string): boolean {
  try {
    const { mode, uid } = fs.lstatSync(folder);
    return (
      (mode & fs.constants.S_IFMT) === fs.constants.S_IFDIR &&
      (mode & 0o077) === 0 &&
      uid === process.getuid?.()
    );
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process of this number: then it is not one of ours.
    return !(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'));
  }
}

/** True also where that cannot be told: then it is left alone. */
function isAnswered(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      resolve(!('code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT')));
    });
  });
}

/** Only what we put there: a folder with anything else in it stays. */
function removeFolder(folder: string): void {
  for (const name of [SOCKET, PUBLIC_KEY]) fs.rmSync(path.join(folder, name), { force: true });
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody put something there, or removed it before us.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

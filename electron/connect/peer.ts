import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import fs from 'node:fs';
import type net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { oneAtATime } from '../keychain/one-at-a-time.ts';

/** The program at the other end of a connection. */
export type Peer = {
  readonly pid: number;
  readonly name: string;
  /** The name of the program that started it; null where the system does not tell. */
  readonly startedBy: string | null;
  /** The same for as long as this process runs this program, and for no other. */
  readonly processId: string;
};

/**
 * The number of our end of a connection, which `peerOf` takes; null where the system has no such number. To be asked as the
 * connection comes: Node knows its descriptor (and tells it only here), and a closed one is given to another at once.
 */
export function inodeOf(socket: net.Socket): string | null {
  const handle: unknown = Reflect.get(socket, '_handle');
  const fd: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : null;
  if (process.platform !== 'linux' || typeof fd !== 'number') return null;
  try {
    return inodeIn(fs.readlinkSync(`/proc/self/fd/${String(fd)}`));
  } catch {
    return null;
  }
}

/**
 * Node has no SO_PEERCRED, so on Linux `ss` tells who holds the other end. What it says is believed only where /proc agrees.
 * Null where it cannot be told: on macOS and Windows, without iproute2, or where several processes share that end.
 */
export async function peerOf(inode: string): Promise<Peer | null> {
  const output = await inTurn(runSs);
  if (output === null) return null;
  const holders = await Promise.all(holdersIn(output, inode).map(readHolder));
  const [peer = null, ...others] = holders.filter((holder) => holder !== null);
  return others.some(({ pid }) => pid !== peer?.pid) ? null : peer;
}

export type Holder = { readonly pid: number; readonly fd: number; readonly inode: string };

/** Who may hold the other end, by what `ss -xpHn` printed. A path may hold anything, so a line is read from its end. */
export function holdersIn(output: string, inode: string): readonly Holder[] {
  const lines = output.split('\n').flatMap((line) => {
    const [, local, peer, users = ''] = LINE.exec(line) ?? [];
    return local === undefined || peer === undefined ? [] : [{ local, peer, users }];
  });
  const [ours, ...more] = lines.filter(({ local }) => local === inode);
  if (ours === undefined || more.length > 0) return [];
  const theirs = lines.filter(({ local, peer }) => local === ours.peer && peer === inode);
  // The name before it is the process's own choice, and may hold such a text itself.
  return theirs.flatMap(({ users }) =>
    [...users.matchAll(/pid=(\d+),fd=(\d+)/g)].map(([, pid, fd]) => ({
      pid: Number(pid),
      fd: Number(fd),
      inode: ours.peer,
    })),
  );
}

/** … local path, local number, peer path, peer number, users:(("ssh",pid=1,fd=3)) */
const LINE = /\s(\d+)\s+\S+\s+(\d+)(?:\s+(users:\(.*\)))?\s*$/;

/** By its place before by the PATH: what it says is shown to a person who decides by it. */
const SS = ['/usr/bin/ss', '/bin/ss', '/usr/sbin/ss', '/sbin/ss', 'ss'];

/** However many ask: it looks at every process of the system. */
const inTurn = oneAtATime();

async function runSs(): Promise<string | null> {
  for (const program of SS) {
    try {
      const options = { timeout: 5000, maxBuffer: 32 * 1024 * 1024 };
      return (await promisify(execFile)(program, ['-xpHn'], options)).stdout;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null;
    }
  }
  return null;
}

async function readHolder({ pid, fd, inode }: Holder): Promise<Peer | null> {
  try {
    const [program, { startTime, parentPid }] = await Promise.all([programOf(pid), statOf(pid)]);
    const startedBy = await programOf(parentPid).catch(() => null);
    // Last: what was read before was of the process that holds it.
    const held = inodeIn(await readlink(`/proc/${String(pid)}/fd/${String(fd)}`));
    if (held !== inode) return null;
    return {
      pid,
      name: path.basename(program),
      startedBy: startedBy && path.basename(startedBy),
      processId: `${String(pid)} ${startTime} ${program}`,
    };
  } catch {
    return null;
  }
}

/** The file that it runs. A process may call itself anything, but it cannot change this. */
async function programOf(pid: number): Promise<string> {
  return (await readlink(`/proc/${String(pid)}/exe`)).replace(/ \(deleted\)$/, '');
}

/** Its name stands in brackets and may hold brackets and blanks itself; the numbers come after the last one. */
async function statOf(pid: number): Promise<{ readonly startTime: string; readonly parentPid: number }> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  const [, parentPid, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { startTime: rest[17] ?? '', parentPid: Number(parentPid) };
}

function inodeIn(link: string): string | null {
  return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? null;
}

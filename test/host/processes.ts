import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Reads /proc, so Linux only. */
export function descendantsOf(pid: number): number[] {
  const children = allProcesses().filter((other) => statOf(other)?.parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** A process that has ended but was not yet collected by its parent is not alive. */
export function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z';
}

export function commandOf(pid: number): string[] {
  return readNulSeparated(pid, 'cmdline');
}

export function environmentOf(pid: number): string[] {
  return readNulSeparated(pid, 'environ');
}

/** TCP ports on which any of these processes listens. */
export function listeningPorts(pids: readonly number[]): number[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6']
    .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === '0A' && sockets.has(inode))
    .map(([, address = '']) => Number.parseInt(address.split(':')[1] ?? '', 16));
}

function allProcesses(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function readNulSeparated(pid: number, file: string): string[] {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
}

function socketsOf(pid: number): string[] {
  return filesOf(pid)
    .map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1])
    .filter((inode) => inode !== undefined);
}

function filesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return []; // it ended meanwhile
  }
}

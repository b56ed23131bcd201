import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Reads /proc, so Linux only. */
export function descendantsOf(pid: number): number[] {
  const children = allProcesses().filter((other) => parentOf(other) === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Whoever works on this folder, child or not: Chromium's crash handlers have left the family. */
export function processesNaming(folder: string): number[] {
  return allProcesses().filter((pid) => commandOf(pid).includes(folder));
}

/** Empty for a process that has ended. Chromium puts spaces where others have NUL. */
export function commandOf(pid: number): string {
  return readOf(pid, 'cmdline').replaceAll('\0', ' ');
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

function parentOf(pid: number): number {
  const stat = readOf(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function readOf(pid: number, file: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
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

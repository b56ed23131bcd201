import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * What tells a process from all others, also from one that gets its id later. `gone`: there is no such process. `startTime` is
 * null where the system does not tell: then it is there, and nobody knows since when.
 */
export type ProcessSeen =
  { readonly state: 'gone' } | { readonly state: 'there'; readonly startTime: string | null };

export async function seeProcess(pid: number): Promise<ProcessSeen> {
  if (!isThere(pid)) return { state: 'gone' };
  try {
    const { platform } = process;
    if (platform === 'linux') return await seeOnLinux(pid);
    return { state: 'there', startTime: await (platform === 'win32' ? startOnWindows(pid) : startByPs(pid)) };
  } catch {
    return isThere(pid) ? { state: 'there', startTime: null } : { state: 'gone' };
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's is there all the same.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Counted from the start of the computer, so that belongs to it. What has ended and was not collected yet does nothing more. */
async function seeOnLinux(pid: number): Promise<ProcessSeen> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${String(pid)}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  const { state, ticks } = readStat(stat);
  if (state === 'Z' || state === 'X') return { state: 'gone' };
  return { state: 'there', startTime: `${boot.trim()}/${ticks}` };
}

/** The program's own name stands second, in brackets, and may hold blanks and brackets itself. */
export function readStat(stat: string): { readonly state: string; readonly ticks: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (state === undefined || ticks === undefined || !/^\d+$/.test(ticks)) throw new Error('no such stat');
  return { state, ticks };
}

/** In one time zone and language: a person who travels is not a new process. */
export async function startByPs(pid: number): Promise<string | null> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env });
  return stdout.trim() || null;
}

async function startOnWindows(pid: number): Promise<string | null> {
  const { command, args } = powershellFor(pid, process.env);
  const { stdout } = await promisify(execFile)(command, [...args], { windowsHide: true });
  return /^\d+$/.test(stdout.trim()) ? stdout.trim() : null;
}

/** By its full path: a program of this name in the current folder is not asked. */
export function powershellFor(
  pid: number,
  env: Readonly<Record<string, string | undefined>>,
): { readonly command: string; readonly args: readonly string[] } {
  const { SystemRoot = String.raw`C:\Windows` } = env;
  return {
    command: path.win32.join(SystemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      `(Get-Process -Id ${String(pid)}).StartTime.ToUniversalTime().Ticks`,
    ],
  };
}

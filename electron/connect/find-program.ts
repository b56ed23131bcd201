import fs from 'node:fs';
import path from 'node:path';

/** Where programs are looked for: a computer, or a test's. */
export type Computer = {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Folders that are looked into after those of the PATH; the system's own where none are said. */
  readonly usual?: readonly string[];
};

/**
 * The absolute path of a program by its name, or the one given; null where there is none. Folders of the PATH that are not absolute
 * are not looked into: what lies in the folder that one happens to be in is not meant.
 */
export function findProgram(
  name: string,
  { env, usual = USUAL }: Pick<Computer, 'env' | 'usual'>,
): string | null {
  if (name.includes('/')) return path.isAbsolute(name) && isProgram(name) ? name : null;
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), ...usual].filter((folder) =>
    path.isAbsolute(folder),
  );
  return folders.map((folder) => path.join(folder, name)).find(isProgram) ?? null;
}

/** OpenSSH's own; of Windows the one that comes with it. */
export function findSsh(computer: Computer): string | null {
  if (computer.platform !== 'win32') return findProgram('ssh', computer);
  const ssh = inSystem32(computer, 'OpenSSH\\ssh.exe');
  return isFile(ssh) ? ssh : null;
}

export function inSystem32({ env }: Pick<Computer, 'env'>, name: string): string {
  const root = env['SystemRoot'] ?? '';
  return path.win32.join(/^[A-Za-z]:\\/.test(root) ? root : 'C:\\Windows', 'System32', name);
}

/** A window that was opened from a desktop may have a short PATH. */
const USUAL = process.platform === 'win32' ? [] : ['/usr/bin', '/bin', '/usr/local/bin'];

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return isFile(file);
  } catch {
    return false;
  }
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

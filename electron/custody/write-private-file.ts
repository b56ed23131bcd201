import { execFile } from 'node:child_process';
import { open, rm, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';

/**
 * A new file with a secret that only this person can read, on the disk when it succeeds. Never replaces a file, and does not
 * follow a link in its place; what could not be written whole is removed. `isPrivate` is false where the file system does
 * not keep others out (FAT, a Windows drive in WSL): there is no way to make it.
 */
export async function writePrivateFile(
  file: string,
  bytes: Uint8Array,
  restrict: Restrict = process.platform === 'win32' ? restrictOnWindows : restrictByMode,
): Promise<Outcome<{ readonly isPrivate: boolean }>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', 0o600);
  } catch (error) {
    return failed(
      makeProblem(isCoded(error, 'EEXIST') ? 'file-exists' : 'file-not-written', { raw: rawOf(error) }),
    );
  }
  try {
    const isPrivate = await fillAndClose(handle, bytes, () => restrict(file, handle));
    await syncFolder(path.dirname(file));
    return succeeded({ isPrivate });
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    return failed(makeProblem('file-not-written', { raw: rawOf(error) }));
  }
}

/** Keeps others from reading it, and answers whether that is so. */
type Restrict = (file: string, handle: Pick<FileHandle, 'stat'>) => Promise<boolean>;

/** The mode was asked for as the file was made; a file system without modes shows another. */
export const restrictByMode: Restrict = async (_, handle) => ((await handle.stat()).mode & 0o077) === 0;

const restrictOnWindows: Restrict = async (file) => {
  const { command, args } = icaclsFor(file, { ...process.env, USERNAME: os.userInfo().username });
  try {
    await promisify(execFile)(command, [...args], { windowsHide: true });
    return true;
  } catch {
    // FAT keeps no list of who may read.
    return false;
  }
};

/** By its full path: a program of this name in the current folder is not asked. The open handle keeps its right to write. */
export function icaclsFor(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly command: string; readonly args: readonly string[] } {
  const { SystemRoot = String.raw`C:\Windows`, USERDOMAIN, USERNAME = '' } = env;
  const user = USERDOMAIN === undefined ? USERNAME : `${USERDOMAIN}\\${USERNAME}`;
  return {
    command: path.win32.join(SystemRoot, 'System32', 'icacls.exe'),
    args: [file, '/inheritance:r', '/grant:r', `${user}:(R)`],
  };
}

async function fillAndClose(
  handle: FileHandle,
  bytes: Uint8Array,
  restrict: () => Promise<boolean>,
): Promise<boolean> {
  try {
    // Before the secret is in it.
    const isPrivate = await restrict();
    await handle.writeFile(bytes);
    await handle.sync();
    return isPrivate;
  } finally {
    await handle.close();
  }
}

/** Without it the name may be gone after a power cut. Windows cannot open a folder, and needs it not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    // A folder that may be written in but not listed.
    if (isCoded(error, 'EACCES')) return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems know no such thing.
    if (!isCoded(error, 'EINVAL') && !isCoded(error, 'ENOTSUP')) throw error;
  } finally {
    await handle.close();
  }
}

function isCoded(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function rawOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { mkdir, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a small text so that a crash or a power cut leaves the old file or the new one, never half of it:
 * temporary file, fsync, rename, fsync of the folder. Folder 0700, file 0600.
 */
export async function writeDurably(file: string, text: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.tmp`;
  try {
    // What a crash left there could have other permissions.
    await unlinkIfThere(temporary);
    await writeAndSync(temporary, text);
    await rename(temporary, file);
  } catch (cause) {
    await unlinkIfThere(temporary).catch(() => undefined);
    throw cause;
  }
  await syncFolder(folder);
}

/** Gone for good when it resolves; false where there was none. */
export async function removeDurably(file: string): Promise<boolean> {
  const wasThere = await unlinkIfThere(file);
  if (wasThere) await syncFolder(path.dirname(file));
  return wasThere;
}

/** Whether there was one. A folder in its place is nobody's to remove. */
async function unlinkIfThere(file: string): Promise<boolean> {
  try {
    await unlink(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function writeAndSync(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows cannot open a folder; its rename is durable by the file system's own journal. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A disk in memory that can be full. */
export type SmallDisk = {
  readonly path: string;
  readonly fill: () => void;
  readonly makeRoom: () => void;
  readonly makeReadOnly: () => void;
  readonly remove: () => void;
};

export function mountSmallDisk(sizeKiB: number): SmallDisk {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', folder]);
  const filler = path.join(folder, 'filler');
  return {
    path: folder,
    fill: () => fillUp(filler),
    makeRoom: () => fs.rmSync(filler),
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    remove: () => {
      execFileSync('umount', [folder]);
      fs.rmdirSync(folder);
    },
  };
}

function fillUp(file: string): void {
  const handle = fs.openSync(file, 'w');
  try {
    for (;;) fs.writeSync(handle, Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    fs.closeSync(handle);
  }
}

import { constants, open } from 'node:fs/promises';

/**
 * A file's first bytes, at most this many. Not of a pipe or a device: those may have no end, or never begin. The caller fills
 * them with 0 where they may be secret.
 */
export async function readBounded(file: string, maxBytes: number): Promise<Buffer> {
  // Windows has no pipes among its files, and no such flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await handle.stat()).isFile()) throw new Error('it is no file');
    const bytes = Buffer.alloc(maxBytes);
    let length = 0;
    while (length < maxBytes) {
      const { bytesRead } = await handle.read(bytes, length, maxBytes - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** The start of a file that may be anything: what is longer comes back with one byte too many. Never waits, as a pipe would make it. */
export async function readAtMost(file: string, maxBytes: number): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await handle.stat()).isFile())
      throw Object.assign(new Error(`not a file: ${file}`), { code: 'EINVAL', syscall: 'open' });
    const bytes = Buffer.alloc(maxBytes + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** The start of a file that may be anything: what is longer comes back with one byte too many. Never waits, as a pipe would make it. */
export async function readAtMost(file: string, maxBytes: number): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile())
      throw Object.assign(new Error(`not a file: ${file}`), { code: 'EINVAL', syscall: 'open' });
    // Only as much room as it needs: thousands of small ones are read at a start. What is written meanwhile may be longer.
    let bytes = Buffer.alloc(Math.min(stats.size, maxBytes) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length > maxBytes) return bytes.subarray(0, length);
      if (length === bytes.length) bytes = withMoreRoom(bytes, maxBytes);
    }
  } finally {
    await handle.close();
  }
}

/** It may hold a secret: of the earlier one nothing stays. */
function withMoreRoom(bytes: Buffer<ArrayBuffer>, maxBytes: number): Buffer<ArrayBuffer> {
  const wider = Buffer.alloc(Math.min(bytes.length * 2, maxBytes + 1));
  bytes.copy(wider);
  bytes.fill(0);
  return wider;
}

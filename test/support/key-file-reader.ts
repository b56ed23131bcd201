import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Reader } from './fuzz-key-files.ts';

export type ReadAsk = { readonly bytes: Uint8Array; readonly passphrase: string | null };
export type ReadAnswer = {
  readonly outcome: Awaited<ReturnType<Reader>> | null;
  readonly crash: string | null;
  /** The most memory that it ever had. */
  readonly peakKib: number;
};

export type KeyFileReader = {
  readonly read: Reader;
  readonly peakMib: () => number;
  readonly close: () => Promise<void>;
};

/** Far more than the costliest settings that are not refused take on a busy machine. */
const HANGS_AFTER_MS = 180_000;

/** Reads in a process of its own: a reading that never ends is seen, and so is one that ends the process. */
export function openKeyFileReader(
  hangsAfterMs = HANGS_AFTER_MS,
  driver = 'key-file-driver.ts',
): KeyFileReader {
  const child = fork(fileURLToPath(new URL(driver, import.meta.url)), { serialization: 'advanced' });
  let peakKib = 0;
  return {
    read: async (bytes, passphrase) => {
      const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
      const timer = setTimeout(() => reject(new Error('it hangs')), hangsAfterMs);
      const ended = () => reject(new Error('it ended the process'));
      child.once('message', (answer) => resolve(answer as ReadAnswer)).once('exit', ended);
      child.send({ bytes, passphrase } satisfies ReadAsk);
      try {
        const { outcome, crash, peakKib: peak } = await promise;
        peakKib = peak;
        if (outcome === null) throw new Error(crash ?? 'no answer');
        return outcome;
      } finally {
        clearTimeout(timer);
        child.off('exit', ended).removeAllListeners('message');
      }
    },
    peakMib: () => peakKib / 1024,
    close: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

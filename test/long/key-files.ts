import { fuzzKeyFiles } from '../support/fuzz-key-files.ts';
import { openKeyFileReader } from '../support/key-file-reader.ts';
import type { LongTest } from './long-test.ts';

const FILES = 10_000;
const JUDGED = 100;
/** Argon2 and scrypt may take 256 MiB each; the rest is Node's. */
const MAX_MIB = 1024;

export const longTest: LongTest = {
  title: 'mutated key files',
  needs: ['ssh-keygen'],
  run: async ({ seed }) => {
    const reader = openKeyFileReader();
    const found = await fuzzKeyFiles({ seed, count: FILES, judge: JUDGED, read: reader.read });
    await reader.close();
    const { files, accepted, refused, judged, reasons, slowestMs, slowest } = found;
    const peakMib = reader.peakMib();
    const checks = {
      'each file is refused for a known reason, or read as the right key': found.failed.length === 0,
      [`${String(FILES)} files were read`]: files === FILES,
      'at least 1 % is accepted': accepted >= files / 100,
      'at least 1 % is refused': refused >= files / 100,
      [`${String(JUDGED)} of the accepted were shown to ssh-keygen and OpenSSL`]: judged === JUDGED,
      [`the reading never takes more than ${String(MAX_MIB)} MiB`]: peakMib < MAX_MIB,
    };
    const failed = Object.entries(checks).flatMap(([title, isSo]) => (isSo ? [] : [title]));
    return {
      lines: [
        `seed ${String(seed)}: ${String(files)} files, ${String(accepted)} accepted, ${String(refused)} refused`,
        Object.entries(reasons)
          .map(([reason, times]) => `${reason} ${String(times)}`)
          .join(', '),
        `slowest ${slowestMs.toFixed(0)} ms (${slowest}); at most ${peakMib.toFixed(0)} MiB`,
        ...found.failed,
      ],
      passed: Object.keys(checks).length - failed.length,
      failed,
    };
  },
};

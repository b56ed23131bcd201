import { readKeyFile } from '../../electron/custody/read-key-file.ts';
import type { ReadAnswer, ReadAsk } from './key-file-reader.ts';

process.on('message', ({ bytes, passphrase }: ReadAsk) => {
  readKeyFile(bytes, passphrase).then(
    (outcome) => answer({ outcome }),
    (error: unknown) =>
      answer({ crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(part: Partial<ReadAnswer>): void {
  process.send?.({ outcome: null, crash: null, ...part, peakKib: process.resourceUsage().maxRSS });
}

import fs from 'node:fs';
import path from 'node:path';
import { keyRecordSchema, type KeyRecord } from '../../../electron/custody/key-record.ts';

/** A step as the journal knows it: the state, and what was noted with it. */
export type Step = string;

export type JournalWatch = {
  /** Each step as it was seen, with when that was. A step that is overwritten at once may go by unseen. */
  readonly seen: readonly { readonly step: Step; readonly atMs: number }[];
  readonly stop: () => void;
};

/** Tells each step of a key as it is written; called in the very event, so that a kill comes before the next one. */
export function watchJournal(home: string, tell: (step: Step) => void): JournalWatch {
  const folder = journalFolder(home);
  const seen: { step: Step; atMs: number }[] = [];
  const watcher = fs.watch(folder, () => {
    const step = stepIn(home);
    if (step === null || seen.at(-1)?.step === step) return;
    seen.push({ step, atMs: performance.now() });
    tell(step);
  });
  return { seen, stop: () => watcher.close() };
}

/** Where the one key of this home stands; null before its first entry. */
export function stepIn(home: string): Step | null {
  const [record] = recordsIn(home);
  if (record === undefined) return null;
  const isNoted = record.state === 'REQUESTED' && record.keyPairId !== null;
  return isNoted ? 'REQUESTED, key pair noted' : record.state;
}

export function recordsIn(home: string): KeyRecord[] {
  return fs
    .readdirSync(journalFolder(home))
    .filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
    .map((name) =>
      keyRecordSchema.parse(JSON.parse(fs.readFileSync(path.join(journalFolder(home), name), 'utf8'))),
    );
}

export function journalFolder(home: string): string {
  return path.join(home, 'keys');
}

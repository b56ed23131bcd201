import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../../journal/durable-file.ts';
import { readAtMost } from '../../journal/read-at-most.ts';
import { changeRecordSchema, type ChangeRecord } from './change-record.ts';

/**
 * One file a change, `<home>/changes/<change id>.json`: readable by its owner only, written whole before the step that it allows.
 * Used under the home's lock only. A file that cannot be read is told apart, and never touched.
 */
export type ChangeJournal = {
  /** The newest first. */
  readonly list: () => Promise<{
    readonly records: readonly ChangeRecord[];
    readonly damaged: readonly { readonly file: string; readonly raw: string }[];
  }>;
  /** On disk when it resolves; what stood there before when it rejects. */
  readonly write: (record: ChangeRecord) => Promise<void>;
};

export function openChangeJournal(home: string): ChangeJournal {
  const folder = path.join(home, 'changes');
  return {
    list: async () => {
      const names = await namesIn(folder);
      const entries = await Promise.all(
        names.filter((name) => RECORD_FILE.test(name)).map((name) => entryOf(path.join(folder, name))),
      );
      return {
        records: entries
          .flatMap((entry) => ('record' in entry ? [entry.record] : []))
          .toSorted((one, other) => other.startedAt - one.startedAt),
        damaged: entries.flatMap((entry) => ('raw' in entry ? [entry] : [])),
      };
    },
    write: (record) =>
      writeDurably(
        path.join(folder, `${record.changeId}.json`),
        `${JSON.stringify(changeRecordSchema.parse(record), null, 2)}\n`,
      ),
  };
}

/** What a run that died has left half written, and files of others, are none. */
const RECORD_FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/;
const MOST_BYTES = 4 * 1024 * 1024;

async function entryOf(file: string): Promise<{ record: ChangeRecord } | { file: string; raw: string }> {
  try {
    const bytes = await readAtMost(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) return { file, raw: 'too long' };
    const record = changeRecordSchema.parse(JSON.parse(bytes.toString('utf8')));
    if (`${record.changeId}.json` === path.basename(file)) return { record };
    return { file, raw: 'the record of another change' };
  } catch (error) {
    return {
      file,
      raw: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error),
    };
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

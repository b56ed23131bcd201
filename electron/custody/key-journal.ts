import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { keyRecordSchema, type KeyRecord } from './key-record.ts';

/**
 * One file per key, `<home>/keys/<custody id>.json`: what is known of it but its secret. Written before the step that it
 * allows, so that a run that died is found out by the next. Used under the home's lock only.
 */
export type KeyJournal = {
  /** The newest first. A file that cannot be read as a record is told apart, and never touched. */
  readonly list: () => Promise<JournalList>;
  readonly read: (custodyId: string) => Promise<KeyRecord | null>;
  /** On disk when it resolves; what stood there before when it rejects. */
  readonly write: (record: KeyRecord) => Promise<void>;
  /** Reads, changes and writes, one after the other for all callers. Rejects where there is no such record. */
  readonly change: (custodyId: string, change: (record: KeyRecord) => KeyRecord) => Promise<KeyRecord>;
  readonly remove: (custodyId: string) => Promise<void>;
};

export type JournalList = {
  readonly records: readonly KeyRecord[];
  readonly unreadable: readonly { readonly file: string; readonly raw: string }[];
};

export function openKeyJournal(home: string): KeyJournal {
  const folder = path.join(home, 'keys');
  const inTurn = oneAtATime();
  const fileOf = (custodyId: string) => path.join(folder, `${custodyId}.json`);
  const read = async (custodyId: string) => {
    const text = await textOf(fileOf(custodyId));
    return text === null ? null : keyRecordSchema.parse(JSON.parse(text));
  };
  const write = (record: KeyRecord) =>
    writeDurably(fileOf(record.custodyId), `${JSON.stringify(keyRecordSchema.parse(record), null, 2)}\n`);
  return {
    list: async () => {
      const files = (await namesIn(folder)).filter((name) => RECORD_FILE.test(name));
      const entries = await Promise.all(files.map((name) => entryOf(path.join(folder, name))));
      return {
        records: entries
          .flatMap((entry) => ('record' in entry ? [entry.record] : []))
          .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt)),
        unreadable: entries.flatMap((entry) => ('raw' in entry ? [entry] : [])),
      };
    },
    read,
    write: (record) => inTurn(() => write(record)),
    change: (custodyId, change) =>
      inTurn(async () => {
        const before = await read(custodyId);
        if (before === null) throw new Error(`no such key in the journal: ${custodyId}`);
        const record = change(before);
        await write(record);
        return record;
      }),
    remove: (custodyId) => inTurn(() => rm(fileOf(custodyId), { force: true })),
  };
}

/** Temporary files of a run that died, and files of others, are none. */
const RECORD_FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/;

async function entryOf(file: string): Promise<{ record: KeyRecord } | { file: string; raw: string }> {
  try {
    const record = keyRecordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    if (`${record.custodyId}.json` === path.basename(file)) return { record };
    return { file, raw: 'the record of another key' };
  } catch (error) {
    return { file, raw: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

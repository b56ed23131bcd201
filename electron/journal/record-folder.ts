import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { atMost } from '../at-most.ts';
import { writeDurably } from './durable-file.ts';
import { readAtMost } from './read-at-most.ts';

/**
 * One file a record, `<folder>/<id>.json`: readable by its owner only, written whole. Used under the home's lock only. A file that
 * cannot be read is told apart, and never touched.
 */
export type RecordFolder<Value> = {
  /** In no order, but for those that are known by their id: these are not read. */
  readonly list: (isKnown?: (id: string) => boolean) => Promise<{
    readonly records: readonly Value[];
    readonly damaged: readonly DamagedFile[];
  }>;
  /** Whether there is a file for a record of this id, whatever stands in it. */
  readonly has: (record: Value) => Promise<boolean>;
  /** On disk when it resolves; what stood there before when it rejects. */
  readonly write: (record: Value) => Promise<void>;
};

/** `raw`: what is wrong with it. `text`: what stands in it, as far as it can be read. */
export type DamagedFile = { readonly file: string; readonly raw: string; readonly text: string };

/**
 * `parse` answers the record, or throws what is wrong with it. What `isOver` says of the content of the file of this id is that nobody
 * wants it listed any more: there may be thousands of these, and each is read once.
 */
export function openRecordFolder<Value extends object>(
  folder: string,
  parse: (value: unknown) => Value,
  idOf: (record: Value) => string,
  isOver: (value: unknown, id: string) => boolean = () => false,
): RecordFolder<Value> {
  const over = new Set<string>();
  const entryOf = async (file: string): Promise<{ record: Value } | DamagedFile | null> => {
    let text = '';
    try {
      const bytes = await readAtMost(file, MOST_BYTES);
      text = bytes.toString('utf8');
      if (bytes.length > MOST_BYTES) return { file, raw: 'too long', text };
      const value: unknown = JSON.parse(text);
      if (isOver(value, idIn(file))) {
        over.add(idIn(file));
        return null;
      }
      const record = parse(value);
      if (`${idOf(record)}.json` === path.basename(file)) return { record };
      return { file, raw: 'the record of something else', text };
    } catch (error) {
      return { file, raw: wrongOf(error), text };
    }
  };
  return {
    list: async (isKnown = () => false) => {
      const names = (await namesIn(folder)).filter((name) => RECORD_FILE.test(name));
      const entries: ({ record: Value } | DamagedFile)[] = [];
      const unread = names.filter((name) => !over.has(idIn(name)) && !isKnown(idIn(name)));
      // A program may have only so many files open.
      await atMost(MOST_OPEN, unread, async (name) => {
        const entry = await entryOf(path.join(folder, name));
        if (entry !== null) entries.push(entry);
      });
      return {
        records: entries.flatMap((entry) => ('record' in entry ? [entry.record] : [])),
        damaged: entries.flatMap((entry) => ('raw' in entry ? [entry] : [])),
      };
    },
    has: async (record) => (await namesIn(folder)).includes(`${idOf(record)}.json`),
    write: (record) =>
      writeDurably(path.join(folder, `${idOf(record)}.json`), `${JSON.stringify(parse(record), null, 2)}\n`),
  };
}

/** What a run that died has left half written, and files of others, are none. */
const RECORD_FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/;
const MOST_OPEN = 16;
const MOST_BYTES = 4 * 1024 * 1024;

function idIn(file: string): string {
  return path.basename(file, '.json');
}

function wrongOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

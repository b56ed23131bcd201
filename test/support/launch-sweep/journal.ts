import fs from 'node:fs';
import path from 'node:path';
import { keyRecordSchema, type KeyRecord } from '../../../electron/custody/key-record.ts';
import { launchRecordSchema, type LaunchRecord } from '../../../electron/launch/record/launch-record.ts';

/** What the journal of a home says of its one launch and of its keys. */
export type Journal = { readonly launch: LaunchRecord | null; readonly keys: readonly KeyRecord[] };

export type JournalWatch = { readonly stop: () => void };

/** Called in the very event of each write, so that a kill comes before the next one. */
export function watchJournal(home: string, tell: (journal: Journal) => void): JournalWatch {
  const watchers = FOLDERS.map((folder) =>
    fs.watch(path.join(home, folder), (_, file) => {
      if (file !== null && RECORD.test(file)) tell(readJournal(home));
    }),
  );
  return {
    stop: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}

export function readJournal(home: string): Journal {
  const [launch = null] = recordsIn(home, 'launches').map((text) =>
    launchRecordSchema.parse(JSON.parse(text)),
  );
  const keys = recordsIn(home, 'keys').map((text) => keyRecordSchema.parse(JSON.parse(text)));
  return { launch: launch as LaunchRecord | null, keys };
}

/** Every record, byte by byte. */
export function bytesOfJournal(home: string): string {
  return FOLDERS.flatMap((folder) => recordsIn(home, folder)).join('');
}

const FOLDERS = ['launches', 'keys'] as const;
const RECORD = /^[0-9a-f-]{36}\.json$/;

function recordsIn(home: string, folder: (typeof FOLDERS)[number]): string[] {
  return fs
    .readdirSync(path.join(home, folder))
    .filter((name) => RECORD.test(name))
    .toSorted()
    .map((name) => fs.readFileSync(path.join(home, folder, name), 'utf8'));
}

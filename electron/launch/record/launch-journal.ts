import path from 'node:path';
import { openRecordFolder, type RecordFolder } from '../../journal/record-folder.ts';
import { launchRecordSchema, type LaunchRecord } from './launch-record.ts';

/** One file a launch, `<home>/launches/<launch id>.json`, written before the call that it allows. Lists the oldest first. */
export type LaunchJournal = RecordFolder<LaunchRecord>;

export function openLaunchJournal(home: string): LaunchJournal {
  const folder = openRecordFolder(path.join(home, 'launches'), parseRecord, ({ launchId }) => launchId);
  return {
    ...folder,
    list: async () => {
      const { records, damaged } = await folder.list();
      return { records: records.toSorted((one, other) => one.startedAt - other.startedAt), damaged };
    },
  };
}

// The schema says of optional fields that they may be undefined, which no file can say.
function parseRecord(value: unknown): LaunchRecord {
  return launchRecordSchema.parse(value) as LaunchRecord;
}

import path from 'node:path';
import { openRecordFolder, type RecordFolder } from '../../journal/record-folder.ts';
import { changeRecordSchema, type ChangeRecord } from './change-record.ts';

/** One file a change, `<home>/changes/<change id>.json`, written before the step that it allows. Lists the newest first. */
export type ChangeJournal = RecordFolder<ChangeRecord>;

export function openChangeJournal(home: string): ChangeJournal {
  const folder = openRecordFolder(
    path.join(home, 'changes'),
    (value): ChangeRecord => changeRecordSchema.parse(value),
    ({ changeId }) => changeId,
  );
  return {
    ...folder,
    list: async () => {
      const { records, damaged } = await folder.list();
      return { records: records.toSorted((one, other) => other.startedAt - one.startedAt), damaged };
    },
  };
}

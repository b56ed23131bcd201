import path from 'node:path';
import * as z from 'zod';
import { openRecordFolder, type RecordFolder } from '../../journal/record-folder.ts';
import { launchRecordSchema, type LaunchRecord } from './launch-record.ts';

/** One file a launch, `<home>/launches/<launch id>.json`, written before the call that it allows. Forgotten ones are not listed. */
export type LaunchJournal = RecordFolder<LaunchRecord>;

export function openLaunchJournal(home: string): LaunchJournal {
  return openRecordFolder(
    path.join(home, 'launches'),
    parseRecord,
    ({ launchId }) => launchId,
    (value, id) => forgottenSchema.safeParse(value).data?.launchId === id,
  );
}

/** As much of a record as says that it was forgotten: nothing is left of what it stands for. */
const forgottenSchema = z.object({ launchId: z.uuid(), isForgotten: z.literal(true) });

// The schema says of optional fields that they may be undefined, which no file can say.
function parseRecord(value: unknown): LaunchRecord {
  return launchRecordSchema.parse(value) as LaunchRecord;
}

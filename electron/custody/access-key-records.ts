import path from 'node:path';
import { z } from 'zod';
import { removeDurably } from '../journal/durable-file.ts';
import { openRecordFolder } from '../journal/record-folder.ts';

const recordSchema = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  name: z.string().min(1).max(300),
  /** Where it was first used. */
  region: z.string().max(32),
  /** The last characters of its id, by which a person finds it in IAM. */
  ending: z.string().max(4),
  createdAt: z.iso.datetime(),
});

/** What is known of an access key but its secret. */
export type AccessKeyRecord = Readonly<z.infer<typeof recordSchema>>;

/** One file an access key, `<home>/accounts/<id>.json`. Reading needs no lock: each file is written whole. */
export type AccessKeyRecords = {
  /** In the order in which they were typed. A file that cannot be read is left alone, and is no account. */
  readonly list: () => Promise<readonly AccessKeyRecord[]>;
  /** Whether something is there that may stand for a key, also where it cannot be read. */
  readonly isEmpty: () => Promise<boolean>;
  readonly write: (record: AccessKeyRecord) => Promise<void>;
  readonly remove: (record: AccessKeyRecord) => Promise<boolean>;
};

export function openAccessKeyRecords(home: string): AccessKeyRecords {
  const place = path.join(home, 'accounts');
  const folder = openRecordFolder<AccessKeyRecord>(
    place,
    (value) => recordSchema.parse(value),
    ({ id }) => id,
  );
  return {
    list: async () => {
      const { records } = await folder.list();
      return records.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
    },
    isEmpty: async () => {
      const { records, damaged } = await folder.list();
      return records.length + damaged.length === 0;
    },
    write: folder.write,
    remove: ({ id }) => removeDurably(path.join(place, `${id}.json`)),
  };
}

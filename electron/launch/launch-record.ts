import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';

/** What one launch has asked for and made. Only ids that stand here are ever removed by its undo. */
export type LaunchRecord = {
  readonly launchId: string;
  readonly accountId: string;
  readonly region: string;
  readonly startedAt: string;
  readonly keyPair: { readonly keyPairId: string; readonly name: string } | null;
  readonly securityGroupId: string | null;
  readonly instances: readonly RecordedInstance[];
};

/** Written before RunInstances is called (with its token, without an id) and again when the answer is there. */
export type RecordedInstance = {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly clientToken: string;
  readonly instanceId: string | null;
};

export type RecordKeeper = {
  readonly current: () => LaunchRecord;
  /** Resolves once the change is on disk. Changes are written one after another. */
  readonly change: (change: (record: LaunchRecord) => LaunchRecord) => Promise<void>;
};

/** Keeps the record in memory and in `<folder>/<launchId>.json`. No secret goes in. */
export async function keepRecord(folder: string, initial: LaunchRecord): Promise<RecordKeeper> {
  const file = path.join(folder, `${initial.launchId}.json`);
  let record = initial;
  let writing = writeDurably(file, asText(record));
  await writing;
  return {
    current: () => record,
    change: async (change) => {
      record = change(record);
      const text = asText(record);
      writing = writing.catch(() => undefined).then(() => writeDurably(file, text));
      await writing;
    },
  };
}

function asText(record: LaunchRecord): string {
  return `${JSON.stringify({ version: 1, ...record }, null, 2)}\n`;
}

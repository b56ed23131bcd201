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
  /**
   * Answers whether the change is on disk; in memory it stands in any case, since what was made was made. Changes are
   * written one after another. Never rejects.
   */
  readonly change: (change: (record: LaunchRecord) => LaunchRecord) => Promise<boolean>;
};

/**
 * Keeps the record in memory and in `<folder>/<launchId>.json`. No secret goes in. Rejects when it cannot be begun;
 * a later change that cannot be written is told to `notWritten`.
 */
export async function keepRecord(
  folder: string,
  initial: LaunchRecord,
  notWritten: (error: unknown) => void,
): Promise<RecordKeeper> {
  const file = path.join(folder, `${initial.launchId}.json`);
  let record = initial;
  await writeDurably(file, asText(record));
  let writing = Promise.resolve(true);
  const write = async (text: string): Promise<boolean> => {
    try {
      await writeDurably(file, text);
      return true;
    } catch (error) {
      notWritten(error);
      return false;
    }
  };
  return {
    current: () => record,
    change: (change) => {
      record = change(record);
      const text = asText(record);
      writing = writing.then(() => write(text));
      return writing;
    },
  };
}

function asText(record: LaunchRecord): string {
  return `${JSON.stringify({ version: 1, ...record }, null, 2)}\n`;
}

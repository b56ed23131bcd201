import { oneAtATime } from '../../keychain/one-at-a-time.ts';
import type { LaunchJournal } from './launch-journal.ts';
import type { LaunchRecord } from './launch-record.ts';

/** The record of one launch while it is worked on: in memory, on the disk, and told to whoever listens. */
export type LaunchKeeper = {
  readonly current: () => LaunchRecord;
  /**
   * Answers whether the change is on disk; in memory it stands in any case, since what was made was made. Changes are written
   * one after another. Never rejects.
   */
  readonly change: (change: (record: LaunchRecord) => LaunchRecord) => Promise<boolean>;
  /** In memory, and told at once; on the disk with the next change. For what EC2 shows again whenever it is asked. */
  readonly show: (change: (record: LaunchRecord) => LaunchRecord) => void;
};

/** Keeps a record that is on the disk already. A change that cannot be written is told to `notWritten`. */
export function keepLaunch(
  journal: Pick<LaunchJournal, 'write'>,
  initial: LaunchRecord,
  told: { readonly changed: (record: LaunchRecord) => void; readonly notWritten: (error: unknown) => void },
): LaunchKeeper {
  const inTurn = oneAtATime();
  let record = initial;
  const show: LaunchKeeper['show'] = (change) => {
    record = change(record);
    told.changed(record);
  };
  return {
    current: () => record,
    show,
    change: (change) => {
      show(change);
      return inTurn(async () => {
        try {
          await journal.write(record);
          return true;
        } catch (error) {
          told.notWritten(error);
          return false;
        }
      });
    },
  };
}

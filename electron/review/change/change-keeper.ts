import { problemOfDisk } from '../../journal/disk-problem.ts';
import { oneAtATime } from '../../keychain/one-at-a-time.ts';
import type { Problem } from '../../../shared/problem.ts';
import type { ChangeLine } from '../../../shared/security-group/group-change.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { ChangeRecord, Phase } from './change-record.ts';

/** The record of one change while it is worked on: in memory, on the disk, and told to whoever listens. */
export type ChangeKeeper = {
  readonly current: () => ChangeRecord;
  /** On disk when it answers null. Else the problem: then the disk holds what it held, and so does memory. */
  readonly enter: (change: Partial<ChangeRecord> & { readonly phase?: Phase }) => Promise<Problem | null>;
  /** What was seen in EC2: stands in memory in any case, since it is so. */
  readonly note: (change: Partial<ChangeRecord>) => Promise<void>;
  /** The last note: told only once it was written and `over` was called, so that whoever hears of it can ask for the next thing. */
  readonly end: (change: Partial<ChangeRecord>, over: () => void) => Promise<void>;
  readonly line: (id: string, state: ChangeLine['state'], note?: string | null) => void;
};

export function keepChange(
  journal: Pick<ChangeJournal, 'write'>,
  initial: ChangeRecord,
  changed: (record: ChangeRecord) => void,
): ChangeKeeper {
  const inTurn = oneAtATime();
  let record = initial;
  const set = (change: Partial<ChangeRecord>) => {
    record = { ...record, ...change };
    changed(record);
  };
  return {
    current: () => record,
    enter: (change) =>
      inTurn(async () => {
        try {
          await journal.write({ ...record, ...change });
        } catch (error) {
          return problemOfDisk(error);
        }
        set(change);
        return null;
      }),
    note: (change) =>
      inTurn(async () => {
        set(change);
        await journal.write(record).catch(() => undefined);
      }),
    end: (change, over) =>
      inTurn(async () => {
        record = { ...record, ...change };
        await journal.write(record).catch(() => undefined);
        over();
        changed(record);
      }),
    line: (id, state, note) =>
      set({
        lines: record.lines.map((line) =>
          line.id === id ? { ...line, state, note: note === undefined ? line.note : note } : line,
        ),
      }),
  };
}

import type { Problem } from '../../shared/problem.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import type { KeyJournal } from './key-journal.ts';
import { entered, type KeyRecord, type KeyState } from './key-record.ts';

/** The journal's record of one key while that key is being made. The one place that its states pass through. */
export type CustodyRecord = {
  /** As it stands on the disk, or is to stand there first. */
  readonly current: () => KeyRecord;
  /** On disk when it answers null; else the problem, and the disk holds what it held before. */
  readonly enter: (state: KeyState, known?: Known) => Promise<Problem | null>;
  /** More about the same state. Only a help: nothing depends on whether it could be written. */
  readonly note: (known: Known) => Promise<void>;
  /** Back to an earlier one, as it was. */
  readonly restore: (record: KeyRecord) => Promise<void>;
  /** Nothing was made that it stands for. Where it stays all the same, a later run finds that out. */
  readonly forget: () => Promise<void>;
};

type Known = Partial<
  Pick<KeyRecord, 'keyPairId' | 'publicKey' | 'fingerprints' | 'provedAt' | 'copies' | 'trouble'>
>;

export function openCustodyRecord(
  journal: Pick<KeyJournal, 'write' | 'remove'>,
  initial: KeyRecord,
  now: () => Date,
): CustodyRecord {
  const inTurn = oneAtATime();
  let record = initial;
  const write = (next: (record: KeyRecord) => KeyRecord) =>
    inTurn(async () => {
      const changed = next(record);
      try {
        await journal.write(changed);
      } catch (error) {
        return problemOfDisk(error);
      }
      record = changed;
      return null;
    });
  return {
    current: () => record,
    enter: (state, known = {}) => write((before) => ({ ...entered(before, state, now()), ...known })),
    note: async (known) => void (await write((before) => ({ ...before, ...known }))),
    restore: async (earlier) => void (await write(() => earlier)),
    forget: () =>
      inTurn(async () => {
        await journal.remove(record.custodyId).catch(() => undefined);
      }),
  };
}

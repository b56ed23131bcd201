import type { Outcome } from '../outcome.ts';
import type { DrillId, DrillUnderWay } from './drills.ts';
import type { Weather } from './weather.ts';

/**
 * The part of the contract that is about practising. While one practises, every other call of the contract is answered by the
 * practice account and its own home: nothing of a real account or keychain is read, and nothing goes out.
 */
export type PracticeApi = {
  /** Which of the two the other calls speak of. Keyport always starts with the real one. */
  readonly readMode: () => Promise<Outcome<Mode>>;
  /** From now on one practises. Refused as `practice-busy` while something real is unfinished. */
  readonly startPractice: () => Promise<Outcome<Mode>>;
  /** Back to the real accounts. What was made in practice stays until it is reset. */
  readonly stopPractice: () => Promise<Outcome<Mode>>;
  /** Only while one practises, like all below: `practice-closed` else. */
  readonly readPractice: () => Promise<Outcome<Practice>>;
  readonly setWeather: (input: { readonly weather: Weather }) => Promise<Outcome<Practice>>;
  /** The practice account, its keys and its launches begin anew. Fair weather again. */
  readonly resetPractice: () => Promise<Outcome<Practice>>;
  /** Only one drill is on: another ends. Nothing else goes wrong meanwhile. It ends with a reset, and when practice is left. */
  readonly startDrill: (input: {
    readonly drill: DrillId;
    readonly region: string;
  }) => Promise<Outcome<Practice>>;
  /** Goes on where `drillProgress` can turn; else nothing changes. */
  readonly turnDrill: () => Promise<Outcome<Practice>>;
  /** The weather is again as it was before the drill. */
  readonly endDrill: () => Promise<Outcome<Practice>>;
};

export type Mode = 'real' | 'practice';

/** The practice account as it is now. */
export type Practice = {
  readonly accountId: string;
  readonly regions: readonly string[];
  /** The address that the practice account takes this computer to have. */
  readonly myAddress: string;
  readonly weather: Weather;
  /** Null while none is on. */
  readonly drill: DrillUnderWay | null;
  /** Drills that were gone through since practice was opened. */
  readonly drillsDone: readonly DrillId[];
  /** All regions together; what is terminated does not count, nor do the groups that are there from the start. */
  readonly counts: {
    readonly instances: number;
    readonly securityGroups: number;
    readonly keyPairs: number;
  };
  /** The folder that holds all of it: account, keys, launches. */
  readonly home: string;
  /** The plain file in which the private keys of practice stand. They open nothing. */
  readonly keyFile: string;
  /** What was wrong with the state that an earlier run left, where it had to be set aside; null where nothing was. */
  readonly setAside: string | null;
};

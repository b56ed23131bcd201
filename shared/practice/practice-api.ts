import type { Outcome } from '../outcome.ts';
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
};

export type Mode = 'real' | 'practice';

/** The practice account as it is now. */
export type Practice = {
  readonly accountId: string;
  readonly regions: readonly string[];
  /** The address that the practice account takes this computer to have. */
  readonly myAddress: string;
  readonly weather: Weather;
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

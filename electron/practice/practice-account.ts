import type { Weather } from '../../shared/practice/weather.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';

/**
 * An EC2 to practise on, inside the process: requests in, answers out, by EC2's own rules. No account, no network,
 * no cost.
 */
export type PracticeAccount = {
  /**
   * Answers one request as AWS would, whatever it holds. Rejects only where the weather loses the connection
   * (`ConnectionLost`), and when the signal aborts.
   */
  readonly answer: (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;
  readonly weather: () => Weather;
  /** Counts of earlier calls and buckets begin anew. */
  readonly setWeather: (weather: Weather) => void;
  readonly counts: () => PracticeCounts;
  /** Whether a new connection from this address comes in at this public address and port now. */
  readonly letsIn: (door: { readonly from: string; readonly to: string; readonly port: number }) => boolean;
  /** Resolves when all that was answered so far stands in the state file. */
  readonly saved: () => Promise<void>;
};

export type PracticeCounts = {
  readonly instances: number;
  readonly securityGroups: number;
  readonly keyPairs: number;
};

export type PracticeOptions = {
  /** Where the state is kept between runs; null keeps it in memory only. */
  readonly stateFile: string | null;
  readonly weather?: Weather;
  /** Milliseconds since the epoch; a test may have its own. */
  readonly now?: () => number;
  /** So many random bytes; a test may have its own. */
  readonly random?: (count: number) => Uint8Array;
};

export type OpenedPractice = {
  readonly account: PracticeAccount;
  /** Why an earlier state had to be set aside, and as what; null where nothing was. */
  readonly setAside: string | null;
};

/** The one account of practice. AWS uses this number in its documentation; it belongs to nobody. */
export const PRACTICE_ACCOUNT_ID = '111122223333';

/** The address that the practice account takes this computer to have (RFC 5737: nobody's). */
export const PRACTICE_ADDRESS = '203.0.113.7';

/** Opens the account that this file holds, or a new one. A file that cannot be read is set aside, never overwritten. */
export async function openPracticeAccount(options: PracticeOptions): Promise<OpenedPractice> {
  throw new Error(`not built yet: ${String(options.stateFile)}`);
}

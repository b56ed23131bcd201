import { randomBytes } from 'node:crypto';
import type { PracticeMachine } from '../../shared/practice/drills.ts';
import { FAIR_WEATHER, type Weather } from '../../shared/practice/weather.ts';
import { answerRequest } from './answer-request.ts';
import { loadCatalog } from './catalog.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { OTHER_PRACTICE_ADDRESS, PRACTICE_ADDRESS } from './principal.ts';
import { createVisibility } from './weather/visibility.ts';
import { createWeather } from './weather/create-weather.ts';
import { createWorld } from './world/create-world.ts';
import { letsIn } from './world/lets-in.ts';
import { machinesIn } from './world/machines-in.ts';
import { ownTime } from './world/own-time.ts';
import { createStateWriter, readState } from './world/state-file.ts';

export { PRACTICE_ACCOUNT_ID } from '../../shared/practice/practice-user.ts';

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
  /** The address that this computer is taken to have, as the weather is now. */
  readonly myAddress: () => string;
  /** Whether a new connection from this address comes in at this public address and port now. */
  readonly letsIn: (door: { readonly from: string; readonly to: string; readonly port: number }) => boolean;
  /** Every machine of every region that has not ended. */
  readonly machines: () => readonly PracticeMachine[];
  /** Resolves when all that was answered so far stands in the state file. */
  readonly saved: () => Promise<void>;
};

export type PracticeCounts = {
  readonly instances: number;
  /** Without the default groups: nobody made them. */
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

/** Opens the account that this file holds, or a new one. A file that cannot be read is set aside, never overwritten. */
export async function openPracticeAccount(options: PracticeOptions): Promise<OpenedPractice> {
  const [catalog, { state, setAside }] = await Promise.all([loadCatalog(), readState(options.stateFile)]);
  const now = ownTime(options.now ?? Date.now, state);
  const random = options.random ?? ((count: number) => new Uint8Array(randomBytes(count)));
  const weather = createWeather(options.weather ?? FAIR_WEATHER, now);
  const visibility = createVisibility();
  const writer = createStateWriter(options.stateFile, state);
  const world = createWorld({ state, catalog, now, random, pace: weather.pace, changed: writer.changed });
  const services = { world, weather, visibility, writer, catalog, now, random };
  return {
    setAside,
    account: {
      answer: (request, signal) => answerRequest(services, request, signal),
      weather: weather.weather,
      myAddress: () => (weather.isElsewhere() ? OTHER_PRACTICE_ADDRESS : PRACTICE_ADDRESS),
      setWeather: (next) => {
        visibility.clear();
        weather.set(next);
      },
      counts: world.counts,
      letsIn: (door) => world.regions().some((region) => letsIn(region, door, weather.isLost)),
      machines: () => world.regions().flatMap((region) => machinesIn(region, weather.isLost)),
      saved: () => {
        // Somebody may have taken the file away meanwhile.
        writer.changed();
        return writer.save();
      },
    },
  };
}

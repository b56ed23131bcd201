import { oneAtATime } from './keychain/one-at-a-time.ts';
import type { Keyport, ScreenEvents } from './keyport.ts';
import type { PracticeMode } from './practice-mode.ts';
import type { AccountsApi, KeyportApi } from '../shared/api.ts';
import type { ConnectionApi } from '../shared/connection-api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import type { Mode, Practice } from '../shared/practice/practice-api.ts';
import { words } from '../shared/words/en.ts';

type ModesDeps = {
  readonly openReal: (events: ScreenEvents) => Keyport;
  /** Asked when somebody practises for the first time, and not before. */
  readonly openPractice: (events: ScreenEvents) => Promise<Outcome<PracticeMode>>;
  readonly events: ScreenEvents;
  /** Of both modes alike. */
  readonly connection: ConnectionApi;
};

/** The whole contract, and what quitting has to look at: of both modes. */
export type Modes = Pick<Keyport, 'held' | 'unfinished' | 'isLaunching' | 'copiedSecret' | 'close'> & {
  readonly api: KeyportApi;
};

/**
 * The real accounts and practice behind one contract. Each call is answered by the mode one is in and by no other; an answer, or
 * an event, of the mode that was left does not arrive. Changing the mode waits for nothing: it is refused while something is under
 * way whose end a person should see.
 */
export function createModes({ openReal, openPractice, events, connection }: ModesDeps): Modes {
  let mode: Mode = 'real';
  let practice: PracticeMode | null = null;
  let resetting: Promise<unknown> | null = null;
  const real = openReal(eventsWhile(() => mode === 'real', events));
  const active = () => (mode === 'practice' && practice !== null ? practice.keyport() : real);
  const calls = callsUnderWay();
  const isBusy = (keyport: Keyport) => keyport.isBusy() || calls.hasAct(keyport);
  const inTurn = oneAtATime();

  const passOn = async (name: keyof AccountsApi, input: readonly unknown[]): Promise<Outcome<unknown>> => {
    await resetting;
    const keyport = active();
    // The input was read by this very method's schema, or comes from a caller of the contract.
    const method = keyport.api[name] as (...given: readonly unknown[]) => Promise<Outcome<unknown>>;
    const answer = await calls.during(keyport, name, () => method(...input));
    const isStill = active() === keyport && resetting === null;
    return isStill ? answer : failed(makeProblem('cancelled', { explanation: words.practiceMode.left }));
  };

  const start = async (): Promise<Outcome<Mode>> => {
    if (mode === 'practice') return succeeded(mode);
    if (isBusy(real)) return busy('start');
    if (practice === null) {
      const opened = await openPractice(eventsWhile(() => mode === 'practice' && resetting === null, events));
      if (!opened.ok) return opened;
      practice = opened.value;
      // It took a moment.
      if (isBusy(real)) return busy('start');
    }
    mode = 'practice';
    return succeeded(mode);
  };

  const stop = async (): Promise<Outcome<Mode>> => {
    if (mode === 'practice' && isBusy(active())) return busy('stop');
    await practice?.drills().end();
    mode = 'real';
    return succeeded(mode);
  };

  const reset = async (opened: PracticeMode): Promise<Outcome<Practice>> => {
    const before = opened.keyport();
    if (isBusy(before)) return busy('reset');
    const done = opened.reset(() => calls.ended(before));
    resetting = done.catch(() => undefined);
    try {
      const outcome = await done;
      if (outcome.ok) return succeeded(opened.read());
      leave();
      return outcome;
    } catch (error) {
      leave();
      throw error;
    } finally {
      resetting = null;
    }
  };
  const leave = () => {
    practice = null;
    mode = 'real';
  };

  const whilePractising = <Value>(act: (opened: PracticeMode) => Promise<Outcome<Value>>) =>
    inTurn(async () =>
      mode === 'real' || practice === null ? failed(makeProblem('practice-closed')) : act(practice),
    );
  return {
    api: {
      ...everyCall(real.api, passOn),
      ...connection,
      readMode: async () => succeeded(mode),
      startPractice: () => inTurn(start),
      stopPractice: () => inTurn(stop),
      readPractice: () => whilePractising(async (opened) => succeeded(opened.read())),
      setWeather: ({ weather }) =>
        whilePractising(async (opened) => {
          const set = opened.setWeather(weather);
          return set.ok ? succeeded(opened.read()) : set;
        }),
      resetPractice: () => whilePractising(reset),
      startDrill: ({ drill, region }) =>
        whilePractising(async (opened) => {
          await opened.drills().start(drill, region);
          return succeeded(opened.read());
        }),
      turnDrill: () =>
        whilePractising(async (opened) => {
          await opened.drills().turn();
          return succeeded(opened.read());
        }),
      endDrill: () =>
        whilePractising(async (opened) => {
          await opened.drills().end();
          return succeeded(opened.read());
        }),
    },
    held: {
      hasHeld: () => both().some(({ held }) => held.hasHeld()),
      hasOnlyCopy: () => both().some(({ held }) => held.hasOnlyCopy()),
      store: () => (both().find(({ held }) => held.hasOnlyCopy()) ?? active()).held.store(),
    },
    // What is half done in practice costs nothing, and nobody needs to be asked.
    isLaunching: () => real.isLaunching(),
    copiedSecret: {
      isThere: () => both().some(({ copiedSecret }) => copiedSecret.isThere()),
      clear: async () => {
        await Promise.all(both().map(({ copiedSecret }) => copiedSecret.clear()));
      },
    },
    unfinished: unfinishedOf(() => both().map(({ unfinished }) => unfinished)),
    close: () => {
      practice?.close();
      real.close();
    },
  };

  function both(): readonly Keyport[] {
    return practice === null ? [real] : [real, practice.keyport()];
  }
}

function busy(what: keyof typeof words.practiceMode.busy): Outcome<never> {
  const explanation = words.practiceMode.busy[what];
  return failed(makeProblem('practice-busy', { explanation, retryable: true, actions: ['retry'] }));
}

/** Every method of the accounts' part, each going the same way. */
function everyCall(
  api: AccountsApi,
  passOn: (name: keyof AccountsApi, input: readonly unknown[]) => Promise<Outcome<unknown>>,
): AccountsApi {
  const names = Object.keys(api) as (keyof AccountsApi)[];
  const calls = names.map((name) => [name, (...input: readonly unknown[]) => passOn(name, input)]);
  // Each passes on to the method of its own name, whose type it has therefore.
  return Object.fromEntries(calls) as AccountsApi;
}

function eventsWhile(isActive: () => boolean, events: ScreenEvents): ScreenEvents {
  const only =
    <Snapshot>(tell: (snapshot: Snapshot) => void) =>
    (snapshot: Snapshot) => {
      if (isActive()) tell(snapshot);
    };
  return {
    launchChanged: only(events.launchChanged),
    vaultChanged: only(events.vaultChanged),
    reviewProgressed: only(events.reviewProgressed),
    groupChanged: only(events.groupChanged),
    rescueChanged: only(events.rescueChanged),
    accessTested: only(events.accessTested),
    networkChanged: () => {
      if (isActive()) events.networkChanged();
    },
  };
}

/**
 * Calls whose answer nobody misses after the mode has changed: they read, or stop something, or go on by themselves and tell the
 * rest when they are asked again. Every other one is waited for.
 */
const MAY_BE_LEFT: ReadonlySet<keyof AccountsApi> = new Set([
  'about',
  'listAccounts',
  'startSignIn',
  'finishSignIn',
  'cancelSignIn',
  'openSignInPage',
  'connectAccount',
  'readPermissions',
  'readImages',
  'readImage',
  'readOwnImages',
  'readInstanceProfiles',
  'readInstanceTypes',
  'readSizeCatalog',
  'readSizePrices',
  'readZonesSelling',
  'readNetwork',
  'readPrices',
  'readTakenNames',
  'readLaunchGroups',
  'readMyAddress',
  'readMyAddresses',
  'readRequiredTags',
  'probeKeychain',
  'preflight',
  'listLaunches',
  'readLaunch',
  'lookAtLaunches',
  'readZoneOffers',
  'readAddressChange',
  'testAccess',
  'cancelAccessTest',
  'cancelWindowsPassword',
  'readLaunchCode',
  'startUp',
  'recoverKeys',
  'readVault',
  'readAccountKeys',
  'reviewGroups',
  'cancelReview',
  'readGroup',
  'askReach',
  'readOtherWays',
  'readRescue',
  'previewChange',
  'listChanges',
  'readHostKeys',
  'readSshConfig',
]);

/** What has been asked of which Keyport and is not answered yet. */
function callsUnderWay() {
  const underWay = new Set<{
    readonly of: Keyport;
    readonly isAct: boolean;
    readonly call: Promise<unknown>;
  }>();
  const callsOf = (keyport: Keyport) => [...underWay].filter(({ of }) => of === keyport);
  return {
    during: async <Value>(
      keyport: Keyport,
      name: keyof AccountsApi,
      ask: () => Promise<Value>,
    ): Promise<Value> => {
      const call = ask();
      const entry = { of: keyport, isAct: !MAY_BE_LEFT.has(name), call };
      underWay.add(entry);
      try {
        return await call;
      } finally {
        underWay.delete(entry);
      }
    },
    hasAct: (keyport: Keyport): boolean => callsOf(keyport).some(({ isAct }) => isAct),
    ended: async (keyport: Keyport): Promise<void> => {
      await Promise.allSettled(callsOf(keyport).map(({ call }) => call));
    },
  };
}

function unfinishedOf(all: () => readonly Keyport['unfinished'][]): Keyport['unfinished'] {
  const isEmpty = () => all().every((one) => one.isEmpty());
  return {
    isEmpty,
    ended: async () => {
      while (!isEmpty()) await Promise.all(all().map((one) => one.ended()));
    },
  };
}

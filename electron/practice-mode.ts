import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { AnswerRequest } from './aws/answer-in-process.ts';
import { practiceAccounts } from './aws/practice-accounts.ts';
import { problemOfDisk } from './journal/disk-problem.ts';
import { createHomeLock, type HomeLock } from './journal/home-lock.ts';
import { createPracticeKeychain } from './keychain/practice-keychain.ts';
import { createKeyport, type Keyport, type Machine, type ScreenEvents } from './keyport.ts';
import { loadCatalog, type Catalog } from './practice/catalog.ts';
import { createDrills, type Drills } from './practice/create-drills.ts';
import {
  openPracticeAccount,
  PRACTICE_ACCOUNT_ID,
  type OpenedPractice,
  type PracticeAccount,
} from './practice/practice-account.ts';
import { unknownAction } from './practice/weather/unknown-action.ts';
import { createInlineReviewer } from './review/inline-reviewer.ts';
import { createUnfinished } from './unfinished.ts';
import type { AccountChoice } from '../shared/account.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import type { Practice } from '../shared/practice/practice-api.ts';
import type { Weather } from '../shared/practice/weather.ts';
import { words } from '../shared/words/en.ts';

/** What practice shares with the real accounts: the person at the machine, and nothing that is theirs. */
export type PracticeMachine = Pick<
  Machine,
  'env' | 'about' | 'files' | 'copyText' | 'readText' | 'openExternal'
> & {
  /** The home of the real accounts; practice has a folder of its own in it. */
  readonly home: string;
  readonly events: ScreenEvents;
};

/** A Keyport to practise with: everything of its own. */
export type PracticeMode = {
  /** Another one after each reset. */
  readonly keyport: () => Keyport;
  readonly read: () => Practice;
  /** `weather-unreadable` where a rule is about an action that there is not. */
  readonly setWeather: (weather: Weather) => Outcome<null>;
  /** Others after each reset, and none of them is on then. */
  readonly drills: () => Drills;
  /**
   * Begins anew: nothing of the account, its keys and its launches stays. Every call that is still under way is ended first, and
   * `settled` resolves when they are. Where it fails, practice is closed.
   */
  readonly reset: (settled: () => Promise<void>) => Promise<Outcome<null>>;
  /** At once, as the program ends. */
  readonly close: () => void;
};

/**
 * Opens what is in `<home>/practice`. Its calls are answered in this process, its private keys are in a plain file: neither the
 * network, nor a real account, nor the person's keychain can be reached from here, because nothing here knows the way. Problems:
 * `home-in-use`, `disk-failed`.
 */
export async function openPracticeMode(machine: PracticeMachine): Promise<Outcome<PracticeMode>> {
  const home = path.join(machine.home, 'practice');
  if (await isLink(home)) {
    return failed(makeProblem('disk-failed', { raw: words.practiceMode.linked(home) }));
  }
  const lock = createHomeLock(home, words.practiceMode.program);
  const taken = await lock.take();
  if (!taken.ok) return taken;
  const catalog = await loadCatalog();
  const opened = await openRun(machine, home, lock, catalog);
  if (!opened.ok) {
    lock.release();
    return opened;
  }
  let run = opened.value;
  const close = () => {
    run.end();
    lock.release();
  };
  return succeeded({
    keyport: () => run.keyport,
    read: () => ({
      accountId: PRACTICE_ACCOUNT_ID,
      regions: catalog.regions,
      myAddress: run.account.myAddress(),
      weather: run.account.weather(),
      drill: run.drills.underWay(),
      drillsDone: run.drills.done(),
      counts: run.account.counts(),
      home,
      keyFile: keyFileIn(home),
      setAside: run.setAside,
    }),
    setWeather: (weather) => {
      const unknown = unknownAction(weather);
      if (unknown !== null) {
        const explanation = words.practiceMode.unknownAction(unknown);
        return failed(makeProblem('weather-unreadable', { explanation }));
      }
      const before = run.account.myAddress();
      run.account.setWeather(weather);
      if (run.account.myAddress() !== before) machine.events.networkChanged();
      return succeeded(null);
    },
    drills: () => run.drills,
    reset: async (settled) => {
      run.end();
      await settled();
      const emptied = await onDisk(async () => {
        await run.account.saved().catch(() => undefined);
        await empty(home);
      });
      const next = emptied.ok ? await openRun(machine, home, lock, catalog) : emptied;
      if (next.ok) run = next.value;
      else lock.release();
      return next.ok ? succeeded(null) : next;
    },
    close,
  });
}

/** From one opening of the account to its end. */
type Run = OpenedPractice & {
  readonly keyport: Keyport;
  readonly drills: Drills;
  readonly end: () => void;
};

async function openRun(
  machine: PracticeMachine,
  home: string,
  lock: HomeLock,
  catalog: Catalog,
): Promise<Outcome<Run>> {
  const opened = await onDisk(() => openPracticeAccount({ stateFile: path.join(home, 'account.json') }));
  if (!opened.ok) return opened;
  const { account, setAside } = opened.value;
  const ended = new AbortController();
  const answer: AnswerRequest = async (request, signal) => {
    ended.signal.throwIfAborted();
    return account.answer(request, signal ? AbortSignal.any([signal, ended.signal]) : ended.signal);
  };
  const keyport = createKeyport({
    ...machineFor(account, answer, machine, home),
    // The home is held until practice is closed, through every reset.
    lock: { take: lock.take, release: () => undefined },
  });
  const drills = createDrills({
    account,
    launches: async () => {
      const list = await keyport.api.listLaunches();
      return list.ok ? list.value.launches : [];
    },
    zonesOf: (region) => catalog.zonesOf(region).map(({ name }) => name),
  });
  return succeeded({
    account,
    setAside,
    keyport,
    drills,
    end: () => {
      ended.abort();
      keyport.close();
    },
  });
}

function machineFor(
  account: PracticeAccount,
  answer: AnswerRequest,
  { about, files, copyText, readText, openExternal, events, ...machine }: PracticeMachine,
  home: string,
): Omit<Machine, 'lock'> {
  const env = withoutAccounts(machine.env);
  let lastUsed: AccountChoice | null = null;
  return {
    env,
    home,
    // What is the person's own is not for practice.
    sshConfigFile: null,
    about,
    openKeychain: () => createPracticeKeychain(keyFileIn(home)),
    hasKeyCommand: false,
    accounts: practiceAccounts(answer),
    addresses: {
      ipv4: async () =>
        succeeded({
          address: account.myAddress(),
          readAt: Date.now(),
          source: words.practiceMode.addressSource,
        }),
      ipv6: async () => null,
    },
    files,
    unfinished: createUnfinished(),
    reviewer: { ...createInlineReviewer(env), close: () => undefined },
    probe: async ({ address, port }) =>
      account.letsIn({ from: account.myAddress(), to: address, port }) ? 'answers' : 'no-answer',
    lastUsed: () => lastUsed,
    rememberAccount: (choice) => {
      lastUsed = choice;
    },
    copyText,
    readText,
    openExternal,
    // Nothing answers at its machines' addresses: there is no window to open.
    startProgram: () => Promise.reject(new Error('practice starts no programs')),
    openPath: () => Promise.reject(new Error('practice opens no files')),
    ...events,
  };
}

function keyFileIn(home: string): string {
  return path.join(home, 'private-keys.json');
}

/** How long Keyport waits, and where sockets stand. No account, no endpoint, no service to ask for an address. */
function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['KEYPORT_PATIENCE', 'XDG_RUNTIME_DIR'].map((name) => [name, env[name]] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

/** What lies behind a link may be somebody's own: beginning anew would empty it. */
async function isLink(home: string): Promise<boolean> {
  return lstat(home).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

/** All but the lock, which is ours. */
async function empty(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name !== 'lock') await rm(path.join(home, name), { recursive: true, force: true });
  }
}

async function onDisk<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return succeeded(await work());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(problemOfDisk(error));
  }
}

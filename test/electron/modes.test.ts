import { expect, test, vi } from 'vitest';
import type { Keyport, ScreenEvents } from '../../electron/keyport.ts';
import { createModes } from '../../electron/modes.ts';
import { createDrills } from '../../electron/practice/create-drills.ts';
import type { PracticeMode } from '../../electron/practice-mode.ts';
import { createUnfinished } from '../../electron/unfinished.ts';
import { channels, type AccountsApi } from '../../shared/api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Practice } from '../../shared/practice/practice-api.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { valueOf } from '../support/aws-clients.ts';

const OF_PRACTICE = [
  'readMode',
  'startPractice',
  'stopPractice',
  'readPractice',
  'setWeather',
  'resetPractice',
  'startDrill',
  'turnDrill',
  'endDrill',
];
const nothing = async () => failed(makeProblem('unexpected'));
const CONNECTION = {
  readWayOut: nothing,
  setProxy: nothing,
  addCertificates: nothing,
  removeCertificate: nothing,
};
const OF_NEITHER = [...OF_PRACTICE, ...Object.keys(CONNECTION)];
const NAMES = Object.keys(channels).filter((name) => !OF_NEITHER.includes(name)) as (keyof AccountsApi)[];
const HERE = { sourceId: 'environment', region: 'us-east-1' };
const STORM: Weather = [{ action: '*', kind: 'html-500' }];

const storeIn = (who: string): StoreKind => (who === 'real' ? 'keychain' : 'practice');

/** Answers each call with its own name; what a test sets in `answers` it answers instead. */
function fakeKeyport(who: string) {
  const asked: string[] = [];
  const answers = new Map<string, Promise<Outcome<unknown>>>();
  const unfinished = createUnfinished();
  const state = {
    isBusy: false,
    hasHeld: false,
    hasOnlyCopy: false,
    hasCopied: false,
    closed: 0,
    store: storeIn(who),
  };
  const methods = NAMES.map((name) => [
    name,
    async (...input: readonly unknown[]) => {
      asked.push(name);
      return answers.get(name) ?? succeeded([who, name, ...input]);
    },
  ]);
  const keyport: Keyport = {
    api: Object.fromEntries(methods) as AccountsApi,
    held: { hasHeld: () => state.hasHeld, hasOnlyCopy: () => state.hasOnlyCopy, store: () => state.store },
    unfinished,
    isLaunching: () => false,
    copiedSecret: {
      isThere: () => state.hasCopied,
      clear: async () => {
        state.hasCopied = false;
      },
    },
    isBusy: () => state.isBusy,
    close: () => void (state.closed += 1),
  };
  return { keyport, asked, answers, unfinished, state };
}

/** Both modes, of fakes; `told` is what the screen was told. */
function openFakes() {
  const real = fakeKeyport('real');
  const practices = [fakeKeyport('practice')];
  const last = () => practices.at(-1) ?? real;
  const told: unknown[] = [];
  const tell = { real: noEvents(), practice: noEvents() };
  let weather: Weather = [];
  const resets: (() => Promise<Outcome<null>>)[] = [];
  const closed = { practice: 0 };
  const drills = createDrills({
    account: { weather: () => weather, setWeather: (next) => void (weather = next), machines: () => [] },
    launches: async () => [],
    zonesOf: () => ['us-east-1a', 'us-east-1b'],
  });
  const mode: PracticeMode = {
    keyport: () => last().keyport,
    read: () => ({ weather, drill: drills.underWay() }) as Practice,
    setWeather: (next) => {
      weather = next;
      return succeeded(null);
    },
    drills: () => drills,
    reset: async (settled) => {
      last().keyport.close();
      await settled();
      const outcome = await (resets.shift()?.() ?? succeeded(null));
      if (outcome.ok) practices.push(fakeKeyport(`practice ${String(practices.length + 1)}`));
      return outcome;
    },
    close: () => void (closed.practice += 1),
  };
  const openPractice = vi.fn(async (events: ScreenEvents): Promise<Outcome<PracticeMode>> => {
    tell.practice = events;
    return succeeded(mode);
  });
  const events = {
    launchChanged: (launch) => told.push(launch),
    vaultChanged: (vault) => told.push(vault),
    reviewProgressed: (progress) => told.push(progress),
    groupChanged: (change) => told.push(change),
    rescueChanged: (rescue) => told.push(rescue),
    accessTested: (tested) => told.push(tested),
    networkChanged: () => told.push('network'),
  } satisfies ScreenEvents;
  const modes = createModes({
    connection: CONNECTION,
    openReal: (given) => {
      tell.real = given;
      return real.keyport;
    },
    openPractice,
    events,
  });
  return { ...modes, real, practices, last, told, tell, openPractice, resets, closed };
}

function noEvents(): ScreenEvents {
  const nobody = () => undefined;
  return {
    launchChanged: nobody,
    vaultChanged: nobody,
    reviewProgressed: nobody,
    groupChanged: nobody,
    rescueChanged: nobody,
    accessTested: nobody,
    networkChanged: nobody,
  };
}

test('Keyport starts with the real accounts, and opens nothing of practice before it is asked to', async () => {
  const { api, openPractice, real } = openFakes();

  expect(valueOf(await api.readMode())).toBe('real');
  await api.listAccounts();

  expect(openPractice).not.toHaveBeenCalled();
  expect(real.asked).toEqual(['listAccounts']);
});

test('every call is answered by the mode one is in, with its input, and by no other', async () => {
  const { api, real, last } = openFakes();
  const askAll = async () => {
    const answers: unknown[] = [];
    for (const name of NAMES) {
      const ask = api[name] as (...input: readonly unknown[]) => Promise<Outcome<unknown>>;
      answers.push(valueOf(await ask(HERE)));
    }
    return answers;
  };

  expect(await askAll()).toEqual(NAMES.map((name) => ['real', name, HERE]));
  expect(valueOf(await api.startPractice())).toBe('practice');
  expect(await askAll()).toEqual(NAMES.map((name) => ['practice', name, HERE]));
  expect(valueOf(await api.stopPractice())).toBe('real');
  expect(await askAll()).toEqual(NAMES.map((name) => ['real', name, HERE]));
  expect(real.asked).toEqual([...NAMES, ...NAMES]);
  expect(last().asked).toEqual(NAMES);
});

test('practice is opened once, however often one goes there, and also when it is asked for twice at once', async () => {
  const { api, openPractice } = openFakes();
  await Promise.all([api.startPractice(), api.startPractice()]);
  await api.stopPractice();
  await api.stopPractice();
  await api.startPractice();

  expect(openPractice).toHaveBeenCalledOnce();
});

test('the screen is told of the mode one is in only', async () => {
  const { api, tell, told } = openFakes();
  const of = (who: string) => ({ name: who }) as Launch;
  tell.real.launchChanged(of('1 real'));
  await api.startPractice();
  tell.real.launchChanged(of('2 real'));
  tell.practice.launchChanged(of('3 practice'));
  await api.stopPractice();
  tell.real.launchChanged(of('4 real'));
  tell.practice.launchChanged(of('5 practice'));

  expect(told).toEqual([of('1 real'), of('3 practice'), of('4 real')]);
});

test.each(['startPractice', 'stopPractice', 'resetPractice'] as const)(
  '%s is refused while something is under way, and changes nothing',
  async (change) => {
    const { api, real, last, practices } = openFakes();
    if (change !== 'startPractice') await api.startPractice();
    const active = change === 'startPractice' ? real : last();
    const before = valueOf(await api.readMode());
    active.state.isBusy = true;

    expect(await api[change]()).toMatchObject({ ok: false, problem: { code: 'practice-busy' } });
    expect(valueOf(await api.readMode())).toBe(before);
    expect(practices).toHaveLength(1);

    active.state.isBusy = false;
    expect(await api[change]()).toMatchObject({ ok: true });
  },
);

test.each(['startLaunch', 'createKey', 'startChange', 'deleteKey', 'saveReport'] as const)(
  'a call that does something, and is not answered yet, keeps one in the mode: %s',
  async (name) => {
    const { api, real } = openFakes();
    const answer = Promise.withResolvers<Outcome<unknown>>();
    real.answers.set(name, answer.promise);
    const asked = (api[name] as () => Promise<Outcome<unknown>>)();
    await Promise.resolve();

    expect(await api.startPractice()).toMatchObject({ problem: { code: 'practice-busy' } });
    answer.resolve(succeeded('done'));

    expect(valueOf(await asked)).toBe('done');
    expect(valueOf(await api.startPractice())).toBe('practice');
  },
);

test.each(['startUp', 'readAccountKeys', 'reviewGroups', 'connectAccount'] as const)(
  'what only reads keeps nobody, and its answer does not arrive in the other mode: %s',
  async (name) => {
    const { api, real } = openFakes();
    const answer = Promise.withResolvers<Outcome<unknown>>();
    real.answers.set(name, answer.promise);
    const asked = (api[name] as (input: unknown) => Promise<Outcome<unknown>>)(HERE);
    await Promise.resolve();

    expect(valueOf(await api.startPractice())).toBe('practice');
    answer.resolve(succeeded("a real account's keys"));

    expect(await asked).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(JSON.stringify(await asked)).not.toContain('real account');
  },
);

test('what begins while practice is being opened is not left behind', async () => {
  const { api, real, openPractice } = openFakes();
  openPractice.mockImplementationOnce(async () => {
    real.state.isBusy = true;
    return succeeded({ keyport: () => fakeKeyport('practice').keyport } as PracticeMode);
  });

  expect(await api.startPractice()).toMatchObject({ problem: { code: 'practice-busy' } });
  expect(valueOf(await api.readMode())).toBe('real');
});

test('where practice cannot be opened one stays with the real accounts, and may try again', async () => {
  const { api, openPractice } = openFakes();
  openPractice.mockResolvedValueOnce(failed(makeProblem('home-in-use')));

  expect(await api.startPractice()).toMatchObject({ problem: { code: 'home-in-use' } });
  expect(valueOf(await api.readMode())).toBe('real');
  expect(valueOf(await api.listAccounts())).toEqual(['real', 'listAccounts']);
  expect(valueOf(await api.startPractice())).toBe('practice');
});

test('weather, looking and beginning anew belong to practice, and are refused elsewhere', async () => {
  const { api, last } = openFakes();
  const asks = [api.readPractice, api.resetPractice, () => api.setWeather({ weather: STORM })];
  for (const ask of asks) expect(await ask()).toMatchObject({ problem: { code: 'practice-closed' } });
  expect(last().state.closed).toBe(0);

  await api.startPractice();
  expect(valueOf(await api.setWeather({ weather: STORM })).weather).toEqual(STORM);
  expect(valueOf(await api.readPractice()).weather).toEqual(STORM);
  await api.stopPractice();
  expect(await api.readPractice()).toMatchObject({ problem: { code: 'practice-closed' } });
});

test('after a reset everything is answered by the new one, what was asked before by none', async () => {
  const { api, practices, tell, told } = openFakes();
  await api.startPractice();
  const answer = Promise.withResolvers<Outcome<unknown>>();
  practices[0]?.answers.set('readVault', answer.promise);
  const before = api.readVault();
  await Promise.resolve();

  const resetting = api.resetPractice();
  await Promise.resolve();
  tell.practice.launchChanged({ name: 'of before' } as Launch);
  const meanwhile = api.listLaunches();
  expect(practices[0]?.state.closed).toBe(1);
  // It waits for what was asked before.
  expect(practices).toHaveLength(1);
  answer.resolve(succeeded('old'));

  expect(await resetting).toMatchObject({ ok: true });
  expect(await before).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  expect(valueOf(await meanwhile)).toEqual(['practice 2', 'listLaunches']);
  expect(practices[0]?.asked).toEqual(['readVault']);
  expect(told).toEqual([]);
});

test.each([
  ['is refused', async () => failed(makeProblem('disk-failed'))],
  ['has a fault', async () => Promise.reject(new Error('a fault'))],
])('a reset that %s leaves practice; it can be opened anew', async (_, reset) => {
  const { api, resets, openPractice } = openFakes();
  await api.startPractice();
  resets.push(reset);

  expect((await api.resetPractice().catch(() => ({ ok: false }))).ok).toBe(false);
  expect(valueOf(await api.readMode())).toBe('real');
  expect(valueOf(await api.listLaunches())).toEqual(['real', 'listLaunches']);

  await api.startPractice();
  expect(openPractice).toHaveBeenCalledTimes(2);
});

test('quitting looks at both, whichever one is in', async () => {
  const { api, held, unfinished, real, last, close, closed } = openFakes();
  await api.startPractice();
  expect([held.hasHeld(), held.hasOnlyCopy(), unfinished.isEmpty()]).toEqual([false, false, true]);
  expect(held.store()).toBe('practice');

  real.state.hasOnlyCopy = true;
  last().state.hasHeld = true;
  expect([held.hasHeld(), held.hasOnlyCopy()]).toEqual([true, true]);
  expect(held.store()).toBe('keychain');

  const works = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  void real.unfinished.track(works[0]?.promise ?? Promise.resolve());
  void last().unfinished.track(works[1]?.promise ?? Promise.resolve());
  let isOver = false;
  const ended = unfinished.ended().then(() => (isOver = true));
  works[0]?.resolve(null);
  await real.unfinished.ended();
  expect([unfinished.isEmpty(), isOver]).toEqual([false, false]);
  works[1]?.resolve(null);
  await ended;
  expect(unfinished.isEmpty()).toBe(true);

  close();
  expect([real.state.closed, closed.practice]).toEqual([1, 1]);
});

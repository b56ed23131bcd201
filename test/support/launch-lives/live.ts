import { randomUUID } from 'node:crypto';
import { isBusy } from '../../../shared/launch-acts.ts';
import type { Launch } from '../../../shared/launch.ts';
import type { ZoneAnswer } from '../../../shared/launches-api.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { fakeKeychain } from '../fake-keychain.ts';
import { startPractice, type ServedPractice } from '../practice.ts';
import type { Call } from '../proxy.ts';
import { openTestAccount, type Tagged, type TestAccount } from './account.ts';
import { broken, left } from './invariants.ts';
import type { Life, Step } from './life.ts';
import { planOf } from './plan-of.ts';
import { openProgram, type Program } from './program.ts';
import { weatherOf } from './weather.ts';

/** RunInstances has a small bucket of its own. */
const MOST_AT_ONCE = 5;
/** In fair weather one is enough; a second must be harmless. */
const REMOVALS = 2;
/** The danger of a single machine. */
const CONFIRMED = ['one-zone'];

/** Where lives are lived: an account that they share, and what they were seen to do. */
export type LivingPlace = {
  /** What went wrong, in words; nothing where every promise was kept. */
  readonly live: (life: Life) => Promise<readonly string[]>;
  /** How often each thing came up. */
  readonly seen: ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
};

export async function openLivingPlace(): Promise<LivingPlace> {
  const practice = await startPractice();
  const seen = new Map<string, number>();
  const count = (what: string) => void seen.set(what, (seen.get(what) ?? 0) + 1);
  return {
    seen,
    live: async (life) => {
      // A life leaves its private key's pair of other ways behind only where it says so; the next begins with nothing.
      await practice.reset();
      const account = openTestAccount(practice.endpoint);
      try {
        return await liveIn({ practice, account, count }, life);
      } finally {
        account.close();
      }
    },
    stop: practice.stop,
  };
}

type Place = {
  readonly practice: ServedPractice;
  readonly account: TestAccount;
  readonly count: (what: string) => void;
};

async function liveIn({ practice, account, count }: Place, life: Life): Promise<readonly string[]> {
  const launchId = randomUUID();
  const faults: string[] = [];
  const tokens = new Map<string, string>();
  let program = await openProgram(practice, fakeKeychain(), {
    running: (call, inFlight, { keys }) => {
      if (inFlight > MOST_AT_ONCE) faults.push(`${String(inFlight)} RunInstances at once`);
      if (!keys().some((key) => key.launchId === launchId && key.state === 'READY')) {
        faults.push('an instance was asked for before its key was safe');
      }
      faults.push(...otherUseOfToken(tokens, call));
    },
  });
  const foreign = new Set<string>();
  const isOther = (id: string) => !foreign.has(id);
  const look = async (): Promise<Tagged> => {
    const all = await account.taggedWith(launchId);
    const ids = left(all).join();
    for (const id of foreign) if (!ids.includes(id)) faults.push(`somebody else’s is gone: ${id}`);
    return {
      instances: all.instances.filter(({ instanceId }) => isOther(instanceId)),
      groupIds: all.groupIds.filter(isOther),
      keyPairs: all.keyPairs.filter(({ keyPairId }) => isOther(keyPairId)),
      volumeIds: all.volumeIds.filter(isOther),
    };
  };
  const check = async (when: string): Promise<void> => {
    const there = await look();
    const shown = await shownBy(program, launchId);
    const moment = { there, record: program.launch(), keys: program.keys(), shown };
    count(`state ${shown?.state ?? 'no launch'}`);
    faults.push(...broken(moment).map((fault) => `${fault} (${when})`));
  };
  const go = async (step: Omit<Step, 'act'>, act: () => Promise<Outcome<unknown>>): Promise<void> => {
    const weather = weatherOf(step, count);
    program.underWeather(weather.fateOf);
    const over = act().then((outcome) => {
      if (!outcome.ok) count(`refused: ${outcome.problem.code}`);
      return outcome.ok ? settled(program, launchId) : null;
    });
    const end = await Promise.race([
      over.then(() => 'over' as const),
      weather.died.then(() => 'died' as const),
    ]);
    count(end === 'died' ? 'program died' : 'step over');
    if (end === 'died') program = await program.next();
    program.underWeather(async () => 'pass');
  };
  try {
    const plan = await planOf(life, program.machine.api, account);
    for (const id of await account.putForeign(plan, launchId)) foreign.add(id);
    await go(life.launch, () => program.machine.api.startLaunch({ launchId, plan, confirmed: CONFIRMED }));
    await check('after the launch');
    for (const [index, step] of life.steps.entries()) {
      if (step.act === 'restart') program = await program.next();
      else await go(step, () => carryOut(program, launchId, step.act));
      await check(`after step ${String(index + 1)}, ${step.act}`);
      if (faults.length > 0) return faults;
    }
    await removeAll(program, launchId);
    await check('after its removal');
    const end = await shownBy(program, launchId);
    const there = await look();
    // While a machine may be there, its key pair and a group of ours stay, and the launch says so.
    const isUnknown = end?.state === 'not-removed' && end.zones.some(({ state }) => state === 'unknown');
    faults.push(...left(isUnknown ? { ...there, groupIds: [], keyPairs: [] } : there));
    // A start makes nothing anew of what was removed.
    program = await program.next();
    await program.machine.api.startUp();
    const later = await look();
    faults.push(
      ...left(later)
        .filter((fault) => !left(there).includes(fault))
        .map((fault) => `${fault}, after the next start`),
    );
    count(`end ${end?.state ?? 'no launch'}${isUnknown ? ', a machine may be there' : ''}`);
    return faults;
  } finally {
    await program.stop();
  }
}

/** The same token is the same request; another zone or size needs another token. */
function otherUseOfToken(tokens: Map<string, string>, { params }: Call): readonly string[] {
  const token = params.get('ClientToken') ?? 'none';
  const use = [params.get('InstanceType'), params.get('NetworkInterface.1.SubnetId')].join(' in ');
  const earlier = tokens.get(token) ?? use;
  tokens.set(token, earlier);
  return earlier === use ? [] : [`one token for ${earlier} and for ${use}`];
}

async function carryOut(program: Program, launchId: string, act: Step['act']): Promise<Outcome<unknown>> {
  const { api } = program.machine;
  switch (act) {
    case 'finish':
      return api.finishLaunch({ launchId });
    case 'undo':
      return api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false });
    case 'look':
      return api.lookAtLaunches({ launchIds: null });
    case 'restart':
      return api.listLaunches();
    case 'leave-out':
      return answerOpen(program, launchId, OPEN, async () => ({ kind: act }));
    case 'again':
      return answerOpen(program, launchId, OPEN_OR_LEFT_OUT, async () => ({ kind: act }));
    case 'zone':
    case 'type':
      return answerOpen(program, launchId, OPEN_OR_LEFT_OUT, (placementId) =>
        offerOf(program, { launchId, placementId }, act),
      );
  }
}

async function answerOpen(
  program: Program,
  launchId: string,
  open: ReadonlySet<string>,
  answerFor: (placementId: string) => Promise<ZoneAnswer | null>,
): Promise<Outcome<unknown>> {
  const { api } = program.machine;
  const shown = await shownBy(program, launchId);
  // Where none is open, one that is not: it must be refused.
  const placementId =
    shown?.zones.find(({ state }) => open.has(state))?.placementId ?? shown?.zones[0]?.placementId ?? 'p1';
  const answer = await answerFor(placementId);
  return answer === null ? api.listLaunches() : api.answerZone({ launchId, placementId, answer });
}

const OPEN: ReadonlySet<string> = new Set(['failed', 'gone', 'waiting']);
const OPEN_OR_LEFT_OUT: ReadonlySet<string> = new Set([...OPEN, 'left-out']);

async function offerOf(
  { machine }: Program,
  where: { readonly launchId: string; readonly placementId: string },
  act: 'zone' | 'type',
): Promise<ZoneAnswer | null> {
  const offers = await machine.api.readZoneOffers(where);
  if (!offers.ok) return null;
  const { zones, types } = offers.value;
  const [zone] = zones;
  const [type] = types;
  if (act === 'type') return type === undefined ? null : { kind: 'type', instanceType: type.name };
  if (zone === undefined) return null;
  const { hasMachine: _, ...placement } = zone;
  return { kind: 'zone', placement };
}

/** In fair weather, until nothing is left to be removed. */
async function removeAll(program: Program, launchId: string): Promise<void> {
  for (let nth = 0; nth < REMOVALS; nth += 1) {
    const undone = await carryOut(program, launchId, 'undo');
    // Where it is as good as gone, what is left to do is finished.
    const asked = undone.ok ? undone : await carryOut(program, launchId, 'finish');
    if (asked.ok) await settled(program, launchId);
    if ((await shownBy(program, launchId))?.state === 'removed') return;
  }
}

async function settled({ machine }: Program, launchId: string): Promise<Launch | null> {
  const shown = await machine.api.readLaunch({ launchId });
  if (!shown.ok) return null;
  if (!isBusy(shown.value)) return shown.value;
  return machine.ended(launchId, 'running', 'partly', 'failed', 'removed', 'not-removed');
}

async function shownBy({ machine }: Program, launchId: string): Promise<Launch | null> {
  const shown = await machine.api.readLaunch({ launchId });
  return shown.ok ? shown.value : null;
}

import { isBusy } from '../launch-acts.ts';
import type { Launch, LaunchZone } from '../launch.ts';
import { assertNever } from '../assert-never.ts';
import { isSameScope, type Weather } from './weather.ts';

/** Small exercises of practice: something goes wrong, and the person deals with it on the screens of the app. */
export const DRILL_IDS = ['no-capacity', 'no-network', 'zone-lost'] as const;
export type DrillId = (typeof DRILL_IDS)[number];

/** `before`: nothing goes wrong yet. `during`: it does. `after`: the person has ended it, and may still have to mend something. */
export type DrillStage = 'before' | 'during' | 'after';

/** The drill that is on, and what the practice account itself knows of it. */
export type DrillUnderWay = {
  readonly drill: DrillId;
  readonly stage: DrillStage;
  readonly region: string;
  /** Where there is no room, or what is lost; null where it is about no zone, or about none yet. */
  readonly zone: string | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Whose machines stood in the zone when it was lost. */
  readonly hit: { readonly launchId: string; readonly placementIds: readonly string[] } | null;
  /** Every machine there is, whatever a launch believes. */
  readonly machines: readonly PracticeMachine[];
};

/** A machine of the practice account that has not ended. */
export type PracticeMachine = {
  readonly instanceId: string;
  readonly region: string;
  readonly zone: string;
  /** By its tag; null where it has none. */
  readonly launchId: string | null;
  /** It runs, and its zone has not failed. */
  readonly serves: boolean;
};

export const DRILL_STEPS = {
  /** `launch-there`: one was launched, and not where there is no room. */
  'no-capacity': ['launch', 'launch-there', 'starting', 'decide', 'removed', 'learnt'],
  /** `twice`: what must not be. */
  'no-network': ['launch', 'starting', 'cut', 'finish', 'finishing', 'twice', 'removed', 'learnt'],
  'zone-lost': ['fleet', 'starting', 'lose', 'end', 'ending', 'replace', 'replacing', 'removed', 'learnt'],
} as const satisfies Readonly<Record<DrillId, readonly string[]>>;
export type DrillStep = (typeof DRILL_STEPS)[DrillId][number];

/** Where a person is in a drill. */
export type DrillProgress = {
  readonly step: DrillStep;
  /** Which of how many, counted from 1, as they are shown. */
  readonly place: number;
  readonly of: number;
  /** Whether `turnDrill` goes on from here: the zone is lost, the network or the zone comes back. */
  readonly canTurn: boolean;
  /** Where there is something to do; null where it is done. */
  readonly screen: 'launch' | 'launches' | null;
  readonly isDone: boolean;
};

/** Where the person is, by the launches as the app shows them and by the machines that there are. */
export function drillProgress(drill: DrillUnderWay, launches: readonly Launch[]): DrillProgress {
  const step = stepOf(drill, launches);
  const isDone = step === 'learnt';
  return {
    step,
    place: PLACES[step],
    of: drill.drill === 'zone-lost' ? 4 : 3,
    canTurn: TURNING_STEPS.has(step),
    screen: isDone ? null : LAUNCH_STEPS.has(step) ? 'launch' : 'launches',
    isDone,
  };
}

const LAUNCH_STEPS: ReadonlySet<DrillStep> = new Set(['launch', 'launch-there', 'fleet', 'removed']);

const TURNING_STEPS: ReadonlySet<DrillStep> = new Set([
  'cut',
  'lose',
  'end',
  'ending',
  'replace',
  'replacing',
]);

const PLACES: Readonly<Record<DrillStep, number>> = {
  launch: 1,
  'launch-there': 1,
  fleet: 1,
  removed: 1,
  starting: 1,
  decide: 2,
  cut: 2,
  lose: 2,
  finish: 3,
  finishing: 3,
  twice: 3,
  end: 3,
  ending: 3,
  replace: 4,
  replacing: 4,
  learnt: 4,
};

function stepOf(drill: DrillUnderWay, launches: readonly Launch[]): DrillStep {
  switch (drill.drill) {
    case 'no-capacity':
      return capacityStep(drill, launches);
    case 'no-network':
      return networkStep(drill, launches);
    case 'zone-lost':
      return zoneStep(drill, launches);
    default:
      return assertNever(drill.drill);
  }
}

/** The plan says where a machine was to be first: a launch that is whole, and was to have one there, has found another answer. */
function capacityStep(drill: DrillUnderWay, launches: readonly Launch[]): DrillStep {
  const since = launchedSince(drill, launches);
  const there = since.filter(({ plan }) => plan.placements.some(({ zoneName }) => zoneName === drill.zone));
  if (there.some(isWhole)) return 'learnt';
  const last = there.at(-1) ?? since.at(-1);
  if (last === undefined) return 'launch';
  if (isRemoved(last)) return 'removed';
  if (there.length === 0) return isBusy(last) ? 'starting' : 'launch-there';
  return isBusy(last) ? 'starting' : 'decide';
}

function networkStep(drill: DrillUnderWay, launches: readonly Launch[]): DrillStep {
  const since = launchedSince(drill, launches);
  const asked = since.filter(({ zones }) => zones.some(({ state }) => state !== 'waiting'));
  if (drill.stage === 'after' && asked.some((launch) => isWhole(launch) && isThereOnce(launch, drill))) {
    return 'learnt';
  }
  const last = asked.at(-1) ?? since.at(-1);
  if (last === undefined) return 'launch';
  if (isRemoved(last)) return 'removed';
  if (asked.length === 0) return isBusy(last) ? 'starting' : 'launch';
  if (drill.stage === 'during') return 'cut';
  if (isWhole(last)) return 'twice';
  return isBusy(last) ? 'finishing' : 'finish';
}

function zoneStep({ stage, hit, zone }: DrillUnderWay, launches: readonly Launch[]): DrillStep {
  if (stage === 'after') return 'learnt';
  if (stage === 'before') {
    if (launches.some(isInZones)) return 'lose';
    return launches.some(({ state }) => state === 'working') ? 'starting' : 'fleet';
  }
  const launch = launches.find(({ launchId }) => launchId === hit?.launchId);
  if (launch === undefined || isRemoved(launch)) return 'removed';
  const were = launch.zones.filter(({ placementId }) => hit?.placementIds.includes(placementId));
  if (were.some((placed) => placed.zoneName !== zone && isRunning(placed, launch))) return 'learnt';
  if (isBusy(launch)) return were.some((placed) => placed.zoneName !== zone) ? 'replacing' : 'ending';
  return were.some(({ state }) => state === 'started') ? 'end' : 'replace';
}

/** What the drill loses: the last zone, by name, of the newest launch with running machines in several; null where there is none. */
export function zoneToLose(
  launches: readonly Launch[],
): (NonNullable<DrillUnderWay['hit']> & { readonly region: string; readonly zone: string }) | null {
  const launch = launches.findLast(isInZones);
  const zone = launch === undefined ? undefined : runningZones(launch).toSorted().at(-1);
  if (launch === undefined || zone === undefined) return null;
  const placementIds = launch.zones
    .filter((placed) => placed.zoneName === zone && isRunning(placed, launch))
    .map(({ placementId }) => placementId);
  return { launchId: launch.launchId, placementIds, region: launch.region, zone };
}

/** What goes wrong at this point of a drill. */
export function rulesOfDrill({
  drill,
  stage,
  zone,
}: Pick<DrillUnderWay, 'drill' | 'stage' | 'zone'>): Weather {
  if (stage !== 'during') return [];
  switch (drill) {
    case 'no-capacity':
      return zone === null ? [] : [{ action: 'RunInstances', zone, kind: 'no-capacity' }];
    case 'no-network':
      // The first machine is started, and nobody hears of it; after that nothing gets through.
      return [
        { action: 'RunInstances', nth: 1, kind: 'lose-answer' },
        { action: '*', from: { action: 'RunInstances', nth: 2 }, kind: 'lose-request' },
      ];
    case 'zone-lost':
      return zone === null ? [] : [{ action: '*', zone, kind: 'zone-lost' }];
    default:
      return assertNever(drill);
  }
}

/** Nothing but the drill goes wrong meanwhile; how long things take is left as it is. `aside` is put back at its end. */
export function setAside(weather: Weather): { readonly weather: Weather; readonly aside: Weather } {
  return {
    weather: weather.filter(({ kind }) => kind === 'pace'),
    aside: weather.filter(({ kind }) => kind !== 'pace'),
  };
}

/** The weather without a drill's rules, whatever else became of it meanwhile. */
export function withoutRules(weather: Weather, rules: Weather): Weather {
  return weather.filter((rule) => !rules.some((other) => isSameScope(rule, other)));
}

function launchedSince({ startedAt, region }: DrillUnderWay, launches: readonly Launch[]): readonly Launch[] {
  return launches.filter((launch) => launch.startedAt >= startedAt && launch.region === region);
}

/** Every machine that is wanted runs. */
function isWhole(launch: Launch): boolean {
  const wanted = launch.zones.filter(({ state }) => state !== 'left-out');
  return !isBusy(launch) && wanted.length > 0 && wanted.every((placed) => isRunning(placed, launch));
}

function isRunning({ state, instanceId }: LaunchZone, { instances }: Launch): boolean {
  return (
    state === 'started' &&
    instances.some((machine) => machine.instanceId === instanceId && machine.state === 'running')
  );
}

/** By the account itself: as many machines as the launch knows of. */
function isThereOnce({ launchId, zones }: Launch, { machines }: DrillUnderWay): boolean {
  const known = zones.filter(({ state }) => state === 'started').length;
  return machines.filter((machine) => machine.launchId === launchId).length === known;
}

function isRemoved({ state }: Launch): boolean {
  return state === 'removed' || state === 'removing';
}

function isInZones(launch: Launch): boolean {
  return !isBusy(launch) && runningZones(launch).length > 1;
}

function runningZones(launch: Launch): readonly string[] {
  const running = launch.zones.filter((placed) => isRunning(placed, launch));
  return [...new Set(running.map(({ zoneName }) => zoneName))];
}

import type { Random } from '../random.ts';
import type { Attempt, Decision, Kill, Run } from './attempt.ts';
import { bundleCommandLine } from './bundle.ts';
import { runAttempt } from './run-attempt.ts';
import { openStage, type Emulator, type Stage } from './stage.ts';
import { callsOf, stepsOf, type KeyKind, type Work } from './steps.ts';

const ZONES = 2;
const DECISIONS = ['resume', 'undo'] as const;
/** Of two machines, which nobody kills. */
export const CALM_LAUNCH: Attempt = {
  emulator: 'practice',
  work: 'launch',
  key: 'aws-makes-it',
  zones: ZONES,
  kill: null,
  decision: 'resume',
  killAgain: null,
  hasRival: false,
  isRepeated: true,
};

/** Nobody is killed: how many entries and calls are seen of each work. */
export function unharmed(emulator: Emulator): readonly Attempt[] {
  return WORKS.map((work) => ({ ...CALM_LAUNCH, emulator, work }));
}

/** A kill at each step of the journal and around each call, for each way to a key; resumed and undone by turns, or both. */
export function everyKill(emulator: Emulator, keys: readonly KeyKind[], way: 'both' | 'by turns'): Attempt[] {
  const kills = WORKS.flatMap((work) =>
    (work === 'undo' ? keys.slice(0, 1) : keys).flatMap((key) =>
      killsOf(work, key).map((kill) => ({ ...CALM_LAUNCH, emulator, work, key, kill })),
    ),
  );
  return kills.flatMap((attempt, index) =>
    decisionsFor(way, index).map((decision) => ({ ...attempt, decision })),
  );
}

/** Two programs that go on with it at the same time: where nearly all is still to be done, and where nearly all is done. */
export function rivals(): readonly Attempt[] {
  const steps = ['group known', 'a machine known'] as const;
  return steps.flatMap((step) =>
    DECISIONS.map((decision): Attempt => ({
      ...CALM_LAUNCH,
      kill: { at: 'step', step },
      decision,
      hasRival: true,
    })),
  );
}

/** Any moment of a launch or a removal, or before its first entry in the journal; of some, the decision is killed too. */
export function randomAttempt(random: Random, emulator: Emulator = 'practice'): Attempt {
  const work = random.below(4) === 0 ? 'undo' : 'launch';
  const zones = 1 + random.below(3);
  const isEarly = random.below(20) === 0;
  const inside: Kill = {
    at: 'moment',
    event: 1 + random.below(EVENTS[work] + EVENTS_OF_ZONE * zones),
    afterMs: random.below(MOST_AFTER_MS),
  };
  const early: Kill = { at: 'moment', event: 0, afterMs: random.below(MOST_START_MS) };
  return {
    ...CALM_LAUNCH,
    emulator,
    work,
    zones,
    key: random.oneOf(KEYS),
    kill: isEarly ? early : inside,
    decision: random.oneOf(DECISIONS),
    killAgain:
      random.below(3) === 0
        ? { at: 'moment', event: 1 + random.below(EVENTS_OF_DECISION), afterMs: random.below(MOST_AFTER_MS) }
        : null,
    isRepeated: random.below(2) === 0,
  };
}

/** Each of so many workers takes the next as soon as it is done with one. */
export async function sweep(
  emulator: Emulator,
  attempts: Iterable<Attempt>,
  { workers }: { readonly workers: number },
): Promise<readonly Run[]> {
  const bundle = await bundleCommandLine();
  const stages: Stage[] = [];
  try {
    for (let nth = 0; nth < workers; nth += 1) stages.push(await openStage(emulator, bundle.program));
    return await spread(stages, attempts[Symbol.iterator]());
  } finally {
    for (const stage of stages) await stage.stop();
    bundle.remove();
  }
}

async function spread(stages: readonly Stage[], left: Iterator<Attempt>): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const takeAll = async (stage: Stage): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      runs.push(await runAttempt(stage, next.value));
    }
  };
  await Promise.all(stages.map(takeAll));
  return runs;
}

const WORKS = ['launch', 'undo'] as const;
const KEYS = ['aws-makes-it', 'made-here'] as const;
const MOST_AFTER_MS = 30;
/** A start takes about so long, on a machine that has other things to do. */
const MOST_START_MS = 3_000;
/** So many entries and calls are seen of each work, and for each machine of it. */
const EVENTS = { launch: 26, undo: 20 } as const;
const EVENTS_OF_ZONE = 6;
/** A decision is seen doing at least so many things. */
const EVENTS_OF_DECISION = 24;

function killsOf(work: Work, key: KeyKind): readonly Kill[] {
  return [
    ...stepsOf(work, key).map(({ name }): Kill => ({ at: 'step', step: name })),
    ...callsOf(work, key, ZONES).flatMap((call) =>
      (['asked', 'carried out'] as const).map((when): Kill => ({ at: 'call', ...call, when })),
    ),
  ];
}

function decisionsFor(way: 'both' | 'by turns', index: number): readonly Decision[] {
  return way === 'both' ? DECISIONS : [DECISIONS[index % 2] ?? 'resume'];
}

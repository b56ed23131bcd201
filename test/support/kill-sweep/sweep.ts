import type { KeyType } from '../../../shared/platform.ts';
import { startMoto } from '../moto.ts';
import type { Step } from './journal-watch.ts';
import { allPairs } from './judge.ts';
import { startWorker, type Attempt, type KeyPath, type KillAt, type Result, type Worker } from './worker.ts';

export type SweepAsk = {
  readonly seed: number;
  /** A kill at each step and each call, for each of these types of key. */
  readonly types: readonly KeyType[];
  readonly randomKills: number;
  /** How many of them there are at least, also after the deadline. */
  readonly leastRandomKills: number;
  readonly deadline: number;
  readonly workers: number;
};

export type Swept = {
  readonly atSteps: readonly Run[];
  readonly atRandom: readonly Run[];
  /** Runs that were left alone, to learn how long each way takes. */
  readonly unharmed: readonly Run[];
  /** Key pairs that nobody accounts for when all is over. */
  readonly leftInAws: readonly string[];
  /** How GNOME Keyring ended by itself, each time that it did: it was started again. */
  readonly keyringEnds: readonly string[];
};

export type Run = {
  readonly attempt: Attempt;
  readonly result: Result;
  /** However often it was tried, it never died where it was meant to. */
  readonly isMissed?: true;
};

/** Kills Keyport's own process at every step that its journal knows, and at random moments between two of them. */
export async function sweep(ask: SweepAsk): Promise<Swept> {
  const moto = await startMoto();
  const workers = await Promise.all(Array.from({ length: ask.workers }, () => startWorker(moto)));
  try {
    const unharmed = await spread(workers, calibrations(ask.types), runOnce);
    const atSteps = await spread(workers, ask.types.flatMap(stepAttempts), runUntilHit);
    const random = randomFrom(ask.seed);
    const moments = Array.from({ length: ask.randomKills }, () => momentFrom(random, ask.types, unharmed));
    const mayBegin = (nth: number) => nth < ask.leastRandomKills || Date.now() < ask.deadline;
    const atRandom = await spread(workers, moments, runOnce, mayBegin);
    const keyringEnds = workers.flatMap((worker) => worker.keyringEnds);
    return { atSteps, atRandom, unharmed, leftInAws: await allPairs(moto.endpoint), keyringEnds };
  } finally {
    for (const worker of workers) await worker.stop();
    await moto.stop();
  }
}

/** What is wrong, in words; nothing where all is as it should be. */
export function faultsOf(run: Run): string[] {
  const missed = run.isMissed ? ['MISSED: was never killed where it was meant to be'] : [];
  return [...missed, ...run.result.verdict.faults].map((fault) => `${fault}: ${nameOf(run)}`);
}

export function hasDiedInside({ result }: Run): boolean {
  return result.died === 'inside';
}

function nameOf({ attempt: { path, type, kill }, result: { step } }: Run): string {
  return `${path} ${type}, ${killInWords(kill)}, died at ${step ?? 'no entry'}`;
}

const STEPS: Readonly<Record<KeyPath, readonly Step[]>> = {
  aws: ['REQUESTED', 'REQUESTED, key pair noted', 'READY'],
  here: ['PLANNED', 'SECURED', 'READY'],
};
const CALLS: Readonly<Record<KeyPath, readonly string[]>> = {
  aws: ['CreateKeyPair', 'DescribeKeyPairs'],
  here: ['ImportKeyPair', 'DescribeKeyPairs'],
};
const PATHS = ['aws', 'here'] as const;
/** The shortest of so many is how long a way takes at least. */
const CALIBRATIONS = 3;
/** A step may be overwritten before its kill arrives: then it is tried again. */
const TRIES = 8;

function calibrations(types: readonly KeyType[]): Attempt[] {
  const each = PATHS.flatMap((path) => types.map((type): Attempt => ({ path, type, kill: null })));
  return Array.from({ length: CALIBRATIONS }, () => each).flat();
}

function stepAttempts(type: KeyType): Attempt[] {
  return PATHS.flatMap((path) => [
    ...STEPS[path].map((step): Attempt => ({ path, type, kill: { at: 'step', step } })),
    ...CALLS[path].flatMap((action) =>
      (['asked', 'carried out'] as const).map((when): Attempt => ({
        path,
        type,
        kill: { at: 'call', action, when },
      })),
    ),
  ]);
}

async function runOnce(worker: Worker, attempt: Attempt): Promise<Run> {
  const run = { attempt, result: await worker.run(attempt) };
  const steps = run.result.seen.map(({ step }) => step);
  if (attempt.kill === null && steps.join() !== STEPS[attempt.path].join())
    throw new Error(`left alone, its steps are others: ${steps.join(', ')}: ${nameOf(run)}`);
  return run;
}

/** Until it was killed where it was meant to be: at this step, with the next one unwritten. */
async function runUntilHit(worker: Worker, attempt: Attempt): Promise<Run> {
  for (let tries = TRIES; ; tries -= 1) {
    const run = await runOnce(worker, attempt);
    if (isHit(run) || run.result.verdict.faults.length > 0) return run;
    if (tries === 1) return { ...run, isMissed: true };
  }
}

function isHit({ attempt: { kill }, result: { died, step } }: Run): boolean {
  if (died === 'not') return false;
  return kill?.at === 'step' ? kill.step === step : died === 'inside';
}

/** After any entry but the last, and at most as long after it as the next one took to come in the quickest run. */
function momentFrom(random: () => number, types: readonly KeyType[], unharmed: readonly Run[]): Attempt {
  const path = PATHS[Math.floor(random() * PATHS.length)] ?? 'aws';
  const type = types[Math.floor(random() * types.length)] ?? 'ed25519';
  const entry = Math.floor(random() * (STEPS[path].length - 1));
  const alike = unharmed.filter(({ attempt }) => attempt.path === path && attempt.type === type);
  const gaps = alike.map(({ result: { seen } }) => (seen[entry + 1]?.atMs ?? 0) - (seen[entry]?.atMs ?? 0));
  return { path, type, kill: { at: 'random', entry, afterMs: random() * Math.min(...gaps) } };
}

/** Each worker takes the next as soon as it has finished one. What one of them throws is thrown when the others have ended, too. */
async function spread(
  workers: readonly Worker[],
  attempts: readonly Attempt[],
  work: (worker: Worker, attempt: Attempt) => Promise<Run>,
  mayBegin: (nth: number) => boolean = () => true,
): Promise<Run[]> {
  const runs: Run[] = [];
  const left = attempts.entries();
  const takeAll = async (worker: Worker): Promise<void> => {
    for (const [nth, attempt] of left) {
      if (!mayBegin(nth)) return;
      runs.push(await work(worker, attempt));
    }
  };
  const ends = await Promise.allSettled(workers.map(takeAll));
  const thrown = ends.find((end) => end.status === 'rejected');
  if (thrown !== undefined) throw thrown.reason;
  return runs;
}

function killInWords(kill: KillAt | null): string {
  if (kill === null) return 'not killed';
  if (kill.at === 'step') return `killed at ${kill.step}`;
  if (kill.at === 'call') return `killed when ${kill.action} was ${kill.when}`;
  return `killed ${kill.afterMs.toFixed(0)} ms after entry ${String(kill.entry + 1)}`;
}

/** mulberry32: the same seed, the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Environment } from './environment.ts';
import { problemFrom } from './problem.ts';

/** How long Keyport keeps asking, in milliseconds. `KEYPORT_PATIENCE=0.01` makes all of it a hundred times shorter. */
export const PATIENCE_MS = {
  /** "AWS asks us to slow down": for any call. */
  throttled: 60_000,
  /** "There is no such thing" about a thing just made: EC2 shows it a moment later. */
  afterCreate: 60_000,
  /** "Still in use" about a thing to be deleted, while what used it is going away. */
  beforeDelete: 120_000,
  /** The shortest and the longest wait between two tries. */
  firstWait: 1_000,
  longestWait: 32_000,
} as const;

/** What the call is about, and so what is worth waiting for besides throttling. */
export type Waiting = 'any-call' | 'after-create' | 'before-delete';

export type Patience = {
  /** The call's answer; tried again while what it meets is worth waiting for. Never for missing capacity. */
  readonly keepTrying: <Value>(waiting: Waiting, call: () => Promise<Value>) => Promise<Value>;
  /** Waits this long, in milliseconds of a patience of 1. Rejects as soon as the signal aborts. */
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds, scaled. For limits of the caller's own, such as "running within five minutes". */
  readonly scaled: (ms: number) => number;
};

/** Time and chance, so that a test needs neither. */
export type Clock = {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
};

export function createPatience(
  env: Environment,
  { clock = realClock, signal }: { readonly clock?: Clock; readonly signal?: AbortSignal } = {},
): Patience {
  const factor = factorFrom(env);
  const wait = (ms: number) => clock.sleep(ms * factor, signal);

  async function keepTrying<Value>(waiting: Waiting, call: () => Promise<Value>): Promise<Value> {
    const startedAt = clock.now();
    for (let attempt = 0; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        return await call();
      } catch (error) {
        const waitMs = waitBefore(attempt, clock.random());
        const limitMs = worthWaitingMs(waiting, error) * factor;
        if (clock.now() - startedAt + waitMs * factor > limitMs) throw error;
        await wait(waitMs);
      }
    }
  }

  return { keepTrying, wait, scaled: (ms) => ms * factor };
}

/** How long this error is worth waiting for in all; 0 is not at all. */
function worthWaitingMs(waiting: Waiting, error: unknown): number {
  const { code } = problemFrom(error);
  if (code === 'throttled') return PATIENCE_MS.throttled;
  if (waiting === 'after-create' && NOT_SHOWN_YET.has(code)) return PATIENCE_MS.afterCreate;
  if (waiting === 'before-delete' && code === 'still-in-use') return PATIENCE_MS.beforeDelete;
  return 0;
}

const NOT_SHOWN_YET: ReadonlySet<ProblemCode> = new Set(['group-gone', 'key-pair-gone', 'instance-gone']);

/** Full jitter: anything from nothing to a limit that doubles, so that many callers do not come back at once. */
export function waitBefore(attempt: number, random: number): number {
  return random * Math.min(PATIENCE_MS.longestWait, PATIENCE_MS.firstWait * 2 ** attempt);
}

/** The setting as a positive number; anything else counts as 1. */
export function factorFrom(env: Environment): number {
  const factor = Number(env['KEYPORT_PATIENCE'] ?? '1');
  return Number.isFinite(factor) && factor > 0 ? factor : 1;
}

const realClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
};

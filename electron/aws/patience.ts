import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Environment } from './environment.ts';
import { problemFrom } from './problem.ts';

/**
 * How long Keyport keeps asking, in milliseconds. `KEYPORT_PATIENCE=0.01` makes every wait a hundred times shorter, and counts it as a
 * whole one: how often something is tried does not hang on how busy the computer is.
 */
export const PATIENCE_MS = {
  /** "AWS asks us to slow down". */
  throttled: 60_000,
  /** "There is no such thing" about a thing just made: EC2 shows it a moment later. */
  untilVisible: 60_000,
  /** "Still in use" about a thing to be deleted, while what used it is going away. */
  untilUnused: 120_000,
  /** No answer, or that of somebody else, or a fault of AWS's, to a question that is only a look. */
  unreachable: 60_000,
  /** The limit of the first wait between two tries; it doubles up to the longest. */
  firstWait: 1_000,
  longestWait: 32_000,
} as const;

/**
 * Keyport's own second layer of retries, over the SDK's, which give up within two seconds. Missing capacity is never
 * waited for. All of it ends at once when the signal aborts.
 */
export type Patience = {
  /** Tries again while AWS asks to slow down. */
  readonly throttled: <Value>(call: () => Promise<Value>) => Promise<Value>;
  /** The same, and while EC2 does not know yet what was just made. */
  readonly untilVisible: <Value>(call: () => Promise<Value>) => Promise<Value>;
  /** The same, and while what is to be deleted is still in use. */
  readonly untilUnused: <Value>(call: () => Promise<Value>) => Promise<Value>;
  /**
   * Looks until there is a yes; false when there was none within this time. A look must change nothing: one that
   * fails for a passing reason is made again.
   */
  readonly poll: (look: () => Promise<boolean>, withinMs: number) => Promise<boolean>;
  /** Waits so many milliseconds of a patience of 1. */
  readonly pause: (ms: number) => Promise<void>;
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

  /** Milliseconds since then, each wait counted in full; and such a wait. */
  function startTimer() {
    const startedAt = clock.now();
    let sparedMs = 0;
    return {
      passedMs: () => clock.now() - startedAt + sparedMs,
      wait: async (ms: number) => {
        await clock.sleep(ms * factor, signal);
        sparedMs += ms * (1 - factor);
      },
    };
  }

  async function keepTrying<Value>(worthMs: Worth, call: () => Promise<Value>): Promise<Value> {
    const timer = startTimer();
    for (let attempt = 0; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        return await call();
      } catch (error) {
        const waitMs = waitBefore(attempt, clock.random());
        if (timer.passedMs() + waitMs >= (worthMs[problemFrom(error).code] ?? 0)) throw error;
        await timer.wait(waitMs);
      }
    }
  }

  async function poll(look: () => Promise<boolean>, withinMs: number): Promise<boolean> {
    const timer = startTimer();
    for (;;) {
      if (await keepTrying(WORTH_MS.looking, look)) return true;
      const passedMs = timer.passedMs();
      const waitMs = waitBetweenLooks(passedMs);
      if (passedMs + waitMs >= withinMs) return false;
      await timer.wait(waitMs);
    }
  }

  return {
    throttled: (call) => keepTrying(WORTH_MS.any, call),
    untilVisible: (call) => keepTrying(WORTH_MS.made, call),
    untilUnused: (call) => keepTrying(WORTH_MS.deleting, call),
    poll,
    pause: (ms) => clock.sleep(ms * factor, signal),
  };
}

/** A new instance runs within seconds: every half second at first, every second for a minute, then every five. */
function waitBetweenLooks(passedMs: number): number {
  if (passedMs < 10_000) return 500;
  return passedMs < 60_000 ? 1_000 : 5_000;
}

/** How long each problem is worth waiting for, in all; one that is not named here is not waited for. */
type Worth = Partial<Record<ProblemCode, number>>;

const SLOWER: Worth = { throttled: PATIENCE_MS.throttled };

const VISIBLE: Worth = {
  ...SLOWER,
  'group-gone': PATIENCE_MS.untilVisible,
  'key-pair-gone': PATIENCE_MS.untilVisible,
  'instance-gone': PATIENCE_MS.untilVisible,
};

const WORTH_MS = {
  any: SLOWER,
  made: VISIBLE,
  deleting: { ...SLOWER, 'still-in-use': PATIENCE_MS.untilUnused },
  looking: {
    ...VISIBLE,
    'no-network': PATIENCE_MS.unreachable,
    unreachable: PATIENCE_MS.unreachable,
    'captive-portal': PATIENCE_MS.unreachable,
    'tls-intercepted': PATIENCE_MS.unreachable,
    'proxy-unreachable': PATIENCE_MS.unreachable,
    'answer-lost': PATIENCE_MS.unreachable,
    'aws-internal': PATIENCE_MS.unreachable,
    'not-an-aws-answer': PATIENCE_MS.unreachable,
  },
} satisfies Record<string, Worth>;

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
  // A clock that is set back must not make a wait longer.
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
};

import type { PartName } from './parts.ts';
import type { Skip } from './tally.ts';

/** A test that takes minutes: each file of `test/long/` exports one as `longTest`. It runs in a process of its own. */
export type LongTest = {
  readonly title: string;
  /** Without one of these it is skipped, and says so. */
  readonly needs?: readonly PartName[];
  /** So long it takes to be worth running, in minutes; without it, its share of the time is enough. */
  readonly leastMinutes?: number;
  readonly run: (ask: LongRun) => Promise<LongResult>;
};

/**
 * Everything random comes from the seed. After the deadline (milliseconds, as `Date.now()` counts) no new piece of work is
 * begun, but for the least that makes the test worth running.
 */
export type LongRun = { readonly seed: number; readonly deadline: number };

/** `lines` are printed: what was tried, how often, and what came of it. `failed` and `skipped` are the titles of what was. */
export type LongResult = {
  readonly lines: readonly string[];
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped?: readonly Skip[];
};

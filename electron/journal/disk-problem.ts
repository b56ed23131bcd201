import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';

/** What the disk refused, in its own words; it may be tried again. */
export function problemOfDisk(error: unknown): Problem {
  const raw = error instanceof Error ? error.message : String(error);
  return makeProblem('disk-failed', { raw, retryable: true, actions: ['retry'] });
}

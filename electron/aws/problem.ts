import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { requestIdOf } from './error-metadata.ts';
import { explainProblem } from './explain-problem.ts';
import { failedCallOf } from './failed-call.ts';
import { wasNeverSent } from './network-problems.ts';
import { actionsOf } from './problem-actions.ts';
import { codeOf } from './problem-codes.ts';
import { rawOf } from './raw-of.ts';

/**
 * The one place where an SDK error becomes a problem: with the numbers and names that AWS gives, and what a person can do about it. Takes
 * whatever was thrown, and never throws itself.
 */
export function problemFrom(error: unknown): Problem {
  const code = codeOf(error);
  const own = explainProblem(code, error);
  const actions = own.actions ?? actionsOf(code);
  return makeProblem(code, {
    ...own,
    raw: rawOf(error),
    requestId: requestIdOf(error),
    whatIsRunning: mayRun(error) ? words.problemDetails.mayRun : null,
    actions,
    retryable: actions.includes('retry'),
  });
}

/** The call's value, or the problem it met. */
export async function outcomeOf<Value>(call: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return succeeded(await call());
  } catch (error) {
    return failed(problemFrom(error));
  }
}

/**
 * True when the request may have been carried out although it failed: it may have left, and EC2 did not refuse it.
 * After a RunInstances that means: look for the instance before anything else.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  return !wasNeverSent(error) && OUTCOME_UNKNOWN.has(codeOf(error));
}

const OUTCOME_UNKNOWN: ReadonlySet<ProblemCode> = new Set([
  'answer-lost',
  'aws-internal',
  'cancelled',
  'captive-portal',
  'not-an-aws-answer',
  'unexpected',
  'unreachable',
]);

/** An instance may have been started, and nobody has heard of it. */
function mayRun(error: unknown): boolean {
  const call = failedCallOf(error);
  return call?.action === 'ec2:RunInstances' && !call.isDryRun && isOutcomeUnknown(error);
}

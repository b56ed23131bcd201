import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { asAwsSays, found } from './make-finding.ts';
import type { DryRun } from './preflight.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

/** What a dry run of any call says about the account itself: then no answer to another question mends it. */
export function checkAccountRuns(
  { account }: Pick<PlanDraft, 'account'>,
  { preflight }: Pick<Facts, 'preflight'>,
): readonly Finding[] {
  const runs = stillHolds('accountPlan', { account }, preflight)?.dryRuns ?? [];
  const problems = new Map(
    runs
      .map(accountProblemOf)
      .filter((problem) => problem !== null)
      .map((problem) => [meaningOf(problem.code), problem]),
  );
  return [...problems].flatMap(([id, problem]) =>
    id === undefined ? [] : [asAwsSays(found(id, 'blocker', 'account', words.findings[id]), problem)],
  );
}

/** True where EC2 did not look at the call, because of who asks. */
export function isOfAccount(run: DryRun): boolean {
  return accountProblemOf(run) !== null;
}

function accountProblemOf({ problem, verdict }: DryRun): Problem | null {
  if (problem === null || verdict === 'may') return null;
  return meaningOf(problem.code) === undefined ? null : problem;
}

type AccountFinding = 'session-ended' | 'clock-off' | 'account-being-verified' | 'account-blocked';

function meaningOf(code: ProblemCode): AccountFinding | undefined {
  return MEANINGS[code];
}

const MEANINGS: Partial<Record<ProblemCode, AccountFinding>> = {
  'no-credentials': 'session-ended',
  'credentials-refused': 'session-ended',
  'session-expired': 'session-ended',
  'account-changed': 'session-ended',
  'clock-off': 'clock-off',
  'account-being-verified': 'account-being-verified',
  'account-blocked': 'account-blocked',
};

import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';

/** What a plan answers, by the names the plan itself has for it. */
export type AskedFor = Exclude<keyof PlanDraft, 'version'>;

/** One check of the judge, with everything it reads. What is not named here cannot change what it says. */
export type PlanCheck = {
  readonly answers: readonly AskedFor[];
  readonly facts: readonly (keyof Facts)[];
  readonly judge: (draft: PlanDraft, facts: Facts) => readonly Finding[];
};

/** A check that is given no more than what it declares: reading anything else does not compile. */
export function planCheck<Answer extends AskedFor, Fact extends keyof Facts>(
  answers: readonly Answer[],
  facts: readonly Fact[],
  judge: (draft: Pick<PlanDraft, Answer>, facts: Pick<Facts, Fact>) => readonly Finding[],
): PlanCheck {
  return { answers, facts, judge };
}

import type { Dispatch } from 'react';
import type { AnswerName, Finding } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Readings } from './readings.ts';
import type { WizardAction, WizardState } from './wizard-state.ts';

/** What every step is given: the answers, what was read, what the judge says, and how to change things. */
export type StepProps = {
  readonly state: WizardState;
  readonly readings: Readings;
  /** Of the whole plan, in the order of the questions. */
  readonly findings: readonly Finding[];
  readonly dispatch: Dispatch<WizardAction>;
  readonly change: (edit: Partial<PlanDraft>) => void;
  readonly goTo: (answer: AnswerName) => void;
  /** Why the launch did not start; the review shows it. */
  readonly launchProblem: Problem | null;
};

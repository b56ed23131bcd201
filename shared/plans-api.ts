import type { LaunchPlan } from './launch-plan.ts';
import type { Outcome } from './outcome.ts';

/** The part of the contract that is about plans before they are launched. Asks nobody in AWS. */
export type PlansApi = {
  /** Asks where to, and writes the plan as a file: no secret is in it. Null where they chose nowhere; else the path. */
  readonly savePlan: (input: { readonly plan: LaunchPlan }) => Promise<Outcome<string | null>>;
  /** Asks which file, and reads the plan in it. Null where they chose none. `plan-unreadable`, field by field, where it is none. */
  readonly openPlan: () => Promise<Outcome<OpenedPlan | null>>;
};

/** A plan out of a file. Nothing of it was compared with any account yet. */
export type OpenedPlan = { readonly plan: LaunchPlan; readonly fileName: string };

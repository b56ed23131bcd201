import { faultInJson } from './json-fault.ts';
import { launchPlanSchema, type LaunchPlan } from './launch-plan.ts';
import { makeProblem } from './make-problem.ts';
import { failed, succeeded, type Outcome } from './outcome.ts';
import { planFaults } from './plan-faults.ts';
import { words } from './words/en.ts';
import { z } from './zod.ts';

/** A plan of all twenty machines is a few thousand bytes long. */
export const MOST_PLAN_BYTES = 256 * 1024;

/**
 * The plan that stands in a text; `plan-unreadable`, with the place and what was expected there, where it is none; never with what
 * stands in it, since it may be any file. `name`: where it is from; `hint`: where one learns what may stand in it.
 */
export function planFromText(text: string, name: string, hint: string): Outcome<LaunchPlan> {
  const read = jsonIn(text);
  if (read === null) {
    const { line, column } = faultInJson(text) ?? { line: 1, column: 1 };
    return refused(says.notJson(name, line, column));
  }
  const plan = launchPlanSchema.safeParse(read.given);
  if (plan.success) return succeeded(plan.data);
  const version = versioned.safeParse(read.given).data?.version;
  if (version !== undefined && version !== 1) return refused(says.version(name, version));
  return refused(says.notAPlan(name, hint, planFaults(plan.error, read.given)));
}

/** A plan as it stands in a file. */
export function planText(plan: LaunchPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/** Why there is no text that could hold a plan. */
export function noPlanText(name: string, why: 'noFile' | 'tooLong'): Outcome<never> {
  return refused(says[why](name));
}

const { faults: says } = words.planFiles;
const versioned = z.object({ version: z.int() });

function jsonIn(text: string): { readonly given: unknown } | null {
  try {
    return { given: JSON.parse(text) };
  } catch {
    return null;
  }
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('plan-unreadable', { explanation }));
}

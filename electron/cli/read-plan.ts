import { z } from 'zod';
import { launchPlanSchema, type LaunchPlan } from '../../shared/launch-plan.ts';
import { faultInJson } from '../../shared/json-fault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { planFaults } from './plan-faults.ts';
import { textOf } from './text-of.ts';

type Where = {
  readonly pathFrom: (typed: string) => string;
  readonly readInput: () => Promise<Uint8Array>;
};

/** A plan of all twenty machines is a few thousand bytes long. */
const MOST_BYTES = 256 * 1024;

/**
 * The plan in a file of JSON; `-` is standard input. `plan-unreadable`, with the file, the place and what was expected, where it is
 * none; never with what stands in it, since it may be any file.
 */
export async function readPlan({ pathFrom, readInput }: Where, typed: string): Promise<Outcome<LaunchPlan>> {
  const { usage } = words.cliLaunch;
  const name = typed === '-' ? usage.stdin : pathFrom(typed);
  const bytes = await (typed === '-' ? readInput() : readAtMost(name, MOST_BYTES)).catch(() => null);
  if (bytes === null) return refused(usage.noPlanFile(name));
  if (bytes.length > MOST_BYTES) return refused(usage.planTooLong(name));
  const text = textOf(bytes);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    const { line, column } = faultInJson(text) ?? { line: 1, column: 1 };
    return refused(usage.planNotJson(name, line, column));
  }
  return planFrom(given, name);
}

function planFrom(given: unknown, name: string): Outcome<LaunchPlan> {
  const { usage } = words.cliLaunch;
  const read = launchPlanSchema.safeParse(given);
  if (read.success) return succeeded(read.data);
  const version = versioned.safeParse(given).data?.version;
  if (version !== undefined && version !== 1) return refused(usage.planVersion(name, version));
  return refused(usage.notAPlan(name, planFaults(read.error, given)));
}

const versioned = z.object({ version: z.int() });

function refused(explanation: string) {
  return failed(makeProblem('plan-unreadable', { explanation }));
}

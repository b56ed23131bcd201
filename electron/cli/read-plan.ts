import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { MOST_PLAN_BYTES, noPlanText, planFromText } from '../../shared/plan-from-text.ts';
import { words } from '../../shared/words/en.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { textOf } from '../text-of.ts';

type Where = {
  readonly pathFrom: (typed: string) => string;
  readonly readInput: () => Promise<Uint8Array>;
};

/** The plan in a file of JSON; `-` is standard input. `plan-unreadable`, with the file, the place and what was expected, where it is none. */
export async function readPlan({ pathFrom, readInput }: Where, typed: string): Promise<Outcome<LaunchPlan>> {
  const { usage } = words.cliLaunch;
  const name = typed === '-' ? usage.stdin : pathFrom(typed);
  const reading = typed === '-' ? readInput() : readAtMost(name, MOST_PLAN_BYTES);
  const bytes = await reading.catch(() => null);
  if (bytes === null) return noPlanText(name, 'noFile');
  if (bytes.length > MOST_PLAN_BYTES) return noPlanText(name, 'tooLong');
  return planFromText(textOf(bytes), name, usage.planHint);
}

import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { askTwice } from './ask-twice.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import type { Session } from './session.ts';

const { ask, usage } = words.cliLaunch;

/** Whether what is to be agreed to is shown: always to a person who is asked, else to whoever wants progress. */
export function showsBefore({ terminal, globals }: Pick<Session, 'terminal' | 'globals'>): boolean {
  return isAsked({ terminal, globals }) || !globals.quiet;
}

/** Begins to cost money only once the word yes was typed, or said beforehand (`--yes`). `cancelled` with `explanation` else. */
export async function agreeToCost(
  { terminal, globals }: Pick<Session, 'terminal' | 'globals'>,
  question: string,
  explanation: string,
): Promise<Outcome<null>> {
  if (globals.yes) return succeeded(null);
  if (!isAsked({ terminal, globals })) return failed(nobodyToAsk('plan-refused', usage.noTerminal));
  const agreed = await askTwice(
    terminal,
    question,
    (typed) => typed.toLowerCase() === ask.yes,
    usage.wantsYes,
  );
  return agreed.ok ? agreed : failed(makeProblem('cancelled', { explanation }));
}

function isAsked({ terminal, globals }: Pick<Session, 'terminal' | 'globals'>): boolean {
  return terminal.isInteractive && !globals.yes;
}

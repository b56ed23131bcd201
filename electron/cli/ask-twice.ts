import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { printable } from './shown.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks for one word, and once more where another one was typed, saying what was wanted. `cancelled` where nothing was typed at all, or a
 * no; `name-not-typed` where it was never the word.
 */
export async function askTwice(
  terminal: Terminal,
  question: string,
  isWanted: (typed: string) => boolean,
  wanted: string,
): Promise<Outcome<null>> {
  for (const asked of [question, `${wanted}\n${words.cliLaunch.ask.again}`]) {
    const typed = (await terminal.ask(printable(asked)))?.trim() ?? null;
    if (typed === null) return failed(makeProblem('cancelled'));
    if (isWanted(typed)) return succeeded(null);
    if (NO.has(typed.toLowerCase())) return failed(makeProblem('cancelled'));
  }
  return failed(makeProblem('name-not-typed', { explanation: wanted }));
}

const NO: ReadonlySet<string> = new Set(['n', 'no']);

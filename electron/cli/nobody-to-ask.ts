import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';

/** What a person would be asked, and there is no terminal. */
export function nobodyToAsk(
  code: 'passphrase-needed' | 'name-not-typed' | 'plan-refused',
  explanation: string,
): Problem {
  return { ...makeProblem(code, { explanation }), title: words.cli.usage.nobody };
}

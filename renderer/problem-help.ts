import type { Mode } from '../shared/practice/practice-api.ts';
import type { ProblemHelp } from './components/problem-help.ts';

/** Through main, as everything that leaves the page. */
export function problemHelpIn(mode: Mode): ProblemHelp {
  return mode === 'practice' ? IN_PRACTICE : IN_EARNEST;
}

const IN_EARNEST: ProblemHelp = {
  copy: (text) => window.keyport.copyProblemText({ text }),
  open: (url) => window.keyport.openProblemLink({ url }),
};

const IN_PRACTICE: ProblemHelp = { ...IN_EARNEST, open: null };

import type { ProblemHelp } from './components/problem-help.ts';

/** Through main, as everything that leaves the page. */
export const PROBLEM_HELP: ProblemHelp = {
  copy: (text) => window.keyport.copyProblemText({ text }),
  open: (url) => window.keyport.openProblemLink({ url }),
};

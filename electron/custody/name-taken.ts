import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';

export function nameTaken(): Problem {
  return makeProblem('key-name-taken', { actions: ['rename'] });
}

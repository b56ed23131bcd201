import type { AccountsApi, KeyportApi } from '../shared/api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded } from '../shared/outcome.ts';

/** The whole contract over the services of the real accounts. */
export function createModes(real: AccountsApi): KeyportApi {
  const closed = async () => failed(makeProblem('practice-closed'));
  return {
    ...real,
    readMode: async () => succeeded('real'),
    startPractice: closed,
    stopPractice: closed,
    readPractice: closed,
    setWeather: closed,
    resetPractice: closed,
  };
}

import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Mode, Practice, PracticeApi } from '../../shared/practice/practice-api.ts';
import { FAIR_WEATHER } from '../../shared/practice/weather.ts';
import type { Answer } from './fake-keys.ts';

/** Practice's part of the bridge, in memory. */
export function createFakePractice(answer: Answer): PracticeApi {
  let mode: Mode = 'real';
  let practice = NEW_PRACTICE;
  const turn = (next: Mode): Outcome<Mode> => {
    mode = next;
    return succeeded(mode);
  };
  const change = (edit: Partial<Practice>): Outcome<Practice> => {
    if (mode === 'real') return failed(makeProblem('practice-closed'));
    practice = { ...practice, ...edit };
    return succeeded(practice);
  };
  return {
    readMode: () => answer('readMode', null, () => succeeded(mode)),
    startPractice: () => answer('startPractice', null, () => turn('practice')),
    stopPractice: () => answer('stopPractice', null, () => turn('real')),
    readPractice: () => answer('readPractice', null, () => change({})),
    setWeather: (input) => answer('setWeather', input, () => change(input)),
    resetPractice: () => answer('resetPractice', null, () => change(NEW_PRACTICE)),
  };
}

const NEW_PRACTICE: Practice = {
  accountId: '111122223333',
  regions: ['eu-central-1', 'us-east-1'],
  myAddress: '203.0.113.7',
  weather: FAIR_WEATHER,
  counts: { instances: 0, securityGroups: 2, keyPairs: 0 },
  home: '/home/maria/.config/Keyport/practice',
  keyFile: '/home/maria/.config/Keyport/practice/private-keys.json',
  setAside: null,
};

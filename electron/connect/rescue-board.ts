import type { Rescue, RescueSoFar, RescueStep } from '../../shared/connect/rescue-api.ts';
import type { Problem } from '../../shared/problem.ts';

/** One rescue while it is worked on: every change is told. */
export type RescueBoard = {
  readonly rescue: () => Rescue;
  readonly begin: (step: RescueStep) => void;
  /** Done, and what is so from now on. */
  readonly done: (step: RescueStep, soFar?: RescueSoFar) => void;
  /** The step that is worked on has failed, and with it all. Answers with the last snapshot. */
  readonly fail: (problem: Problem, soFar?: RescueSoFar) => Rescue;
  readonly finish: () => Rescue;
};

export function createRescueBoard(
  first: Pick<Rescue, 'launchId' | 'instanceId' | 'custodyId' | 'keyName' | 'way'>,
  steps: readonly RescueStep[],
  told: (rescue: Rescue) => void,
): RescueBoard {
  let rescue: Rescue = {
    ...first,
    state: 'working',
    lines: steps.map((step) => ({ step, state: 'waiting' })),
    problem: null,
    soFar: 'nothing',
  };
  const set = (part: Partial<Rescue>): Rescue => {
    rescue = { ...rescue, ...part };
    told(rescue);
    return rescue;
  };
  const linesWith = (
    isIt: (line: Rescue['lines'][number]) => boolean,
    state: 'working' | 'done' | 'failed',
  ) => rescue.lines.map((line) => (isIt(line) ? { ...line, state } : line));
  set({});
  return {
    rescue: () => rescue,
    begin: (step) => void set({ lines: linesWith((line) => line.step === step, 'working') }),
    done: (step, soFar = rescue.soFar) =>
      void set({ lines: linesWith((line) => line.step === step, 'done'), soFar }),
    fail: (problem, soFar = rescue.soFar) =>
      set({
        state: 'failed',
        lines: linesWith(({ state }) => state === 'working', 'failed'),
        problem,
        soFar,
      }),
    finish: () => set({ state: 'done' }),
  };
}

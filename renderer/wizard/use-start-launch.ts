import { useRef, useState } from 'react';
import { completePlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';
import { forgetOpenLaunch, rememberOpenLaunch } from '../launches/open-launch.ts';
import { useMode } from '../mode/mode-context.ts';
import { problemOfThrow } from '../use-outcome.ts';
import { confirmedDangers } from './confirmations.ts';
import type { WizardHandle } from './use-wizard.ts';

/** Starts the launch once: the button is busy from the first click on, and a second click carries the same id. */
export function useStartLaunch(
  { state, findings, readings }: WizardHandle,
  onLaunched: (launch: Launch) => void,
): { readonly launch: () => void; readonly isStarting: boolean; readonly problem: Problem | null } {
  const { mode } = useMode();
  const isBusy = useRef(false);
  const [isStarting, setIsStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const start = async () => {
    const plan = completePlan(state.draft);
    const { launchId } = state;
    if (isBusy.current || plan === null || launchId === null || readings.choice === null) return;
    isBusy.current = true;
    setIsStarting(true);
    setProblem(null);
    // Before it is asked for: a page that is lost before the answer must come back to the launch.
    rememberOpenLaunch(mode, { launchId, choice: readings.choice });
    try {
      const confirmed = confirmedDangers(findings, state.typed);
      const outcome = await window.keyport.startLaunch({ launchId, plan, confirmed });
      if (outcome.ok) return onLaunched(outcome.value);
      forgetOpenLaunch(mode);
      setProblem(outcome.problem);
      // What was refused may have become so since the groups were read.
      if (plan.access.kind === 'existing-group') readings.groups.again();
      readings.preflight.again();
    } catch (cause) {
      setProblem(problemOfThrow(cause));
    } finally {
      isBusy.current = false;
      setIsStarting(false);
    }
  };
  return { launch: () => void start(), isStarting, problem };
}

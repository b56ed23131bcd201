import { useRef, useState } from 'react';
import { completePlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfThrow } from '../use-outcome.ts';
import { confirmedDangers } from './confirmations.ts';
import type { WizardHandle } from './use-wizard.ts';

/** Starts the launch once: the button is busy from the first click on, and a second click carries the same id. */
export function useStartLaunch(
  { state, findings }: WizardHandle,
  onLaunched: (launch: Launch) => void,
): { readonly launch: () => void; readonly isStarting: boolean; readonly problem: Problem | null } {
  const isBusy = useRef(false);
  const [isStarting, setIsStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const start = async () => {
    const plan = completePlan(state.draft);
    if (isBusy.current || plan === null || state.launchId === null) return;
    isBusy.current = true;
    setIsStarting(true);
    setProblem(null);
    try {
      const confirmed = confirmedDangers(findings, state.typed);
      const outcome = await window.keyport.startLaunch({ launchId: state.launchId, plan, confirmed });
      if (outcome.ok) onLaunched(outcome.value);
      else setProblem(outcome.problem);
    } catch (cause) {
      setProblem(problemOfThrow(cause));
    } finally {
      isBusy.current = false;
      setIsStarting(false);
    }
  };
  return { launch: () => void start(), isStarting, problem };
}

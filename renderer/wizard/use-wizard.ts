import { useEffect, useMemo, useReducer } from 'react';
import type { AccountChoice } from '../../shared/account.ts';
import { checkPlan } from '../../shared/check-plan.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import type { LaunchPlan, PlanDraft } from '../../shared/launch-plan.ts';
import type { StepProps } from './step-props.ts';
import { useFacts, useReadings } from './readings.ts';
import { INITIAL_STATE, wizardReducer } from './wizard-state.ts';

export type WizardHandle = Omit<StepProps, 'launchProblem'>;

/** The wizard's state, kept in step with what is read from the machine. */
export function useWizard(choice: AccountChoice | null, _earlier: LaunchPlan | null = null): WizardHandle {
  const [state, dispatch] = useReducer(wizardReducer, { ...INITIAL_STATE, choice });
  const readings = useReadings(state);
  const facts = useFacts(readings);
  const { address } = readings;
  const lookedUp = address.value?.address ?? (address.problem === null ? null : '');

  useEffect(() => dispatch({ type: 'facts-read', facts }), [facts]);
  useEffect(() => {
    if (lookedUp !== null) dispatch({ type: 'address-read', address: lookedUp });
  }, [lookedUp]);

  const findings = useMemo(() => checkPlan(state.draft, state.facts), [state.draft, state.facts]);
  const goTo = (answer: AnswerName) =>
    dispatch({
      type: 'go-to-step',
      index: ANSWER_NAMES.indexOf(answer),
      newLaunchId: crypto.randomUUID(),
    });
  const change = (edit: Partial<PlanDraft>) => dispatch({ type: 'change', edit });
  return { state, readings, findings, dispatch, change, goTo };
}

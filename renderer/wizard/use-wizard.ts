import { useEffect, useReducer } from 'react';
import type { AccountChoice } from '../../shared/account.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import type { LaunchPlan, PlanDraft } from '../../shared/launch-plan.ts';
import type { StepProps } from './step-props.ts';
import { useFacts, useReadings } from './readings.ts';
import { INITIAL_STATE, stateLike, wizardReducer } from './wizard-state.ts';

export type WizardHandle = Omit<StepProps, 'launchProblem'>;

/** The wizard's state, kept in step with what is read from the machine. `earlier`: the plan of a launch to be made once more. */
export function useWizard(choice: AccountChoice | null, earlier: LaunchPlan | null = null): WizardHandle {
  const [state, dispatch] = useReducer(wizardReducer, null, () =>
    earlier === null ? { ...INITIAL_STATE, choice } : stateLike(earlier, choice, crypto.randomUUID()),
  );
  const readings = useReadings(state);
  const facts = useFacts(readings);
  const { address, allSizes } = readings;
  // A list that is refreshed behind may lack what is new.
  const hasAllSizes = allSizes.value !== null && !allSizes.isRefreshing;
  const lookedUp = address.value?.address ?? (address.problem === null ? null : '');

  useEffect(() => dispatch({ type: 'facts-read', facts, hasAllSizes }), [facts, hasAllSizes]);
  useEffect(() => {
    if (lookedUp !== null) dispatch({ type: 'address-read', address: lookedUp });
  }, [lookedUp]);

  const goTo = (answer: AnswerName) =>
    dispatch({
      type: 'go-to-step',
      index: ANSWER_NAMES.indexOf(answer),
      newLaunchId: crypto.randomUUID(),
    });
  const change = (edit: Partial<PlanDraft>) => dispatch({ type: 'change', edit });
  return { state, readings, findings: state.judged.findings, dispatch, change, goTo };
}

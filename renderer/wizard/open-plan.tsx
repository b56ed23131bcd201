import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { choiceForPlan } from './account-choice.ts';
import type { StepProps } from './step-props.ts';

const said = words.planFiles;

/** A plan out of a file goes the way of an earlier launch: onto the review, where it is said what is otherwise by now. */
export function OpenPlan({ readings, dispatch }: Pick<StepProps, 'readings' | 'dispatch'>) {
  const act = useAct();
  const { choice, accounts, account } = readings;
  const open = () =>
    act.run(window.keyport.openPlan, (opened) => {
      if (opened === null || choice === null) return;
      const who = choiceForPlan(opened.plan, accounts.value, choice, account.value);
      dispatch({ type: 'open-plan', opened, choice: who, newLaunchId: crypto.randomUUID() });
    });
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span>{said.orOpen}</span>
        <Button iconName="folder-open" loading={act.isBusy} onClick={open}>
          {said.open}
        </Button>
      </SpaceBetween>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

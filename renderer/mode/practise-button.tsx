import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useMode } from './mode-context.ts';

/** Into practice with one click. Why it could not be, if so, stands beneath. */
export function PractiseButton({ variant = 'normal' }: Pick<ButtonProps, 'variant'>) {
  const { turn } = useMode();
  const act = useAct();
  const start = () =>
    act.run(
      () => window.keyport.startPractice(),
      (mode) => turn(mode, 'started'),
    );
  return (
    <SpaceBetween size="s">
      <Button variant={variant} loading={act.isBusy} onClick={start}>
        {words.practice.offer.button}
      </Button>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

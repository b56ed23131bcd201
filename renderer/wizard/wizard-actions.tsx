import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { obstacles } from '../../shared/check-plan.ts';
import { ANSWER_NAMES, type Finding } from '../../shared/finding.ts';
import { completePlan } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';
import { confirmedDangers } from './confirmations.ts';
import { LaunchPrice } from './launch-price.tsx';
import type { WizardHandle } from './use-wizard.ts';

const said = words.wizard;

type WizardActionsProps = {
  readonly wizard: WizardHandle;
  readonly isReading: boolean;
  readonly isStarting: boolean;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onLaunch: () => void;
};

/** "Previous" and "Next"; on the review "Launch" with its price, which says why it cannot be used yet. */
export function WizardActions(props: WizardActionsProps) {
  const { stepIndex } = props.wizard.state;
  const isReview = stepIndex === LAST_STEP;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {isReview && <LaunchPrice {...props.wizard.state} />}
      {stepIndex > 0 && (
        <Button onClick={props.onPrevious} disabled={props.isStarting}>
          {said.frame.previous}
        </Button>
      )}
      {isReview ? (
        <LaunchButton {...props} />
      ) : (
        <Button
          variant="primary"
          onClick={props.onNext}
          loading={props.isReading}
          loadingText={said.frame.reading}
        >
          {said.frame.next}
        </Button>
      )}
    </SpaceBetween>
  );
}

const LAST_STEP = ANSWER_NAMES.length - 1;

function LaunchButton({ wizard, isReading, isStarting, onLaunch }: WizardActionsProps) {
  const { state, findings } = wizard;
  const open = obstacles(findings, confirmedDangers(findings, state.typed));
  const isComplete = completePlan(state.draft) !== null;
  const reason = isReading ? said.frame.stillReading : disabledReason(open, isComplete);
  return (
    <Button
      variant="primary"
      onClick={onLaunch}
      loading={isStarting}
      loadingText={said.frame.launching}
      disabled={reason !== null}
      {...(reason === null ? {} : { disabledReason: reason })}
    >
      {said.frame.launch}
    </Button>
  );
}

function disabledReason(open: readonly Finding[], isComplete: boolean): string | null {
  if (!isComplete || open.some(({ severity }) => severity === 'blocker')) return said.review.stillBlocked;
  return open.length > 0 ? said.review.stillUnconfirmed : null;
}

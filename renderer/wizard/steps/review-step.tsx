import SpaceBetween from '@cloudscape-design/components/space-between';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { failedReadings } from '../failed-readings.ts';
import { SavePlan } from '../save-plan.tsx';
import type { StepProps } from '../step-props.ts';
import { ReviewAgain } from './review-again.tsx';
import { ReviewAnswers } from './review-answers.tsx';
import { ReviewMade } from './review-made.tsx';
import { ReviewNoticed } from './review-noticed.tsx';
import { ReviewPreflight } from './review-preflight.tsx';
import { ReviewScript } from './review-script.tsx';

/** In the order in which one decides: what is wrong, what will be made and for how much, what was answered; then the details. */
export function ReviewStep(props: StepProps) {
  const { state, readings, launchProblem, goTo } = props;
  return (
    <SpaceBetween size="l">
      <ReviewAgain {...props} />
      {failedReadings(readings).map(({ problem, again }) => (
        <ProblemAlert
          key={problem.code}
          problem={problem}
          on={{ retry: again, 'choose-account': () => goTo('account') }}
        />
      ))}
      <ReviewNoticed {...props} />
      <ReviewMade {...props} />
      <ReviewAnswers {...props} />
      <ReviewPreflight {...props} />
      <ReviewScript draft={state.draft} />
      <SavePlan draft={state.draft} />
      {launchProblem !== null && (
        <ProblemAlert
          problem={launchProblem}
          on={{
            'choose-account': () => goTo('account'),
            'choose-image': () => goTo('image'),
            'choose-disk': () => goTo('image'),
            'choose-size': () => goTo('size'),
            'choose-zones': () => goTo('zones'),
            'choose-access': () => goTo('access'),
            'choose-key': () => goTo('key'),
            rename: () => goTo('key'),
          }}
        />
      )}
    </SpaceBetween>
  );
}

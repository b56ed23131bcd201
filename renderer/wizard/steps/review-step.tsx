import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { PriceBreakdown } from '../price-breakdown.tsx';
import type { StepProps } from '../step-props.ts';
import { failedReadings } from '../failed-readings.ts';
import { ReviewAgain } from './review-again.tsx';
import { ReviewAnswers } from './review-answers.tsx';
import { ReviewConfirmations } from './review-confirmations.tsx';
import { ReviewMade } from './review-made.tsx';
import { ReviewPreflight } from './review-preflight.tsx';
import { ReviewScript } from './review-script.tsx';

const said = words.wizard.review;

export function ReviewStep(props: StepProps) {
  const { state, readings, findings, launchProblem, change, goTo } = props;
  const dangers = findings.filter(({ severity }) => severity === 'danger');
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
      <ReviewAnswers {...props} />
      <ReviewPreflight {...props} />
      <PriceBreakdown draft={state.draft} facts={state.facts} />
      <ReviewMade draft={state.draft} />
      <ReviewScript draft={state.draft} />
      <Container header={<Header variant="h2">{said.findings}</Header>}>
        <SpaceBetween size="m">
          {findings.length === 0 && <StatusIndicator type="success">{said.noFindings}</StatusIndicator>}
          <FindingAlerts findings={findings} onFix={({ edit }) => change(edit)} />
          <ReviewConfirmations dangers={dangers} {...props} />
        </SpaceBetween>
      </Container>
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

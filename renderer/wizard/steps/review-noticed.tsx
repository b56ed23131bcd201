import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import type { StepProps } from '../step-props.ts';
import { ReviewConfirmations } from './review-confirmations.tsx';

const said = words.wizard.review;

/** What the judge makes of the whole plan, the gravest first, and what must be typed to launch in spite of it. */
export function ReviewNoticed(props: StepProps) {
  const { findings, change } = props;
  const dangers = findings.filter(({ severity }) => severity === 'danger');
  const inOrder = SEVERITIES.flatMap((severity) => findings.filter((each) => each.severity === severity));
  return (
    <Container header={<Header variant="h2">{said.findings}</Header>}>
      <SpaceBetween size="m">
        {findings.length === 0 && <StatusIndicator type="success">{said.noFindings}</StatusIndicator>}
        <FindingAlerts findings={inOrder} onFix={({ edit }) => change(edit)} />
        <ReviewConfirmations dangers={dangers} {...props} />
      </SpaceBetween>
    </Container>
  );
}

const SEVERITIES = ['blocker', 'danger', 'caution', 'note'] as const;

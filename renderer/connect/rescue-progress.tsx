import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Rescue, RescueLine } from '../../shared/connect/rescue-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';

const said = words.rescue;

type RescueProgressProps = {
  readonly rescue: Rescue;
  readonly onAgain: () => void;
};

/** Line by line, and what is so at the end. */
export function RescueProgress({ rescue, onAgain }: RescueProgressProps) {
  const { lines, state, problem, soFar, keyName, way } = rescue;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{said.lost.progress}</Box>
      <ol className="plain-list" aria-label={said.lost.progress}>
        {lines.map((line) => (
          <li key={line.step}>
            <StatusIndicator type={MARKS[line.state]} iconAriaLabel={said.stepStates[line.state]}>
              {said.steps[line.step]}
            </StatusIndicator>
          </li>
        ))}
      </ol>
      {state === 'done' && (
        <Alert type="success" header={said.lost.done(keyName)}>
          <SpaceBetween size="xs">
            <div>{way === 'lend' ? said.lost.proved : said.lost.provedByHand}</div>
            <div>{said.soFar[soFar]}</div>
          </SpaceBetween>
        </Alert>
      )}
      {state === 'failed' && (
        <SpaceBetween size="s">
          {problem !== null && <ProblemAlert problem={problem} on={{ retry: onAgain }} />}
          <Box fontWeight="bold">{said.soFar[soFar]}</Box>
        </SpaceBetween>
      )}
      <LiveRegion hidden>{state === 'done' ? said.lost.done(keyName) : ''}</LiveRegion>
    </SpaceBetween>
  );
}

const MARKS: Readonly<Record<RescueLine['state'], StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  working: 'loading',
  done: 'success',
  failed: 'error',
};

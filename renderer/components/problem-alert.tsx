import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from './in-store.ts';

type ProblemAlertProps = {
  readonly problem: Problem;
  /** What can be done from this screen. A retry is offered wherever one is given. */
  readonly on?: Partial<Record<ProblemAction, () => void>>;
};

/** A failure in a newcomer's words; what AWS or the keychain really said stands under "Details". */
export function ProblemAlert({ problem, on = {} }: ProblemAlertProps) {
  const said = useInStore();
  const offered = new Set<ProblemAction>([...(on.retry ? (['retry'] as const) : []), ...problem.actions]);
  const buttons = [...offered].flatMap((action) => {
    const act = on[action];
    return act === undefined ? [] : [{ action, act }];
  });
  return (
    <LiveRegion assertive>
      <Alert type="error" header={said(problem.title)} statusIconAriaLabel={words.wizard.frame.errorIcon}>
        <SpaceBetween size="s">
          <div>{said(problem.explanation)}</div>
          {problem.whatIsRunning !== null && <Box fontWeight="bold">{problem.whatIsRunning}</Box>}
          {buttons.length > 0 && (
            <SpaceBetween direction="horizontal" size="xs">
              {buttons.map(({ action, act }) => (
                <Button key={action} onClick={act}>
                  {words.app.problemActions[action]}
                </Button>
              ))}
            </SpaceBetween>
          )}
          <ExpandableSection headerText={words.app.details}>
            <ProblemDetails problem={problem} />
          </ExpandableSection>
        </SpaceBetween>
      </Alert>
    </LiveRegion>
  );
}

function ProblemDetails({ problem }: { readonly problem: Problem }) {
  return (
    <SpaceBetween size="xxs">
      {problem.raw !== null && <code>{problem.raw}</code>}
      {problem.requestId !== null && <div>{words.app.requestId(problem.requestId)}</div>}
      <div>{words.app.problemCode(problem.code)}</div>
    </SpaceBetween>
  );
}

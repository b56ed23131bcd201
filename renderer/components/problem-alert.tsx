import { useContext } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from './in-store.ts';
import { PermissionsContext, PermissionsLink } from './permissions-link.tsx';
import { ProblemLink } from './problem-link.tsx';
import { WayOutContext, WayOutLink } from './way-out-link.tsx';
import { CopyDetails, ProblemMore } from './problem-more.tsx';
import './problem-alert.css';

type ProblemAlertProps = {
  readonly problem: Problem;
  /** What can be done from this screen. A retry is offered wherever one is given. */
  readonly on?: Partial<Record<ProblemAction, () => void>>;
};

/** A failure in a newcomer's words; what AWS or the keychain really said stands under "Details". */
export function ProblemAlert({ problem, on = {} }: ProblemAlertProps) {
  const said = useInStore();
  const { title, explanation, whatIsRunning } = problem;
  return (
    <>
      <Alert type="error" header={said(title)} statusIconAriaLabel={words.wizard.frame.errorIcon}>
        <SpaceBetween size="s">
          <div className="problem-explanation">{said(explanation)}</div>
          {whatIsRunning !== null && <Box fontWeight="bold">{whatIsRunning}</Box>}
          <ProblemButtons problem={problem} on={on} />
          <ProblemMore problem={problem} />
        </SpaceBetween>
      </Alert>
      <LiveRegion hidden assertive>
        {[title, explanation, whatIsRunning ?? ''].map(said).join(' ')}
      </LiveRegion>
    </>
  );
}

function ProblemButtons({ problem, on = {} }: ProblemAlertProps) {
  const offered = new Set<ProblemAction>([...(on.retry ? (['retry'] as const) : []), ...problem.actions]);
  const acts = [...offered].flatMap((action) => {
    const act = on[action];
    return act === undefined ? [] : [{ action, act }];
  });
  const copies = problem.actions.includes('copy-details');
  const isOfWayOut = useContext(WayOutContext) !== null && problem.actions.includes('set-way-out');
  const isDenied = useContext(PermissionsContext) !== null && problem.code === 'not-permitted';
  if (acts.length === 0 && problem.link === null && !copies && !isDenied && !isOfWayOut) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {acts.map(({ action, act }) => (
        <Button key={action} onClick={act}>
          {words.app.problemActions[action]}
        </Button>
      ))}
      {isOfWayOut && <WayOutLink />}
      {isDenied && <PermissionsLink />}
      <ProblemLink problem={problem} />
      {copies && <CopyDetails problem={problem} />}
    </SpaceBetween>
  );
}

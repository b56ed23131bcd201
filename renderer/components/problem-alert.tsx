import { useContext } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { ModeContext } from '../mode/mode-context.ts';
import { useInStore } from './in-store.ts';
import { ProblemLink } from './problem-link.tsx';
import { CopyProblemText } from './problem-text.tsx';
import './problem-alert.css';

type ProblemAlertProps = {
  readonly problem: Problem;
  /** What can be done from this screen. A retry is offered wherever one is given. */
  readonly on?: Partial<Record<ProblemAction, () => void>>;
};

/** A failure in a newcomer's words; what AWS or the keychain really said stands under "Details". */
export function ProblemAlert({ problem, on = {} }: ProblemAlertProps) {
  const said = useInStore();
  const { title, explanation, whatIsRunning, policy } = problem;
  return (
    <>
      <Alert type="error" header={said(title)} statusIconAriaLabel={words.wizard.frame.errorIcon}>
        <SpaceBetween size="s">
          <div>{said(explanation)}</div>
          {whatIsRunning !== null && <Box fontWeight="bold">{whatIsRunning}</Box>}
          <ProblemButtons problem={problem} on={on} />
          {policy !== null && <Policy policy={policy} />}
          <ExpandableSection headerText={words.app.details}>
            <ProblemDetails problem={problem} />
          </ExpandableSection>
        </SpaceBetween>
      </Alert>
      <LiveRegion hidden assertive>
        {[title, explanation, whatIsRunning ?? ''].map(said).join(' ')}
      </LiveRegion>
    </>
  );
}

function ProblemButtons({ problem, on = {} }: ProblemAlertProps) {
  const isPractice = useContext(ModeContext)?.mode === 'practice';
  const offered = new Set<ProblemAction>([...(on.retry ? (['retry'] as const) : []), ...problem.actions]);
  const buttons = [...offered].flatMap((action) => {
    const act = on[action];
    const label = words.app.problemActions[action];
    if (act !== undefined) return [{ action, button: <Button onClick={act}>{label}</Button> }];
    // What is only practised has no page at AWS.
    if (ON_A_PAGE.has(action) && problem.link !== null && !isPractice) {
      return [{ action, button: <ProblemLink label={label} url={problem.link} /> }];
    }
    if (action === 'copy-details') {
      return [{ action, button: <CopyProblemText label={label} text={detailsOf(problem).join('\n')} /> }];
    }
    return [];
  });
  if (buttons.length === 0) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {buttons.map(({ action, button }) => (
        <div key={action}>{button}</div>
      ))}
    </SpaceBetween>
  );
}

/** What is done on a page of AWS, which the problem names. */
const ON_A_PAGE: ReadonlySet<ProblemAction> = new Set(['request-quota', 'open-subscription', 'ask-support']);

/** To be read before it is copied: it goes to whoever may change what one may do. */
function Policy({ policy }: { readonly policy: string }) {
  return (
    <ExpandableSection headerText={words.app.problem.policy}>
      <SpaceBetween size="xs">
        <div>{words.app.problem.policyWhy}</div>
        <pre className="problem-policy" tabIndex={0} aria-label={words.app.problem.policy}>
          {policy}
        </pre>
        <CopyProblemText label={words.app.problemActions['copy-policy']} text={policy} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function ProblemDetails({ problem }: { readonly problem: Problem }) {
  const isOffered = problem.actions.includes('copy-details');
  return (
    <SpaceBetween size="xs">
      <div>
        {detailsOf(problem).map((line) => (
          <div key={line}>
            <code>{line}</code>
          </div>
        ))}
      </div>
      {!isOffered && problem.raw !== null && (
        <CopyProblemText
          label={words.app.problemActions['copy-details']}
          text={detailsOf(problem).join('\n')}
        />
      )}
    </SpaceBetween>
  );
}

function detailsOf({ raw, requestId, code }: Problem): readonly string[] {
  return [
    ...(raw === null ? [] : [raw]),
    ...(requestId === null ? [] : [words.app.requestId(requestId)]),
    words.app.problemCode(code),
  ];
}

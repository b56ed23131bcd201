import type { ReactNode } from 'react';
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type {
  ChangeLine,
  ChangeState,
  GroupChange,
  ProbeResult,
} from '../../../shared/security-group/group-change.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useAct } from '../../use-act.ts';
import './sign-list.css';
import { RuleList } from './rule-list.tsx';

const said = words.groupFixing;

type ChangeViewProps = { readonly change: GroupChange; readonly reviewed: ReviewedGroup | null };

/** One change: how far it is, what came of it, and what may be done about it now. */
export function ChangeView({ change, reviewed }: ChangeViewProps) {
  const { state, lines, added, removed, probesAfter, problem } = change;
  return (
    <SpaceBetween size="m">
      <LiveRegion>
        <Alert type={ALERTS[state]} header={said.states[state]}>
          {state === 'added-only' && said.addedOnlyWhy}
        </Alert>
      </LiveRegion>
      <ul className="sign-list">
        {lines.map((line) => (
          <li key={line.id}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemAlert problem={problem} />}
      {added.length > 0 && <RuleList title={said.came(added.length)} rules={added} reviewed={reviewed} />}
      {removed.length > 0 && (
        <RuleList title={said.went(removed.length)} rules={removed} reviewed={reviewed} />
      )}
      {probesAfter.length > 0 && <Probes results={probesAfter} />}
      <ChangeActs change={change} />
    </SpaceBetween>
  );
}

/** Undo, finish, or leave it; each is said in words before it is pressed. */
function ChangeActs({ change: { changeId, may } }: { readonly change: GroupChange }): ReactNode {
  const act = useAct();
  if (may.length === 0) return null;
  const ask = {
    undo: () => act.run(() => window.keyport.undoChange({ changeId })),
    finish: () => act.run(() => window.keyport.finishChange({ changeId })),
    forget: () => act.run(() => window.keyport.forgetChange({ changeId })),
  };
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        {may.map((what) => (
          <Button key={what} loading={act.isBusy} onClick={ask[what]}>
            {said.may[what]}
          </Button>
        ))}
      </SpaceBetween>
      {may.includes('forget') && <small>{said.forgetWhy}</small>}
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

function Line({ line: { label, state, note } }: { readonly line: ChangeLine }) {
  return (
    <StatusIndicator type={INDICATORS[state]}>{note === null ? label : `${label}: ${note}`}</StatusIndicator>
  );
}

function Probes({ results }: { readonly results: readonly ProbeResult[] }) {
  return (
    <ul className="sign-list">
      {results.map(({ instanceId, address, port, result }) => (
        <li key={`${instanceId} ${address} ${port}`}>
          <StatusIndicator type={result === 'answers' ? 'success' : 'info'}>
            <code>
              {address} {port}
            </code>{' '}
            {said.probeResults[result]}
          </StatusIndicator>
        </li>
      ))}
    </ul>
  );
}

const INDICATORS: Readonly<Record<ChangeLine['state'], StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  working: 'loading',
  done: 'success',
  failed: 'error',
  skipped: 'stopped',
};

const ALERTS: Readonly<Record<ChangeState, AlertProps.Type>> = {
  working: 'info',
  done: 'success',
  'added-only': 'warning',
  'put-back': 'warning',
  failed: 'error',
  undoing: 'info',
  undone: 'success',
  unfinished: 'warning',
};

import { useState, type ReactNode } from 'react';
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
import { useAct, type Act } from '../../use-act.ts';
import './sign-list.css';
import { RuleList } from './rule-list.tsx';

const said = words.groupFixing;

type ChangeViewProps = { readonly change: GroupChange; readonly reviewed: ReviewedGroup | null };

/** One change: how far it is, what came of it, and what may be done about it now. */
export function ChangeView({ change, reviewed }: ChangeViewProps) {
  const { state, lines, added, removed, probesBefore, probesAfter, problem } = change;
  const isUndo = state === 'undoing' || state === 'undone';
  return (
    <SpaceBetween size="m">
      <LiveRegion>
        <Alert type={ALERTS[state]} header={said.states[state]}>
          {state === 'added-only' && said.addedOnlyWhy}
          {state === 'undone' && said.undoneWhy}
        </Alert>
      </LiveRegion>
      <ul className="sign-list">
        {lines
          .filter(({ id }) => !isUndo || id.startsWith('undo-'))
          .map((line) => (
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
      {!isUndo && probesAfter.length > 0 && <Probes results={probesAfter} />}
      {!isUndo && probesAfter.length > 0 && !probesBefore.some(({ result }) => result === 'answers') && (
        <div>{said.provesNothing}</div>
      )}
      <ChangeActs change={change} />
    </SpaceBetween>
  );
}

/** Undo, finish, or leave it; each is said in words before it is pressed. */
function ChangeActs({ change }: { readonly change: GroupChange }): ReactNode {
  const { changeId, may, removed } = change;
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);
  if (may.length === 0) return null;
  const ask = {
    undo: () => setIsAsking(true),
    finish: () => act.run(() => window.keyport.finishChange({ changeId })),
    forget: () => act.run(() => window.keyport.forgetChange({ changeId })),
  };
  if (isAsking) {
    const undo = () => act.run(() => window.keyport.undoChange({ changeId }));
    return <UndoAsks removed={removed} act={act} onUndo={undo} onKeep={() => setIsAsking(false)} />;
  }
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

type UndoAsksProps = {
  readonly removed: GroupChange['removed'];
  readonly act: Act;
  readonly onUndo: () => void;
  readonly onKeep: () => void;
};

/** An undo lets in again who was shut out on purpose: that is said before. */
function UndoAsks({ removed, act, onUndo, onKeep }: UndoAsksProps) {
  return (
    <Alert type="warning" header={said.undo.title}>
      <SpaceBetween size="s">
        {removed.length > 0 && (
          <RuleList title={said.undo.back(removed.length)} rules={removed} reviewed={null} />
        )}
        <div>{said.undo.why}</div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onKeep}>{said.undo.keep}</Button>
          <Button loading={act.isBusy} onClick={onUndo}>
            {said.undo.submit}
          </Button>
        </SpaceBetween>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </Alert>
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
  undone: 'info',
  unfinished: 'warning',
};

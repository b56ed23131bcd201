import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { actsOf, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { costOfLaunch } from './cost-of-launch.ts';
import { whatIsMissing, whatIsThere } from './what-is-there.ts';

const said = words.launches.unfinished;

const MINUTE_MS = 60_000;

type HalfDoneProps = {
  readonly launch: Launch;
  readonly onRemove: () => void;
  /** What else may be done with it. */
  readonly children?: ReactNode;
};

/** What there is of a launch that was left half done, what that costs, and what may become of it: none of it by itself. */
export function HalfDone({ launch, onRemove, children }: HalfDoneProps) {
  const { launchId, name } = launch;
  const cost = costOfLaunch(launch, useNow(true, MINUTE_MS));
  const act = useAct();
  const offered = new Set(actsOf(launch));
  const isRemoval = launch.state === 'half-removed' || launch.state === 'not-removed';
  const finish = isRemoval
    ? ([said.finishRemoval, said.finishRemovalWhy] as const)
    : ([said.finishLaunch, said.finishLaunchWhy] as const);
  const there = [...whatIsThere(launch), ...(isRemoval ? [] : whatIsMissing(launch))];
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <div>
          <Box variant="awsui-key-label">{said.there}</Box>
          <ul className="plain-list">
            {there.map((sentence) => (
              <li key={sentence} className="breakable">
                {sentence}
              </li>
            ))}
          </ul>
          {there.length === 0 && said.nothing}
        </div>
        <div>
          <Box variant="awsui-key-label">{said.cost}</Box>
          <div>{cost.now}</div>
          {cost.soFar !== null && <div>{cost.soFar}</div>}
          {cost.notCounted !== null && <div>{cost.notCounted}</div>}
        </div>
      </ColumnLayout>
      {launch.zones.some(mayBeThere) && <div>{words.launches.unknown.safe}</div>}
      <div className="launch-choices">
        {offered.has('finish') && (
          <Choice
            label={finish[0]}
            why={finish[1]}
            of={name}
            isFirst
            isBusy={act.isBusy}
            onClick={() => act.run(() => window.keyport.finishLaunch({ launchId }))}
          />
        )}
        {offered.has('undo') && !isRemoval && (
          <Choice label={said.remove} why={said.removeWhy} of={name} onClick={onRemove} />
        )}
        {offered.has('leave') && (
          <Choice
            label={said.leave}
            why={said.leaveWhy}
            of={name}
            isBusy={act.isBusy}
            onClick={() => act.run(() => window.keyport.leaveLaunch({ launchId }))}
          />
        )}
        {children}
      </div>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly why: string;
  readonly of: string;
  readonly isFirst?: boolean;
  readonly isBusy?: boolean;
  readonly onClick: () => void;
};

/** A button with what it does beside it. */
function Choice({ label, why, of, isFirst = false, isBusy = false, onClick }: ChoiceProps) {
  return (
    <div className="launch-choice">
      <Button
        variant={isFirst ? 'primary' : 'normal'}
        ariaLabel={said.actFor(label, of)}
        disabled={isBusy}
        onClick={onClick}
      >
        {label}
      </Button>
      <span>{why}</span>
    </div>
  );
}

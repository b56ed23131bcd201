import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccessTest } from '../../shared/connect/access-test.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct, type Act } from '../use-act.ts';
import { AccessFixes, type FixHandlers } from './access-fixes.tsx';
import { AccessPath } from './access-path.tsx';
import type { ConnectProps } from './connect-props.ts';
import type { TabId } from './connect-tabs.ts';
import { useConnectWays } from './connect-ways.ts';
import { useAccessTest, type AccessTestHandle } from './use-access-test.ts';
import { useWaiting, type Waiting } from './use-waiting.ts';

const said = words.connectTest;

type AccessTestTabProps = ConnectProps & {
  readonly onTab: (tab: TabId) => void;
  readonly onClose: () => void;
};

/** One button that finds out why one cannot get in, and what can be done about it. */
export function AccessTestTab(props: AccessTestTabProps) {
  const { launch, machine } = props;
  const { launchId } = launch;
  const { instanceId, zoneName } = machine;
  const handle = useAccessTest({ launchId, instanceId });
  const waiting = useWaiting(handle.act.isBusy, handle.run);
  const fixing = useAct();
  const on = useFixes(props, handle, waiting, fixing);
  const { test, act } = handle;
  const isOver = test !== null && test.verdict !== 'working';
  return (
    <SpaceBetween size="m">
      <Box>{said.intro}</Box>
      <Buttons handle={handle} hasRun={isOver} onRun={waiting.stop} />
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: handle.run }} />}
      <div aria-live="polite">
        {isOver && (
          <Verdict test={test}>
            <SpaceBetween size="s">
              <AccessFixes fixes={test.fixes} on={on} isBusy={act.isBusy || fixing.isBusy} />
              <Countdown waiting={waiting} isBusy={act.isBusy} />
            </SpaceBetween>
          </Verdict>
        )}
      </div>
      {fixing.problem !== null && <ProblemAlert problem={fixing.problem} />}
      {test !== null && <AccessPath test={test} zoneName={zoneName} />}
    </SpaceBetween>
  );
}

type ButtonsProps = {
  readonly handle: AccessTestHandle;
  readonly hasRun: boolean;
  readonly onRun: () => void;
};

function Buttons({ handle: { act, run, cancel }, hasRun, onRun }: ButtonsProps) {
  if (act.isBusy) {
    return (
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <StatusIndicator type="loading">{said.running}</StatusIndicator>
        <Button onClick={cancel}>{said.cancel}</Button>
      </SpaceBetween>
    );
  }
  return (
    <Button
      variant={hasRun ? 'normal' : 'primary'}
      onClick={() => {
        onRun();
        run();
      }}
    >
      {hasRun ? said.again : said.run}
    </Button>
  );
}

function Verdict({ test, children }: { readonly test: AccessTest; readonly children: React.ReactNode }) {
  const type = VERDICTS[test.verdict];
  return (
    <Alert type={type} header={test.headline} statusIconAriaLabel={LABELS[type]}>
      <SpaceBetween size="s">
        <div>{test.advice}</div>
        {children}
      </SpaceBetween>
    </Alert>
  );
}

const VERDICTS = {
  working: 'info',
  in: 'success',
  reached: 'success',
  stopped: 'warning',
  unknown: 'info',
  cancelled: 'info',
} as const satisfies Record<AccessTest['verdict'], AlertProps.Type>;

const LABELS = {
  info: words.app.severity.note,
  success: said.states.ok,
  warning: words.app.severity.caution,
} as const;

function Countdown({ waiting, isBusy }: { readonly waiting: Waiting; readonly isBusy: boolean }) {
  const { secondsLeft } = waiting;
  if (secondsLeft === null) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <span aria-live="off">{isBusy ? said.running : said.fixes.waiting(Math.max(0, secondsLeft))}</span>
      <Button onClick={waiting.stop}>{said.fixes.stopWaiting}</Button>
    </SpaceBetween>
  );
}

function useFixes(
  { launch, machine, onTab, onClose }: AccessTestTabProps,
  { run }: AccessTestHandle,
  waiting: Waiting,
  fixing: Act,
): FixHandlers {
  const { openGroups, launchAnother } = useConnectWays();
  const { launchId } = launch;
  const instanceIds = [machine.instanceId];
  const leave = (go: () => void) => () => {
    onClose();
    go();
  };
  return {
    start: () =>
      fixing.run(
        () => window.keyport.changeInstances({ launchId, instanceIds, act: 'start', snapshotsFirst: false }),
        waiting.start,
      ),
    wait: waiting.start,
    'launch-again': leave(launchAnother),
    'fix-access': () => fixing.run(() => window.keyport.fixAccess({ launchId }), waiting.start),
    'open-groups': leave(openGroups),
    'other-user': ({ loginUser }) =>
      fixing.run(() => window.keyport.setLoginUser({ launchId, loginUser }), run),
    'host-keys': () => onTab('log-in'),
    'lost-key': () => onTab('rescue'),
    'other-ways': () => onTab('log-in'),
  };
}

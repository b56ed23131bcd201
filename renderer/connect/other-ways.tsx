import { useState, type ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { OtherWays, WayStanding } from '../../shared/connect/other-ways.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import type { ConnectProps } from './connect-props.ts';
import { MissingPoints } from './missing-points.tsx';

const said = words.rescue.other;

/** Ways in that need no key: each with what is missing for it. */
export function OtherWaysSection({ launch, machine }: ConnectProps) {
  const at = { launchId: launch.launchId, instanceId: machine.instanceId };
  const { value, problem, isReading, again } = useOutcome({
    key: ['other-ways', machine.instanceId, machine.state, machine.publicAddress],
    read: () => window.keyport.readOtherWays(at),
    isReadOnEachVisit: true,
  });
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{said.title}</Box>
      <Box color="text-body-secondary">{said.why}</Box>
      {value === null && isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: again }} />}
      {value !== null && <Ways ways={value} launch={launch} machine={machine} />}
    </SpaceBetween>
  );
}

function Ways({ ways, launch, machine }: ConnectProps & { readonly ways: OtherWays }) {
  const at = { launchId: launch.launchId, instanceId: machine.instanceId };
  const isReal = isReachable(launch);
  return (
    <SpaceBetween size="m">
      {!isReal && <Box>{launch.account.endpoint === null ? said.practice : said.notAws}</Box>}
      {launch.plan.image.platform === 'linux' && (
        <Way {...said.connect} standing={ways.instanceConnect}>
          {isReal && (
            <OpenButton
              label={said.connect.open}
              isOn={ways.instanceConnect.state !== 'lacks'}
              open={() => window.keyport.openByInstanceConnect(at)}
            />
          )}
        </Way>
      )}
      <Way {...said.session} standing={ways.sessionManager}>
        {isReal && (
          <SpaceBetween direction="horizontal" size="xs">
            <OpenButton
              label={said.session.open}
              isOn={ways.sessionManager.state !== 'lacks'}
              open={() => window.keyport.openSession(at)}
            />
            <PageButton at={at} isOn={ways.sessionPage.state !== 'lacks'} />
          </SpaceBetween>
        )}
      </Way>
    </SpaceBetween>
  );
}

type WayProps = {
  readonly title: string;
  readonly why: string;
  readonly standing: WayStanding;
  readonly children: ReactNode;
};

function Way({ title, why, standing, children }: WayProps) {
  return (
    <SpaceBetween size="xxs">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Box variant="h4">{title}</Box>
        <WayState standing={standing} />
      </SpaceBetween>
      <Box color="text-body-secondary">{why}</Box>
      <MissingPoints points={standing.missing} />
      {children}
    </SpaceBetween>
  );
}

export function WayState({ standing: { state } }: Pick<WayProps, 'standing'>) {
  return <StatusIndicator type={MARKS[state]}>{said.states[state]}</StatusIndicator>;
}

const MARKS: Readonly<Record<WayStanding['state'], StatusIndicatorProps.Type>> = {
  holds: 'success',
  lacks: 'stopped',
  unknown: 'info',
};

type OpenProps = {
  readonly label: string;
  readonly isOn: boolean;
  readonly open: () => Promise<Outcome<{ readonly terminal: string }>>;
};

/** Opens a window, and says which. */
export function OpenButton({ label, isOn, open }: OpenProps) {
  const act = useAct();
  const [terminal, setTerminal] = useState<string | null>(null);
  const run = () => {
    setTerminal(null);
    act.run(open, (opened) => setTerminal(opened.terminal));
  };
  return (
    <SpaceBetween size="xs">
      <Button disabled={!isOn} loading={act.isBusy} iconName="external" iconAlign="right" onClick={run}>
        {label}
      </Button>
      <LiveRegion hidden={terminal === null}>
        {terminal !== null && <StatusIndicator type="success">{said.opened(terminal)}</StatusIndicator>}
      </LiveRegion>
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: run }} />}
    </SpaceBetween>
  );
}

type PageProps = {
  readonly at: { readonly launchId: string; readonly instanceId: string };
  readonly isOn: boolean;
};

/** AWS's own page, which needs nothing of this computer. */
export function PageButton({ at, isOn }: PageProps) {
  const act = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const run = () =>
    act.run(
      () => window.keyport.openSessionPage(at),
      () => setIsOpen(true),
    );
  return (
    <SpaceBetween size="xs">
      <Button disabled={!isOn} loading={act.isBusy} iconName="external" iconAlign="right" onClick={run}>
        {said.session.page}
      </Button>
      <LiveRegion hidden={!isOpen}>
        {isOpen && <StatusIndicator type="success">{said.pageOpened}</StatusIndicator>}
      </LiveRegion>
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: run }} />}
    </SpaceBetween>
  );
}

import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import type { RescueWay } from '../../shared/connect/rescue.ts';
import type { RescueReport } from '../../shared/connect/rescue-api.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useOutcome } from '../use-outcome.ts';
import { useVault } from '../vault/vault-context.ts';
import type { ConnectProps } from './connect-props.ts';
import { MissingPoints } from './missing-points.tsx';
import { PageButton, WayState } from './other-ways.tsx';
import { RescueWork } from './rescue-work.tsx';
import './rescue.css';

const said = words.rescue;

/** Somebody has lost the private key of this machine. */
export function RescueTab({ launch, machine }: ConnectProps) {
  const at = { launchId: launch.launchId, instanceId: machine.instanceId };
  const { value, problem, isReading, again } = useOutcome({
    key: ['rescue', machine.instanceId, machine.state, machine.publicAddress],
    read: () => window.keyport.readRescue(at),
    isReadOnEachVisit: true,
    keepsLast: true,
  });
  const { custodyId } = keyOfMachine(launch, machine.instanceId);
  const here = useVault().keys.find((key) => key.custodyId === custodyId && key.standing === 'safe');
  const isWindows = launch.plan.image.platform === 'windows';
  return (
    <SpaceBetween size="m">
      {here !== undefined && <Alert type="info">{said.lost.stillHere(here.name)}</Alert>}
      {!isWindows && <Box>{said.lost.what}</Box>}
      {value === null && isReading && <StatusIndicator type="loading">{said.lost.reading}</StatusIndicator>}
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: again }} />}
      {value !== null && <Fitting report={value} launch={launch} machine={machine} />}
    </SpaceBetween>
  );
}

const CHOICES: readonly Exclude<RescueWay, 'windows'>[] = ['instance-connect', 'session-manager', 'volume'];

function Fitting({ report, launch, machine }: ConnectProps & { readonly report: RescueReport }) {
  const [chosen, setChosen] = useState<Exclude<RescueWay, 'windows'> | null>(null);
  const way = chosen ?? report.fits;
  return (
    <SpaceBetween size="m">
      <SpaceBetween size="xxs">
        <Box variant="h3">{chosen === null ? said.lost.fits : said.lost.otherWay}</Box>
        <Box fontWeight="bold">{said.ways[way].title}</Box>
        <Box>{said.ways[way].why}</Box>
      </SpaceBetween>
      {way === 'windows' ? (
        <WindowsWays report={report} launch={launch} machine={machine} />
      ) : (
        <SpaceBetween size="m">
          <Before report={report} way={way} isChosen={chosen !== null} />
          {!isReachable(launch) && (
            <Box>{launch.account.endpoint === null ? said.lost.practice[way] : said.other.notAws}</Box>
          )}
          <RescueWork key={way} way={way} report={report} launch={launch} machine={machine} />
          <SpaceBetween size="xxs">
            <Box variant="h4">{said.lost.instead}</Box>
            {CHOICES.filter((each) => each !== way).map((each) => (
              <div key={each}>
                <Button variant="inline-link" onClick={() => setChosen(each)}>
                  {said.ways[each].title}
                </Button>
              </div>
            ))}
          </SpaceBetween>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

type BeforeProps = {
  readonly report: RescueReport;
  readonly way: Exclude<RescueWay, 'windows'>;
  readonly isChosen: boolean;
};

/** What has to be mended first; of a way that the person has chosen all that is missing for it. */
function Before({ report, way, isChosen }: BeforeProps) {
  const { first, ways } = report;
  const missing = {
    'instance-connect': ways.instanceConnect.missing,
    'session-manager': ways.sessionPage.missing,
    volume: [],
  }[way];
  const points = isChosen ? missing : first;
  if (points.length === 0) return null;
  return (
    <Alert type="warning" header={said.lost.first}>
      <MissingPoints points={points} />
    </Alert>
  );
}

function WindowsWays({ report, launch, machine }: ConnectProps & { readonly report: RescueReport }) {
  const { title, session, tool, domain } = said.lost.windows;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{title}</Box>
      <ul className="plain-list">
        {[session, tool, domain].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Box variant="h4">{said.other.session.title}</Box>
        <WayState standing={report.ways.sessionPage} />
      </SpaceBetween>
      <MissingPoints points={report.ways.sessionPage.missing} />
      {isReachable(launch) && (
        <PageButton
          at={{ launchId: launch.launchId, instanceId: machine.instanceId }}
          isOn={report.ways.sessionPage.state !== 'lacks'}
        />
      )}
    </SpaceBetween>
  );
}

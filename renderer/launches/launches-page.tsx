import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import Icon from '@cloudscape-design/components/icon';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { areThere, isRemoved } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { When } from '../components/when.tsx';
import { DamagedLaunches } from './damaged-launches.tsx';
import { HalfDone } from './half-done.tsx';
import type { LaunchDialog } from './launch-dialog.ts';
import { isRunning, isToDecide, standingOf } from './launch-standing.ts';
import { useLaunches } from './launches-context.ts';
import { LaunchesTable } from './launches-table.tsx';
import { NoLaunches } from './no-launches.tsx';

const said = words.launches;

type LaunchesPageProps = {
  /** False while one launch is looked at. */
  readonly isShown: boolean;
  readonly onOpen: (launchId: string) => void;
  readonly onAsk: (dialog: LaunchDialog) => void;
  readonly onLaunch: () => void;
};

/** What was left half done comes first; then everything, with what it costs. */
export function LaunchesPage({ isShown, onOpen, onAsk, onLaunch }: LaunchesPageProps) {
  const { list, problem, isReading, again, look } = useLaunches();
  const launches = list?.launches ?? [];
  const there = launches.filter((launch) => !isRemoved(launch));
  const gone = launches.filter(isRemoved);
  const retry = list === null ? again : look;
  return (
    <ContentLayout header={<PageHeader launches={launches} isShown={isShown} onAsk={onAsk} />}>
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} on={{ retry }} />}
        {list === null && isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
        {launches.filter(isToDecide).map((launch) => (
          <ToDecide key={launch.launchId} launch={launch} onOpen={onOpen} onAsk={onAsk} />
        ))}
        <DamagedLaunches damaged={list?.damaged ?? []} />
        {launches.length > 0 && <LookedAt launches={launches} />}
        {there.length > 0 && <LaunchesTable launches={there} onOpen={onOpen} />}
        {gone.length > 0 && (
          <ExpandableSection headerText={said.gone(gone.length)} defaultExpanded={there.length === 0}>
            <LaunchesTable launches={gone} onOpen={onOpen} label={said.goneLabel} />
          </ExpandableSection>
        )}
        {list !== null && launches.length === 0 && <NoLaunches onLaunch={onLaunch} />}
      </SpaceBetween>
    </ContentLayout>
  );
}

type ToDecideProps = Pick<LaunchesPageProps, 'onOpen' | 'onAsk'> & { readonly launch: Launch };

function ToDecide({ launch, onOpen, onAsk }: ToDecideProps) {
  const { launchId, name } = launch;
  const standing = standingOf(launch);
  const { show, actFor } = said.unfinished;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.launch.page.intro[standing]}
          actions={
            <Button ariaLabel={actFor(show, name)} onClick={() => onOpen(launchId)}>
              {show}
            </Button>
          }
        >
          <Icon name="status-warning" variant="warning" ariaLabel={words.app.severity.caution} />{' '}
          {words.launch.page.title[standing](name)}
        </Header>
      }
    >
      <HalfDone launch={launch} onRemove={() => onAsk({ is: 'remove', launch })} />
    </Container>
  );
}

/** How old what is said is, and whether all of it is. */
function LookedAt({ launches }: { readonly launches: readonly Launch[] }) {
  const { isLooking } = useLaunches();
  if (isLooking) return <StatusIndicator type="loading">{said.looking}</StatusIndicator>;
  const oldest = launches
    .flatMap(({ sight }) => (sight.problem === null && sight.at !== null ? [sight.at] : []))
    .toSorted((one, other) => one - other)[0];
  const isPartial = launches.some(({ sight }) => sight.problem !== null);
  return (
    <SpaceBetween direction="horizontal" size="s">
      {oldest !== undefined && (
        <StatusIndicator type="success">
          {said.lookedAt} <When iso={new Date(oldest).toISOString()} />
        </StatusIndicator>
      )}
      {isPartial && <StatusIndicator type="warning">{said.notAll}</StatusIndicator>}
    </SpaceBetween>
  );
}

type PageHeaderProps = Pick<LaunchesPageProps, 'isShown' | 'onAsk'> & {
  readonly launches: readonly Launch[];
};

function PageHeader({ launches, isShown, onAsk }: PageHeaderProps) {
  const { look, isLooking } = useLaunches();
  const runs = launches.some((launch) => areThere(launch).some(isRunning));
  return (
    <Box padding={{ top: 'm' }}>
      <Header
        variant="h1"
        description={said.intro}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {launches.length > 0 && (
              <Button iconName="refresh" loading={isLooking} onClick={look}>
                {said.lookNow}
              </Button>
            )}
            <Button onClick={() => onAsk({ is: 'ssh-config' })}>{words.sshConfig.button}</Button>
            {runs && (
              <Button onClick={() => onAsk({ is: 'stop-everything' })}>{said.stopEverything.button}</Button>
            )}
          </SpaceBetween>
        }
      >
        <span ref={takeFocus} tabIndex={-1} {...(isShown ? { className: 'page-heading' } : {})}>
          {said.title}
        </span>
      </Header>
    </Box>
  );
}

import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { BackupAlert } from '../vault/backup-alert.tsx';
import { ConnectSection } from './connect-section.tsx';
import { LaunchLines } from './launch-lines.tsx';
import { RemoveModal } from './remove-modal.tsx';
import { useLaunch } from './use-launch.ts';

const said = words.launch;

type LaunchPageProps = { readonly launchId: string; readonly onAnother: () => void };

/** A launch from its first line to the addresses of its machines, and to its removal. */
export function LaunchPage({ launchId, onAnother }: LaunchPageProps) {
  const { launch, problem, again, undo } = useLaunch(launchId);
  const [isRemoving, setIsRemoving] = useState(false);
  const openRemoval = () => setIsRemoving(true);
  if (launch === null) {
    return problem === null ? (
      <StatusIndicator type="loading">{said.page.reading}</StatusIndicator>
    ) : (
      <SpaceBetween size="m">
        <ProblemAlert problem={problem} on={{ retry: again }} />
        <Button onClick={onAnother}>{said.another}</Button>
      </SpaceBetween>
    );
  }
  return (
    <ContentLayout header={<PageHeader launch={launch} onRemove={openRemoval} onAnother={onAnother} />}>
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} on={{ retry: openRemoval }} />}
        {launch.problem !== null && launch.state !== 'removed' && (
          <ProblemAlert problem={launch.problem} on={canRemove(launch) ? { undo: openRemoval } : {}} />
        )}
        {hasMachines(launch) && <BackupAlert />}
        {hasMachines(launch) && <ConnectSection launch={launch} />}
        <LaunchLines launch={launch} />
      </SpaceBetween>
      <RemoveModal
        launch={launch}
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
        onRemove={(keyPairToo) => {
          setIsRemoving(false);
          undo(keyPairToo);
        }}
      />
    </ContentLayout>
  );
}

type PageHeaderProps = {
  readonly launch: Launch;
  readonly onRemove: () => void;
  readonly onAnother: () => void;
};

/** The heading takes the focus when the page opens and when its state changes: that is the news. */
function PageHeader({ launch, onRemove, onAnother }: PageHeaderProps) {
  return (
    <Box padding={{ top: 'm' }}>
      <Header
        variant="h1"
        description={introOf(launch)}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {canRemove(launch) && <Button onClick={onRemove}>{said.remove.open}</Button>}
            {isOver(launch) && <Button onClick={onAnother}>{said.another}</Button>}
          </SpaceBetween>
        }
      >
        <span key={launch.state} ref={takeFocus} tabIndex={-1} className="page-heading">
          {said.page.title[launch.state](launch.name)}
        </span>
      </Header>
    </Box>
  );
}

function hasMachines({ state, instances }: Launch): boolean {
  return (state === 'running' || state === 'partly') && instances.length > 0;
}

function isOver({ state }: Launch): boolean {
  return state !== 'working' && state !== 'removing';
}

/** Something was made, and nobody is busy making or removing it. */
function canRemove(launch: Launch): boolean {
  const made = launch.lines.some(({ resourceId, kind }) => resourceId !== null && kind !== 'undo');
  return made && isOver(launch) && launch.state !== 'removed';
}

/** What only practises costs nothing. */
function introOf({ state, account }: Launch): string {
  const isPractice = account.sourceId === PRACTICE_SOURCE;
  return isPractice && state === 'partly' ? words.practice.launch.partly : said.page.intro[state];
}

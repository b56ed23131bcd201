import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { GroupsReview } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { When } from '../components/when.tsx';
import { ChangesSection } from './fixes/changes-section.tsx';
import { NoAccount, NoGroups, NotRead } from './empty-states.tsx';
import type { GroupsDialog } from './groups-dialog.ts';
import { GroupsTable } from './groups-table.tsx';
import { QuestionBar } from './question-bar.tsx';
import { ReadingProgress } from './reading-progress.tsx';
import { UnreadNote } from './unread-note.tsx';
import type { Review } from './use-review.ts';

const said = words.groups;

type GroupsPageProps = {
  /** Null while no account has answered. */
  readonly account: ConnectedAccount | null;
  readonly review: Review;
  /** False while one group is looked at. */
  readonly isShown: boolean;
  readonly onOpen: (groupId: string) => void;
  readonly onAsk: (dialog: GroupsDialog) => void;
  /** Something was, or may have been, changed in AWS. */
  readonly onChanged: () => void;
  readonly onLaunch: () => void;
  readonly onLesson: () => void;
};

export function GroupsPage(props: GroupsPageProps) {
  const { account, review, onLaunch } = props;
  return (
    <ContentLayout header={<PageHeader {...props} />}>
      {account === null ? (
        <NoAccount onConnect={onLaunch} />
      ) : (
        <SpaceBetween size="l">
          <ReadingState account={account} review={review} />
          <ChangesSection groupId={null} onChanged={props.onChanged} />
          <Groups {...props} account={account} />
        </SpaceBetween>
      )}
    </ContentLayout>
  );
}

type ReadingStateProps = { readonly account: ConnectedAccount; readonly review: Review };

/** How far the reading is, or how old what was read is, and what went wrong. */
function ReadingState({ account, review }: ReadingStateProps) {
  const { value, problem, isReading } = review;
  if (isReading) return <ReadingProgress region={account.region} progress={review.progress} />;
  return (
    <SpaceBetween size="s">
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: review.again }} />}
      {problem !== null && value !== null && (
        <StatusIndicator type="warning">{said.read.rereadFailed}</StatusIndicator>
      )}
      {value !== null && <ReadLine review={value} onAgain={review.again} />}
    </SpaceBetween>
  );
}

function ReadLine({ review, onAgain }: { readonly review: GroupsReview; readonly onAgain: () => void }) {
  return (
    <SpaceBetween direction="horizontal" size="s" alignItems="center">
      <StatusIndicator type="success">
        {said.read.count(review.rows.length)} {said.read.at(review.region)}{' '}
        <When iso={new Date(review.readAt).toISOString()} />
      </StatusIndicator>
      <Button variant="inline-link" onClick={onAgain}>
        {said.actions.readAgain}
      </Button>
    </SpaceBetween>
  );
}

function Groups(props: GroupsPageProps & { readonly account: ConnectedAccount }): ReactNode {
  const { account, review, onOpen, onLaunch } = props;
  const { value } = review;
  if (value === null) {
    return review.isReading || review.problem !== null ? null : <NotRead onRead={review.again} />;
  }
  if (value.rows.length === 0) return <NoGroups region={value.region} onLaunch={onLaunch} />;
  return (
    <SpaceBetween size="l">
      {value.unread.length > 0 && <UnreadNote unread={value.unread} />}
      <QuestionBar
        account={account}
        machines={value.machines}
        firstMachineId={null}
        asOf={String(value.readAt)}
      />
      <GroupsTable rows={value.rows} accountId={value.accountId} onOpen={onOpen} />
    </SpaceBetween>
  );
}

function PageHeader({ account, review, isShown, onAsk, onLesson }: GroupsPageProps) {
  return (
    <Box padding={{ top: 'm' }}>
      <Header
        variant="h1"
        description={said.intro}
        info={
          <Link variant="info" ariaLabel={said.lesson} onFollow={onLesson}>
            {words.app.help.link}
          </Link>
        }
        actions={
          account !== null && (
            <Button
              disabled={review.value === null || review.isReading}
              onClick={() => onAsk({ is: 'report' })}
            >
              {said.actions.report}
            </Button>
          )
        }
      >
        <span ref={takeFocus} tabIndex={-1} {...(isShown ? { className: 'page-heading' } : {})}>
          {said.title}
        </span>
      </Header>
    </Box>
  );
}

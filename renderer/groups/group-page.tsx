import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { GroupRow, GroupsReview, ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { AccessSection } from './access-section.tsx';
import { GroupBadges } from './group-badges.tsx';
import { ChangesSection } from './fixes/changes-section.tsx';
import type { GroupsDialog } from './groups-dialog.ts';
import { GroupFacts } from './group-facts.tsx';
import { GroupFindings } from './group-findings.tsx';
import { GroupMachines } from './group-machines.tsx';
import { GroupRules } from './group-rules.tsx';
import { QuestionBar } from './question-bar.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { useGroup } from './use-group.ts';

const said = words.groups.group;

type GroupPageProps = {
  /** What the list says of it: shown until the group itself is read. */
  readonly row: GroupRow;
  readonly account: ConnectedAccount;
  readonly machines: GroupsReview['machines'];
  readonly onAsk: (dialog: GroupsDialog) => void;
  /** Something was, or may have been, changed in AWS. */
  readonly onChanged: () => void;
  readonly onBack: () => void;
  readonly onLesson: () => void;
};

/** All that is known of one group. */
export function GroupPage(props: GroupPageProps) {
  const { row, account } = props;
  const group = useGroup(account, row.groupId);
  return (
    <ContentLayout header={<PageHeader {...props} isReading={group.isReading} onAgain={group.again} />}>
      <SpaceBetween size="l">
        {group.problem !== null && <ProblemAlert problem={group.problem} on={{ retry: group.again }} />}
        {group.value === null && group.isReading && (
          <StatusIndicator type="loading">{said.reading(row.name)}</StatusIndicator>
        )}
        <WhatItIs row={row} />
        {group.value !== null && <Sections {...props} group={group.value} />}
      </SpaceBetween>
    </ContentLayout>
  );
}

function Sections({
  group,
  account,
  machines,
  onAsk,
  onChanged,
}: GroupPageProps & { readonly group: ReviewedGroup }) {
  const first = group.attached.machines?.find(({ state }) => state === 'running');
  return (
    <SpaceBetween size="l">
      <GroupFacts of={group} accountId={account.accountId} />
      <GroupFindings of={group} onFix={(finding) => onAsk({ is: 'fix', finding, reviewed: group })} />
      <ChangesSection groupId={group.group.groupId} onChanged={onChanged} />
      <AccessSection of={group} />
      <QuestionBar
        account={account}
        machines={machines}
        firstMachineId={first?.instanceId ?? null}
        asOf={group.group.rules.map(({ ruleId }) => ruleId).join()}
      />
      <GroupRules of={group} />
      <GroupMachines of={group} />
    </SpaceBetween>
  );
}

/** Two kinds of group that are not like others. */
function WhatItIs({ row }: { readonly row: GroupRow }) {
  if (!row.isShared && !row.isDefault) return null;
  return (
    <SpaceBetween size="s">
      {row.isShared && (
        <Alert type="info" header={said.sharedTitle} statusIconAriaLabel={words.app.severity.note}>
          {said.sharedWhy(row.ownerId)}
        </Alert>
      )}
      {row.isDefault && (
        <Alert type="info" header={said.defaultTitle} statusIconAriaLabel={words.app.severity.note}>
          {said.defaultWhy}
        </Alert>
      )}
    </SpaceBetween>
  );
}

/** Whether this Keyport made it, its journal decides; the tag only says that some Keyport did. */
function isDeletable({ launchId, isDefault, isShared, machines, interfaces }: GroupRow): boolean {
  return launchId !== null && !isDefault && !isShared && machines === 0 && interfaces === 0;
}

type PageHeaderProps = GroupPageProps & { readonly isReading: boolean; readonly onAgain: () => void };

function PageHeader({ row, isReading, onBack, onAgain, onLesson, onAsk }: PageHeaderProps) {
  return (
    <Box padding={{ top: 'm' }}>
      <SpaceBetween size="xs">
        <Button iconName="arrow-left" variant="inline-link" onClick={onBack}>
          {words.groups.actions.back}
        </Button>
        <Header
          variant="h1"
          info={
            <Link variant="info" ariaLabel={words.groups.lesson} onFollow={onLesson}>
              {words.app.help.link}
            </Link>
          }
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {isDeletable(row) && (
                <Button onClick={() => onAsk({ is: 'delete', row })}>
                  {words.groupFixing.deleting.button}
                </Button>
              )}
              <Button iconName="refresh" loading={isReading} onClick={onAgain}>
                {words.groups.actions.readAgain}
              </Button>
            </SpaceBetween>
          }
        >
          <span ref={takeFocus} tabIndex={-1} className="page-heading breakable">
            {row.name}
          </span>
        </Header>
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <SeverityMark severity={row.severity} />
          <GroupBadges {...row} />
        </SpaceBetween>
      </SpaceBetween>
    </Box>
  );
}

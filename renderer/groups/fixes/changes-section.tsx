import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { GroupChange } from '../../../shared/security-group/group-change.ts';
import { words } from '../../../shared/words/en.ts';
import { useFocusBack } from '../../components/use-focus-back.ts';
import { When } from '../../components/when.tsx';
import { ChangeView } from './change-view.tsx';
import { undecided, useChanges } from './use-changes.ts';

const said = words.groupFixing;

type ChangesSectionProps = {
  /** Of this group only; null: of all. */
  readonly groupId: string | null;
  /** Something was, or may have been, changed in AWS. */
  readonly onChanged: () => void;
};

/** What was changed here, with what may still be done about it; what was left half done comes first. */
export function ChangesSection({ groupId, onChanged }: ChangesSectionProps) {
  const { changes } = useChanges();
  const [shownId, setShownId] = useState<string | null>(null);
  const mine = changes.filter((change) => groupId === null || change.groupId === groupId);
  const shown = mine.find(({ changeId }) => changeId === shownId) ?? null;
  useFocusBack(shown !== null);
  if (mine.length === 0) return null;
  const open = undecided(mine);
  const close = () => {
    setShownId(null);
    onChanged();
  };
  return (
    <SpaceBetween size="m">
      {open.length > 0 && (
        <Alert type="warning" header={said.list.unfinished(open.length)}>
          <SpaceBetween size="xs">
            <div>{said.list.unfinishedWhy}</div>
            <SpaceBetween direction="horizontal" size="xs">
              {open.map(({ changeId, groupName }) => (
                <Button key={changeId} onClick={() => setShownId(changeId)}>
                  {`${said.list.show} ${groupName}`}
                </Button>
              ))}
            </SpaceBetween>
          </SpaceBetween>
        </Alert>
      )}
      <Container>
        <ExpandableSection headerText={`${said.list.title} (${mine.length})`}>
          <ChangesTable changes={mine} onShow={setShownId} />
        </ExpandableSection>
      </Container>
      {shown !== null && (
        <Modal
          visible
          size="large"
          header={said.title(shown.groupName)}
          closeAriaLabel={said.close}
          onDismiss={close}
          footer={
            <Box float="right">
              <Button variant="primary" onClick={close}>
                {said.close}
              </Button>
            </Box>
          }
        >
          <ChangeView change={shown} reviewed={null} />
        </Modal>
      )}
    </SpaceBetween>
  );
}

type ChangesTableProps = {
  readonly changes: readonly GroupChange[];
  readonly onShow: (changeId: string) => void;
};

function ChangesTable({ changes, onShow }: ChangesTableProps) {
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: said.list.title }}
      items={changes}
      trackBy="changeId"
      columnDefinitions={columnsWith(onShow)}
    />
  );
}

function columnsWith(
  onShow: ChangesTableProps['onShow'],
): readonly TableProps.ColumnDefinition<GroupChange>[] {
  const { columns } = said.list;
  return [
    {
      id: 'group',
      header: columns.group,
      isRowHeader: true,
      cell: ({ groupName, groupId }) => (groupId === '' ? said.list.unreadable : `${groupName} (${groupId})`),
    },
    { id: 'when', header: columns.when, cell: (change) => <StartedAt change={change} /> },
    { id: 'what', header: columns.what, cell: whatInWords },
    { id: 'state', header: columns.state, cell: ({ state }) => said.states[state] },
    {
      id: 'acts',
      header: columns.acts,
      cell: (change) => <ShowButton change={change} onShow={onShow} />,
    },
  ];
}

function whatInWords({ added, removed }: GroupChange): string {
  return [
    ...(removed.length > 0 ? [said.went(removed.length)] : []),
    ...(added.length > 0 ? [said.came(added.length)] : []),
  ].join('; ');
}

function StartedAt({ change: { startedAt } }: { readonly change: GroupChange }) {
  return startedAt === 0 ? null : <When iso={new Date(startedAt).toISOString()} />;
}

type ShowButtonProps = { readonly change: GroupChange; readonly onShow: (changeId: string) => void };

function ShowButton({ change: { changeId, groupName }, onShow }: ShowButtonProps) {
  return (
    <Button
      variant="inline-link"
      ariaLabel={`${said.list.show} ${groupName}`}
      onClick={() => onShow(changeId)}
    >
      {said.list.show}
    </Button>
  );
}

import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { KeyRow, KeyUse } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { When } from '../components/when.tsx';
import type { KeysAccount } from './keys-account.ts';

const said = words.keys.details.users;

type KeyUsersProps = { readonly row: KeyRow; readonly account: KeysAccount['state'] };

/** Which machines this key may open, and how sure that is: AWS itself does not know more than a name. */
export function KeyUsers({ row: { users, areUsersIncomplete }, account }: KeyUsersProps) {
  if (account !== 'read') return <div>{said.notRead}</div>;
  return (
    <SpaceBetween size="m">
      <Table
        variant="embedded"
        header={
          <Header variant="h3" counter={`(${users.length})`}>
            {said.title}
          </Header>
        }
        items={users}
        trackBy={({ region, instanceId }) => `${region} ${instanceId}`}
        wrapLines
        empty={said.none}
        ariaLabels={{ tableLabel: said.title }}
        columnDefinitions={COLUMNS}
      />
      {areUsersIncomplete && <StatusIndicator type="warning">{said.incomplete}</StatusIndicator>}
      {users.length > 0 && <Certainties />}
    </SpaceBetween>
  );
}

function Certainties() {
  return (
    <div>
      {said.why}
      <ul className="plain-list">
        {CERTAINTIES.map((certainty) => (
          <li key={certainty}>
            <strong>{said.certainty[certainty]}</strong>: {said.certaintyWhy[certainty]}
          </li>
        ))}
      </ul>
    </div>
  );
}

const CERTAINTIES = ['launched', 'likely', 'unknown'] as const satisfies readonly KeyUse['certainty'][];

const COLUMNS: readonly TableProps.ColumnDefinition<KeyUse>[] = [
  {
    id: 'instance',
    header: said.columns.instance,
    isRowHeader: true,
    minWidth: 200,
    cell: ({ name, instanceId }) => (
      <>
        <div>{name ?? said.unnamed}</div>
        <code>{instanceId}</code>
      </>
    ),
  },
  {
    id: 'where',
    minWidth: 120,
    header: said.columns.where,
    cell: ({ region, state }) => (
      <>
        <div>{region}</div>
        <div>{state}</div>
      </>
    ),
  },
  {
    id: 'started',
    header: said.columns.started,
    cell: ({ launchedAt }) =>
      launchedAt === null ? words.keys.table.none : <When iso={launchedAt} isDayEnough />,
  },
  {
    id: 'certainty',
    minWidth: 110,
    header: said.columns.certainty,
    cell: ({ certainty }) => (
      <StatusIndicator type={INDICATORS[certainty]}>{said.certainty[certainty]}</StatusIndicator>
    ),
  },
];

const INDICATORS: Readonly<Record<KeyUse['certainty'], StatusIndicatorProps.Type>> = {
  launched: 'success',
  likely: 'info',
  unknown: 'pending',
};

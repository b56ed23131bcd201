import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import { copiesInWords } from '../../shared/keys/backup-state.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import type { KeysAccount } from './keys-account.ts';
import { rankOf, regionsOf } from './row-filter.ts';
import { StandingIndicator } from './standing-indicator.tsx';
import { usersInWords } from './users-in-words.ts';

const said = words.keys.table;

export const EVERY_COLUMN = ['name', 'standing', 'copies', 'users', 'type', 'regions'] as const;
/** What still fits beside the details of one key, which tell the rest. */
export const COLUMNS_BESIDE = ['name', 'standing'] as const;

type KeyColumn = TableProps.ColumnDefinition<KeyRow>;

/** The table's columns; each can be sorted by what it means, not by how it is spelt. */
export function keyColumns(account: KeysAccount['state']): readonly KeyColumn[] {
  return [
    {
      id: 'name',
      header: said.columns.name,
      isRowHeader: true,
      cell: ({ name }) => <span className="breakable">{name}</span>,
      minWidth: 140,
      ...sortedBy(said.columns.name, (one, other) => one.name.localeCompare(other.name, 'en')),
    },
    {
      id: 'standing',
      header: said.columns.standing,
      minWidth: 150,
      cell: ({ standing }) => <StandingIndicator standing={standing} />,
      ...sortedBy(said.columns.standing, (one, other) => rankOf(one.standing) - rankOf(other.standing)),
    },
    {
      id: 'copies',
      header: said.columns.copies,
      cell: ({ key }) => (key === null ? said.none : copiesInWords(key)),
      ...sortedBy(said.columns.copies, (one, other) => copies(one) - copies(other)),
    },
    {
      id: 'users',
      header: said.columns.users,
      cell: (row) => <Users row={row} account={account} />,
      ...sortedBy(said.columns.users, (one, other) => one.users.length - other.users.length),
    },
    {
      id: 'type',
      header: said.columns.type,
      cell: ({ type }) => (type === null ? said.unknownType : words.keys.dialogs.create.types[type]),
      ...sortedBy(said.columns.type, (one, other) => (one.type ?? '').localeCompare(other.type ?? '', 'en')),
    },
    {
      id: 'regions',
      header: said.columns.regions,
      cell: (row) => regionsInWords(row),
      ...sortedBy(said.columns.regions, (one, other) =>
        regionsInWords(one).localeCompare(regionsInWords(other), 'en'),
      ),
    },
  ];
}

function sortedBy(
  column: string,
  sortingComparator: (one: KeyRow, other: KeyRow) => number,
): Pick<KeyColumn, 'sortingComparator' | 'ariaLabel'> {
  return {
    sortingComparator,
    ariaLabel: ({ sorted, descending }) => (sorted ? said.sorted(column, descending) : said.unsorted(column)),
  };
}

function copies({ key }: KeyRow): number {
  return key?.copies.length ?? 0;
}

function Users({ row, account }: { readonly row: KeyRow; readonly account: KeysAccount['state'] }) {
  const { count, certainty } = usersInWords(row, account);
  return (
    <>
      <div>{count}</div>
      {certainty !== '' && (
        <Box fontSize="body-s" color="text-body-secondary">
          {certainty}
        </Box>
      )}
    </>
  );
}

function regionsInWords(row: KeyRow): string {
  const regions = regionsOf(row);
  if (regions.length > 0) return regions.join(', ');
  return row.standing === 'not-read' ? (row.key?.pair?.region ?? said.none) : said.none;
}

import { useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { COLUMNS_BESIDE, EVERY_COLUMN, keyColumns } from './key-columns.tsx';
import type { KeysAccount } from './keys-account.ts';
import { EVERY_ROW, isWanted } from './row-filter.ts';
import { RowFilters } from './row-filters.tsx';

const said = words.keys.table;

type KeysTableProps = {
  readonly rows: readonly KeyRow[];
  readonly account: KeysAccount['state'];
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
};

/** Every key, wherever its halves are. */
export function KeysTable({ rows, account, chosenId, onChoose }: KeysTableProps) {
  const [filter, setFilter] = useState(EVERY_ROW);
  const wanted = rows.filter((row) => isWanted(row, filter));
  const { items, collectionProps } = useCollection(wanted, { sorting: {} });
  return (
    <Table
      {...collectionProps}
      variant="container"
      header={
        <Header variant="h2" counter={`(${rows.length})`}>
          {said.label}
        </Header>
      }
      items={items}
      trackBy="id"
      wrapLines
      columnDefinitions={keyColumns(account)}
      selectionType="single"
      selectedItems={items.filter(({ id }) => id === chosenId)}
      onSelectionChange={({ detail }) => onChoose(detail.selectedItems[0]?.id ?? null)}
      onRowClick={({ detail }) => onChoose(detail.item.id)}
      ariaLabels={{
        tableLabel: said.label,
        selectionGroupLabel: said.label,
        itemSelectionLabel: (_selection, { name, standing }) =>
          said.choose(name, words.keys.standing[standing]),
      }}
      visibleColumns={chosenId === null ? EVERY_COLUMN : COLUMNS_BESIDE}
      empty={<NoMatch onClear={() => setFilter(EVERY_ROW)} />}
      filter={<RowFilters filter={filter} rows={rows} found={wanted.length} onChange={setFilter} />}
    />
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <Box textAlign="center" padding="m">
      <SpaceBetween size="s" alignItems="center">
        <span>{said.noMatch}</span>
        <Button onClick={onClear}>{said.clearFilter}</Button>
      </SpaceBetween>
    </Box>
  );
}

import { memo, useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { groupColumns, severityColumn } from './group-columns.tsx';
import { filterOptions, FREE_TEXT, GROUP_PROPERTIES } from './group-filter.ts';
import { itemsOf } from './group-item.ts';

const said = words.groups.table;

const PAGE_SIZE = 50;
/** Where not every column fits, in pixels. */
const NARROW = 1000;
const NOT_WIDE = 1300;

type GroupsTableProps = {
  readonly rows: readonly GroupRow[];
  readonly accountId: string;
  readonly onOpen: (groupId: string) => void;
};

/** Every group of the region, fifty at a time. Thousands are sorted and filtered here: only when one of both changes. */
export const GroupsTable = memo(function GroupsTable({ rows, accountId, onOpen }: GroupsTableProps) {
  const all = useMemo(() => itemsOf(rows), [rows]);
  const filteringOptions = useMemo(() => filterOptions(all), [all]);
  const columns = useMemo(() => groupColumns(onOpen, accountId), [onOpen, accountId]);
  const isNarrow = useIsNarrow(NARROW);
  const isWide = !useIsNarrow(NOT_WIDE);
  const collection = useCollection(all, {
    propertyFiltering: {
      filteringProperties: GROUP_PROPERTIES,
      filteringOptions,
      freeTextFiltering: FREE_TEXT,
    },
    sorting: { defaultState: { sortingColumn: severityColumn } },
    pagination: { pageSize: PAGE_SIZE },
  });
  const { items, actions, filteredItemsCount = 0, propertyFilterProps, paginationProps } = collection;
  const isFiltered = propertyFilterProps.query.tokens.length > 0;
  const hasShared = rows.some(({ isShared }) => isShared);
  return (
    <Table
      {...collection.collectionProps}
      variant="container"
      header={
        <Header
          variant="h2"
          counter={isFiltered ? `(${filteredItemsCount}/${rows.length})` : `(${rows.length})`}
        >
          {said.label}
        </Header>
      }
      items={items}
      trackBy="groupId"
      wrapLines
      columnDefinitions={columns}
      visibleColumns={visibleColumns(isNarrow, isWide && hasShared)}
      ariaLabels={{ tableLabel: said.label }}
      empty={<NoMatch onClear={() => actions.setPropertyFiltering({ operation: 'and', tokens: [] })} />}
      filter={
        <PropertyFilter
          {...propertyFilterProps}
          filteringAriaLabel={said.find}
          filteringPlaceholder={said.findPlaceholder}
          countText={said.matches(filteredItemsCount)}
          expandToViewport
        />
      }
      pagination={rows.length > PAGE_SIZE && <Pagination {...paginationProps} />}
    />
  );
});

/** The group's own page tells the rest. */
function visibleColumns(isNarrow: boolean, withOwner: boolean): readonly string[] {
  return [
    'severity',
    'name',
    'openPorts',
    'reach',
    'attached',
    ...(isNarrow ? [] : ['vpc']),
    ...(withOwner ? ['owner'] : []),
  ];
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

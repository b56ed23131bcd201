import { useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { useNow } from '../use-now.ts';
import { launchColumns } from './launch-columns.tsx';

const said = words.launches.table;

const PAGE_SIZE = 20;
/** So many are seen at a glance; a filter would only be in the way. */
const MANY = 8;
const MINUTE_MS = 60_000;

type LaunchesTableProps = {
  readonly launches: readonly Launch[];
  readonly onOpen: (launchId: string) => void;
  readonly label?: string;
};

/** Every launch, the newest first. */
export function LaunchesTable({ launches, onOpen, label = said.label }: LaunchesTableProps) {
  const now = useNow(true, MINUTE_MS);
  const columns = useMemo(() => launchColumns(onOpen, now), [onOpen, now]);
  const newestFirst = useMemo(() => launches.toReversed(), [launches]);
  const {
    items,
    actions,
    filteredItemsCount = 0,
    ...collection
  } = useCollection(newestFirst, {
    filtering: { filteringFunction: hasWords },
    sorting: {},
    pagination: { pageSize: PAGE_SIZE },
  });
  return (
    <Table
      {...collection.collectionProps}
      variant="container"
      header={
        <Header variant="h2" counter={`(${launches.length})`}>
          {label}
        </Header>
      }
      items={items}
      trackBy="launchId"
      wrapLines
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: label }}
      empty={<NoMatch onClear={() => actions.setFiltering('')} />}
      filter={
        launches.length > MANY && (
          <TextFilter
            {...collection.filterProps}
            filteringAriaLabel={said.find}
            filteringPlaceholder={said.find}
            filteringClearAriaLabel={said.clear}
            countText={said.matches(filteredItemsCount)}
          />
        )
      }
      pagination={filteredItemsCount > PAGE_SIZE && <Pagination {...collection.paginationProps} />}
    />
  );
}

/** Each word of the text is somewhere in it. */
function hasWords({ name, region, account }: Launch, text: string): boolean {
  const where = `${name} ${region} ${account.accountId}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <Box textAlign="center" padding="m">
      <SpaceBetween size="s" alignItems="center">
        <span>{said.noMatch}</span>
        <Button onClick={onClear}>{said.showAll}</Button>
      </SpaceBetween>
    </Box>
  );
}

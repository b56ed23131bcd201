import { useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { AccountChoice } from '../../../shared/account.ts';
import type { InstanceType } from '../../../shared/facts.ts';
import type { OperatingSystem } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { usePrices } from '../readings.ts';
import { ALL_SIZES, SizeFilters, type SizeFilter } from './size-filters.tsx';
import { sizeColumns } from './size-columns.tsx';

const said = words.wizard.size;

/** As many as one request for prices may name, so that a page of the table is one request. */
const PAGE_SIZE = 15;

type AllSizesProps = {
  /** Null while they are read. */
  readonly types: readonly InstanceType[] | null;
  readonly where: AccountChoice | null;
  /** What the prices are for. */
  readonly system: OperatingSystem;
  readonly chosen: string | null;
  readonly onChoose: (type: InstanceType | undefined) => void;
};

/** Every size that fits the image: found by name, processors and memory, a page at a time. */
export function AllSizes({ types, where, system, chosen, onChoose }: AllSizesProps) {
  const [filter, setFilter] = useState<SizeFilter>(ALL_SIZES);
  const listed = (types ?? []).filter((type) => isWanted(type, filter));
  const { items, collectionProps, paginationProps } = useCollection(listed, {
    pagination: { pageSize: PAGE_SIZE },
    sorting: { defaultState: { sortingColumn: { sortingField: 'memoryMiB' } } },
  });
  const names = items.map(({ name }) => name);
  const prices = usePrices(where ?? { sourceId: '', region: '' }, names.toSorted(), system).value;
  return (
    <Table
      {...collectionProps}
      header={
        <Header variant="h2" description={said.allWhy} counter={`(${listed.length})`}>
          {said.all}
        </Header>
      }
      items={items}
      trackBy="name"
      loading={types === null}
      loadingText={said.readingAll}
      empty={said.noMatch}
      columnDefinitions={sizeColumns(prices)}
      selectionType="single"
      selectedItems={items.filter(({ name }) => name === chosen)}
      onSelectionChange={({ detail }) => onChoose(detail.selectedItems[0])}
      ariaLabels={{
        selectionGroupLabel: said.all,
        itemSelectionLabel: (_selection, { name }) => said.choose(name),
        tableLabel: said.all,
      }}
      filter={<SizeFilters filter={filter} types={types ?? []} found={listed.length} onChange={setFilter} />}
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={{
            nextPageLabel: said.pages.next,
            previousPageLabel: said.pages.previous,
            pageLabel: said.pages.page,
          }}
        />
      }
    />
  );
}

function isWanted({ name, vcpus, memoryMiB }: InstanceType, filter: SizeFilter): boolean {
  return (
    name.includes(filter.text.trim().toLowerCase()) &&
    (filter.vcpus === null || vcpus === filter.vcpus) &&
    (filter.memoryMiB === null || memoryMiB === filter.memoryMiB)
  );
}

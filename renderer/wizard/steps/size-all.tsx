import { useMemo, useState } from 'react';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { InstanceType } from '../../../shared/facts.ts';
import {
  EVERY_SIZE,
  filterSizes,
  orderSizes,
  SIZE_ORDERS,
  type SizeFilter,
} from '../../../shared/size-filter.ts';
import { imageAnswer } from '../../../shared/pre-answer.ts';
import type { Architecture } from '../../../shared/platform.ts';
import { words } from '../../../shared/words/en.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sameSystemFor } from '../image-choice.ts';
import type { StepProps } from '../step-props.ts';
import { useZonesSelling } from '../use-zones-selling.ts';
import { SizeAge } from './size-age.tsx';
import { sizeColumns } from './size-columns.tsx';
import { SizeComparison } from './size-comparison.tsx';
import { SizeFilters } from './size-filters.tsx';

const said = words.wizard.size;

/** So many rows are drawn at a time, of hundreds; and of so many the zones are asked for. */
const PAGE_SIZE = 25;

/** Where not every column fits, in pixels. */
const NARROW = 1000;
const NOT_WIDE = 1500;

type AllSizesProps = Pick<StepProps, 'state' | 'readings' | 'dispatch' | 'change'> & {
  /** Null while they are read. */
  readonly types: readonly InstanceType[] | null;
  readonly onChoose: (type: InstanceType | undefined) => void;
};

/** Every size that fits the image: found by what it has, in any order, a page at a time; up to four side by side. */
export function AllSizes({ state, readings, dispatch, change, types, onChoose }: AllSizesProps) {
  const { images, prices, choice } = readings;
  const architecture = state.draft.image?.architecture ?? 'x86_64';
  const fitting = useMemo(
    () => (types ?? []).filter((type) => type.architectures.includes(architecture)),
    [types, architecture],
  );
  const { filter, found, page, pages, items, order, ...list } = useList(fitting, prices.value);
  const [names, setNames] = useState<readonly string[]>([]);
  const compared = fitting.filter(({ name }) => names.includes(name));
  const zonesOf = useZonesSelling(
    choice,
    items.map(({ name }) => name),
  );
  const columns = sizeColumns({
    prices: prices.value,
    zonesOf,
    compared: { names: compared.map(({ name }) => name), change: setNames },
  });
  const chosen = state.draft.size?.name ?? null;
  return (
    <SpaceBetween size="l">
      {compared.length > 0 && (
        <SizeComparison
          types={compared}
          prices={prices.value}
          where={choice}
          chosen={chosen}
          onChoose={onChoose}
          onChange={setNames}
        />
      )}
      <Table
        header={
          <Header
            variant="h2"
            counter={found === fitting.length ? `(${found})` : `(${found}/${fitting.length})`}
            description={said.allWhy(said.architectures[architecture])}
          >
            {said.all}
          </Header>
        }
        items={items}
        trackBy="name"
        loading={types === null}
        loadingText={said.readingAll}
        empty={said.noMatch}
        columnDefinitions={columns}
        visibleColumns={visibleColumns(useIsNarrow(NARROW), useIsNarrow(NOT_WIDE))}
        sortingColumn={{ sortingField: order.by }}
        sortingDescending={order.isDescending}
        onSortingChange={list.sort}
        selectionType="single"
        selectedItems={items.filter(({ name }) => name === chosen)}
        onSelectionChange={({ detail }) => onChoose(detail.selectedItems[0])}
        ariaLabels={{
          selectionGroupLabel: said.all,
          itemSelectionLabel: (_selection, { name }) => said.choose(name),
          tableLabel: said.all,
        }}
        filter={
          <SizeFilters
            filter={filter}
            types={fitting}
            found={found}
            showsPrevious={state.showsPreviousSizes}
            architecture={architecture}
            otherImage={sameSystemFor(images.value ?? [], state.draft.image, otherThan(architecture))}
            onOtherImage={(image) => {
              list.setFilter({ ...filter, family: null });
              change({ image: imageAnswer(image) });
            }}
            onChange={list.setFilter}
            onPrevious={(isShown) => dispatch({ type: 'show-previous-sizes', isShown })}
          />
        }
        pagination={
          pages > 1 && (
            <Pagination
              currentPageIndex={page}
              pagesCount={pages}
              onChange={({ detail }) => list.setPage(detail.currentPageIndex)}
              ariaLabels={{
                nextPageLabel: said.pages.next,
                previousPageLabel: said.pages.previous,
                pageLabel: said.pages.page,
              }}
            />
          )
        }
        footer={<SizeAge readings={readings} />}
      />
    </SpaceBetween>
  );
}

function otherThan(architecture: Architecture): Architecture {
  return architecture === 'arm64' ? 'x86_64' : 'arm64';
}

/** What of the list is shown; another filter or order begins at the first page. */
function useList(types: readonly InstanceType[], prices: Parameters<typeof orderSizes>[2]) {
  const [filter, setFilter] = useState<SizeFilter>(EVERY_SIZE);
  const [order, setOrder] = useState<Parameters<typeof orderSizes>[1]>({ by: 'memory', isDescending: false });
  const [page, setPage] = useState(1);
  const listed = useMemo(
    () => orderSizes(filterSizes(types, filter, prices), order, prices),
    [types, filter, order, prices],
  );
  const pages = Math.max(1, Math.ceil(listed.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return {
    filter,
    order,
    page: shown,
    pages,
    found: listed.length,
    items: listed.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
    setPage,
    setFilter: (next: SizeFilter) => {
      setFilter(next);
      setPage(1);
    },
    sort: ({ detail }: { readonly detail: TableProps.SortingState<InstanceType> }) => {
      const by = SIZE_ORDERS.find((each) => each === detail.sortingColumn.sortingField) ?? 'memory';
      setOrder({ by, isDescending: detail.isDescending ?? false });
      setPage(1);
    },
  };
}

/** The comparison tells the rest. */
function visibleColumns(isNarrow: boolean, isNotWide: boolean): readonly string[] {
  const always = ['name', 'vcpus', 'memory', 'hour', 'compare'];
  if (isNarrow) return always;
  const usual = [...always, 'speed', 'zones', 'freeTier'];
  return isNotWide ? usual : [...usual, 'network', 'month'];
}

import type { TableProps } from '@cloudscape-design/components/table';
import type { InstanceType } from '../../../shared/facts.ts';
import { hourlyMoney } from '../../../shared/money.ts';
import type { PriceList } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { gib } from '../../components/numbers.ts';

const said = words.wizard.size;

/** The table's columns. Prices come a page at a time, so they cannot be sorted by. */
export function sizeColumns(prices: PriceList | null): readonly TableProps.ColumnDefinition<InstanceType>[] {
  return [
    {
      id: 'name',
      header: said.columns.name,
      cell: ({ name }) => name,
      sortingField: 'name',
      isRowHeader: true,
      ariaLabel: sortLabel(said.columns.name),
    },
    {
      id: 'vcpus',
      header: said.columns.vcpus,
      cell: ({ vcpus }) => vcpus,
      sortingField: 'vcpus',
      ariaLabel: sortLabel(said.columns.vcpus),
    },
    {
      id: 'memory',
      header: said.columns.memory,
      cell: ({ memoryMiB }) => gib(memoryMiB),
      sortingField: 'memoryMiB',
      ariaLabel: sortLabel(said.columns.memory),
    },
    {
      id: 'price',
      header: said.columns.price,
      cell: ({ name }) => {
        const hour = prices?.instanceHour[name];
        return hour === undefined ? said.priceUnknown : hourlyMoney(hour);
      },
    },
    {
      id: 'free-tier',
      header: said.columns.freeTier,
      cell: ({ isFreeTierEligible }) => (isFreeTierEligible ? said.yes : said.no),
    },
  ];
}

function sortLabel(column: string) {
  return ({ sorted, descending }: TableProps.LabelData): string =>
    sorted ? said.sorted(column, descending) : said.unsorted(column);
}

import Badge from '@cloudscape-design/components/badge';
import Checkbox from '@cloudscape-design/components/checkbox';
import type { TableProps } from '@cloudscape-design/components/table';
import type { InstanceType } from '../../../shared/facts.ts';
import type { PriceList } from '../../../shared/price.ts';
import type { SizeOrder } from '../../../shared/size-filter.ts';
import { words } from '../../../shared/words/en.ts';
import type { ZonesSelling } from '../use-zones-selling.ts';
import { sizeInWords, type SizeFact } from './size-in-words.ts';

const said = words.wizard.size;

/** Sizes that are compared, at most so many. */
const MOST_COMPARED = 4;

export type Compared = {
  readonly names: readonly string[];
  readonly change: (names: readonly string[]) => void;
};

type Shown = {
  readonly prices: PriceList | null;
  readonly zonesOf: ZonesSelling;
  readonly compared: Compared;
};

/** The table's columns; those with an order can be sorted by. */
export function sizeColumns(shown: Shown): readonly TableProps.ColumnDefinition<InstanceType>[] {
  const fact = (name: SizeFact, order?: SizeOrder): TableProps.ColumnDefinition<InstanceType> => ({
    id: name,
    header: said.columns[name],
    cell: (type) => sizeInWords(type, shown.prices, shown.zonesOf)[name],
    ...(order === undefined ? {} : sortedBy(order, said.columns[name])),
  });
  return [
    {
      id: 'name',
      header: said.columns.name,
      cell: (type) => <Name type={type} />,
      isRowHeader: true,
      ...sortedBy('name', said.columns.name),
    },
    {
      id: 'compare',
      header: said.columns.compare,
      cell: ({ name }) => <CompareBox name={name} compared={shown.compared} />,
    },
    fact('vcpus', 'vcpus'),
    fact('memory', 'memory'),
    fact('hour', 'price'),
    fact('month'),
    fact('speed'),
    fact('zones'),
    fact('freeTier'),
    fact('network'),
  ];
}

function Name({ type }: { readonly type: InstanceType }) {
  if (type.isCurrentGeneration) return type.name;
  return (
    <>
      {type.name} <Badge>{said.older}</Badge>
    </>
  );
}

function CompareBox({ name, compared }: { readonly name: string; readonly compared: Compared }) {
  const isIn = compared.names.includes(name);
  const others = compared.names.filter((each) => each !== name);
  return (
    <Checkbox
      checked={isIn}
      disabled={!isIn && others.length >= MOST_COMPARED}
      ariaLabel={said.compare.add(name)}
      onChange={({ detail }) => compared.change(detail.checked ? [...others, name] : others)}
    />
  );
}

function sortedBy(sortingField: SizeOrder, column: string) {
  const ariaLabel = ({ sorted, descending }: TableProps.LabelData): string =>
    sorted ? said.sorted(column, descending) : said.unsorted(column);
  return { sortingField, ariaLabel };
}

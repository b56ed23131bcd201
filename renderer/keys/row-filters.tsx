import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { KeyRow, KeyStanding } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import './row-filters.css';
import { rankOf, type RowFilter } from './row-filter.ts';

const said = words.keys.table;

type RowFiltersProps = {
  readonly filter: RowFilter;
  readonly rows: readonly KeyRow[];
  readonly found: number;
  readonly onChange: (filter: RowFilter) => void;
};

/** Offers only states that occur, so that no choice finds nothing by itself. */
export function RowFilters({ filter, rows, found, onChange }: RowFiltersProps) {
  const occurring = [...new Set(rows.map(({ standing }) => standing))].toSorted(
    (one, other) => rankOf(one) - rankOf(other),
  );
  const options = [
    { value: '', label: said.anyStanding },
    ...occurring.map((value) => ({ value, label: words.keys.standing[value] })),
  ];
  return (
    <div className="row-filters">
      <TextFilter
        filteringText={filter.text}
        filteringAriaLabel={said.find}
        filteringPlaceholder={said.findPlaceholder}
        filteringClearAriaLabel={said.clear}
        {...(filter.text === '' ? {} : { countText: said.found(found) })}
        onChange={({ detail }) => onChange({ ...filter, text: detail.filteringText })}
      />
      <FormField label={said.standingFilter}>
        <Select
          selectedOption={options.find(({ value }) => value === (filter.standing ?? '')) ?? null}
          options={options}
          onChange={({ detail }) =>
            onChange({ ...filter, standing: standingOf(detail.selectedOption.value) })
          }
        />
      </FormField>
    </div>
  );
}

function standingOf(value: string | undefined): KeyStanding | null {
  return value !== undefined && value in words.keys.standing ? (value as KeyStanding) : null;
}

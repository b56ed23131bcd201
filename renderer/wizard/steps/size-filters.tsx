import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { InstanceType } from '../../../shared/facts.ts';
import { words } from '../../../shared/words/en.ts';

const said = words.wizard.size;

export type SizeFilter = {
  readonly text: string;
  readonly vcpus: number | null;
  readonly memoryMiB: number | null;
};

export const ALL_SIZES: SizeFilter = { text: '', vcpus: null, memoryMiB: null };

type SizeFiltersProps = {
  readonly filter: SizeFilter;
  readonly types: readonly InstanceType[];
  readonly found: number;
  readonly onChange: (filter: SizeFilter) => void;
};

export function SizeFilters({ filter, types, found, onChange }: SizeFiltersProps) {
  return (
    <SpaceBetween direction="horizontal" size="m" alignItems="end">
      <TextFilter
        filteringText={filter.text}
        filteringAriaLabel={said.find}
        filteringPlaceholder={said.findPlaceholder}
        filteringClearAriaLabel={said.clearFilter}
        countText={said.found(found)}
        onChange={({ detail }) => onChange({ ...filter, text: detail.filteringText })}
      />
      <NumberSelect
        label={said.vcpuFilter}
        any={said.anyVcpus}
        value={filter.vcpus}
        numbers={types.map(({ vcpus }) => vcpus)}
        labelOf={said.vcpus}
        onChange={(vcpus) => onChange({ ...filter, vcpus })}
      />
      <NumberSelect
        label={said.memoryFilter}
        any={said.anyMemory}
        value={filter.memoryMiB}
        numbers={types.map(({ memoryMiB }) => memoryMiB)}
        labelOf={(memoryMiB) => said.memoryOption(memoryMiB / 1024)}
        onChange={(memoryMiB) => onChange({ ...filter, memoryMiB })}
      />
    </SpaceBetween>
  );
}

type NumberSelectProps = {
  readonly label: string;
  readonly any: string;
  readonly value: number | null;
  readonly numbers: readonly number[];
  readonly labelOf: (number: number) => string;
  readonly onChange: (number: number | null) => void;
};

/** Offers the numbers that occur, so that no choice finds nothing by itself. */
function NumberSelect({ label, any, value, numbers, labelOf, onChange }: NumberSelectProps) {
  const occurring = [...new Set(numbers)].toSorted((one, other) => one - other);
  const options = [
    { value: '', label: any },
    ...occurring.map((number) => ({ value: String(number), label: labelOf(number) })),
  ];
  const selected = options.find((option) => option.value === (value === null ? '' : String(value)));
  return (
    <FormField label={label}>
      <Select
        selectedOption={selected ?? null}
        options={options}
        onChange={({ detail }) => {
          const chosen = detail.selectedOption.value;
          onChange(chosen === undefined || chosen === '' ? null : Number(chosen));
        }}
      />
    </FormField>
  );
}

import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { CatalogImage, InstanceType } from '../../../shared/facts.ts';
import type { Architecture } from '../../../shared/platform.ts';
import { countLimits, EVERY_SIZE, familiesOf, type SizeFilter } from '../../../shared/size-filter.ts';
import { words } from '../../../shared/words/en.ts';
import { nameOfImage } from '../answers-in-words.ts';
import './size-filters.css';

const said = words.wizard.size;

type SizeFiltersProps = {
  readonly filter: SizeFilter;
  /** Before anything is left out: what is offered to choose from occurs in them. */
  readonly types: readonly InstanceType[];
  readonly found: number;
  readonly showsPrevious: boolean;
  /** The processors that the image is made for. */
  readonly architecture: Architecture;
  /** The same system for the other processors; undefined where there is none. */
  readonly otherImage: CatalogImage | undefined;
  readonly onOtherImage: (image: CatalogImage) => void;
  readonly onChange: (filter: SizeFilter) => void;
  readonly onPrevious: (isShown: boolean) => void;
};

/** By name at once, and by all else behind a click. */
export function SizeFilters(props: SizeFiltersProps) {
  const { filter, types, found, showsPrevious, onChange, onPrevious } = props;
  const [isOpen, setIsOpen] = useState(false);
  const set = countLimits({ ...filter, text: '' }) + Number(showsPrevious);
  return (
    <SpaceBetween size="s">
      <TextFilter
        filteringText={filter.text}
        filteringAriaLabel={said.find}
        filteringPlaceholder={said.findPlaceholder}
        filteringClearAriaLabel={said.clearFilter}
        countText={said.found(found)}
        onChange={({ detail }) => onChange({ ...filter, text: detail.filteringText })}
      />
      <ExpandableSection
        headerText={said.filters(set)}
        expanded={isOpen}
        onChange={({ detail }) => setIsOpen(detail.expanded)}
      >
        <SpaceBetween size="m">
          <div className="size-filters">
            <Processor {...props} />
            <NumberLimits filter={filter} types={types} onChange={onChange} />
            <KindLimits filter={filter} types={types} onChange={onChange} />
          </div>
          <SpaceBetween direction="horizontal" size="l" alignItems="center">
            <Checkbox
              checked={filter.isFreeTier}
              onChange={({ detail }) => onChange({ ...filter, isFreeTier: detail.checked })}
            >
              {said.filter.onlyFreeTier}
            </Checkbox>
            <Checkbox checked={showsPrevious} onChange={({ detail }) => onPrevious(detail.checked)}>
              {said.filter.previous}
            </Checkbox>
            <Button variant="inline-link" onClick={() => onChange(EVERY_SIZE)}>
              {said.clearAll}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

type ProcessorProps = Pick<SizeFiltersProps, 'architecture' | 'otherImage' | 'onOtherImage'>;

const ARCHITECTURES = ['x86_64', 'arm64'] as const;

/** An image runs on one kind only: who wants the other gets the same system for it. */
function Processor({ architecture, otherImage, onOtherImage }: ProcessorProps) {
  const options = ARCHITECTURES.map((value) => ({
    value,
    label: said.architectures[value],
    disabled: value !== architecture && otherImage === undefined,
  }));
  const why =
    otherImage === undefined
      ? said.filter.noOtherProcessor
      : said.filter.processorWhy(nameOfImage(otherImage));
  return (
    <FormField label={said.filter.processor} constraintText={why}>
      <Select
        selectedOption={options.find(({ value }) => value === architecture) ?? null}
        options={options}
        onChange={({ detail }) => {
          if (otherImage !== undefined && detail.selectedOption.value === otherImage.architecture)
            onOtherImage(otherImage);
        }}
      />
    </FormField>
  );
}

type PartProps = Pick<SizeFiltersProps, 'filter' | 'types' | 'onChange'>;

function NumberLimits({ filter, types, onChange }: PartProps) {
  const { vcpus, memoryGiB } = filter;
  const processors = types.map((type) => type.vcpus);
  const memories = types.map((type) => type.memoryMiB / 1024);
  const memory = { numbers: memories, labelOf: said.filter.memoryOption };
  return (
    <>
      <NumberSelect
        label={said.filter.vcpusFrom}
        value={vcpus.from}
        numbers={processors}
        labelOf={String}
        onChange={(from) => onChange({ ...filter, vcpus: { ...vcpus, from } })}
      />
      <NumberSelect
        label={said.filter.vcpusTo}
        value={vcpus.to}
        numbers={processors}
        labelOf={String}
        onChange={(to) => onChange({ ...filter, vcpus: { ...vcpus, to } })}
      />
      <NumberSelect
        {...memory}
        label={said.filter.memoryFrom}
        value={memoryGiB.from}
        onChange={(from) => onChange({ ...filter, memoryGiB: { ...memoryGiB, from } })}
      />
      <NumberSelect
        {...memory}
        label={said.filter.memoryTo}
        value={memoryGiB.to}
        onChange={(to) => onChange({ ...filter, memoryGiB: { ...memoryGiB, to } })}
      />
    </>
  );
}

const BURSTS = ['any', 'burstable', 'steady'] as const;

function KindLimits({ filter, types, onChange }: PartProps) {
  const families = [
    { value: '', label: said.filter.anyFamily },
    ...familiesOf(types).map((family) => ({ value: family, label: family })),
  ];
  const bursts = BURSTS.map((value) => ({ value, label: said.filter.bursts[value] }));
  return (
    <>
      <FormField label={said.filter.family}>
        <Select
          selectedOption={families.find(({ value }) => value === (filter.family ?? '')) ?? null}
          options={families}
          filteringType="auto"
          onChange={({ detail }) => onChange({ ...filter, family: detail.selectedOption.value || null })}
        />
      </FormField>
      <FormField label={said.filter.burst}>
        <Select
          selectedOption={bursts.find(({ value }) => value === filter.burst) ?? null}
          options={bursts}
          onChange={({ detail }) => {
            const burst = BURSTS.find((each) => each === detail.selectedOption.value) ?? 'any';
            onChange({ ...filter, burst });
          }}
        />
      </FormField>
      <PriceLimit
        value={filter.mostPerHour}
        onChange={(mostPerHour) => onChange({ ...filter, mostPerHour })}
      />
    </>
  );
}

type PriceLimitProps = {
  readonly value: number | null;
  readonly onChange: (usd: number | null) => void;
};

/** What is half typed narrows nothing. */
function PriceLimit({ value, onChange }: PriceLimitProps) {
  const [text, setText] = useState('');
  const shown = value === null && numberIn(text) !== null ? '' : text;
  const isRefused = shown.trim() !== '' && numberIn(shown) === null;
  return (
    <FormField
      label={said.filter.price}
      constraintText={said.filter.priceWhy}
      errorText={isRefused ? said.filter.priceRefused : undefined}
    >
      <Input
        value={shown}
        inputMode="decimal"
        placeholder={said.filter.pricePlaceholder}
        onChange={({ detail }) => {
          setText(detail.value);
          onChange(numberIn(detail.value));
        }}
      />
    </FormField>
  );
}

/** A comma is the same as a point: people type what they are used to. */
function numberIn(text: string): number | null {
  const trimmed = text.trim().replace(',', '.').replace(/^\$/, '');
  return /^\d{1,6}(\.\d{0,6})?$|^\.\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
}

type NumberSelectProps = {
  readonly label: string;
  readonly value: number | null;
  readonly numbers: readonly number[];
  readonly labelOf: (number: number) => string;
  readonly onChange: (number: number | null) => void;
};

/** Offers the numbers that occur. */
function NumberSelect({ label, value, numbers, labelOf, onChange }: NumberSelectProps) {
  const occurring = [...new Set(numbers)].toSorted((one, other) => one - other);
  const options = [
    { value: '', label: said.filter.noLimit },
    ...occurring.map((number) => ({ value: String(number), label: labelOf(number) })),
  ];
  const selected = options.find((option) => option.value === (value === null ? '' : String(value)));
  return (
    <FormField label={label}>
      <Select
        selectedOption={selected ?? null}
        options={options}
        filteringType="auto"
        onChange={({ detail }) => {
          const chosen = detail.selectedOption.value;
          onChange(chosen === undefined || chosen === '' ? null : Number(chosen));
        }}
      />
    </FormField>
  );
}

import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { AccountChoice, AccountList } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { choiceOf, orderedRegions } from '../account-choice.ts';

const said = words.wizard.account;

type RegionPickerProps = {
  readonly accounts: AccountList;
  readonly choice: AccountChoice;
  readonly regions: readonly string[];
  readonly onChoose: (choice: AccountChoice) => void;
};

/** The account's own regions; before it has told them, or if it may not, those that AWS has. */
export function RegionPicker({ accounts, choice, regions, onChoose }: RegionPickerProps) {
  const source = accounts.sources.find(({ id }) => id === choice.sourceId);
  const own = source === undefined ? [] : [choiceOf(source, accounts).region];
  return (
    <FormField label={said.region} description={said.regionWhy}>
      <RegionSelect
        region={choice.region}
        lastUsed={accounts.lastUsed}
        codes={regions.length > 0 ? [...own, ...regions] : []}
        onChange={(region) => {
          if (region !== choice.region) onChoose({ ...choice, region });
        }}
      />
    </FormField>
  );
}

type RegionSelectProps = {
  readonly region: string;
  /** None: every region that has a name here. */
  readonly codes: readonly string[];
  readonly lastUsed?: AccountChoice | null;
  readonly onChange: (region: string) => void;
};

export function RegionSelect({ region, codes, lastUsed = null, onChange }: RegionSelectProps) {
  const known = codes.length > 0 ? codes : Object.keys(said.regionNames);
  const options = orderedRegions([region, ...known], lastUsed).map((code) => ({
    value: code,
    label: labelOf(code),
    ...(code === lastUsed?.region ? { tags: [said.lastUsed] } : {}),
  }));
  return (
    <Select
      selectedOption={{ value: region, label: labelOf(region) }}
      options={options}
      filteringType="auto"
      onChange={({ detail }) => {
        const { value } = detail.selectedOption;
        if (value !== undefined) onChange(value);
      }}
    />
  );
}

function labelOf(code: string): string {
  const name = said.regionNames[code];
  return name === undefined ? code : `${name} · ${code}`;
}

import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { refusalOfName } from '../../shared/resource-name.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';

const said = words.rescue.lost;

/** Which key is to be let in. */
export type KeyChoice = {
  readonly kind: 'fresh' | 'kept';
  readonly name: string;
  readonly custodyId: string | null;
};

type RescueKeyProps = {
  readonly choice: KeyChoice;
  readonly keys: readonly VaultKey[];
  readonly isBusy: boolean;
  readonly onChange: (choice: KeyChoice) => void;
};

export function RescueKey({ choice, keys, isBusy, onChange }: RescueKeyProps) {
  const { kind, name, custodyId } = choice;
  const inStore = useInStore();
  const options = keys.map((key) => ({ value: key.custodyId, label: key.name }));
  return (
    <SpaceBetween size="s">
      <FormField label={said.key}>
        <RadioGroup
          value={kind}
          onChange={({ detail }) => onChange({ ...choice, kind: detail.value === 'kept' ? 'kept' : 'fresh' })}
          items={[
            { value: 'fresh', label: said.fresh, description: inStore(said.freshWhy), disabled: isBusy },
            {
              value: 'kept',
              label: said.kept,
              description: keys.length === 0 ? said.none : said.keptWhy,
              disabled: isBusy || keys.length === 0,
            },
          ]}
        />
      </FormField>
      {kind === 'fresh' ? (
        <FormField label={said.freshName} errorText={refusalOfName(name) === null ? '' : said.nameRefused}>
          <Input
            value={name}
            disabled={isBusy}
            onChange={({ detail }) => onChange({ ...choice, name: detail.value })}
          />
        </FormField>
      ) : (
        <FormField label={said.choose}>
          <Select
            selectedOption={options.find(({ value }) => value === custodyId) ?? null}
            options={options}
            disabled={isBusy}
            placeholder={said.choose}
            onChange={({ detail }) => onChange({ ...choice, custodyId: detail.selectedOption.value ?? null })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

export function isChosen({ kind, name, custodyId }: KeyChoice): boolean {
  return kind === 'fresh' ? refusalOfName(name) === null : custodyId !== null;
}

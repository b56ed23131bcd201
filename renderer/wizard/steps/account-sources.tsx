import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import type { AccountChoice, AccountList, AccountSource } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { choiceOf, orderedSources } from '../account-choice.ts';

const said = words.wizard.account;

/** More than these are easier found by typing than by reading. */
const MOST_RADIOS = 6;

type SourcePickerProps = {
  readonly accounts: AccountList;
  readonly choice: AccountChoice;
  readonly onChoose: (choice: AccountChoice) => void;
};

export function SourcePicker({ accounts, choice, onChoose }: SourcePickerProps) {
  const inStore = useInStore();
  const options = orderedSources(accounts).map((source) => ({
    value: source.id,
    label: nameOf(source),
    description: inStore(descriptionOf(source, accounts)),
  }));
  const chooseId = (id: string | undefined) => {
    const source = accounts.sources.find((candidate) => candidate.id === id);
    if (source !== undefined && id !== choice.sourceId) onChoose(choiceOf(source, accounts));
  };
  const chosen = options.find(({ value }) => value === choice.sourceId);
  return (
    <FormField label={said.source} description={said.sourceWhy}>
      {options.length <= MOST_RADIOS ? (
        <RadioGroup
          value={choice.sourceId}
          items={options}
          onChange={({ detail }) => chooseId(detail.value)}
        />
      ) : (
        <Select
          selectedOption={chosen ?? null}
          options={options}
          filteringType="auto"
          onChange={({ detail }) => chooseId(detail.selectedOption.value)}
        />
      )}
    </FormField>
  );
}

function nameOf({ kind, name, signIn }: AccountSource): string {
  if (kind === 'profile' || kind === 'access-key') return name;
  return signIn === 'container' || signIn === 'web-identity' ? words.accounts.kinds[signIn] : NAMES[kind];
}

const NAMES = { environment: said.environmentName, practice: words.practice.account.name } as const;

const KINDS = {
  profile: said.profile,
  environment: said.environment,
  'access-key': said.accessKey,
  practice: words.practice.account.kind,
} as const;

function descriptionOf(source: AccountSource, { lastUsed }: AccountList): string {
  return [
    source.signIn === undefined ? KINDS[source.kind] : words.accounts.kinds[source.signIn],
    ...(source.keyEnding === undefined ? [] : [said.keyEnding(source.keyEnding)]),
    ...(source.region === null ? [] : [said.sourceRegion(source.region)]),
    ...(source.endpoint === null ? [] : [said.sourceEndpoint(source.endpoint)]),
    ...(lastUsed?.sourceId === source.id ? [said.lastUsed] : []),
  ].join(' · ');
}

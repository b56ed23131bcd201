import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import {
  charactersIn,
  faultsOf,
  leastCharacters,
  type NewPassphrase,
  type PassphraseRule,
} from './passphrase-state.ts';

const said = words.keys.vault.passphrase;

type NewPassphraseFieldsProps = {
  readonly value: NewPassphrase;
  readonly rule: PassphraseRule;
  readonly onChange: (value: NewPassphrase) => void;
};

/** A passphrase that is chosen now: typed twice, because a slip of the finger would lock its owner out. */
export function NewPassphraseFields({ value, rule, onChange }: NewPassphraseFieldsProps) {
  const [hasLeft, setHasLeft] = useState({ first: false, second: false });
  const least = leastCharacters(rule);
  const early = faultsOf(value, rule, hasLeft.first);
  const late = faultsOf(value, rule, hasLeft.second && value.second !== '');
  return (
    <SpaceBetween size="m">
      <FormField
        label={said.first}
        description={rule === 'long' ? said.rule(least) : undefined}
        constraintText={countOf(value.first, rule)}
        errorText={early.first === null ? undefined : said.tooShort(least)}
      >
        <Input
          type="password"
          value={value.first}
          autoComplete="new-password"
          onChange={({ detail }) => onChange({ ...value, first: detail.value })}
          onBlur={() => setHasLeft({ ...hasLeft, first: value.first !== '' })}
        />
      </FormField>
      <FormField label={said.second} errorText={late.second === null ? undefined : said.differs}>
        <Input
          type="password"
          value={value.second}
          autoComplete="new-password"
          onChange={({ detail }) => onChange({ ...value, second: detail.value })}
          onBlur={() => setHasLeft({ ...hasLeft, second: true })}
        />
      </FormField>
    </SpaceBetween>
  );
}

/** How far one has come; no score, because nobody can tell a good one by its looks. */
function countOf(passphrase: string, rule: PassphraseRule): string | undefined {
  if (passphrase === '' || rule === 'any') return undefined;
  const typed = charactersIn(passphrase);
  const least = leastCharacters(rule);
  return typed < least ? said.count(typed, least) : said.long(typed);
}

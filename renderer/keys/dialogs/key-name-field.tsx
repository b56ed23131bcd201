import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { freeName } from '../../../shared/resource-name.ts';
import { words } from '../../../shared/words/en.ts';
import { faultOfName } from './key-name.ts';

const said = words.keys.dialogs.name;

type KeyNameFieldProps = {
  readonly name: string;
  readonly why?: string;
  /** Names that would be refused, and what is then said. */
  readonly taken: readonly string[];
  readonly takenWhy: string;
  /** False until something was typed: an empty field is no mistake before that. */
  readonly hasTyped: boolean;
  readonly onChange: (name: string) => void;
};

/** A name as EC2 takes it; a taken one comes with one that is free. */
export function KeyNameField({ name, why, taken, takenWhy, hasTyped, onChange }: KeyNameFieldProps) {
  const fault = faultOfName(name, taken);
  const error = fault === 'taken' ? takenWhy : fault === null ? undefined : said.refused[fault];
  const free = fault === 'taken' ? freeName(name, taken) : null;
  return (
    <FormField
      label={said.label}
      description={why}
      errorText={hasTyped || fault === 'taken' ? error : undefined}
      {...(free === null
        ? {}
        : {
            secondaryControl: (
              <Button formAction="none" onClick={() => onChange(free)}>
                {said.use(free)}
              </Button>
            ),
          })}
    >
      <Input
        value={name}
        spellcheck={false}
        autoComplete="off"
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}

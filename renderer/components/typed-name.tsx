import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { words } from '../../shared/words/en.ts';

const said = words.keys.dialogs.typed;

type TypedNameProps = {
  readonly name: string;
  readonly typed: string;
  /** Where it is no name. */
  readonly label?: string;
  readonly onType: (typed: string) => void;
};

/** The name, typed by hand: nobody removes the wrong key by a habit of clicking. */
export function TypedName({ name, typed, label = said.label(name), onType }: TypedNameProps) {
  const isWrong = typed !== '' && !name.startsWith(typed);
  return (
    <FormField label={label} errorText={isWrong ? said.differs : undefined}>
      <Input
        value={typed}
        spellcheck={false}
        autoComplete="off"
        onChange={({ detail }) => onType(detail.value)}
      />
    </FormField>
  );
}

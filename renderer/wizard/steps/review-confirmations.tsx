import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { confirmationOf, type Finding } from '../../../shared/finding.ts';
import { words } from '../../../shared/words/en.ts';
import { confirmWord } from '../confirmations.ts';
import type { StepProps } from '../step-props.ts';

type ReviewConfirmationsProps = Pick<StepProps, 'state' | 'dispatch'> & {
  readonly dangers: readonly Finding[];
};

/** A danger is taken by typing what it is, so that nobody takes it by habit. */
export function ReviewConfirmations({ dangers, state, dispatch }: ReviewConfirmationsProps) {
  if (dangers.length === 0) return null;
  return (
    <SpaceBetween size="m">
      {dangers.map((danger) => (
        <FormField
          key={confirmationOf(danger)}
          label={words.wizard.review.confirm(confirmWord(danger))}
          description={danger.sentence}
        >
          <Input
            value={state.typed[confirmationOf(danger)] ?? ''}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) =>
              dispatch({ type: 'type-confirmation', findingId: confirmationOf(danger), text: detail.value })
            }
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}

import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import { instanceProfileSchema, type NewGroupAccess } from '../../../shared/launch-plan.ts';
import type { Problem } from '../../../shared/problem.ts';
import type { InstanceProfile } from '../../../shared/session-manager.ts';
import { words } from '../../../shared/words/en.ts';
import { useOutcome } from '../../use-outcome.ts';
import type { StepProps } from '../step-props.ts';

const said = words.sessionManager;

type SessionProps = StepProps & { readonly access: NewGroupAccess };

/** With which instance profile the machines call Session Manager: one of those that exist, or typed where they cannot be listed. */
export function SessionProfile({ access, change, state, readings }: SessionProps) {
  const { choice } = readings;
  const { value, problem, isReading } = useOutcome({
    key: ['instance-profiles', choice],
    read: () => window.keyport.readInstanceProfiles(choice ?? { sourceId: '', region: '' }),
    isWanted: choice !== null,
  });
  const name = access.instanceProfile ?? '';
  const isWrong = name !== '' && !instanceProfileSchema.safeParse(name).success;
  const isMissing = name === '' && state.hasTriedToLeave;
  const choose = (text: string) => {
    const typed = text.trim();
    change({ access: { ...access, instanceProfile: typed === '' ? null : typed } });
  };
  return (
    <FormField
      label={said.profile}
      description={said.profileWhy}
      constraintText={problem === null ? said.publicAddress : `${whyTyped(problem)} ${said.publicAddress}`}
      {...(isWrong || isMissing ? { errorText: said.profileWrong } : {})}
    >
      <Autosuggest
        value={name}
        options={(value ?? []).map(optionOf)}
        placeholder={said.profileExample}
        enteredTextLabel={said.typedName}
        statusType={isReading ? 'loading' : 'finished'}
        loadingText={said.reading}
        empty={problem === null ? said.noneYet : whyTyped(problem)}
        disableBrowserAutocorrect
        onChange={({ detail }) => choose(detail.value)}
      />
    </FormField>
  );
}

function optionOf({ name, session }: InstanceProfile): AutosuggestProps.Option {
  return { value: name, description: said.right[session] };
}

function whyTyped({ code, title }: Problem): string {
  return code === 'not-permitted' ? said.cannotList : said.listFailed(title);
}

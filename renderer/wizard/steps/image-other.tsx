import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccountChoice } from '../../../shared/account.ts';
import type { CatalogImage, OwnImages } from '../../../shared/facts.ts';
import { OTHER_IMAGE } from '../../../shared/image-catalog.ts';
import { imageIdSchema } from '../../../shared/launch-plan.ts';
import { succeeded } from '../../../shared/outcome.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useOutcome } from '../../use-outcome.ts';
import type { StepProps } from '../step-props.ts';
import { imageKey } from '../use-images.ts';

const said = words.wizard.image.other;

type OtherImageProps = StepProps & { readonly onTake: (image: CatalogImage) => void };

/** An image that the catalogue does not have: by its id, or from the list of this account's own and shared ones. */
export function OtherImage(props: OtherImageProps) {
  const { choice } = props.readings;
  if (choice === null) return null;
  return (
    <SpaceBetween size="l">
      <OwnList {...props} where={choice} />
      <ById {...props} where={choice} />
    </SpaceBetween>
  );
}

type PartProps = OtherImageProps & { readonly where: AccountChoice };

function OwnList({ state, where, goTo, onTake }: PartProps) {
  const queryClient = useQueryClient();
  const own = useOutcome({
    key: ['own-images', where],
    read: () => window.keyport.readOwnImages(where),
  });
  if (own.problem !== null) {
    return (
      <ProblemAlert
        problem={own.problem}
        on={{ retry: own.again, 'choose-account': () => goTo('account') }}
      />
    );
  }
  const chosen = own.value?.images.find(({ imageId }) => imageId === state.draft.image?.imageId);
  const take = (imageId: string | undefined) => {
    const image = own.value?.images.find((each) => each.imageId === imageId);
    if (image === undefined) return;
    queryClient.setQueryData(imageKey(where, image.imageId), succeeded(image));
    onTake(image);
  };
  return (
    <FormField
      label={said.listed}
      description={said.listedWhy}
      constraintText={
        own.value === null || own.value.leftOut === 0 ? undefined : said.leftOut(own.value.leftOut)
      }
    >
      <Select
        selectedOption={chosen === undefined ? null : optionOf(chosen)}
        placeholder={own.value?.images.length === 0 ? said.none : said.choose}
        disabled={own.value?.images.length === 0}
        options={own.value === null ? [] : groupsOf(own.value)}
        statusType={own.isReading ? 'loading' : 'finished'}
        loadingText={said.reading}
        filteringType="auto"
        filteringPlaceholder={said.find}
        filteringAriaLabel={said.find}
        noMatch={said.noMatch}
        empty={said.none}
        triggerVariant="option"
        onChange={({ detail }) => take(detail.selectedOption.value)}
      />
    </FormField>
  );
}

function groupsOf({ images }: OwnImages): SelectProps.Options {
  return [
    { label: said.own, options: images.filter(isOwn).map(optionOf) },
    { label: said.shared, options: images.filter((image) => !isOwn(image)).map(optionOf) },
  ].filter(({ options }) => options.length > 0);
}

function isOwn({ publisher }: CatalogImage): boolean {
  return publisher === 'own';
}

function optionOf(image: CatalogImage): SelectProps.Option {
  return {
    value: image.imageId,
    label: image.imageName,
    description: said.option(image.imageId, image.creationDate.slice(0, 10)),
    ...(image.isAvailable ? {} : { disabled: true, labelTag: whyNot(image) }),
  };
}

function whyNot({ isAllowed }: CatalogImage): string {
  return isAllowed ? words.wizard.image.unavailable : words.wizard.image.notAllowed;
}

function ById({ state, where, goTo, onTake }: PartProps) {
  const { image } = state.draft;
  const queryClient = useQueryClient();
  const [text, setText] = useState(image?.catalogId === OTHER_IMAGE ? image.imageId : '');
  const [isReading, setIsReading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const imageId = text.trim().toLowerCase();
  const isMalformed = text !== '' && !imageIdSchema.safeParse(imageId).success;
  const lookUp = async () => {
    setIsReading(true);
    const queryFn = () => window.keyport.readImage({ ...where, imageId });
    const outcome = await queryClient.fetchQuery({
      queryKey: imageKey(where, imageId),
      queryFn,
      staleTime: 0,
    });
    setIsReading(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) onTake(outcome.value);
  };
  const isGone = problem?.code === 'image-gone';
  return (
    <SpaceBetween size="s">
      <FormField
        label={said.id}
        description={said.idWhy}
        errorText={isGone ? problem.explanation : undefined}
        constraintText={isMalformed ? said.idMalformed : undefined}
        secondaryControl={
          <Button
            disabled={text === '' || isMalformed}
            loading={isReading}
            loadingText={said.lookingUp}
            onClick={() => void lookUp()}
          >
            {said.lookUp}
          </Button>
        }
      >
        <Input
          value={text}
          placeholder={said.idPlaceholder}
          spellcheck={false}
          onChange={({ detail }) => {
            setText(detail.value);
            setProblem(null);
          }}
        />
      </FormField>
      {problem !== null && !isGone && (
        <ProblemAlert
          problem={problem}
          on={{ retry: () => void lookUp(), 'choose-account': () => goTo('account') }}
        />
      )}
    </SpaceBetween>
  );
}

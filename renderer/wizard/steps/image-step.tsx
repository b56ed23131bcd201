import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles, { type TilesProps } from '@cloudscape-design/components/tiles';
import type { CatalogImage } from '../../../shared/facts.ts';
import { imageAnswer } from '../../../shared/pre-answer.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { nameOfImage } from '../answers-in-words.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';

const said = words.wizard.image;

export function ImageStep({ state, readings, findings, change, goTo }: StepProps) {
  const { images } = readings;
  if (images.problem !== null)
    return (
      <ProblemAlert
        problem={images.problem}
        on={{ retry: images.again, 'choose-account': () => goTo('account') }}
      />
    );
  if (images.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  const listed = images.value;
  const choose = (imageId: string) => {
    const image = listed.find((candidate) => candidate.imageId === imageId);
    if (image !== undefined) change({ image: imageAnswer(image) });
  };
  return (
    <SpaceBetween size="l">
      <Container>
        <FormField label={said.legend} description={said.why} stretch>
          <Tiles
            value={state.draft.image?.imageId ?? null}
            columns={2}
            items={listed.map((image, index) => tileOf(image, index === recommendedIndex(listed)))}
            onChange={({ detail }) => choose(detail.value)}
          />
        </FormField>
      </Container>
      <FindingAlerts findings={alertsOf('image', findings)} onFix={({ edit }) => change(edit)} />
    </SpaceBetween>
  );
}

/** The first that can be used: the same one that is pre-answered. */
function recommendedIndex(images: readonly CatalogImage[]): number {
  return images.findIndex(({ isAvailable }) => isAvailable);
}

function tileOf(image: CatalogImage, isRecommended: boolean): TilesProps.TilesDefinition {
  return {
    value: image.imageId,
    label: isRecommended ? said.recommended(nameOfImage(image)) : nameOfImage(image),
    description: image.isAvailable ? <ImageFacts image={image} /> : said.unavailable,
    disabled: !image.isAvailable,
  };
}

function ImageFacts({ image }: { readonly image: CatalogImage }) {
  return (
    <SpaceBetween size="xxs">
      <div>{said.architectures[image.architecture]}</div>
      <div>
        {said.loginUser(image.loginUser)}. {said.disk(image.rootSizeGiB)}.
      </div>
      <Box fontSize="body-s" color="inherit">
        <div>{said.pinned(image.imageId)}</div>
        <div className="mono">{image.imageName}</div>
        <div>{said.made(image.creationDate.slice(0, 10))}</div>
      </Box>
    </SpaceBetween>
  );
}

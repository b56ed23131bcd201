import { useState } from 'react';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles, { type TilesProps } from '@cloudscape-design/components/tiles';
import type { CatalogImage } from '../../../shared/facts.ts';
import { IMAGE_FAMILIES, type ImageFamily } from '../../../shared/image-catalog.ts';
import { imageAnswer } from '../../../shared/pre-answer.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { familyOf, firstFor, imagesOfFamily, type FamilyChoice } from '../image-choice.ts';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { ChosenImage } from './image-chosen.tsx';
import { ListedImages } from './image-listed.tsx';
import { OtherImage } from './image-other.tsx';

const said = words.wizard.image;

export function ImageStep(props: StepProps) {
  const { state, readings, findings, change, goTo } = props;
  const { image } = state.draft;
  const { images } = readings;
  // Somebody who wants another image has not chosen one yet: the answer so far stays.
  const [looksElsewhere, setLooksElsewhere] = useState(false);
  if (images.problem !== null)
    return (
      <ProblemAlert
        problem={images.problem}
        on={{ retry: images.again, 'choose-account': () => goTo('account') }}
      />
    );
  if (images.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  const listed = images.value;
  const family = looksElsewhere ? 'other' : familyOf(image);
  const take = (taken: CatalogImage | undefined) => {
    if (taken !== undefined) change({ image: imageAnswer(taken) });
  };
  const chooseFamily = (wanted: FamilyChoice) => {
    setLooksElsewhere(wanted === 'other');
    if (wanted !== 'other' && wanted !== familyOf(image))
      take(firstFor(imagesOfFamily(wanted, listed), image?.architecture ?? null));
  };
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="l">
          <Families images={listed} family={family} onChoose={chooseFamily} />
          {family === 'other' ? (
            <OtherImage {...props} onTake={take} />
          ) : (
            family !== null && (
              <ListedImages
                images={imagesOfFamily(family, listed)}
                chosen={listed.find(({ imageId }) => imageId === image?.imageId)}
                onChoose={take}
              />
            )
          )}
        </SpaceBetween>
      </Container>
      <ChosenImage {...props} images={listed} />
      <FindingAlerts findings={alertsOf('image', findings)} onFix={({ edit }) => change(edit)} />
    </SpaceBetween>
  );
}

type FamiliesProps = {
  readonly images: readonly CatalogImage[];
  readonly family: FamilyChoice | null;
  readonly onChoose: (family: FamilyChoice) => void;
};

function Families({ images, family, onChoose }: FamiliesProps) {
  // The first that can be used is the one that is pre-answered.
  const recommended = familyOf(imageAnswer(firstFor(images, null)));
  return (
    <FormField label={said.legend} description={said.why} stretch>
      <Tiles
        value={family}
        columns={4}
        items={[
          ...IMAGE_FAMILIES.map((name) => tileOf(name, images, name === recommended)),
          { value: 'other', label: said.families.other.name, description: said.families.other.why },
        ]}
        onChange={({ detail }) => {
          const chosen = [...IMAGE_FAMILIES, 'other' as const].find((name) => name === detail.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      />
    </FormField>
  );
}

function tileOf(
  family: ImageFamily,
  images: readonly CatalogImage[],
  isRecommended: boolean,
): TilesProps.TilesDefinition {
  const { name, why } = said.families[family];
  const isThere = firstFor(imagesOfFamily(family, images), null) !== undefined;
  return {
    value: family,
    label: isRecommended ? said.recommended(name) : name,
    description: isThere ? why : said.missingFamily,
    disabled: !isThere,
  };
}

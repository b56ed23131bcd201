import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import type { CatalogImage } from '../../../shared/facts.ts';
import type { Architecture } from '../../../shared/platform.ts';
import { words } from '../../../shared/words/en.ts';
import { firstFor, titlesOf } from '../image-choice.ts';

const said = words.wizard.image;

type ListedImagesProps = {
  /** Of one family. */
  readonly images: readonly CatalogImage[];
  readonly chosen: CatalogImage | undefined;
  readonly onChoose: (image: CatalogImage | undefined) => void;
};

/** Which version of a system, and for which processors. */
export function ListedImages({ images, chosen, onChoose }: ListedImagesProps) {
  const ofTitle = (title: string) => images.filter((image) => image.title === title);
  return (
    <ColumnLayout columns={2}>
      <FormField label={said.release}>
        <RadioGroup
          value={chosen?.title ?? null}
          items={titlesOf(images).map((title) => releaseOf(title, ofTitle(title)))}
          onChange={({ detail }) => onChoose(firstFor(ofTitle(detail.value), chosen?.architecture ?? null))}
        />
      </FormField>
      <FormField label={said.processor}>
        <RadioGroup
          value={chosen?.architecture ?? null}
          items={ofTitle(chosen?.title ?? '').map(({ architecture, isAvailable, isAllowed }) => ({
            value: architecture,
            label: said.architectureNames[architecture],
            description: isAvailable ? said.architectures[architecture] : whyNot(isAllowed),
            disabled: !isAvailable,
          }))}
          onChange={({ detail }) => onChoose(ofProcessor(ofTitle(chosen?.title ?? ''), detail.value))}
        />
      </FormField>
    </ColumnLayout>
  );
}

function releaseOf(title: string, images: readonly CatalogImage[]) {
  const [first] = images;
  const isUsable = firstFor(images, null) !== undefined;
  const until = first?.supportedUntil ?? null;
  return {
    value: title,
    label: title,
    description: isUsable
      ? until !== null && said.supportedUntil(until)
      : whyNot(images.every(({ isAllowed }) => isAllowed)),
    disabled: !isUsable,
  };
}

function ofProcessor(images: readonly CatalogImage[], architecture: string): CatalogImage | undefined {
  return images.find((image): boolean => image.architecture === (architecture as Architecture));
}

function whyNot(isAllowed: boolean): string {
  return isAllowed ? said.unavailable : said.notAllowed;
}

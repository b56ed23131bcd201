import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CatalogImage } from '../../../shared/facts.ts';
import { isLoginUser } from '../../../shared/image-login.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { nameOfImage } from '../answers-in-words.ts';
import { missingTitles, publisherInWords, titlesByOwner } from '../image-choice.ts';
import type { StepProps } from '../step-props.ts';

const said = words.wizard.image;

type ChosenImageProps = StepProps & { readonly images: readonly CatalogImage[] };

/** What the machines start with, in facts; and who logs in to it, where nobody but the person knows. */
export function ChosenImage({ state, images, change }: ChosenImageProps) {
  const { image } = state.draft;
  const known = images.find(({ imageId }) => imageId === image?.imageId);
  if (image === null || known === undefined) return null;
  const remarks = remarksOn(images);
  return (
    <Container
      header={
        <Header variant="h2" description={said.chosenWhy}>
          {said.chosen}
        </Header>
      }
      {...(remarks.length === 0 ? {} : { footer: <Remarks lines={remarks} /> })}
    >
      <SpaceBetween size="l">
        <KeyValuePairs columns={2} items={factsOf(image, known)} />
        {known.publisher !== 'catalogue' && known.platform === 'linux' && (
          <LoginUser
            image={image}
            known={known}
            onChange={(loginUser) => change({ image: { ...image, loginUser } })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function factsOf(image: LaunchPlan['image'], known: CatalogImage) {
  const { facts } = said;
  const { imageName, imageId, creationDate, rootSizeGiB, supportedUntil } = known;
  const rule = words.wizard.access.ruleOf[known.platform];
  return [
    { label: facts.image, value: <Named known={known}>{said.pinned(imageId)}</Named> },
    { label: facts.owner, value: publisherInWords(known) },
    { label: facts.made, value: creationDate.slice(0, 10) },
    { label: facts.support, value: supportedUntil ?? said.supportUnknown },
    {
      label: facts.login,
      value: image.loginUser === '' ? said.loginOpen : said.loginBy(image.loginUser, rule),
    },
    { label: facts.disk, value: said.disk(rootSizeGiB) },
  ].map((item) => ({ ...item, id: `${imageName} ${item.label}` }));
}

function Named({ known, children }: { readonly known: CatalogImage; readonly children: ReactNode }) {
  return (
    <>
      <div>{nameOfImage(known)}</div>
      <Box fontSize="body-s" color="text-body-secondary">
        <div className="mono">{known.imageName}</div>
        <div>{children}</div>
      </Box>
    </>
  );
}

type LoginUserProps = {
  readonly image: LaunchPlan['image'];
  readonly known: CatalogImage;
  readonly onChange: (loginUser: string) => void;
};

function LoginUser({ image, known, onChange }: LoginUserProps) {
  const { other } = said;
  const isRefused = image.loginUser !== '' && !isLoginUser(image);
  return (
    <FormField
      label={other.login}
      description={other.loginWhy}
      constraintText={known.loginUser === null ? undefined : other.loginGuess(known.loginUser)}
      errorText={isRefused ? other.loginRefused : undefined}
    >
      <Input value={image.loginUser} spellcheck={false} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

/** Where the list of newest images falls short in this region. */
function remarksOn(images: readonly CatalogImage[]): readonly string[] {
  const byOwner = titlesByOwner(images);
  const missing = missingTitles(images);
  return [
    ...(byOwner.length > 0 ? [said.byOwner(byOwner.join(', '))] : []),
    ...(missing.length > 0 ? [said.missing(missing.join(', '))] : []),
  ];
}

function Remarks({ lines }: { readonly lines: readonly string[] }) {
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Box>
  );
}

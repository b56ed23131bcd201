import type { CatalogImage } from '../../shared/facts.ts';
import {
  catalogEntry,
  IMAGE_CATALOG,
  type CatalogEntry,
  type ImageFamily,
} from '../../shared/image-catalog.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import type { Architecture } from '../../shared/platform.ts';
import { words } from '../../shared/words/en.ts';

const said = words.wizard.image;

/** Whose system it is; `other` for an image that the catalogue does not have. */
export type FamilyChoice = ImageFamily | 'other';

/** Under which family the chosen image stands; null while none is chosen. */
export function familyOf(image: PlanDraft['image']): FamilyChoice | null {
  return image === null ? null : (catalogEntry(image.catalogId)?.family ?? 'other');
}

/** Who put the image there, by name where it is a maker of the catalogue, with the account that AWS knows it by. */
export function publisherInWords({
  catalogId,
  ownerId,
  publisher,
}: Pick<CatalogImage, 'catalogId' | 'ownerId' | 'publisher'>): string {
  const ofAccount = IMAGE_CATALOG.find((entry) => entry.ownerId === ownerId);
  const entry = ofAccount ?? (publisher === 'catalogue' ? catalogEntry(catalogId) : undefined);
  return entry === undefined
    ? said.publishers[publisher](ownerId)
    : said.publishers.maker(said.makers[entry.family], ownerId);
}

/** The images of this family that the region has, in the catalogue's order. */
export function imagesOfFamily(
  family: ImageFamily,
  images: readonly CatalogImage[],
): readonly CatalogImage[] {
  return images.filter(({ catalogId }) => catalogEntry(catalogId)?.family === family);
}

/** The versions of a family, each named once. */
export function titlesOf(images: readonly CatalogImage[]): readonly string[] {
  return [...new Set(images.map(({ title }) => title))];
}

/** The first of these that can be used, for the processors chosen so far where there is one: the size then still fits. */
export function firstFor(
  images: readonly CatalogImage[],
  architecture: Architecture | null,
): CatalogImage | undefined {
  const usable = images.filter(({ isAvailable }) => isAvailable);
  return usable.find((image) => image.architecture === architecture) ?? usable[0];
}

/** The same system for these processors, where the region has it and it can be used. */
export function sameSystemFor(
  images: readonly CatalogImage[],
  image: PlanDraft['image'],
  architecture: Architecture,
): CatalogImage | undefined {
  const listed = images.filter(({ publisher }) => publisher === 'catalogue');
  const title = listed.find(({ imageId }) => imageId === image?.imageId)?.title;
  return listed.find(
    (each) =>
      each.title === title && each.architecture === architecture && each.isAvailable && each.isAllowed,
  );
}

/** Systems that no parameter of their maker named here, although there should be one. */
export function titlesByOwner(images: readonly CatalogImage[]): readonly string[] {
  return titlesOf(images.filter((image) => image.foundBy === 'owner' && hasParameter(image)));
}

/** Systems of the catalogue that this region does not have for any processor. */
export function missingTitles(images: readonly CatalogImage[]): readonly string[] {
  const has = ({ title }: CatalogEntry) => images.some((image) => image.title === title);
  return [...new Set(IMAGE_CATALOG.filter((entry) => !has(entry)).map(({ title }) => title))];
}

function hasParameter({ catalogId }: CatalogImage): boolean {
  return (catalogEntry(catalogId)?.parameter ?? null) !== null;
}

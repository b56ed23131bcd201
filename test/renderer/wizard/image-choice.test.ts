import { expect, test } from 'vitest';
import {
  familyOf,
  firstFor,
  imagesOfFamily,
  missingTitles,
  titlesByOwner,
  titlesOf,
} from '../../../renderer/wizard/image-choice.ts';
import type { CatalogImage } from '../../../shared/facts.ts';
import { IMAGE_CATALOG } from '../../../shared/image-catalog.ts';
import { imageAnswer } from '../../../shared/pre-answer.ts';
import { IMAGES, OWN_IMAGES } from '../fake-facts.ts';

const [first] = IMAGES;
if (first === undefined) throw new Error('no image');
const ALL: readonly CatalogImage[] = IMAGE_CATALOG.map((entry) => ({
  ...first,
  ...entry,
  imageId: `ami ${entry.catalogId}`,
}));

test('an image stands under its maker, and any other under “another image”', () => {
  expect(familyOf(null)).toBeNull();
  expect(familyOf(imageAnswer(first))).toBe('amazon-linux');
  expect(familyOf(imageAnswer(OWN_IMAGES[0]))).toBe('other');
});

test('a family has its versions once each, in the catalogue’s order', () => {
  expect(titlesOf(imagesOfFamily('ubuntu', ALL))).toEqual(['Ubuntu 24.04 LTS', 'Ubuntu 22.04 LTS']);
  expect(imagesOfFamily('windows', [])).toEqual([]);
});

test('another system keeps the processor where it can, so that the size still fits', () => {
  const debian = imagesOfFamily('debian', ALL);
  expect(firstFor(debian, 'arm64')?.catalogId).toBe('debian-13-arm64');
  expect(firstFor(debian, null)?.catalogId).toBe('debian-13-x86_64');
  expect(firstFor(imagesOfFamily('windows', ALL), 'arm64')?.catalogId).toBe('windows-2025-x86_64');
  expect(
    firstFor(
      debian.map((image) => ({ ...image, isAvailable: false })),
      'arm64',
    ),
  ).toBeUndefined();
});

test('what the list of newest images lacks is told; who never has a parameter is not lacking', () => {
  const byOwner = ALL.map((image) => ({ ...image, foundBy: 'owner' as const }));
  expect(titlesByOwner(ALL)).toEqual([]);
  expect(titlesByOwner(imagesOfFamily('rhel', byOwner))).toEqual([]);
  expect(titlesByOwner(imagesOfFamily('debian', byOwner))).toEqual(['Debian 13', 'Debian 12']);
  expect(missingTitles(ALL)).toEqual([]);
  expect(missingTitles(ALL.filter(({ title }) => title !== 'Debian 12'))).toEqual(['Debian 12']);
});

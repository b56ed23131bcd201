import { expect, test } from 'vitest';
import {
  familyOf,
  firstFor,
  imagesOfFamily,
  missingTitles,
  publisherInWords,
  sameSystemFor,
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

test('whoever published an image is called by name where the catalogue knows the account', () => {
  for (const image of ALL) expect(publisherInWords(image), image.catalogId).not.toMatch(/its maker|unknown/);
  expect(publisherInWords(first)).toBe('Amazon (AWS account 137112412989)');
  const canonical = { catalogId: 'custom', ownerId: '099720109477', publisher: 'verified' } as const;
  expect(publisherInWords(canonical)).toBe('Canonical, which makes Ubuntu (AWS account 099720109477)');
  expect(publisherInWords({ ...first, ownerId: '123456789012' })).toBe('Amazon (AWS account 123456789012)');
  expect(publisherInWords({ ...canonical, ownerId: '999999999999' })).toContain('verified');
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

test('the same system for other processors is one that can be used, and of the catalogue', () => {
  const debian = ALL.find(({ catalogId }) => catalogId === 'debian-13-x86_64');
  const windows = ALL.find(({ catalogId }) => catalogId === 'windows-2025-x86_64');
  const refused = (each: Partial<CatalogImage>) =>
    sameSystemFor(
      ALL.map((image) => ({ ...image, ...each })),
      imageAnswer(debian),
      'arm64',
    );

  expect(sameSystemFor(ALL, imageAnswer(debian), 'arm64')?.catalogId).toBe('debian-13-arm64');
  expect(sameSystemFor(ALL, imageAnswer(debian), 'x86_64')).toEqual(debian);
  expect(sameSystemFor(ALL, imageAnswer(windows), 'arm64')).toBeUndefined();
  expect(sameSystemFor(ALL, null, 'arm64')).toBeUndefined();
  expect(refused({ isAvailable: false })).toBeUndefined();
  expect(refused({ isAllowed: false })).toBeUndefined();
  expect(refused({ publisher: 'own' })).toBeUndefined();
});

test('what the list of newest images lacks is told; who never has a parameter is not lacking', () => {
  const byOwner = ALL.map((image) => ({ ...image, foundBy: 'owner' as const }));
  expect(titlesByOwner(ALL)).toEqual([]);
  expect(titlesByOwner(imagesOfFamily('rhel', byOwner))).toEqual([]);
  expect(titlesByOwner(imagesOfFamily('debian', byOwner))).toEqual(['Debian 13', 'Debian 12']);
  expect(missingTitles(ALL)).toEqual([]);
  expect(missingTitles(ALL.filter(({ title }) => title !== 'Debian 12'))).toEqual(['Debian 12']);
});

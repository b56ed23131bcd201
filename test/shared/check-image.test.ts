import { expect, test } from 'vitest';
import { checkImage } from '../../shared/check-image.ts';
import type { CatalogImage } from '../../shared/facts.ts';
import { IMAGE, PLAN } from './plan-fixture.ts';

const newer: CatalogImage = { ...IMAGE, imageId: 'ami-00000001', imageName: 'newer', rootSizeGiB: 10 };
const fixesWith = (images: readonly CatalogImage[], rootSizeGiB = 8) =>
  checkImage({ image: PLAN.image, storage: { rootSizeGiB } }, { images })
    .filter(({ id }) => id === 'image-not-available')
    .flatMap(({ fixes }) => fixes.map(({ edit }) => edit));

test('in place of an image that is gone the catalogue’s newest is offered, on a disk that it fits on', () => {
  expect(fixesWith([newer])).toMatchObject([
    { image: { imageId: 'ami-00000001' }, storage: { rootSizeGiB: 10 } },
  ]);
  expect(fixesWith([newer], 20)).toEqual([{ image: expect.objectContaining({ imageName: 'newer' }) }]);
});

test('nothing is offered that is not available either, or is another system', () => {
  expect(fixesWith([{ ...newer, isAvailable: false }])).toEqual([]);
  expect(fixesWith([{ ...newer, catalogId: 'al2023-arm64' }])).toEqual([]);
  expect(fixesWith([{ ...IMAGE, isAvailable: false }])).toEqual([]);
});

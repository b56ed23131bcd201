import { useMemo } from 'react';
import type { AccountChoice } from '../../shared/account.ts';
import type { CatalogImage } from '../../shared/facts.ts';
import { OTHER_IMAGE } from '../../shared/image-catalog.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

/** Under which key an image that somebody has named is remembered. */
export function imageKey({ sourceId, region }: AccountChoice, imageId: string): readonly unknown[] {
  return ['image', { sourceId, region, imageId }];
}

/**
 * The images of the catalogue, and the chosen one where it is not of the catalogue: no list before both are read. One that is gone is
 * not in it.
 */
export function useImages(
  where: AccountChoice,
  chosen: PlanDraft['image'],
  isWanted: boolean,
): Reading<readonly CatalogImage[]> {
  const catalog = useOutcome({
    key: ['images', where],
    read: () => window.keyport.readImages(where),
    isWanted,
  });
  const otherId = chosen?.catalogId === OTHER_IMAGE ? chosen.imageId : null;
  const other = useOutcome({
    key: imageKey(where, otherId ?? ''),
    read: () => window.keyport.readImage({ ...where, imageId: otherId ?? '' }),
    isWanted: isWanted && otherId !== null,
  });
  const isGone = other.problem?.code === 'image-gone';
  const value = useMemo(() => {
    if (otherId === null || isGone) return catalog.value;
    if (catalog.value === null || other.value === null) return null;
    return [...catalog.value, other.value];
  }, [catalog.value, other.value, otherId, isGone]);
  const failing = catalog.problem === null && otherId !== null && !isGone ? other : catalog;
  return {
    value,
    problem: failing.problem,
    isReading: catalog.isReading || (otherId !== null && other.isReading),
    again: failing.again,
  };
}

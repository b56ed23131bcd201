import type { RecordedPlacement } from './record/launch-record.ts';

/** Which machine of its zone it is, counted from 1: the first one needs no number in words. */
export function numberInZone(
  { placementId, zoneId }: Pick<RecordedPlacement, 'placementId' | 'zoneId'>,
  placements: readonly Pick<RecordedPlacement, 'placementId' | 'zoneId'>[],
): number {
  const there = placements.filter((other) => other.zoneId === zoneId);
  return there.findIndex((other) => other.placementId === placementId) + 1;
}

import type { Placement } from './launch-plan.ts';

/** What is left of a fleet when all of one zone fails. */
export type ZoneLoss = {
  readonly zoneId: string;
  readonly zoneName: string;
  /** How many machines go on, of how many. */
  readonly left: number;
  readonly of: number;
};

/** One for each zone that has a machine, in the order of their names. */
export function zoneLosses(
  placements: readonly Pick<Placement, 'zoneId' | 'zoneName'>[],
): readonly ZoneLoss[] {
  const of = placements.length;
  return [...Map.groupBy(placements, ({ zoneId }) => zoneId)]
    .map(([zoneId, there]) => ({
      zoneId,
      zoneName: there[0]?.zoneName ?? zoneId,
      left: of - there.length,
      of,
    }))
    .toSorted((one, other) => (one.zoneName < other.zoneName ? -1 : 1));
}

/** The loss that leaves the fewest; null of a fleet without machines. */
export function worstLoss(losses: readonly ZoneLoss[]): ZoneLoss | null {
  return losses.reduce<ZoneLoss | null>(
    (worst, loss) => (worst === null || loss.left < worst.left ? loss : worst),
    null,
  );
}

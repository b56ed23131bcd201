import type { Placement } from './launch-plan.ts';
import { words } from './words/en.ts';

/** The zones with their machines: `us-east-1a, us-east-1b (2)`; one machine needs no number. */
export function zonesInWords(placements: readonly Pick<Placement, 'zoneName'>[]): string {
  return [...Map.groupBy(placements, ({ zoneName }) => zoneName)]
    .map(([zoneName, { length }]) =>
      length === 1 ? zoneName : words.wizard.zones.withCount(zoneName, length),
    )
    .join(', ');
}

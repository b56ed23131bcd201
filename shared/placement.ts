import type { Network, Zone } from './facts.ts';
import type { Placement } from './launch-plan.ts';

/** The zones where an instance of the network's type can be placed now, in the order of their names. */
export function usableZones(network: Pick<Network, 'zones'>): readonly Zone[] {
  return network.zones
    .filter(
      ({ isAvailable, offersType, subnetId, freeAddresses }) =>
        isAvailable && offersType && subnetId !== null && freeAddresses !== 0,
    )
    .toSorted((one, other) => (one.zoneName < other.zoneName ? -1 : 1));
}

/** One placement a zone: design for failure. Zones without a subnet have none. */
export function placementsIn(zones: readonly Zone[]): Placement[] {
  return zones.flatMap(({ zoneName, zoneId, subnetId }) =>
    subnetId === null ? [] : [{ zoneName, zoneId, subnetId }],
  );
}

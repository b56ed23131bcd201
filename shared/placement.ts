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

/** Machines that stand in the same subnet, each subnet once, in the order of the placements. */
export type Place = { readonly placement: Placement; readonly count: number };

/** Where machines are to be, each place once: what is true of a place need not be found out for each of its machines. */
export function placesOf(placements: readonly Placement[]): readonly Place[] {
  const alike = Map.groupBy(
    placements,
    ({ zoneName, zoneId, subnetId }) => `${zoneName} ${zoneId} ${subnetId}`,
  );
  return [...alike.values()].flatMap((there) =>
    there[0] === undefined ? [] : [{ placement: there[0], count: there.length }],
  );
}

/** At most so many of these, taken from the fullest zones first: the fleet stays in as many zones as it can. */
export function fewerOf(placements: readonly Placement[], most: number): Placement[] {
  const nth = placements.map(
    ({ zoneId }, at) => placements.slice(0, at).filter((earlier) => earlier.zoneId === zoneId).length,
  );
  const kept = new Set(
    placements
      .map((_, at) => at)
      .toSorted((one, other) => (nth[one] ?? 0) - (nth[other] ?? 0) || one - other)
      .slice(0, most),
  );
  return placements.filter((_, at) => kept.has(at));
}

/** What each machine is called, by the order of the placements: `<name>-<zone>`, the next in the same zone `<name>-<zone>-2`. */
export function machineNames(
  name: string,
  placements: readonly Pick<Placement, 'zoneName'>[],
): readonly string[] {
  return placements.reduce<readonly string[]>(
    (names, { zoneName }) => [...names, freeMachineName(name, zoneName, names)],
    [],
  );
}

/** The name of one more machine in this zone, where these are taken. */
export function freeMachineName(name: string, zoneName: string, taken: readonly string[]): string {
  const first = `${name}-${zoneName}`;
  let candidate = first;
  for (let number = 2; taken.includes(candidate); number += 1) candidate = `${first}-${number}`;
  return candidate;
}

/** The most machines that a plan may have. */
export const MOST_MACHINES = 20;

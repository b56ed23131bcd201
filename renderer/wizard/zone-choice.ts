import type { Zone } from '../../shared/facts.ts';
import type { Placement } from '../../shared/launch-plan.ts';
import { MOST_MACHINES, placementsIn } from '../../shared/placement.ts';
import { words } from '../../shared/words/en.ts';
import type { ZoneMode } from './wizard-state.ts';

/** What a radio button says, as one of ours. */
export function readMode(value: string): ZoneMode {
  return value === 'two' || value === 'choose' ? value : 'every';
}

/** The placements a mode stands for. Choosing by hand begins with what was chosen so far. */
export function placementsFor(
  mode: ZoneMode,
  usable: readonly Zone[],
  chosen: readonly Placement[],
): Placement[] {
  if (mode === 'choose') return [...chosen];
  return placementsIn(mode === 'two' ? usable.slice(0, 2) : usable);
}

/** The machines chosen with so many of them in this zone, in the order of the zones. None in a zone that cannot be used. */
export function countedPlacements(
  zoneId: string,
  count: number,
  usable: readonly Zone[],
  chosen: readonly Placement[],
): Placement[] {
  return usable.flatMap((zone) => {
    const wanted = zone.zoneId === zoneId ? count : machinesIn(zone, chosen);
    return Array.from({ length: wanted }, () => zone).flatMap((each) => placementsIn([each]));
  });
}

export function machinesIn({ zoneId }: Pick<Zone, 'zoneId'>, chosen: readonly Placement[]): number {
  return chosen.filter((placement) => placement.zoneId === zoneId).length;
}

/** Whether one more machine may be chosen for this zone: as far as its subnet has room, and the plan. */
export function hasRoomFor(zone: Zone, chosen: readonly Placement[]): boolean {
  const most = Math.min(MOST_IN_ZONE, zone.freeAddresses ?? MOST_IN_ZONE);
  return machinesIn(zone, chosen) < most && chosen.length < MOST_MACHINES;
}

/** More than this is seldom meant. A plan in a file may have more. */
const MOST_IN_ZONE = 9;

/** Why no machine can be placed in this zone; null when one can. */
export function whyUnusable(zone: Zone, instanceType: string): string | null {
  const said = words.wizard.zones.unusable;
  if (!zone.isAvailable) return said['not-available'];
  if (!zone.offersType) return said['type-not-offered'](instanceType);
  if (zone.subnetId === null) return said['no-subnet'];
  return zone.freeAddresses === 0 ? said.full : null;
}

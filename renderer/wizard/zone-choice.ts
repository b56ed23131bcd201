import type { Zone } from '../../shared/facts.ts';
import type { Placement } from '../../shared/launch-plan.ts';
import { placementsIn } from '../../shared/placement.ts';
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

/** One zone more or less, in the order of the zones. */
export function toggledPlacements(
  zoneId: string,
  usable: readonly Zone[],
  chosen: readonly Placement[],
): Placement[] {
  const ids = new Set(chosen.map((placement) => placement.zoneId));
  if (!ids.delete(zoneId)) ids.add(zoneId);
  return placementsIn(usable.filter((zone) => ids.has(zone.zoneId)));
}

/** Why no machine can be placed in this zone; null when one can. */
export function whyUnusable(zone: Zone, instanceType: string): string | null {
  const said = words.wizard.zones.unusable;
  if (!zone.isAvailable) return said['not-available'];
  if (!zone.offersType) return said['type-not-offered'](instanceType);
  if (zone.subnetId === null) return said['no-subnet'];
  return zone.freeAddresses === 0 ? said.full : null;
}

import { freeMachineName } from '../../shared/placement.ts';
import type { LaunchRecord, RecordedPlacement } from './record/launch-record.ts';

/** What the machine of a placement is called. Older records had one machine in each zone, and no names. */
export function machineNameOf(
  { plan }: Pick<LaunchRecord, 'plan'>,
  { machineName, zoneName }: Pick<RecordedPlacement, 'machineName' | 'zoneName'>,
): string {
  return machineName ?? `${plan.name}-${zoneName}`;
}

/** What it is called once it is moved to this zone: as no other machine of the launch. */
export function machineNameIn(
  record: Pick<LaunchRecord, 'plan' | 'placements'>,
  placementId: string,
  zoneName: string,
): string {
  const others = record.placements.filter((placement) => placement.placementId !== placementId);
  return freeMachineName(
    record.plan.name,
    zoneName,
    others.map((placement) => machineNameOf(record, placement)),
  );
}

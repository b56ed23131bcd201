import type { LaunchRecord, RecordedPlacement } from './launch-record.ts';

/** The record with one placement changed. */
export function changePlacement(
  record: LaunchRecord,
  placementId: string,
  change: (placement: RecordedPlacement) => RecordedPlacement,
): LaunchRecord {
  return {
    ...record,
    placements: record.placements.map((placement) =>
      placement.placementId === placementId ? change(placement) : placement,
    ),
  };
}

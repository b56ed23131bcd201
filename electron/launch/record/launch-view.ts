import type { Launch, LaunchState, LaunchZone } from '../../../shared/launch.ts';
import type { LaunchRecord, RecordedPlacement } from './launch-record.ts';

/** What this program is doing to a launch; null: nothing. */
export type LaunchWork = 'launching' | 'changing' | 'removing' | null;

/** A launch as it is shown, by its record. */
export function launchFrom(record: LaunchRecord, work: LaunchWork): Launch {
  const { launchId, plan, endpoint, startedAt, isLeftAlone, keyPair, group } = record;
  const { sourceId, accountId, region } = plan.account;
  return {
    launchId,
    name: plan.name,
    region,
    account: { sourceId, accountId, endpoint },
    startedAt,
    plan,
    startScript: record.userData,
    state: stateOf(record, work),
    isLeftAlone,
    removal: record.aim === 'undo' ? record.undo : null,
    lines: record.lines,
    zones: record.placements.map((placement) => zoneFrom(placement, record, work)),
    instances: record.machines.toSorted(byZone),
    made: {
      keyPair,
      securityGroup: group === null ? null : { ...group, name: plan.name },
      leftVolumes: record.leftVolumes,
      snapshots: record.snapshots.map(({ snapshotId, volumeId, sizeGiB }) => ({
        snapshotId,
        volumeId,
        sizeGiB,
      })),
    },
    sight: record.sight,
    prices: record.prices,
    problem: record.problem,
    connect: record.connect,
  };
}

function stateOf({ aim, ended }: LaunchRecord, work: LaunchWork): LaunchState {
  if (work !== null) return work === 'launching' ? 'working' : work;
  if (ended !== null) return ended;
  return aim === 'launch' ? 'unfinished' : 'half-removed';
}

function zoneFrom(placement: RecordedPlacement, record: LaunchRecord, work: LaunchWork): LaunchZone {
  const { placementId, zoneName, zoneId, subnetId, instanceType, attempts } = placement;
  const last = attempts.at(-1);
  return {
    placementId,
    zoneName,
    zoneId,
    subnetId,
    instanceType,
    state: zoneStateOf(placement, record, work),
    instanceId: last?.instanceId ?? null,
    problem: last?.problem ?? null,
  };
}

/** Also where the engine asks what has to be done for a placement: nobody else knows it better. */
export function zoneStateOf(
  { attempts, isLeftOut, isWanted }: RecordedPlacement,
  { machines }: LaunchRecord,
  work: LaunchWork,
): LaunchZone['state'] {
  const last = attempts.at(-1);
  if (last?.state === 'asked') return work === 'launching' ? 'asked' : 'unknown';
  const machine = machines.find(({ instanceId }) => instanceId === last?.instanceId);
  if (last?.state === 'started' && machine?.goneAt === null) return 'started';
  if (isLeftOut) return 'left-out';
  if (isWanted) return 'waiting';
  if (last === undefined) return 'waiting';
  return last.state === 'started' ? 'gone' : 'failed';
}

function byZone(one: { readonly zoneName: string }, other: { readonly zoneName: string }): number {
  return one.zoneName < other.zoneName ? -1 : Number(one.zoneName > other.zoneName);
}

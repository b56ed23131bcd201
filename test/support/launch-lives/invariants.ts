import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import type { Launch } from '../../../shared/launch.ts';
import type { Tagged } from './account.ts';

/** What a launch is at one moment: in the account without what is somebody else's, on the disk, and as it is shown. */
export type Moment = {
  readonly there: Tagged;
  readonly record: LaunchRecord | null;
  readonly keys: readonly KeyRecord[];
  readonly shown: Launch | null;
};

/** What must never be, in words; nothing where all is well. */
export function broken(moment: Moment): readonly string[] {
  return [
    ...twice(moment),
    ...sameName(moment),
    ...unknownToJournal(moment),
    ...saidToRun(moment),
    ...saidToBeGone(moment),
    ...tokensTwice(moment),
  ];
}

/** What is still there of a launch that is removed. */
export function left({ instances, groupIds, keyPairs, volumeIds }: Tagged): readonly string[] {
  return [
    ...instances.map(({ instanceId }) => instanceId),
    ...groupIds,
    ...keyPairs.map(({ keyPairId }) => keyPairId),
    ...volumeIds,
  ].map((id) => `left after its removal: ${id}`);
}

/** By the token that each was asked for with: `<launch>.<placement>.<attempt>`. */
function twice({ there }: Moment): readonly string[] {
  const perPlacement = Map.groupBy(there.instances, ({ clientToken }) => clientToken.split('.')[1] ?? '');
  return [...perPlacement]
    .filter(([, instances]) => instances.length > 1)
    .map(([placementId, { length }]) => `${String(length)} instances for ${placementId}`);
}

/** Whoever looks at them in the console must be able to tell them apart. */
function sameName({ there }: Moment): readonly string[] {
  const names = Map.groupBy(there.instances, ({ name }) => name);
  return [...names]
    .filter(([, { length }]) => length > 1)
    .map(([name]) => `two machines of the name ${name}`);
}

function unknownToJournal({ there, record, keys }: Moment): readonly string[] {
  const known = new Set(record?.machines.map(({ instanceId }) => instanceId));
  const attempts = record?.placements.flatMap((placement) => placement.attempts) ?? [];
  const asked = new Set(
    attempts.filter(({ state }) => state === 'asked').map(({ clientToken }) => clientToken),
  );
  const mayBeOurs = asked.size > 0;
  const volumes = new Set([
    ...(record?.machines.flatMap((machine) => machine.volumes.map(({ volumeId }) => volumeId)) ?? []),
    ...there.instances.flatMap(({ volumeIds }) => volumeIds),
  ]);
  const isGroupKnown = (groupId: string) =>
    record !== null &&
    record.group !== null &&
    (record.group.groupId === null || record.group.groupId === groupId);
  const isPairKnown = (keyPairId: string) =>
    keys.some((key) => key.keyPairId === keyPairId || (key.keyPairId === null && key.state !== 'ABSENT'));
  return [
    ...there.instances
      .filter(({ instanceId, clientToken }) => !known.has(instanceId) && !asked.has(clientToken))
      .map(({ instanceId }) => `not in the journal: ${instanceId}`),
    ...there.groupIds.filter((id) => !isGroupKnown(id)).map((id) => `not in the journal: ${id}`),
    ...there.keyPairs
      .filter(({ keyPairId }) => !isPairKnown(keyPairId))
      .map(({ keyPairId }) => `not in the journal of keys: ${keyPairId}`),
    ...there.volumeIds
      .filter((id) => !volumes.has(id) && !mayBeOurs)
      .map((id) => `not in the journal: ${id}`),
  ];
}

/**
 * Never "running" where nothing is, or where something was never asked for; and never "failed" for no reason where something was never
 * asked for.
 */
function saidToRun({ there, shown }: Moment): readonly string[] {
  if (shown?.state === 'failed' && shown.problem === null) {
    return shown.zones
      .filter(({ state }) => state === 'waiting')
      .map(({ placementId }) => `“failed” for no reason, and ${placementId} is waiting`);
  }
  if (shown?.state !== 'running') return [];
  return [
    ...(there.instances.length === 0 ? ['“running”, and nothing is there'] : []),
    ...shown.zones
      .filter(({ state }) => state === 'waiting' || state === 'unknown')
      .map(({ state, placementId }) => `“running”, and ${placementId} is ${state}`),
  ];
}

/** Never "failed" or "removed" while something of it is there, unless it is said that it may be. */
function saidToBeGone({ there, shown }: Moment): readonly string[] {
  if (shown === null || (shown.state !== 'failed' && shown.state !== 'removed')) return [];
  const isUnknown = shown.zones.some(({ state }) => state === 'unknown');
  const lives = there.instances.map(({ instanceId }) => instanceId);
  const known = shown.instances.filter(({ goneAt }) => goneAt === null).map(({ instanceId }) => instanceId);
  const unsaid = lives.filter((id) => !known.includes(id));
  if (shown.state === 'removed') {
    return [...lives, ...there.groupIds].map((id) => `“removed”, and ${id} is there`);
  }
  return isUnknown ? [] : [...lives, ...unsaid].map((id) => `“failed”, and ${id} is there`);
}

function tokensTwice({ record }: Moment): readonly string[] {
  const tokens = record?.placements.flatMap(({ placementId, attempts }) =>
    attempts.map(({ clientToken }, index) => {
      const isItsOwn = clientToken === `${record.launchId}.${placementId}.${String(index + 1)}`;
      return isItsOwn ? clientToken : `${clientToken} of ${placementId}`;
    }),
  );
  const all = tokens ?? [];
  return [
    ...all.filter((token) => token.includes(' of ')).map((token) => `a token of another: ${token}`),
    ...(new Set(all).size === all.length ? [] : ['a token for two attempts']),
  ];
}

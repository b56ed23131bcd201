import type { LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf } from './lost-instances.ts';
import type { LaunchRecord } from './record/launch-record.ts';

type NewLine = Pick<LaunchLine, 'id' | 'kind' | 'label'> & { readonly resourceId: string | null };

/** The ids of a removal's lines. */
export const REMOVAL_LINES = {
  lost: (placementId: string) => `undo-find-${placementId}`,
  snapshot: (volumeId: string) => `undo-snapshot-${volumeId}`,
  instance: (instanceId: string) => `undo-${instanceId}`,
  volume: (volumeId: string) => `undo-${volumeId}`,
  group: 'undo-security-group',
  keyPair: 'undo-key-pair',
} as const;

/** Lists all that is to be removed, as far as it is known now and not listed yet. */
export function listRemoval(services: LaunchServices, keyName: string | null): void {
  const listed = new Set(services.record.current().lines.map(({ id }) => id));
  const missing = linesOf(services.record.current(), keyName).filter(({ id }) => !listed.has(id));
  addLines(services, missing);
}

/** Takes the lines off the board that an earlier work has not brought to their end: what is left of it is listed anew. */
export function dropUndone({ record }: LaunchServices, kind: 'undo' | 'act'): void {
  record.show((current) => ({
    ...current,
    lines: current.lines.filter((line) => line.kind !== kind || (kind === 'undo' && line.state === 'done')),
  }));
}

export function addLines({ board }: LaunchServices, lines: readonly NewLine[]): void {
  if (lines.length === 0) return;
  board.addLines(lines.map(({ id, kind, label }) => ({ id, kind, label })));
  for (const { id, resourceId } of lines) if (resourceId !== null) board.note(id, { resourceId });
}

/** What nobody has come to is not done, and not on its way. */
export function closeLines({ board, record }: LaunchServices, kind: 'undo' | 'act'): void {
  for (const line of record.current().lines) {
    if (line.kind !== kind) continue;
    if (line.state === 'waiting') board.finish(line.id, 'skipped');
    if (line.state === 'working') board.finish(line.id, 'failed');
  }
}

function linesOf(record: LaunchRecord, keyName: string | null): readonly NewLine[] {
  const { machines, group, plan, undo } = record;
  const { lines } = words.removal;
  const { undoInstance, undoSecurityGroup, undoKeyPair } = words.launch.lines;
  const there = machines.filter(({ goneAt }) => goneAt === null);
  const groupId = group?.groupId ?? null;
  return [
    ...askedOf(record).map(({ placement: { placementId, zoneName } }) =>
      newLine(REMOVAL_LINES.lost(placementId), lines.findLost(zoneName), null),
    ),
    ...(undo?.snapshotsFirst === true ? there : []).flatMap(({ volumes }) =>
      volumes.map(({ volumeId }) =>
        newLine(REMOVAL_LINES.snapshot(volumeId), lines.snapshot(volumeId), null),
      ),
    ),
    ...there.map(({ instanceId }) =>
      newLine(REMOVAL_LINES.instance(instanceId), undoInstance(instanceId), instanceId),
    ),
    ...machines
      .flatMap(({ volumes }) => volumes)
      .map(({ volumeId }) => newLine(REMOVAL_LINES.volume(volumeId), lines.volume(volumeId), volumeId)),
    ...(group === null
      ? []
      : [
          newLine(
            REMOVAL_LINES.group,
            groupId === null ? lines.group(plan.name) : undoSecurityGroup(groupId),
            groupId,
          ),
        ]),
    ...(keyName === null
      ? []
      : [newLine(REMOVAL_LINES.keyPair, undoKeyPair(keyName), record.keyPair?.keyPairId ?? null)]),
  ];
}

function newLine(id: string, label: string, resourceId: string | null): NewLine {
  return { id, kind: 'undo', label, resourceId };
}

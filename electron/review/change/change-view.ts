import path from 'node:path';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { GroupChange } from '../../../shared/security-group/group-change.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeRecord } from './change-record.ts';

/** The change as the screen sees it. `isUnderWay`: something in this run is working on it. */
export function changeFrom(record: ChangeRecord, isUnderWay: boolean): GroupChange {
  const { changeId, sourceId, accountId, region, groupId, groupName, startedAt, finishedAt } = record;
  const { added, removed, probesBefore, probesAfter, problem } = record;
  const state = stateOf(record, isUnderWay);
  const isLeft = !isUnderWay && record.ended === null;
  return {
    changeId,
    sourceId,
    accountId,
    region,
    groupId,
    groupName,
    startedAt,
    finishedAt,
    added,
    removed,
    probesBefore,
    probesAfter,
    problem,
    kind: record.ask.kind,
    state,
    lines: isLeft ? record.lines.map(interrupted) : record.lines,
    copyGroupId: record.copy?.groupId ?? null,
    may: isUnderWay || record.isForgotten ? [] : mayOf(record, state),
  };
}

/** A record that cannot be read is named; what was in it nobody knows. */
export function changeFromDamaged({
  file,
  raw,
}: {
  readonly file: string;
  readonly raw: string;
}): GroupChange {
  const unreadable = makeProblem('record-unreadable', { raw: `${file}: ${raw}` });
  return {
    changeId: path.basename(file, '.json'),
    sourceId: '',
    accountId: '',
    region: '',
    groupId: '',
    groupName: '',
    kind: 'narrow',
    state: 'failed',
    startedAt: 0,
    finishedAt: null,
    lines: [],
    added: [],
    removed: [],
    probesBefore: [],
    probesAfter: [],
    copyGroupId: null,
    problem: { ...unreadable, ...words.groupChanges.damaged },
    may: [],
  };
}

/** Whether something in EC2 is, or may be, other than it was before. */
export function isAnythingLeft({ added, removed, copy }: ChangeRecord): boolean {
  return added.length > 0 || removed.length > 0 || (copy !== null && copy.groupId !== null);
}

function stateOf({ ended, aim, phase }: ChangeRecord, isUnderWay: boolean): GroupChange['state'] {
  if (isUnderWay) return aim === 'undo' ? 'undoing' : 'working';
  if (ended !== null) return ended;
  return aim === 'change' && phase === 'ADDED' ? 'added-only' : 'unfinished';
}

function mayOf(record: ChangeRecord, state: GroupChange['state']): GroupChange['may'] {
  switch (state) {
    case 'done':
      return ['undo'];
    case 'added-only':
    case 'unfinished':
      return ['finish', 'undo', 'forget'];
    case 'failed':
      return isAnythingLeft(record) ? ['finish', 'undo', 'forget'] : [];
    case 'put-back':
      return isAnythingLeft(record) ? ['undo', 'forget'] : [];
    case 'working':
    case 'undoing':
    case 'undone':
      return [];
  }
}

function interrupted(line: ChangeRecord['lines'][number]): ChangeRecord['lines'][number] {
  return line.state === 'working' ? { ...line, state: 'failed', note: words.groupChanges.interrupted } : line;
}

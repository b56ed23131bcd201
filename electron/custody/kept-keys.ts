import type { KeyRecord } from './key-record.ts';

/** The state to restore it in, of a key whose private half is kept here, in the trash too; null of every other. */
export function keptState(record: KeyRecord): 'SECURED' | 'READY' | null {
  if (isLost(record)) return null;
  const kept = record.state === 'TRASHED' ? record.trashedFrom : record.state;
  return kept === 'SECURED' || kept === 'READY' ? kept : null;
}

/** The person was told already that it is not there. */
export function isLost({ trouble }: KeyRecord): boolean {
  return trouble?.code === 'missing-here' || trouble?.code === 'other-value';
}

const MOST_BACKUPS = 100;

/** One for each place: the file of an earlier backup may have been removed, and its name used again. */
export function withCopy(record: KeyRecord, copy: KeyRecord['copies'][number]): KeyRecord {
  const others = record.copies.filter(({ kind, where }) => kind !== copy.kind || where !== copy.where);
  const backups = [...others, copy].filter(({ kind }) => kind === 'backup');
  const dropped = new Set(backups.slice(0, -MOST_BACKUPS));
  return { ...record, copies: [...others, copy].filter((each) => !dropped.has(each)) };
}

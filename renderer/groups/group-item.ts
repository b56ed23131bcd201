import { LEVELS, EXPOSURE_LEVELS, type ExposureLevel } from '../../shared/security-group/group-finding.ts';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';

/** A line of the table with what it is sorted and filtered by, worked out once: there may be thousands. */
export type GroupItem = GroupRow & {
  readonly worst: Exclude<GroupRow['severity'], null> | 'none';
  readonly reach: ExposureLevel;
  readonly attached: AttachedKind;
  readonly madeBy: 'keyport' | 'other';
  /** Small numbers first: what one should look at. */
  readonly ranks: { readonly severity: number; readonly reach: number; readonly attached: number };
  /** What free text is looked for in, in small letters. */
  readonly text: string;
};

export const ATTACHED_KINDS = ['machines', 'other', 'nothing', 'unknown'] as const;
export type AttachedKind = (typeof ATTACHED_KINDS)[number];

export function itemsOf(rows: readonly GroupRow[]): readonly GroupItem[] {
  return rows.map(itemOf);
}

/** The worst first; of the same, the nearest to strangers; then by name. */
export function bySeverity(one: GroupItem, other: GroupItem): number {
  return (
    one.ranks.severity - other.ranks.severity || one.ranks.reach - other.ranks.reach || byName(one, other)
  );
}

export function byName(one: GroupItem, other: GroupItem): number {
  return inOrder.compare(one.name, other.name) || inOrder.compare(one.groupId, other.groupId);
}

/** The nearer of the two families: one open way is enough. */
export function nearest({ level }: GroupRow['exposure']): ExposureLevel {
  return EXPOSURE_LEVELS.find((reach) => level.ipv4 === reach || level.ipv6 === reach) ?? 'X0';
}

/** `web-2` before `web-10`. */
const inOrder = new Intl.Collator('en', { numeric: true });

function itemOf(row: GroupRow): GroupItem {
  const reach = nearest(row.exposure);
  return {
    ...row,
    worst: row.severity ?? 'none',
    reach,
    attached: attachedKind(row),
    madeBy: row.launchId === null ? 'other' : 'keyport',
    ranks: {
      severity: row.level === null ? LEVELS.length : LEVELS.indexOf(row.level),
      reach: EXPOSURE_LEVELS.indexOf(reach),
      attached: -(row.machines ?? 0) * 1000 - (row.interfaces ?? 0),
    },
    text: [row.name, row.groupId, row.description, row.vpcId ?? '', row.ownerId].join('\n').toLowerCase(),
  };
}

function attachedKind({ machines, interfaces }: GroupRow): AttachedKind {
  if (machines !== null && machines > 0) return 'machines';
  if (machines === null || interfaces === null) return 'unknown';
  return interfaces > 0 ? 'other' : 'nothing';
}

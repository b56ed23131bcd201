import type { Severity } from '../../../shared/finding.ts';
import { LEVELS, type GroupFinding, type Level } from '../../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import type { PrefixLists } from '../../../shared/security-group/security-group.ts';
import type { ReportInput } from './build-report.ts';

export type ReportSeverity = Exclude<Severity, 'blocker'>;
export const REPORT_SEVERITIES = ['danger', 'caution', 'note'] as const satisfies readonly ReportSeverity[];
export type FindingCounts = Readonly<Record<ReportSeverity, number>>;

/** A group with its findings, the worst first. */
export type ReportedGroup = { readonly reviewed: ReviewedGroup; readonly findings: readonly GroupFinding[] };

/** All groups of all regions: the one with the worst finding first, then the one with more of them; those without any last. */
export function groupsInOrder({ regions }: ReportInput): readonly ReportedGroup[] {
  return regions
    .flatMap(({ reviewed }) => reviewed)
    .map((reviewed) => ({ reviewed, findings: findingsInOrder(reviewed) }))
    .toSorted(
      (one, other) =>
        compareFindings(one.findings, other.findings) ||
        compareTexts(one.reviewed.region, other.reviewed.region) ||
        compareTexts(one.reviewed.group.name, other.reviewed.group.name) ||
        compareTexts(one.reviewed.group.groupId, other.reviewed.group.groupId),
    );
}

function findingsInOrder({ findings }: ReviewedGroup): readonly GroupFinding[] {
  return findings.toSorted(
    (one, other) => rankOf(one.level) - rankOf(other.level) || compareTexts(one.key, other.key),
  );
}

export function countFindings(groups: readonly ReviewedGroup[]): FindingCounts {
  const counts = { danger: 0, caution: 0, note: 0 };
  for (const { findings } of groups) for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

export function listsOf({ prefixLists }: ReviewedGroup): PrefixLists {
  return new Map(prefixLists.map((list) => [list.prefixListId, list]));
}

/** By the numbers of the signs, so that a report is the same on every computer. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

function compareFindings(one: readonly GroupFinding[], other: readonly GroupFinding[]): number {
  for (const level of LEVELS) {
    const difference = countOf(other, level) - countOf(one, level);
    if (difference !== 0) return difference;
  }
  return 0;
}

function countOf(findings: readonly GroupFinding[], level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}

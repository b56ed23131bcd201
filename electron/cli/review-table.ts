import { words } from '../../shared/words/en.ts';
import type { ReportInput } from '../review/report/build-report.ts';
import { spanText } from '../review/report/in-words.ts';
import { countFindings, groupsInOrder, rankOf, REPORT_SEVERITIES } from '../review/report/report-order.ts';
import { linesOf, table } from './shown.ts';

/** The findings for a person at a terminal, the worst first, and how many there are of each kind. */
export function reviewTable(input: ReportInput): string {
  const { columns } = words.cliReview;
  const { groupReport } = words;
  const groups = groupsInOrder(input);
  const found = groups.flatMap(({ reviewed: { region, group }, findings }) =>
    findings.map((finding) => ({ region, group, finding })),
  );
  const rows = found
    .toSorted((one, other) => rankOf(one.finding.level) - rankOf(other.finding.level))
    .map(({ region, group, finding: { severity, ports, sentence } }) => [
      severity,
      region,
      group.groupId,
      group.name,
      ports.length > 3 ? `${ports.slice(0, 3).map(spanText).join(', ')}, …` : ports.map(spanText).join(', '),
      sentence,
    ]);
  const head = [
    columns.severity,
    columns.region,
    columns.group,
    columns.name,
    columns.ports,
    columns.sentence,
  ];
  const counts = countFindings(groups.map(({ reviewed }) => reviewed));
  const total = REPORT_SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return linesOf([
    ...(rows.length === 0 ? [] : [...table([head, ...rows]), '']),
    `${groupReport.groups(groups.length)}: ${rows.length === 0 ? groupReport.nothing.toLowerCase() : total}`,
    ...input.unreadRegions.map(({ region, why }) => groupReport.unread.region(region, why)),
    ...(input.savedFrom === undefined ? [] : [groupReport.unread.saved]),
  ]);
}

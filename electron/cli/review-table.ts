import type { GroupFinding } from '../../shared/security-group/group-finding.ts';
import { words } from '../../shared/words/en.ts';
import type { ReportInput } from '../review/report/build-report.ts';
import { spanText } from '../review/report/in-words.ts';
import { countFindings, groupsInOrder, rankOf, REPORT_SEVERITIES } from '../review/report/report-order.ts';
import { linesOf, table } from './shown.ts';

/**
 * The findings for a person at a terminal, the worst first, each with what is noted of it and a danger with what to do; then how
 * many there are of each kind.
 */
export function reviewTable(input: ReportInput): string {
  const { columns } = words.cliReview;
  const { groupReport } = words;
  const groups = groupsInOrder(input);
  const found = groups.flatMap(({ reviewed: { region, group }, findings }) =>
    findings.map((finding) => ({ region, group, finding })),
  );
  const sorted = found.toSorted((one, other) => rankOf(one.finding.level) - rankOf(other.finding.level));
  const rows = sorted.map(({ region, group, finding: { severity, ports, sentence } }) => [
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
  const [headLine = '', ...lines] = table([head, ...rows]);
  const findings = lines.flatMap((line, at) => [line, ...linesUnder(sorted[at]?.finding)]);
  const counts = countFindings(groups.map(({ reviewed }) => reviewed));
  const total = REPORT_SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return linesOf([
    ...(rows.length === 0 ? [] : [headLine, ...findings, '']),
    `${groupReport.groups(groups.length)}: ${rows.length === 0 ? groupReport.nothing.toLowerCase() : total}`,
    ...input.unreadRegions.map(({ region, why }) => groupReport.unread.region(region, why)),
    ...(input.savedFrom === undefined ? [] : [groupReport.unread.saved]),
    ...(rows.length === 0 ? [] : [words.cliReview.details]),
  ]);
}

function linesUnder(finding: GroupFinding | undefined): readonly string[] {
  if (finding === undefined) return [];
  const { severity, notes, advice } = finding;
  const said = notes.map(({ sentence }) => sentence);
  const all = severity === 'danger' && advice !== '' ? [...said, words.cliReview.advice(advice)] : said;
  return all.map((text) => `  ${text.replaceAll(/\s+/gu, ' ')}`);
}

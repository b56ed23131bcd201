import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { UnreadPart } from '../../../shared/security-group/region-facts.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { ReportInput } from './build-report.ts';
import { spanText, whyUnread } from './in-words.ts';
import { groupsInOrder } from './report-order.ts';
import { visible } from './safe-text.ts';

const COLUMNS = [
  'line',
  'region',
  'account',
  'group id',
  'group name',
  'network',
  'owner',
  'severity',
  'level',
  'finding',
  'ports',
  'families',
  'sentence',
  'why',
  'advice',
  'rules',
  'exposure ipv4',
  'exposure ipv6',
  'exposure known',
  'machines',
] as const;
type Cells = Partial<Readonly<Record<(typeof COLUMNS)[number], string>>>;

const { csv, unread: unreadWords } = words.groupReport;

/**
 * RFC 4180, UTF-8: a line for each finding, one for each group without any, and before them one for each thing that could not
 * be read.
 */
export function csvReport(input: ReportInput): string {
  const lines: Cells[] = [
    ...input.unreadRegions.map(({ region, why }) => ({ line: csv.unread, region, sentence: why })),
    ...input.regions.flatMap(({ region, unread }) => unread.map((part) => unreadCells(region, part))),
    ...groupsInOrder(input).flatMap(({ reviewed, findings }) =>
      findings.length === 0
        ? [{ line: csv.clean, ...groupCells(reviewed) }]
        : findings.map((finding) => ({ ...groupCells(reviewed), ...findingCells(finding, reviewed) })),
    ),
  ];
  const rows = [
    COLUMNS.join(','),
    ...lines.map((line) => COLUMNS.map((column) => cell(cells(line, input)[column] ?? '')).join(',')),
  ];
  return rows.map((row) => `${row}\r\n`).join('');
}

function cells(line: Cells, { accountId }: ReportInput): Cells {
  return { ...line, account: accountId };
}

function unreadCells(region: string, part: UnreadPart): Cells {
  return { line: csv.unread, region, sentence: `${unreadWords.parts[part.part]}: ${whyUnread(part)}` };
}

function groupCells({ region, group, exposure, attached }: ReviewedGroup): Cells {
  return {
    region,
    'group id': group.groupId,
    'group name': group.name,
    network: group.vpcId ?? '',
    owner: group.ownerId,
    'exposure ipv4': exposure.level.ipv4,
    'exposure ipv6': exposure.level.ipv6,
    'exposure known': exposure.isKnown ? 'yes' : 'no',
    machines: attached.machines === null ? '' : String(attached.machines.length),
  };
}

function findingCells(finding: GroupFinding, { group }: ReviewedGroup): Cells {
  const { id, level, severity, families, ports, sentence, notes, why, advice, rules } = finding;
  const names = rules.map((place) => group.rules[place]?.ruleId ?? words.groupReport.ruleNumber(place));
  return {
    line: csv.finding,
    severity,
    level,
    finding: id,
    ports: ports.map(spanText).join('; '),
    families: families.join(' '),
    sentence: [sentence, ...notes.map((note) => note.sentence)].join(' '),
    why,
    advice,
    rules: names.join(' '),
  };
}

/**
 * Spreadsheets take a cell that begins with one of these signs for a formula, and run it. The apostrophe in front makes it a
 * text (OWASP, “CSV Injection”).
 */
const FORMULA = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u;

function cell(text: string): string {
  const defused = FORMULA.test(text) ? `'${visible(text)}` : visible(text);
  return /[",\r\n]/u.test(defused) || defused !== defused.trim()
    ? `"${defused.replaceAll('"', '""')}"`
    : defused;
}

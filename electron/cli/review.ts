import { readFile } from 'node:fs/promises';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { GradeQuery } from '../../shared/security-group/grade.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../shared/security-group/groups-api.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import type { ReviewOptions } from '../../shared/security-group/review-options.ts';
import { words } from '../../shared/words/en.ts';
import { reportText, type ReportInput, type ReportRegion } from '../review/report/build-report.ts';
import { countFindings, REPORT_SEVERITIES } from '../review/report/report-order.ts';
import { safeJson } from '../review/report/safe-text.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { gradesOf, readGradeQueries } from './grades.ts';
import { readReviewOptions } from './review-options.ts';
import { reviewTable } from './review-table.ts';
import type { Document, Plain } from './run-plain.ts';
import { readSavedGroups } from './saved-groups.ts';

export const FAIL_ON = [...REPORT_SEVERITIES, 'never'] as const;

/** As commander gives them. */
export type ReviewFlags = {
  readonly format?: ReportFormat | 'table';
  readonly failOn: (typeof FAIL_ON)[number];
  readonly from?: string;
  readonly prefixLists?: string;
  readonly grade?: string;
  readonly myAddress?: readonly string[];
  readonly egress?: true;
  readonly ipRanges?: string;
};

/** Reviews what AWS, or a saved answer, says; or only grades it. Changes nothing. */
export async function review(plain: Plain, flags: ReviewFlags): Promise<Outcome<Document>> {
  const asked = readAsked(plain, flags);
  if (!asked.ok) return asked;
  const { format, queries } = asked.value;
  const options = await readReviewOptions(plain, flags);
  if (!options.ok) return options;
  const how = queries === null ? options.value : null;
  const read = flags.from === undefined ? await readLive(plain, how) : await readSaved(plain, flags, how);
  if (!read.ok) return read;
  for (const warning of read.value.warnings) plain.warn(warning);
  if (queries !== null) return succeeded({ text: grades(read.value, queries), exitCode: EXIT.done });
  const { accountId, regions, unreadRegions, savedFrom } = read.value;
  const input: ReportInput = {
    madeAt: Date.now(),
    keyportVersion: await readVersion(),
    accountId,
    regions,
    unreadRegions,
    ...(savedFrom === null ? {} : { savedFrom }),
  };
  const text = format === 'table' ? succeeded(reviewTable(input)) : reportText(format, input);
  return text.ok ? succeeded({ text: text.value, exitCode: exitCodeFor(input, flags, read.value) }) : text;
}

/** What was read, from wherever. */
export type ReadGroups = {
  readonly accountId: string;
  /** Without any group in them where only grades are asked for. */
  readonly regions: readonly ReportRegion[];
  /** All groups, in the order in which they came. */
  readonly inOrder: readonly Pick<RegionFacts, 'groups' | 'prefixLists'>[];
  readonly unreadRegions: ReportInput['unreadRegions'];
  /** The file; null where AWS was asked. */
  readonly savedFrom: string | null;
  /** Groups are missing: nothing is said to be clean. */
  readonly isIncomplete: boolean;
  readonly warnings: readonly string[];
};

type Asked = { readonly format: ReportFormat | 'table'; readonly queries: readonly GradeQuery[] | null };

function readAsked({ globals }: Plain, { format, grade, from, prefixLists }: ReviewFlags): Outcome<Asked> {
  const { usage } = words.cliReview;
  if (globals.json && format !== undefined && format !== 'json') return refused(usage.jsonAndFormat);
  if (from === undefined && prefixLists !== undefined) return refused(usage.onlyWithFrom);
  if (grade === undefined) {
    return succeeded({ format: format ?? (globals.json ? 'json' : formatOf(globals.out)), queries: null });
  }
  if (format !== undefined && format !== 'json') return refused(usage.gradeFormat(format));
  const queries = readGradeQueries(grade);
  return queries.ok ? succeeded({ format: 'json', queries: queries.value }) : queries;
}

/** As the name of the file says; a table where it says nothing. */
function formatOf(file: string | undefined): ReportFormat | 'table' {
  return REPORT_FORMATS.find((format) => file?.toLowerCase().endsWith(`.${format}`)) ?? 'table';
}

/** Half of what there is to load is for this, and a saved answer needs none of it. */
async function readLive(plain: Plain, options: ReviewOptions | null): Promise<Outcome<ReadGroups>> {
  const { readLiveGroups } = await import('./live-groups.ts');
  return readLiveGroups(plain, options);
}

async function readSaved(
  plain: Plain,
  { from = '', prefixLists }: ReviewFlags,
  options: ReviewOptions | null,
): Promise<Outcome<ReadGroups>> {
  const saved = await readSavedGroups(plain, { from, prefixLists });
  if (!saved.ok) return saved;
  const { name, accountId, groups, lists, facts, isCutOff } = saved.value;
  return succeeded({
    accountId,
    regions: options === null ? [] : facts.map((each) => judged(each, options)),
    inOrder: [{ groups, prefixLists: [...lists.values()] }],
    unreadRegions: [],
    savedFrom: name,
    isIncomplete: isCutOff,
    warnings: isCutOff ? [words.cliReview.warnCutOff(name)] : [],
  });
}

function judged(facts: RegionFacts, options: ReviewOptions): ReportRegion {
  const { region, readAt, unread } = facts;
  return { region, readAt, unread, reviewed: reviewRegion(facts, options) };
}

/** In the order of the groups that were read. */
function grades({ inOrder }: ReadGroups, queries: readonly GradeQuery[]): string {
  return safeJson(
    inOrder.flatMap(({ groups, prefixLists }) =>
      gradesOf(groups, queries, new Map(prefixLists.map((list) => [list.prefixListId, list]))),
    ),
  );
}

/** A finding that counts goes before what could not be read: it is there, whatever the rest would have said. */
function exitCodeFor(
  { regions }: ReportInput,
  { failOn }: ReviewFlags,
  { isIncomplete }: ReadGroups,
): ExitCode {
  const counts = countFindings(regions.flatMap(({ reviewed }) => reviewed));
  const counted = failOn === 'never' ? [] : REPORT_SEVERITIES.slice(0, REPORT_SEVERITIES.indexOf(failOn) + 1);
  if (counted.some((severity) => counts[severity] > 0)) return EXIT.findings;
  return isIncomplete ? EXIT.failed : EXIT.done;
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function refused(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}

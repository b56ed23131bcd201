import { assertNever } from '../../../shared/assert-never.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import type { ReportFormat } from '../../../shared/security-group/groups-api.ts';
import type { UnreadPart } from '../../../shared/security-group/region-facts.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import { csvReport } from './csv-report.ts';
import { htmlReport } from './html-report.ts';
import { jsonReport } from './json-report.ts';
import { sarifReport } from './sarif-report.ts';

/** What a report is made from. Times are milliseconds since the epoch. */
export type ReportInput = {
  readonly madeAt: number;
  readonly keyportVersion: string;
  /** Empty where nobody says whose the groups are. */
  readonly accountId: string;
  readonly regions: readonly ReportRegion[];
  /** Regions of which no group was read, and why; `raw`: what the error said, for programs. */
  readonly unreadRegions: readonly {
    readonly region: string;
    readonly why: string;
    readonly raw?: string | null;
  }[];
  /** The file that the groups were read from, where AWS was not asked. */
  readonly savedFrom?: string;
};

export type ReportRegion = {
  readonly region: string;
  readonly reviewed: readonly ReviewedGroup[];
  readonly unread: readonly UnreadPart[];
  readonly readAt: number;
};

/**
 * The whole text of a report, which ends with a newline. Names come from strangers: none can become markup, a formula of a
 * spreadsheet, a link, or a control sequence of a terminal. The same input gives the same text.
 * Throws `ReportTooLarge` where no text can be so long.
 */
export function buildReport(format: ReportFormat, input: ReportInput): string {
  try {
    return reportIn(format, input);
  } catch (error) {
    throw error instanceof RangeError ? new ReportTooLarge(format, error) : error;
  }
}

/** The same, where a report that is too large is a problem that says which formats are not. */
export function reportText(format: ReportFormat, input: ReportInput): Outcome<string> {
  try {
    return succeeded(buildReport(format, input));
  } catch (error) {
    if (!(error instanceof ReportTooLarge)) throw error;
    return failed(makeProblem('file-not-written', { explanation: error.message }));
  }
}

/** Says so in words for a person. */
class ReportTooLarge extends Error {
  override readonly name = 'ReportTooLarge';

  constructor(format: ReportFormat, cause: RangeError) {
    super(words.groupReport.tooLarge(format), { cause });
  }
}

function reportIn(format: ReportFormat, input: ReportInput): string {
  switch (format) {
    case 'json':
      return jsonReport(input);
    case 'csv':
      return csvReport(input);
    case 'sarif':
      return sarifReport(input);
    case 'html':
      return htmlReport(input);
    default:
      return assertNever(format);
  }
}

import { atMost } from '../at-most.ts';
import type { Environment } from '../aws/environment.ts';
import type { Asking } from '../aws/every-page.ts';
import { problemFrom } from '../aws/problem.ts';
import { withRuleIds } from '../aws/region-rule-ids.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RegionFacts, UnreadPart } from '../../shared/security-group/region-facts.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import { PLAIN_REVIEW, type ReviewOptions } from '../../shared/security-group/review-options.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { askingBy, withClients } from './ask-aws.ts';
import { readRegion, unreadPart } from './read-region.ts';
import { reportText, type ReportRegion } from './report/build-report.ts';
import { createReviewProgress, type ProgressOfRegion } from './review-progress.ts';
import type { ReportAsk, ReviewAccount, Watch, WrittenReport } from './reviewer.ts';

type ReportWork = {
  readonly account: ReviewAccount;
  readonly ask: ReportAsk;
  readonly watch: Watch;
  readonly env: Environment;
  /** Used for the account's own region instead of reading it again. */
  readonly last: RegionFacts | null;
};

/** Each region's groups stay in memory until the report is written. */
const REGIONS_AT_ONCE = 3;

/** A region that cannot be read is told in the report; where none of them can be read there is no report. */
export async function writeReport(work: ReportWork): Promise<Outcome<WrittenReport>> {
  const { ask, watch } = work;
  const regions = new Map<string, ReportRegion>();
  const problems = new Map<string, Problem>();
  const options = { ...PLAIN_REVIEW, myAddresses: await watch.myAddresses() };
  const progress = createReviewProgress(watch.onProgress, ask.regions.length);
  await atMost(REGIONS_AT_ONCE, ask.regions, async (region) => {
    try {
      watch.signal.throwIfAborted();
      regions.set(region, await reportRegion(work, region, options, progress.of(region)));
    } catch (error) {
      problems.set(region, problemFrom(error));
    }
    progress.regionDone();
  });
  const [firstProblem] = problems.values();
  if (firstProblem !== undefined && (regions.size === 0 || watch.signal.aborted)) return failed(firstProblem);
  return written(work, regions, problems);
}

async function reportRegion(
  { account, watch, env, last }: ReportWork,
  region: string,
  options: ReviewOptions,
  progress: ProgressOfRegion,
): Promise<ReportRegion> {
  const { accountId, choice } = account;
  return withClients({ ...account, choice: { ...choice, region } }, async (clients) => {
    const asking = askingBy(clients, env, watch.signal);
    const facts =
      region === choice.region && last !== null
        ? last
        : await readRegion(clients, { ...asking, region, accountId, onProgress: progress.read });
    progress.analysis();
    const identified = await withIdsOfFound(asking, reviewRegion(facts, options));
    return {
      region,
      reviewed: identified.reviewed,
      unread: [...facts.unread, ...identified.unread],
      readAt: facts.readAt,
    };
  });
}

/** The ids of rules take as long to read as the groups: only where a finding is a danger or asks for caution. */
export async function withIdsOfFound(
  asking: Asking,
  reviewed: readonly ReviewedGroup[],
): Promise<{ readonly reviewed: readonly ReviewedGroup[]; readonly unread: readonly UnreadPart[] }> {
  const found = reviewed.filter(({ findings }) => findings.some(({ severity }) => severity !== 'note'));
  try {
    const identified = await withRuleIds(
      asking,
      found.map(({ group }) => group),
    );
    const groups = new Map(identified.map((group) => [group.groupId, group]));
    return {
      reviewed: reviewed.map((each) => ({ ...each, group: groups.get(each.group.groupId) ?? each.group })),
      unread: [],
    };
  } catch (error) {
    asking.signal.throwIfAborted();
    return { reviewed, unread: [unreadPart('ruleIds', error)] };
  }
}

function written(
  { account, ask }: ReportWork,
  read: ReadonlyMap<string, ReportRegion>,
  problems: ReadonlyMap<string, Problem>,
): Outcome<WrittenReport> {
  const regions = ask.regions.flatMap((region) => read.get(region) ?? []);
  const { otherRegions, regionsNotListed } = words.groupReview;
  const unreadRegions = [
    ...[...problems].map(([region, { title }]) => ({ region, why: title })),
    ...(ask.areAllKnown ? [] : [{ region: otherRegions, why: regionsNotListed }]),
  ];
  const groups = regions.flatMap(({ reviewed }) => reviewed);
  const text = reportText(ask.format, {
    madeAt: Date.now(),
    keyportVersion: ask.keyportVersion,
    accountId: account.accountId,
    regions,
    unreadRegions,
  });
  if (!text.ok) return text;
  return succeeded({
    text: text.value,
    groups: groups.length,
    findings: groups.reduce((sum, { findings }) => sum + findings.length, 0),
    unreadRegions: unreadRegions.map(({ region }) => region),
  });
}

import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import { freeTierOf } from './free-tier.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { nearSizes, sizeFixes } from './near-sizes.ts';
import type { Preflight } from './preflight.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

type Draft = Pick<PlanDraft, 'account' | 'image' | 'size' | 'placements'>;
type Read = Pick<Facts, 'preflight' | 'instanceTypes' | 'prices'>;

/** What the account's plan pays for, and what it refuses. */
export function checkFreeTier(
  { account, image, size, placements }: Draft,
  { preflight, instanceTypes, prices }: Read,
): readonly Finding[] {
  const read = stillHolds('accountPlan', { account }, preflight);
  if (read === null || size === null) return [];
  const isEligible = instanceTypes?.find(({ name }) => name === size.name)?.isFreeTierEligible;
  const count = placements?.length ?? 0;
  if (read.accountPlan !== 'free') return isEligible === true ? checkHours(read, count) : [];
  if (isEligible === false) {
    return [notFreeFinding(size.name, eligibleFixes({ image, size }, { instanceTypes, prices }))];
  }
  const { 'free-plan-credits': credits } = said;
  if (count === 0) return [];
  return [found('free-plan-credits', 'note', 'review', say(credits, credits.sentence(count)))];
}

const said = words.findings;

export function notFreeFinding(type: string, fixes: readonly Fix[]): Finding {
  const { 'not-free-tier': paid } = said;
  return found('not-free-tier', 'blocker', 'size', say(paid, paid.sentence(type)), fixes);
}

/** Sizes that the Free plan includes, by what AWS says of each: the list changes, and differs by region. */
export function eligibleFixes(
  draft: Pick<PlanDraft, 'image' | 'size'>,
  facts: Pick<Facts, 'instanceTypes' | 'prices'>,
): readonly Fix[] {
  return sizeFixes(nearSizes(draft, facts).filter(({ isFreeTierEligible }) => isFreeTierEligible));
}

/** One machine in each of two zones is already more than the free hours, and by now nobody has any. */
function checkHours({ accountPlan, readAt }: Preflight, count: number): readonly Finding[] {
  const question = { accountPlan, count, isEligible: true, perMonth: null };
  const { offers, hoursAMonth } = freeTierOf(question, readAt);
  const offer = offers.find(({ kind }) => kind === 'hours');
  if (offer?.kind !== 'hours' || offer.hoursThatCost === 0) return [];
  const { 'free-tier-hours': tier } = said;
  const sentence = offer.isOver
    ? tier.sentence.over(count, hoursAMonth)
    : tier.sentence.tooFew(count, hoursAMonth, offer.freeHours);
  return [found('free-tier-hours', 'note', 'review', say(tier, sentence))];
}

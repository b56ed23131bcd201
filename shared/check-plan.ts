import { checkAccess } from './check-access.ts';
import { checkAccount } from './check-account.ts';
import { checkAccountRuns } from './check-account-runs.ts';
import { checkLaunchDryRuns } from './check-dry-runs.ts';
import { checkFreeTier } from './check-free-tier.ts';
import { checkImage } from './check-image.ts';
import { checkKey } from './check-key.ts';
import { checkName, checkNameLimits } from './check-name.ts';
import { checkGroupDryRuns, checkKeyDryRuns } from './check-other-runs.ts';
import { checkPlace } from './check-place.ts';
import { checkPrice } from './check-price.ts';
import { checkQuota } from './check-quota.ts';
import { checkReach } from './check-reach.ts';
import { checkRequiredTags } from './check-required-tags.ts';
import { checkScript } from './check-script.ts';
import { checkSession } from './check-session.ts';
import { checkOfferings, checkSize } from './check-size.ts';
import { checkTags } from './check-tags.ts';
import { checkDiskKey, checkUnknownRuns } from './check-unknowns.ts';
import { checkZones } from './check-zones.ts';
import type { Facts } from './facts.ts';
import { ANSWER_NAMES, confirmationOf, type Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { planCheck, type PlanCheck } from './plan-check.ts';
import { withoutWhatFollows } from './what-follows.ts';

/**
 * The only judge of a plan: the wizard's steps, the review page and the engine's gate all ask it. Pure. What was
 * not read (a fact that is null) is not judged. Findings come in the order of the wizard's questions.
 */
export function checkPlan(draft: PlanDraft, facts: Facts): readonly Finding[] {
  return inOrder(CHECKS.map(({ judge }) => judge(draft, facts)));
}

/** What keeps this plan from being launched: blockers, and dangers that are not among the confirmed (see `confirmationOf`). */
export function obstacles(findings: readonly Finding[], confirmed: readonly string[]): readonly Finding[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'blocker' ||
      (finding.severity === 'danger' && !confirmed.includes(confirmationOf(finding))),
  );
}

const sizes = ['instanceTypes', 'prices'] as const;
const machine = ['account', 'image', 'size', 'placements', 'access', 'storage', 'tags'] as const;

/** Every check, with the answers and the facts that it reads: what it says can change with these only. */
export const CHECKS: readonly PlanCheck[] = [
  planCheck(['account'], ['account'], checkAccount),
  planCheck(['account'], ['preflight'], checkAccountRuns),
  planCheck(['image', 'storage'], ['images'], checkImage),
  planCheck(['image', 'size'], ['images', ...sizes], checkSize),
  planCheck(['image', 'size'], ['network', ...sizes], checkOfferings),
  planCheck(['placements', 'access'], ['network'], checkPlace),
  planCheck(['size', 'placements'], ['network'], checkZones),
  planCheck(['account', 'image', 'access', 'placements'], ['network', 'preflight'], checkReach),
  planCheck(['account', 'image', 'size', 'placements'], ['preflight', ...sizes], checkQuota),
  planCheck(['access', 'image', 'name'], ['network', 'groups'], checkAccess),
  planCheck(['account', 'image', 'access', 'placements'], ['preflight'], checkSession),
  planCheck(['script', 'access', 'image'], ['groups'], checkScript),
  planCheck(['account', 'access', 'tags'], ['preflight'], checkGroupDryRuns),
  planCheck(['key', 'image'], ['keychain'], checkKey),
  planCheck(['account', 'key', 'tags'], ['preflight'], checkKeyDryRuns),
  planCheck(['name', 'access'], ['names'], checkName),
  planCheck(['access'], ['names'], checkNameLimits),
  planCheck(['tags'], [], checkTags),
  planCheck(['tags'], ['requiredTags'], checkRequiredTags),
  planCheck(machine, ['preflight', 'images', ...sizes], checkLaunchDryRuns),
  planCheck([...machine, 'key'], ['preflight'], checkUnknownRuns),
  planCheck(['account'], ['preflight'], checkDiskKey),
  planCheck(['account', 'image', 'size', 'placements'], ['preflight', ...sizes], checkFreeTier),
  planCheck(['size', 'storage', 'placements'], ['prices'], checkPrice),
];

/** By the wizard's questions. What a fact and a dry run say alike is said once, with what AWS said to it. */
export function inOrder(said: readonly (readonly Finding[])[]): readonly Finding[] {
  const once = new Map(said.flat().map((finding) => [`${finding.id} ${finding.sentence}`, finding] as const));
  const findings = withoutWhatFollows([...once.values()]);
  return ANSWER_NAMES.flatMap((name) => findings.filter(({ answer }) => answer === name));
}

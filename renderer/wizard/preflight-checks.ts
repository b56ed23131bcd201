import type { InstanceType } from '../../shared/facts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { placesOf } from '../../shared/placement.ts';
import type { DryRun, Preflight, SubnetReach, VcpuQuota } from '../../shared/preflight.ts';
import type { ReachVerdict } from '../../shared/reachability.ts';
import { stillHolds, type PreflightPart } from '../../shared/still-holds.ts';
import { words } from '../../shared/words/en.ts';

const said = words.preflight;

/** `asking`: the answer is on its way. Never `yes` without proof. */
export type CheckVerdict = ReachVerdict | 'asking';

export type Check = {
  readonly id: 'account' | PreflightPart;
  readonly title: string;
  readonly verdict: CheckVerdict;
  readonly why: string;
  /** Where it is a question of each zone: those with the same answer together. Empty where it is not. */
  readonly zones: readonly ZonesAlike[];
  readonly vcpus: VcpuBar | null;
};

export type ZonesAlike = {
  readonly verdict: CheckVerdict;
  readonly names: readonly string[];
  readonly why: string;
};
export type VcpuBar = { readonly inUse: number; readonly planned: number; readonly limit: number };

type Answer = { readonly verdict: CheckVerdict; readonly why: string };

/**
 * What was found out about this plan, question by question. A part that was read for other answers says nothing of these: it is
 * on its way, or not known.
 */
export function preflightChecks(
  plan: LaunchPlan,
  preflight: Preflight | null,
  isReading: boolean,
  sizes: readonly InstanceType[] | null = null,
): readonly Check[] {
  const about = (part: PreflightPart) => stillHolds(part, plan, preflight);
  const none: Answer = isReading
    ? { verdict: 'asking', why: '' }
    : { verdict: 'unknown', why: said.notAsked };
  return [
    checkAccount(plan, about('accountPlan'), none),
    checkLaunch(plan, about('launch'), none),
    ...(plan.access.kind === 'new-group' ? [checkGroup(about('group'), none)] : []),
    checkKey(plan, about('key'), none),
    checkQuota(plan, about('quota'), none),
    checkSubnets(plan, about('subnets'), none),
    checkDiskKey(about('diskKey'), none),
    ...checkAccountPlan(plan, about('accountPlan'), sizes),
  ];
}

/** What no dry run tells, so that nobody takes "yes" for more than it is. */
export function untestable(plan: LaunchPlan, preflight: Preflight | null): readonly string[] {
  const { capacity, rules, tags, answers } = said.untestedWhy;
  const asksForRules = preflight?.dryRuns.some(({ action }) => action === 'AuthorizeSecurityGroupIngress');
  const isNew = plan.access.kind === 'new-group';
  return [capacity(plan.size.name), ...(isNew && asksForRules !== true ? [rules] : []), tags, answers];
}

function checkAccount({ account }: LaunchPlan, preflight: Preflight | null, none: Answer): Check {
  const why = said.account.yes(account.accountId, account.region);
  return row('account', said.account.title, preflight === null ? none : { verdict: 'yes', why });
}

function checkLaunch({ placements }: LaunchPlan, preflight: Preflight | null, none: Answer): Check {
  const runs = preflight?.dryRuns.filter(({ action }) => action === 'RunInstances');
  const answers = placesOf(placements).map(({ placement: { zoneName } }) => {
    const run = runs?.find((each) => each.zoneName === zoneName);
    return { name: zoneName, ...(run === undefined ? none : answerOf(run, said.launch.yes)) };
  });
  return perZone('launch', said.launch.title, answers);
}

function checkGroup(preflight: Preflight | null, none: Answer): Check {
  const runs = (preflight?.dryRuns ?? []).filter(
    ({ action }) => action === 'CreateSecurityGroup' || action === 'AuthorizeSecurityGroupIngress',
  );
  const { title } = runs.length > 1 ? said.groupAndRules : said.group;
  const answers = runs.map((run) => answerOf(run, said.group.yes));
  return row('group', title, answers.length === 0 ? none : worstOf(answers));
}

function checkKey({ key }: LaunchPlan, preflight: Preflight | null, none: Answer): Check {
  const wanted = key.kind === 'made-here' ? 'ImportKeyPair' : 'CreateKeyPair';
  const run = preflight?.dryRuns.find(({ action }) => action === wanted);
  const { title, yes } = said.keyPair[wanted];
  return row('key', title, run === undefined ? none : answerOf(run, yes));
}

function checkQuota({ placements, size }: LaunchPlan, preflight: Preflight | null, none: Answer): Check {
  if (preflight === null) return row('quota', said.quota.title, none);
  const { quota } = preflight;
  if (quota.kind === 'unknown') return row('quota', said.quota.title, unknownQuota(quota));
  const { inUse, limit } = quota;
  const planned = placements.length * size.vcpus;
  const missing = inUse + planned - limit;
  const answer: Answer =
    missing > 0 ? { verdict: 'no', why: said.quota.no(missing) } : { verdict: 'yes', why: said.quota.yes };
  return { ...row('quota', said.quota.title, answer), vcpus: { inUse, planned, limit } };
}

function unknownQuota({ isForbidden }: Extract<VcpuQuota, { readonly kind: 'unknown' }>): Answer {
  return { verdict: 'unknown', why: isForbidden ? said.quota.forbidden : said.quota.unknown };
}

function checkSubnets({ placements }: LaunchPlan, preflight: Preflight | null, none: Answer): Check {
  const answers = placesOf(placements).map(({ placement: { zoneName, subnetId } }) => {
    const reach = preflight?.subnets.find((each) => each.subnetId === subnetId);
    return { name: zoneName, ...(reach === undefined ? none : reachOf(reach)) };
  });
  return perZone('subnets', said.subnets.title, answers);
}

/** The step that decides says why. */
function reachOf({ verdict, steps }: SubnetReach): Answer {
  const deciding = verdict === 'yes' ? undefined : steps.find((step) => step.verdict === verdict);
  return { verdict, why: deciding?.sentence ?? said.subnets[verdict] };
}

function checkDiskKey(preflight: Preflight | null, none: Answer): Check {
  const { title } = said.diskKey;
  if (preflight === null) return row('diskKey', title, none);
  switch (preflight.diskKey.kind) {
    case 'aws-managed':
      return row('diskKey', title, { verdict: 'yes', why: said.diskKey.awsManaged });
    case 'customer-managed':
      return row('diskKey', title, { verdict: 'unknown', why: said.diskKey.customer });
    case 'unknown':
      return row('diskKey', title, { verdict: 'unknown', why: said.diskKey.unknown });
  }
}

/** Only the Free plan keeps an account from a size; whoever has not got it, or may not read that, is not bothered. */
function checkAccountPlan(
  { size }: LaunchPlan,
  preflight: Preflight | null,
  sizes: readonly InstanceType[] | null,
): readonly Check[] {
  if (preflight?.accountPlan !== 'free') return [];
  const known = sizes?.find(({ name }) => name === size.name);
  const verdict = known === undefined ? 'unknown' : known.isFreeTierEligible ? 'yes' : 'no';
  return [row('accountPlan', said.accountPlan.title, { verdict, why: said.accountPlan[verdict](size.name) })];
}

function answerOf({ verdict, problem }: DryRun, yes: string): Answer {
  switch (verdict) {
    case 'may':
      return { verdict: 'yes', why: yes };
    case 'may-not':
      return { verdict: 'no', why: problem?.explanation ?? said.launch.mayNot };
    case 'refused':
      return { verdict: 'no', why: problem?.explanation ?? said.launch.refused };
    case 'unknown':
      return { verdict: 'unknown', why: problem?.explanation ?? said.launch.unknown };
  }
}

function row(id: Check['id'], title: string, { verdict, why }: Answer): Check {
  return { id, title, verdict, why, zones: [], vcpus: null };
}

function perZone(
  id: Check['id'],
  title: string,
  answers: readonly (Answer & { readonly name: string })[],
): Check {
  const zones = answers.reduce<readonly ZonesAlike[]>((alike, { name, verdict, why }) => {
    const same = alike.find((each) => each.verdict === verdict && each.why === why);
    if (same === undefined) return [...alike, { verdict, why, names: [name] }];
    return alike.map((each) => (each === same ? { ...each, names: [...each.names, name] } : each));
  }, []);
  const { verdict } = worstOf(answers);
  return { id, title, verdict, why: '', zones, vcpus: null };
}

/** One "no" decides; then what is not known yet, then what cannot be known. */
function worstOf(answers: readonly Answer[]): Answer {
  const order: readonly CheckVerdict[] = ['no', 'asking', 'unknown', 'yes'];
  const [worst] = answers.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  return worst ?? { verdict: 'unknown', why: said.notAsked };
}

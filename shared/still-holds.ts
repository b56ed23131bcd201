import type { LaunchPlan, PlanDraft } from './launch-plan.ts';
import type { AskedFor } from './plan-check.ts';
import type { Opening, Preflight } from './preflight.ts';

/**
 * The preflight, as far as this part of it still speaks of this plan; null where it was read for another answer that the part
 * depends on, or not at all. What it says of single zones or subnets is for its reader to pick out.
 */
export function stillHolds<Part extends PreflightPart>(
  part: Part,
  draft: Pick<PlanDraft, (typeof PREFLIGHT_ANSWERS)[Part][number]>,
  preflight: Preflight | null,
): Preflight | null {
  if (preflight === null) return null;
  const answers: readonly AnswerOfPreflight[] = PREFLIGHT_ANSWERS[part];
  const given: Partial<PlanDraft> = draft;
  return answers.every((answer) => IS_SAME[answer](given, preflight.about)) ? preflight : null;
}

/** What a preflight asks about the access of a plan. From which address somebody logs in changes nothing that it finds out. */
export function askedOfAccess(access: LaunchPlan['access']): Pick<Preflight['about'], 'groupIds' | 'opens'> {
  if (access.kind === 'existing-group') {
    return { groupIds: access.groups.map(({ groupId }) => groupId), opens: [] };
  }
  const { httpsFromEveryone, httpFromEveryone, adminAddress } = access;
  const isOpen = { https: httpsFromEveryone, http: httpFromEveryone, 'log-in': adminAddress !== null };
  return { groupIds: [], opens: OPENINGS.filter((opening) => isOpen[opening]) };
}

const OPENINGS: readonly Opening[] = ['https', 'http', 'log-in'];

export type PreflightPart = keyof typeof PREFLIGHT_ANSWERS;

type AnswerOfPreflight = Exclude<AskedFor, 'name' | 'placements' | 'script'>;

/** Which answers each part was read for, beside the zones, which it names one by one. Rights may depend on tags, never on names and scripts. */
export const PREFLIGHT_ANSWERS = {
  launch: ['account', 'image', 'size', 'access', 'storage', 'tags'],
  group: ['account', 'access', 'tags'],
  key: ['account', 'key', 'tags'],
  quota: ['account', 'size'],
  subnets: ['account', 'image', 'access'],
  diskKey: ['account'],
  accountPlan: ['account'],
} as const satisfies Readonly<Record<string, readonly AnswerOfPreflight[]>>;

const IS_SAME: Readonly<
  Record<AnswerOfPreflight, (draft: Partial<PlanDraft>, about: Preflight['about']) => boolean>
> = {
  account: ({ account }, { accountId, region }) =>
    account?.accountId === accountId && account.region === region,
  image: ({ image }, { imageId }) => image?.imageId === imageId,
  size: ({ size }, { instanceType }) => size?.name === instanceType,
  access: ({ access }, { access: kind, instanceProfile, groupIds, opens }) =>
    access?.kind === kind &&
    access.instanceProfile === instanceProfile &&
    JSON.stringify(askedOfAccess(access)) === JSON.stringify({ groupIds, opens }),
  key: ({ key }, about) => key?.kind === about.key,
  storage: ({ storage }, { rootSizeGiB }) => storage?.rootSizeGiB === rootSizeGiB,
  tags: (draft, { tags }) => JSON.stringify(draft.tags) === JSON.stringify(tags),
};

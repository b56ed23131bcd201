import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { catalogEntry, type ImageFamily } from './image-catalog.ts';
import { instanceProfileSchema, type LaunchPlan, type PlanDraft } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { usesSessionManager, type SessionRight } from './session-manager.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

/** Whether anybody gets to the machines of somebody who wants to log in through Session Manager. */
export function checkSession(
  draft: Pick<PlanDraft, 'account' | 'image' | 'access' | 'placements'>,
  { preflight }: Pick<Facts, 'preflight'>,
): readonly Finding[] {
  const { access, placements } = draft;
  if (access === null || !usesSessionManager(access)) return [];
  const read = stillHolds('subnets', draft, preflight);
  const chosen = new Set(placements?.map(({ subnetId }) => subnetId));
  const ways = (read?.waysOut ?? []).filter(({ subnetId }) => chosen.has(subnetId));
  const zonesOf = (verdict: 'no' | 'unknown') =>
    ways.filter((way) => way.verdict === verdict).map(({ zoneName }) => zoneName);
  const zonesByEndpoints = ways.filter(({ by }) => by === 'endpoints').map(({ zoneName }) => zoneName);
  return [
    ...(access.instanceProfile === null ? [noProfile(access)] : []),
    ...checkName(access),
    ...rightFinding(access, read?.session),
    ...agentFinding(draft.image),
    ...wayFinding('no-way-out', 'caution', zonesOf('no')),
    ...wayFinding('way-out-by-endpoints', 'note', zonesByEndpoints),
    ...wayFinding('way-out-unknown', 'note', zonesOf('unknown')),
  ];
}

const said = words.findings;

function rightFinding(
  { instanceProfile }: LaunchPlan['access'],
  right: SessionRight | undefined,
): readonly Finding[] {
  if (right === undefined || right === 'has') return [];
  const id = right === 'lacks' ? 'profile-lacks-session' : 'profile-session-unknown';
  const severity = right === 'lacks' ? 'caution' : 'note';
  return [found(id, severity, 'access', say(said[id], said[id].sentence(instanceProfile ?? '')))];
}

/** Whose makers put no SSM agent into them. (Systems Manager user guide, "Find AMIs with the SSM Agent preinstalled".) */
const WITHOUT_AGENT: ReadonlySet<ImageFamily> = new Set(['debian', 'rhel']);

function agentFinding(image: PlanDraft['image']): readonly Finding[] {
  const entry = image === null ? undefined : catalogEntry(image.catalogId);
  if (entry === undefined || !WITHOUT_AGENT.has(entry.family)) return [];
  const { 'no-session-agent': none } = said;
  return [found('no-session-agent', 'caution', 'access', say(none, none.sentence(entry.title)))];
}

/** What IAM would not take as a name is nowhere. */
function checkName({ instanceProfile }: LaunchPlan['access']): readonly Finding[] {
  const name = instanceProfile ?? '';
  if (name === '' || instanceProfileSchema.safeParse(name).success) return [];
  return [profileGone(name)];
}

export function profileGone(name: string): Finding {
  const { 'profile-gone': gone } = said;
  return found('profile-gone', 'blocker', 'access', say(gone, gone.sentence(name)));
}

function noProfile(access: LaunchPlan['access']): Finding {
  const { instanceProfile: _none, ...without } = access;
  return found('no-instance-profile', 'blocker', 'access', said['no-instance-profile'], [
    { label: said.fixes.withoutSessionManager, edit: { access: without } },
  ]);
}

function wayFinding(
  id: 'no-way-out' | 'way-out-by-endpoints' | 'way-out-unknown',
  severity: 'caution' | 'note',
  zones: readonly string[],
): readonly Finding[] {
  if (zones.length === 0) return [];
  return [found(id, severity, 'zones', say(said[id], said[id].sentence(zones.join(', '))))];
}

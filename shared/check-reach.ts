import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { LaunchPlan, Placement, PlanDraft } from './launch-plan.ts';
import { leaveOutFixes } from './check-zones.ts';
import { found, say } from './make-finding.ts';
import { reachOfSubnet, subnetIn } from './network-choice.ts';
import type { SubnetReach } from './preflight.ts';
import { plannedDoors } from './reach/planned-reach.ts';
import { placesOf } from './placement.ts';
import { hasNoLogInPort } from './session-manager.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

/**
 * Whether the internet gets to machines in the chosen subnets. Once the way was looked at, that says more than whether the subnet
 * gives public addresses by itself; while it was not, or not found out, nothing is taken for a yes.
 */
export function checkReach(
  { account, image, access, placements }: Pick<PlanDraft, 'account' | 'image' | 'access' | 'placements'>,
  { network, preflight }: Pick<Facts, 'network' | 'preflight'>,
): readonly Finding[] {
  if (placements === null || (access !== null && isClosed(access))) return [];
  const read = stillHolds('subnets', { account, image, access }, preflight);
  const places = placesOf(placements).map(({ placement }) => placement);
  const asked = places.filter(({ subnetId }) => read?.about.subnetIds.includes(subnetId) === true);
  const reachOf = ({ subnetId }: Placement) => read?.subnets.find((subnet) => subnet.subnetId === subnetId);
  const doors = access === null || image === null ? [] : plannedDoors({ access, image });
  const seenFrom = (placement: Placement) =>
    reachOf(placement) ??
    (network === null ? null : reachOfSubnet(network, placement, placement.subnetId, doors));
  const isKnown = (placement: Placement) => (seenFrom(placement)?.verdict ?? 'unknown') !== 'unknown';
  const closed = places.filter(
    (placement) =>
      !isKnown(placement) &&
      network?.zones.some((zone) => subnetIn(zone, placement.subnetId)?.givesPublicAddress === false) ===
        true,
  );
  return [
    ...closed.map(({ zoneName }) => closedFinding(zoneName)),
    ...places.flatMap((placement) => checkIsReachable(placement, seenFrom(placement), placements)),
    ...unknownFinding(asked.filter((placement) => !isKnown(placement))),
  ];
}

/** Nobody is to come in at all, and one logs in without that. */
function isClosed(access: LaunchPlan['access']): boolean {
  const isOpen = access.kind === 'existing-group' || access.httpsFromEveryone || access.httpFromEveryone;
  return !isOpen && hasNoLogInPort({ access });
}

const said = words.findings;

function closedFinding(zoneName: string): Finding {
  const { 'subnet-not-public': closed } = said;
  return found('subnet-not-public', 'caution', 'zones', say(closed, closed.sentence(zoneName)));
}

function checkIsReachable(
  { zoneName }: Placement,
  reach: SubnetReach | null,
  placements: readonly Placement[],
): readonly Finding[] {
  if (reach?.verdict !== 'no') return [];
  const { 'subnet-not-reachable': shut } = said;
  const because = reach.steps.find(({ verdict }) => verdict === 'no')?.sentence;
  const why = because === undefined ? shut.why : `${because} ${shut.why}`;
  const isLeft = new Set(placements.map(({ zoneId }) => zoneId)).size > 2;
  const fixes: readonly Fix[] = isLeft ? leaveOutFixes(placements, [zoneName]) : [];
  const sentence = shut.sentence(zoneName);
  return [found('subnet-not-reachable', 'caution', 'zones', { sentence, why }, fixes)];
}

function unknownFinding(placements: readonly Placement[]): readonly Finding[] {
  if (placements.length === 0) return [];
  const { 'reach-unknown': unknown } = said;
  const sentence = unknown.sentence(placements.map(({ zoneName }) => zoneName).join(', '));
  return [found('reach-unknown', 'note', 'zones', say(unknown, sentence))];
}

import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { leaveOutFixes } from './check-zones.ts';
import { found, say } from './make-finding.ts';
import type { SubnetReach } from './preflight.ts';
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
  if (placements === null) return [];
  const read = stillHolds('subnets', { account, image, access }, preflight);
  const asked = placements.filter(({ subnetId }) => read?.about.subnetIds.includes(subnetId) === true);
  const reachOf = ({ subnetId }: Placement) => read?.subnets.find((subnet) => subnet.subnetId === subnetId);
  const isKnown = (placement: Placement) => (reachOf(placement)?.verdict ?? 'unknown') !== 'unknown';
  const closed = placements.filter(
    (placement) =>
      !isKnown(placement) &&
      network?.zones.some(
        ({ subnetId, givesPublicAddress }) => subnetId === placement.subnetId && givesPublicAddress === false,
      ) === true,
  );
  return [
    ...closed.map(({ zoneName }) => closedFinding(zoneName)),
    ...asked.flatMap((placement) => checkIsReachable(placement, reachOf(placement), placements)),
    ...unknownFinding(asked.filter((placement) => !isKnown(placement))),
  ];
}

const said = words.findings;

function closedFinding(zoneName: string): Finding {
  const { 'subnet-not-public': closed } = said;
  return found('subnet-not-public', 'caution', 'zones', say(closed, closed.sentence(zoneName)));
}

function checkIsReachable(
  { zoneName }: Placement,
  reach: SubnetReach | undefined,
  placements: readonly Placement[],
): readonly Finding[] {
  if (reach?.verdict !== 'no') return [];
  const { 'subnet-not-reachable': shut } = said;
  const because = reach.steps.find(({ verdict }) => verdict === 'no')?.sentence;
  const why = because === undefined ? shut.why : `${because} ${shut.why}`;
  const fixes: readonly Fix[] = placements.length > 2 ? leaveOutFixes(placements, [zoneName]) : [];
  const sentence = shut.sentence(zoneName);
  return [found('subnet-not-reachable', 'caution', 'zones', { sentence, why }, fixes)];
}

function unknownFinding(placements: readonly Placement[]): readonly Finding[] {
  if (placements.length === 0) return [];
  const { 'reach-unknown': unknown } = said;
  const sentence = unknown.sentence(placements.map(({ zoneName }) => zoneName).join(', '));
  return [found('reach-unknown', 'note', 'zones', say(unknown, sentence))];
}

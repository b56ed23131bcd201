import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found } from './make-finding.ts';
import { placementsIn, usableZones } from './placement.ts';
import { words } from './words/en.ts';

/** Whether anything of the plan's network is here at all: its network is another one, and so is every subnet of it. */
export function checkPlace(
  { placements, access }: Pick<PlanDraft, 'placements' | 'access'>,
  { network }: Pick<Facts, 'network'>,
): readonly Finding[] {
  const vpcId = network?.vpcId ?? null;
  if (network === null || vpcId === null || access === null || access.vpcId === vpcId) return [];
  const here = new Set(network.zones.map(({ subnetId }) => subnetId));
  const isElsewhere = placements?.every(({ subnetId }) => !here.has(subnetId)) ?? false;
  if (!isElsewhere || placements?.length === 0) return [];
  const usable = placementsIn(usableZones(network));
  const moved = access.kind === 'new-group' ? { ...access, vpcId } : { ...access, vpcId, groups: [] };
  const fixes =
    usable.length === 0
      ? []
      : [{ label: said.fixes.useWhatIsHere, edit: { placements: usable, access: moved } }];
  return [found('plan-of-elsewhere', 'blocker', 'zones', said['plan-of-elsewhere'], fixes)];
}

const said = words.findings;

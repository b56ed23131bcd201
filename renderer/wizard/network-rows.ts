import type { Network, Zone, ZoneSubnet } from '../../shared/facts.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { asChosen, askedDoors, chosenSubnets, reachOfSubnet } from '../../shared/network-choice.ts';
import type { ReachVerdict } from '../../shared/reachability.ts';
import type { Vpc } from '../../shared/security-group/region-facts.ts';
import { words } from '../../shared/words/en.ts';

const said = words.network;

/** One zone, with the subnet that a machine in it would stand in. */
export type NetworkRow = {
  readonly zone: Zone;
  readonly hasMachine: boolean;
  /** Null where the zone has none. */
  readonly reach: { readonly verdict: ReachVerdict; readonly why: string } | null;
};

type Asked = Pick<PlanDraft, 'access' | 'image' | 'placements'>;

/** Zone by zone: the subnets that are chosen, and whether this computer will get to a machine in them. */
export function networkRows(network: Network, draft: Asked): readonly NetworkRow[] {
  const placements = draft.placements ?? [];
  const doors = askedDoors(draft);
  return asChosen(network, chosenSubnets(placements)).zones.map((zone) => ({
    zone,
    hasMachine: placements.some(({ zoneId }) => zoneId === zone.zoneId),
    reach: zone.subnetId === null ? null : reachSaid(network, zone, zone.subnetId, doors),
  }));
}

function reachSaid(
  network: Network,
  zone: Zone,
  subnetId: string,
  doors: ReturnType<typeof askedDoors>,
): NetworkRow['reach'] {
  const reach = reachOfSubnet(network, zone, subnetId, doors);
  if (reach === null) return { verdict: 'unknown', why: said.unread };
  const { verdict, steps } = reach;
  const deciding = steps.find((step) => step.verdict === verdict);
  return { verdict, why: verdict === 'yes' ? said.yesBecause : (deciding?.sentence ?? said.unread) };
}

/** One for all zones that have a machine; `mixed` where they differ. */
export function reachOfAll(rows: readonly NetworkRow[]): keyof typeof said.reachable {
  const verdicts = new Set(rows.filter(({ hasMachine }) => hasMachine).map(({ reach }) => reach?.verdict));
  const [only] = verdicts;
  if (verdicts.size > 1) return 'mixed';
  return only ?? 'unknown';
}

/** `shop`, `The default network`. */
export function nameOfVpc({ isDefault, name }: Vpc): string {
  if (isDefault) return name === null ? said.defaultName : `${name} (${said.defaultName.toLowerCase()})`;
  return name ?? said.unnamed;
}

/** `172.31.0.0/20, default subnet`. */
export function aboutSubnet({ cidr, isDefault }: ZoneSubnet): string {
  return isDefault ? `${cidr}, ${said.defaultSubnet}` : cidr;
}

import type { Network, Zone, ZoneSubnet } from './facts.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { adminPortOf } from './platform.ts';
import type { SubnetReach } from './preflight.ts';
import { ANYBODY, plannedDoors, plannedReach, type PlannedDoor } from './reach/planned-reach.ts';
import type { ReachVerdict } from './reachability.ts';
import type { RegionFacts } from './security-group/region-facts.ts';

/** Subnets by zone ids, as somebody has chosen them; a zone that is not here has the proposed one. */
export type ChosenSubnets = Readonly<Record<string, string>>;

/** The network with the way to it, and in each zone the subnet that is best by it. Pure. */
export function withWay(network: Network, way: RegionFacts): Network {
  return { ...network, way, zones: network.zones.map((zone) => bestSubnetIn(zone, { ...network, way })) };
}

/**
 * The zone with a subnet that is proposed: the default one; in other networks one that the internet gets to, with the most room.
 * None that is full while another is not. While the way was not read, what gives public addresses goes first.
 */
export function bestSubnetIn(zone: Zone, network: Pick<Network, 'way' | 'vpcId'> = { vpcId: null }): Zone {
  const [best] = (zone.subnets ?? [])
    .map((subnet) => ({ subnet, rank: rankOf(subnet, zone, network) }))
    .toSorted((one, other) => compare(one.rank, other.rank));
  return best === undefined ? zone : withSubnet(zone, best.subnet);
}

/** The network as if the chosen subnets were the proposed ones: everything that looks for a place finds these. */
export function asChosen(network: Network, chosen: ChosenSubnets): Network {
  return {
    ...network,
    zones: network.zones.map((zone) => {
      const subnet = subnetIn(zone, chosen[zone.zoneId] ?? null);
      return subnet === null ? zone : withSubnet(zone, subnet);
    }),
  };
}

/** A subnet of this zone by its id, or null: then it is one of elsewhere. */
export function subnetIn(
  { subnetId: proposedId, subnets, freeAddresses, givesPublicAddress }: Zone,
  subnetId: string | null,
): Pick<ZoneSubnet, 'subnetId' | 'freeAddresses' | 'givesPublicAddress'> | null {
  if (subnetId === null) return null;
  const known = subnets?.find((subnet) => subnet.subnetId === subnetId);
  if (known !== undefined) return known;
  return subnetId === proposedId ? { subnetId, freeAddresses, givesPublicAddress } : null;
}

/** The subnets that these placements are in. */
export function chosenSubnets(placements: readonly Placement[]): ChosenSubnets {
  return Object.fromEntries(placements.map(({ zoneId, subnetId }) => [zoneId, subnetId]));
}

/** Whether this computer will get to a machine in this subnet; null where the way was not read. */
export function reachOfSubnet(
  { way, vpcId }: Pick<Network, 'way' | 'vpcId'>,
  { zoneName }: Pick<Zone, 'zoneName'>,
  subnetId: string,
  doors: readonly PlannedDoor[],
): SubnetReach | null {
  if (way === undefined || vpcId === null) return null;
  return plannedReach({ subnetId, zoneName, vpcId }, way, doors);
}

/**
 * The doors that a person asks about who chooses a subnet: those of the plan, and the one to log in by. Who will log in from where may
 * not be known yet: then it is anybody.
 */
export function askedDoors({ access, image }: Pick<PlanDraft, 'access' | 'image'>): readonly PlannedDoor[] {
  const logIn = { port: adminPortOf(image?.platform ?? 'linux'), from: ANYBODY };
  if (access === null || image === null) return [logIn];
  const doors = plannedDoors({ access, image });
  return doors.some(({ port }) => port === logIn.port) ? doors : [logIn, ...doors];
}

/** The lower the better, the first number first. */
function rankOf(
  subnet: ZoneSubnet,
  zone: Zone,
  network: Pick<Network, 'way' | 'vpcId'>,
): readonly (number | string)[] {
  const { subnetId, isDefault, freeAddresses, givesPublicAddress } = subnet;
  const verdict = reachOfSubnet(network, zone, subnetId, [])?.verdict ?? 'unknown';
  return [
    Number(freeAddresses === 0),
    Number(!isDefault),
    RANK.indexOf(verdict),
    Number(givesPublicAddress !== true),
    -(freeAddresses ?? 0),
    subnetId,
  ];
}

const RANK: readonly ReachVerdict[] = ['yes', 'unknown', 'no'];

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  const [left, right] = [one[at] ?? 0, other[at] ?? 0];
  return at === -1 || left === right ? 0 : left < right ? -1 : 1;
}

function withSubnet(
  zone: Zone,
  { subnetId, freeAddresses, givesPublicAddress }: Omit<ZoneSubnet, 'name' | 'cidr' | 'isDefault'>,
): Zone {
  return { ...zone, subnetId, freeAddresses, givesPublicAddress };
}

import type { Facts, Network, Zone } from './facts.ts';
import type { Finding, FindingId, Fix } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { subnetIn } from './network-choice.ts';
import { placementsIn, placesOf, usableZones, type Place } from './placement.ts';
import { words } from './words/en.ts';

/** Whether as many instances as were chosen can start in each zone, exactly where the person was shown. */
export function checkZones(
  { size, placements }: Pick<PlanDraft, 'size' | 'placements'>,
  { network }: Pick<Facts, 'network'>,
): readonly Finding[] {
  if (network !== null && network.vpcId === null) {
    return [found('no-default-network', 'blocker', 'zones', said['no-default-network'])];
  }
  if (placements === null) return [unanswered('zones')];
  const usable = network === null ? [] : usableZones(network);
  if (placements.length === 0) {
    return [found('no-zones', 'blocker', 'zones', said['no-zones'], zoneFixes(usable))];
  }
  return [
    ...checkOneZone(placements, usable),
    ...placesOf(placements).flatMap((place) =>
      network === null ? [] : checkPlace(placements, place, network, size?.name ?? null),
    ),
  ];
}

const said = words.findings;

/** Leaves out what was chosen in these zones. None where nothing would be left of the fleet. */
export function leaveOutFixes(
  placements: readonly Placement[],
  zoneNames: readonly string[],
): readonly Fix[] {
  const rest = placements.filter(({ zoneName }) => !zoneNames.includes(zoneName));
  if (rest.length === 0 || rest.length === placements.length) return [];
  return [{ label: said.fixes.leaveOutZone(zoneNames.join(', ')), edit: { placements: rest } }];
}

function checkOneZone(placements: readonly Placement[], usable: readonly Zone[]): readonly Finding[] {
  const zones = new Set(placements.map(({ zoneId }) => zoneId));
  const only = placements[0];
  if (zones.size !== 1 || only === undefined) return [];
  const { 'one-zone': one } = said;
  return [found('one-zone', 'danger', 'zones', say(one, one.sentence(only.zoneName)), zoneFixes(usable))];
}

function checkPlace(
  placements: readonly Placement[],
  { placement, count }: Place,
  network: Network,
  chosenType: string | null,
): readonly Finding[] {
  const { zoneName, zoneId, subnetId } = placement;
  const { instanceType } = network;
  const zone = network.zones.find((candidate) => candidate.zoneId === zoneId);
  const fixes = leaveOutFixes(placements, [zoneName]);
  const blocker = (id: FindingId & keyof typeof said, sentence: string) => [
    found(id, 'blocker', 'zones', say(said[id], sentence), fixes),
  ];
  const names = network.zones.map((each) => each.zoneName);
  if (zone === undefined || !names.includes(zoneName)) {
    return blocker('zone-unknown', said['zone-unknown'].sentence(zoneName, names));
  }
  if (!zone.isAvailable) {
    return blocker('zone-not-available', said['zone-not-available'].sentence(zoneName));
  }
  if (chosenType === instanceType && !zone.offersType) {
    return blocker('type-not-in-zone', said['type-not-in-zone'].sentence(instanceType, zoneName));
  }
  if (zone.subnetId === null) {
    return blocker('zone-without-subnet', said['zone-without-subnet'].sentence(zoneName));
  }
  const subnet = subnetIn(zone, subnetId);
  if (subnet === null || zone.zoneName !== zoneName) {
    return [subnetFinding(placements, placement, placementsIn([zone]))];
  }
  const free = subnet.freeAddresses ?? count;
  if (free >= count) return [];
  const full = say(said['subnet-full'], said['subnet-full'].tooFew(zoneName, free, count));
  return [
    found('subnet-full', 'blocker', 'zones', full, [...roomFixes(placements, placement, free), ...fixes]),
  ];
}

/** As many machines in this subnet as there is room for. */
function roomFixes(
  placements: readonly Placement[],
  { subnetId, zoneName }: Placement,
  free: number,
): readonly Fix[] {
  if (free === 0) return [];
  const isBefore = (at: number) =>
    placements.slice(0, at).filter((other) => other.subnetId === subnetId).length < free;
  const edit = { placements: placements.filter((other, at) => other.subnetId !== subnetId || isBefore(at)) };
  return [{ label: said.fixes.fewerInZone(free, zoneName), edit }];
}

/** A subnet that nobody was shown could be one of another network, with other doors. */
function subnetFinding(
  placements: readonly Placement[],
  wrong: Placement,
  right: readonly Placement[],
): Finding {
  const { 'subnet-differs': differs } = said;
  const isWrong = ({ subnetId, zoneId }: Placement) => subnetId === wrong.subnetId && zoneId === wrong.zoneId;
  const edit = { placements: placements.flatMap((other) => (isWrong(other) ? right : [other])) };
  return found('subnet-differs', 'blocker', 'zones', say(differs, differs.sentence(wrong.zoneName)), [
    { label: said.fixes.takeWhatAwsShows, edit },
  ]);
}

function zoneFixes(usable: readonly Zone[]): readonly Fix[] {
  if (usable.length < 2) return [];
  return [{ label: said.fixes.useZones(usable.length), edit: { placements: placementsIn(usable) } }];
}

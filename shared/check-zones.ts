import type { Facts, Network, Zone } from './facts.ts';
import type { Finding, FindingId, Fix } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { placementsIn, usableZones } from './placement.ts';
import { words } from './words/en.ts';

/** Whether one instance can start in each of the chosen zones, exactly where the person was shown. */
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
    ...placements.flatMap((placement, index) => {
      const isRepeated = placements.findIndex(({ zoneId }) => zoneId === placement.zoneId) !== index;
      if (isRepeated) return [twiceFinding(placements, placement)];
      return network === null ? [] : checkZone(placements, placement, network, size?.name ?? null);
    }),
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

function twiceFinding(placements: readonly Placement[], { zoneName }: Placement): Finding {
  const { 'zone-twice': twice } = said;
  const once = placements.filter(
    ({ zoneId }, at) => placements.findIndex((other) => other.zoneId === zoneId) === at,
  );
  return found('zone-twice', 'blocker', 'zones', say(twice, twice.sentence(zoneName)), [
    { label: said.fixes.chooseOnce, edit: { placements: once } },
  ]);
}

function checkZone(
  placements: readonly Placement[],
  placement: Placement,
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
  if (zone.subnetId !== subnetId || zone.zoneName !== zoneName) {
    return [subnetFinding(placements, placement, placementsIn([zone]))];
  }
  return zone.freeAddresses === 0 ? blocker('subnet-full', said['subnet-full'].sentence(zoneName)) : [];
}

/** A subnet that nobody was shown could be one of another network, with other doors. */
function subnetFinding(
  placements: readonly Placement[],
  wrong: Placement,
  right: readonly Placement[],
): Finding {
  const { 'subnet-differs': differs } = said;
  const edit = { placements: placements.flatMap((other) => (other === wrong ? right : [other])) };
  return found('subnet-differs', 'blocker', 'zones', say(differs, differs.sentence(wrong.zoneName)), [
    { label: said.fixes.takeWhatAwsShows, edit },
  ]);
}

function zoneFixes(usable: readonly Zone[]): readonly Fix[] {
  if (usable.length < 2) return [];
  return [{ label: said.fixes.useZones(usable.length), edit: { placements: placementsIn(usable) } }];
}

import type { Facts, Zone } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { placementsIn, usableZones } from './placement.ts';
import { words } from './words/en.ts';

/** Whether one instance can start in each of the chosen zones, exactly where the person was shown. */
export function checkZones(draft: PlanDraft, { network }: Facts): readonly Finding[] {
  if (network !== null && network.vpcId === null) {
    return [found('no-default-network', 'blocker', 'zones', said['no-default-network'])];
  }
  const usable = network === null ? [] : usableZones(network);
  const { placements } = draft;
  if (placements === null) return [unanswered('zones')];
  if (placements.length === 0) {
    return [found('no-zones', 'blocker', 'zones', said['no-zones'], zoneFixes(usable))];
  }
  return [
    ...checkOneZone(placements, usable),
    ...placements.flatMap((placement, index) => {
      const { zoneName, zoneId } = placement;
      const isRepeated = placements.findIndex((other) => other.zoneId === zoneId) !== index;
      const { 'zone-twice': twice } = said;
      if (isRepeated) return [found('zone-twice', 'blocker', 'zones', say(twice, twice.sentence(zoneName)))];
      const zone = network?.zones.find((candidate) => candidate.zoneId === zoneId);
      return network === null
        ? []
        : checkZone({ ...draft, placements }, placement, zone, network.instanceType);
    }),
  ];
}

const said = words.findings;

function checkOneZone(placements: readonly Placement[], usable: readonly Zone[]): readonly Finding[] {
  const zones = new Set(placements.map(({ zoneId }) => zoneId));
  const only = placements[0];
  if (zones.size !== 1 || only === undefined) return [];
  const { 'one-zone': one } = said;
  return [found('one-zone', 'danger', 'zones', say(one, one.sentence(only.zoneName)), zoneFixes(usable))];
}

function checkZone(
  { size, placements }: { readonly size: PlanDraft['size']; readonly placements: readonly Placement[] },
  placement: Placement,
  zone: Zone | undefined,
  instanceType: string,
): readonly Finding[] {
  const { zoneName } = placement;
  const leaveOut: Fix = {
    label: said.fixes.leaveOutZone(zoneName),
    edit: { placements: placements.filter((other) => other.zoneName !== zoneName) },
  };
  const zoneFinding = (
    id: 'type-not-in-zone' | 'zone-without-subnet' | 'subnet-full',
    sentence: string,
  ): readonly Finding[] => [found(id, 'blocker', 'zones', say(said[id], sentence), [leaveOut])];
  if (zone === undefined || !zone.isAvailable || (size?.name === instanceType && !zone.offersType)) {
    return zoneFinding('type-not-in-zone', said['type-not-in-zone'].sentence(instanceType, zoneName));
  }
  if (zone.subnetId === null) {
    return zoneFinding('zone-without-subnet', said['zone-without-subnet'].sentence(zoneName));
  }
  if (zone.subnetId !== placement.subnetId || zone.zoneName !== zoneName) {
    return [subnetFinding(placements, placement, placementsIn([zone]))];
  }
  if (zone.freeAddresses === 0) return zoneFinding('subnet-full', said['subnet-full'].sentence(zoneName));
  if (zone.givesPublicAddress !== false) return [];
  const { 'subnet-not-public': closed } = said;
  return [found('subnet-not-public', 'caution', 'zones', say(closed, closed.sentence(zoneName)))];
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

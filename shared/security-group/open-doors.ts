import { PORTS } from '../platform.ts';
import { admits } from './admits.ts';
import { ADDRESS_FAMILIES, EXPOSURES } from './exposure.ts';
import { gradedPorts, type GradedPorts } from './grade.ts';
import type { MyAddresses } from './groups-api.ts';
import type { LaunchDoor } from './launch-groups.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';

/**
 * The doors that people ask about (SSH, RDP, HTTP, HTTPS) as these inbound rules open them together: of both address families
 * the wider counts. A group as a source is somebody, but never an address on the internet: EC2 compares private addresses.
 */
export function openDoors(
  rules: readonly GroupRule[],
  lists: PrefixLists,
  myAddresses: MyAddresses,
): readonly LaunchDoor[] {
  const graded = ADDRESS_FAMILIES.flatMap((family) => gradedPorts(rules, 'tcp', family, lists));
  return DOOR_PORTS.map((port) => {
    const here = graded.filter(({ from, to }) => from <= port && port <= to);
    return { port, ...openingOf(here, rules), admitsMe: admitsMe(rules, lists, port, myAddresses, here) };
  });
}

/** The address lists that inbound rules name, each once. */
export function listsNamedBy(rules: readonly GroupRule[]): readonly string[] {
  const named = rules.flatMap(({ isEgress, source }) =>
    isEgress || source.kind !== 'prefix-list' ? [] : [source.prefixListId],
  );
  return [...new Set(named)];
}

const DOOR_PORTS = [PORTS.ssh, PORTS.rdp, PORTS.http, PORTS.https] as const;

function openingOf(
  here: readonly GradedPorts[],
  rules: readonly GroupRule[],
): Pick<LaunchDoor, 'opening' | 'cidr'> {
  const widest = EXPOSURES.find((exposure) => here.some((each) => each.exposure === exposure)) ?? 'none';
  if (widest === 'internet') return { opening: 'everyone', cidr: null };
  if (here.some(({ isUnknown }) => isUnknown)) return { opening: 'unknown', cidr: null };
  if (widest === 'wide') return { opening: 'many', cidr: null };
  if (widest === 'none') return { opening: 'closed', cidr: null };
  const cidr = singleAddress(
    here.flatMap(({ admitting }) => admitting.flatMap((place) => rules[place] ?? [])),
  );
  return cidr === null ? { opening: 'some', cidr: null } : { opening: 'one-address', cidr };
}

/** The one address that all of these rules are for, if it is one. */
function singleAddress(rules: readonly GroupRule[]): string | null {
  const cidrs = new Set(rules.map(({ source }) => ('cidr' in source ? source.cidr : null)));
  const [cidr] = cidrs;
  if (cidrs.size !== 1 || cidr === undefined || cidr === null) return null;
  return cidr.endsWith(cidr.includes(':') ? '/128' : '/32') ? cidr : null;
}

function admitsMe(
  rules: readonly GroupRule[],
  lists: PrefixLists,
  port: number,
  { ipv4, ipv6 }: MyAddresses,
  here: readonly GradedPorts[],
): LaunchDoor['admitsMe'] {
  if (here.every(({ exposure }) => exposure === 'none')) return 'no';
  const mine = [ipv4, ipv6].filter((address) => address !== null);
  if (mine.length === 0) return 'unknown';
  const verdicts = mine.map(
    (address) => admits(rules, { protocol: 'tcp', port, address }, lists, () => false).verdict,
  );
  return (['yes', 'unknown'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'no';
}

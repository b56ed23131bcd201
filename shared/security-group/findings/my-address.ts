import { admits } from '../admits.ts';
import { canonicalCidr } from '../cidr.ts';
import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import type { GroupFinding } from '../group-finding.ts';
import { PORTS } from '../../platform.ts';
import { listed, portsInWords } from '../ports-in-words.ts';
import type { GroupRule, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-MYIP: a rule that Keyport made for one address to log in by, and that address is no longer the one in use. */
export function myAddressFindings(group: SecurityGroup, judged: Judged): readonly GroupFinding[] {
  const { ipv4, ipv6 } = judged.options.myAddresses;
  const mine = [ipv4, ipv6].filter((address) => address !== null);
  if (mine.length === 0) return [];
  return [PORTS.ssh, PORTS.rdp].flatMap((port) => {
    const isIn = mine.some((address) => mayComeIn(address, port, group, judged));
    return isIn ? [] : findingsOf(port, group, judged);
  });
}

/** Only addresses count: no rule that names a group is about this computer. */
function mayComeIn(address: string, port: number, { rules }: SecurityGroup, { lists }: Judged): boolean {
  return admits(rules, { protocol: 'tcp', port, address }, lists, () => false).verdict !== 'no';
}

function findingsOf(port: number, group: SecurityGroup, { options }: Judged): readonly GroupFinding[] {
  return ADDRESS_FAMILIES.flatMap((family) => {
    const now = options.myAddresses[family];
    const places = group.rules.flatMap((rule, place) => (isOurs(rule, family, port) ? [place] : []));
    if (now === null || places.length === 0) return [];
    const span = { protocol: 'tcp', from: port, to: port };
    const old = addressesOf(places, group);
    return [
      groupFinding('SG-MYIP', {
        level: 'info',
        families: [family],
        ports: [span],
        sentence: words.groupFindings.myAddress(portsInWords([span]), old, now),
        rules: places,
        fix: 'my-address',
        ...(places.length === 1 ? {} : { advice: words.groupFindings.myAddressSeveral(old) }),
      }),
    ];
  });
}

/** By its description only: in a group that Keyport made for a launch, colleagues have rules of their own. */
function isOurs(rule: GroupRule, family: AddressFamily, port: number): boolean {
  const { source, isEgress, protocol, fromPort, toPort, description } = rule;
  if (isEgress || protocol !== 'tcp' || fromPort !== port || toPort !== port || source.kind !== family)
    return false;
  return source.cidr.endsWith(family === 'ipv4' ? '/32' : '/128') && OUR_DESCRIPTIONS.has(description);
}

/** As `planned-rules.ts` and the repairs write them. */
const OUR_DESCRIPTIONS: ReadonlySet<string> = new Set([
  'SSH from my address only',
  'RDP from my address only',
]);

function addressesOf(places: readonly number[], { rules }: SecurityGroup): string {
  const addresses = places.flatMap((place) => {
    const source = rules[place]?.source;
    const cidr = source !== undefined && 'cidr' in source ? (canonicalCidr(source.cidr) ?? source.cidr) : '';
    return cidr === '' ? [] : [cidr.slice(0, cidr.indexOf('/'))];
  });
  return listed(addresses.toSorted());
}

import ipaddr from 'ipaddr.js';
import { familyOf, isInCidr } from '../security-group/cidr.ts';
import type { AddressFamily } from '../security-group/exposure.ts';
import type { NetworkInterface, Peering, RegionFacts } from '../security-group/region-facts.ts';

/**
 * From where an address would come to one network interface. `public`: over the internet. `inside`, `peered`: by private addresses.
 * `elsewhere`: private space that nothing here leads to. `nobody`: no other computer has it. `unread`: not to be told.
 */
export type Asker = {
  /** IPv4 in IPv6's clothes (`::ffff:1.2.3.4`) is IPv4. */
  readonly address: string;
  readonly family: AddressFamily | null;
  readonly place: 'public' | 'inside' | 'peered' | 'elsewhere' | 'nobody' | 'unread';
  readonly peeringConnectionId: string | null;
  /** The VPC that it is in, where that is known. */
  readonly vpcId: string | null;
};

export function askerOf(from: string, to: NetworkInterface, facts: RegionFacts): Asker {
  const address = plainAddress(from);
  const family = familyOf(address);
  const asker = { address, family, peeringConnectionId: null, vpcId: null };
  if (family === null || address.includes('/')) return { ...asker, family: null, place: 'nobody' };
  const range = ipaddr.process(address).range();
  if (NOBODY.has(range)) return { ...asker, place: 'nobody' };
  const ranges = rangesOf(to.vpcId, facts);
  if (ranges?.some((cidr) => isInCidr(address, cidr)) === true || hasInterface(address, to.vpcId, facts)) {
    return { ...asker, place: 'inside', vpcId: to.vpcId };
  }
  const peering = peeringTo(address, to.vpcId, facts);
  if (peering !== null) {
    const { peeringConnectionId, peerVpcId: vpcId } = peering;
    return { ...asker, place: 'peered', peeringConnectionId, vpcId };
  }
  if (ranges === null) return { ...asker, place: 'unread' };
  if (isPublic(address, range)) return { ...asker, place: 'public' };
  return { ...asker, place: facts.peerings === null ? 'unread' : 'elsewhere' };
}

function plainAddress(from: string): string {
  const text = from.trim();
  const isMapped = ipaddr.IPv6.isValid(text) && ipaddr.IPv6.parse(text).isIPv4MappedAddress();
  return isMapped ? ipaddr.process(text).toString() : text;
}

const NOBODY: ReadonlySet<string> = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
]);

/** A network's ranges; where it was not read, the destinations that its route tables call local. Null: not to be told. */
function rangesOf(vpcId: string, { vpcs, routeTables }: RegionFacts): readonly string[] | null {
  const vpc = vpcs?.find((each) => each.vpcId === vpcId);
  if (vpc !== undefined) return vpc.cidrs;
  const local = (routeTables ?? [])
    .filter((table) => table.vpcId === vpcId)
    .flatMap(({ routes }) => routes.filter(({ target }) => target === 'local'))
    .flatMap(({ cidr }) => cidr ?? []);
  return local.length === 0 ? null : local;
}

/** Somebody in the network has exactly this private address. */
function hasInterface(address: string, vpcId: string, { interfaces }: RegionFacts): boolean {
  return (interfaces ?? []).some(
    ({ vpcId: at, privateIpv4, ipv6 }) =>
      at === vpcId && [...privateIpv4, ...ipv6].some((each) => isSame(each, address)),
  );
}

export function isSame(one: string, other: string): boolean {
  return one === other || (one.includes(':') && isInCidr(one, `${other}/128`));
}

function peeringTo(address: string, vpcId: string, facts: RegionFacts): Peering | null {
  const peering = (facts.peerings ?? []).find(
    (each) =>
      each.vpcId === vpcId &&
      each.status === 'active' &&
      (each.peerCidrs.some((cidr) => isInCidr(address, cidr)) ||
        hasInterface(address, each.peerVpcId, facts)),
  );
  return peering ?? null;
}

/** On the internet; the ranges of the documentation are how people practise. */
function isPublic(address: string, range: string): boolean {
  if (range === 'unicast') return true;
  return DOCUMENTATION.some((cidr) => isInCidr(address, cidr));
}

const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'];

import { intersectionOf, sizeOf, unionOf, type AddressSet } from './address-set.ts';
import { readableOf } from './cidr.ts';
import type { AddressFamily, Exposure } from './exposure.ts';

/** How many addresses of the public Internet are in at least one of these CIDRs. Those of the other family do not count. */
export function publicAddresses(cidrs: readonly string[], family: AddressFamily): bigint {
  return publicSizeOf(unionOf(readableOf(cidrs, family)), family);
}

/** What it means for a port that these addresses are let in to it. */
export function exposureOfSet(set: AddressSet, family: AddressFamily): Exposure {
  if (set.length === 0) return 'none';
  // Most sources are a few addresses: too few to be wide, public or not.
  if (sizeOf(set) <= WIDE[family]) return 'restricted';
  const size = publicSizeOf(set, family);
  if (size * 100n >= PUBLIC_SIZE[family] * 99n) return 'internet';
  return size > WIDE[family] ? 'wide' : 'restricted';
}

export function hasPublic(set: AddressSet, family: AddressFamily): boolean {
  return intersectionOf(set, PUBLIC[family]).length > 0;
}

/** More than this many public addresses are wide: a /16, and as much of IPv6 as one provider gets. */
const WIDE = { ipv4: 2n ** 16n, ipv6: 2n ** 96n } as const;

// RFC 6890 and IANA's registries: this network, private, shared, loopback, link-local, protocol assignments, documentation,
// 6to4 relays, benchmarks, multicast and reserved. Tests against the whole of IPv4 would take "all of the Internet" for less.
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

const PUBLIC: Readonly<Record<AddressFamily, AddressSet>> = {
  ipv4: gapsOf(unionOf(readableOf(NOT_PUBLIC, 'ipv4'))),
  ipv6: unionOf(readableOf(['2000::/3'], 'ipv6')),
};

const PUBLIC_SIZE = { ipv4: sizeOf(PUBLIC.ipv4), ipv6: sizeOf(PUBLIC.ipv6) } as const;

function publicSizeOf(set: AddressSet, family: AddressFamily): bigint {
  return sizeOf(intersectionOf(set, PUBLIC[family]));
}

/** What lies between: the first range starts, and the last ends, where the family does. */
function gapsOf(set: AddressSet): AddressSet {
  return set.flatMap(({ to }, place) => {
    const next = set[place + 1];
    return next === undefined ? [] : [{ from: to, to: next.from }];
  });
}

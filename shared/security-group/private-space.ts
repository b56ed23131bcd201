import { isSubset, unionOf, type AddressSet } from './address-set.ts';
import { readableOf } from './cidr.ts';
import type { AddressFamily } from './exposure.ts';

/**
 * Whether all of these addresses are of one's own networks: RFC 1918, carriers' shared space, loopback, link-local, and their
 * likes of IPv6. Documentation ranges are not: people practise with them as if they were public.
 */
export function isPrivate(set: AddressSet, family: AddressFamily): boolean {
  return isSubset(set, PRIVATE[family]);
}

const PRIVATE: Readonly<Record<AddressFamily, AddressSet>> = {
  ipv4: unionOf(
    readableOf(
      ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
      'ipv4',
    ),
  ),
  ipv6: unionOf(readableOf(['fc00::/7', 'fe80::/10', '::1/128'], 'ipv6')),
};

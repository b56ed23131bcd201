import ipaddr from 'ipaddr.js';

export type AddressRefusal =
  'not-ipv4' | 'private' | 'loopback' | 'carrier-nat' | 'link-local' | 'multicast' | 'reserved';

export type ReadAddress =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly refusal: AddressRefusal };

/**
 * Reads one public IPv4 address as a person types it. Only four decimal numbers count: `0177.0.0.1`, `127.1` and
 * `2130706433` are other spellings of loopback to many programs, and a rule made from them would admit somebody else.
 * The documentation ranges of RFC 5737 pass: they are how people practise.
 */
export function readPublicAddress(text: string): ReadAddress {
  const address = text.trim();
  if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return { ok: false, refusal: 'not-ipv4' };
  const parsed = ipaddr.IPv4.parse(address);
  if (isDocumentation(parsed)) return { ok: true, address };
  const refusal = refusalOf(parsed.range());
  return refusal === null ? { ok: true, address } : { ok: false, refusal };
}

/** `203.0.113.7` → `203.0.113.7/32`: exactly one address. */
export function singleAddressCidr(address: string): string {
  return `${address}/32`;
}

const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'].map((cidr) =>
  ipaddr.IPv4.parseCIDR(cidr),
);

function isDocumentation(address: ipaddr.IPv4): boolean {
  return DOCUMENTATION.some((range) => address.match(range));
}

function refusalOf(range: string): AddressRefusal | null {
  switch (range) {
    case 'unicast':
      return null;
    case 'private':
      return 'private';
    case 'loopback':
      return 'loopback';
    case 'carrierGradeNat':
      return 'carrier-nat';
    case 'linkLocal':
      return 'link-local';
    case 'multicast':
      return 'multicast';
    default:
      return 'reserved';
  }
}

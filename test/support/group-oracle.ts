/** One item of DescribeSecurityGroups, and what `--prefix-lists` reads: raw, as the CLI prints them. */
export type RawGroup = {
  readonly GroupId: string;
  readonly IpPermissions: readonly RawPermission[];
  readonly IpPermissionsEgress: readonly RawPermission[];
};
export type RawPermission = {
  readonly IpProtocol: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpRanges: readonly { readonly CidrIp: string }[];
  readonly Ipv6Ranges: readonly { readonly CidrIpv6: string }[];
  readonly PrefixListIds: readonly { readonly PrefixListId: string }[];
  readonly UserIdGroupPairs: readonly RawPair[];
};
export type RawPair = {
  readonly GroupId: string;
  readonly UserId?: string;
  readonly VpcPeeringConnectionId?: string;
  readonly PeeringStatus?: string;
};
export type RawLists = Readonly<Record<string, { readonly Entries: readonly { readonly Cidr: string }[] }>>;
export type OracleQuery = {
  readonly protocol: string;
  readonly port: number | 'all';
  readonly family: 'ipv4' | 'ipv6';
};

/**
 * The grade by brute force: for every stretch of addresses between two borders one address is tried against each rule, and
 * the stretch is counted where it was let in and is public. Shares no code with what it judges.
 */
export function oracleGrade(group: RawGroup, query: OracleQuery, lists: RawLists): string {
  const protocol = NUMBERED[query.protocol] ?? query.protocol;
  const tried = new Map<string, number>();
  for (const port of portsToTry(group, protocol, query.port)) {
    const here = group.IpPermissions.filter((permission) => concerns(permission, protocol, port));
    const key = here.map((permission) => group.IpPermissions.indexOf(permission)).join();
    if (!tried.has(key)) tried.set(key, gradeAt(here, query.family, lists));
  }
  return SCALE[Math.min(...tried.values())] ?? 'no port was tried';
}

/**
 * Whether the inbound permissions let in this address: by a range, or by no more than what nobody can read. References are
 * left out: an address says nothing of membership.
 */
export function oracleAdmits(
  group: RawGroup,
  { protocol, port, address }: { readonly protocol: string; readonly port: number; readonly address: string },
  lists: RawLists,
): 'yes' | 'no' | 'unknown' {
  const bits = address.includes(':') ? 128 : 32;
  const value = bits === 128 ? ipv6Of(address) : ipv4Of(address);
  if (value === null) return 'unknown';
  const here = group.IpPermissions.filter((one) => concerns(one, NUMBERED[protocol] ?? protocol, port));
  const own = here.flatMap(({ IpRanges, Ipv6Ranges }) =>
    bits === 32 ? IpRanges.map(({ CidrIp }) => CidrIp) : Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
  );
  const listed = here.flatMap(({ PrefixListIds }) =>
    PrefixListIds.flatMap(
      ({ PrefixListId }) => lists[PrefixListId]?.Entries.map(({ Cidr }) => Cidr) ?? ['?'],
    ),
  );
  const isOther = (cidr: string) => networkOf(cidr, bits === 32 ? 128 : 32) !== null;
  const ranges = [...own, ...listed.filter((cidr) => !isOther(cidr))].map((cidr) => networkOf(cidr, bits));
  if (ranges.some((network) => network !== null && holds(network, value))) return 'yes';
  return ranges.includes(null) ? 'unknown' : 'no';
}

const SCALE = ['none', 'restricted', 'wide', 'internet'];
const NUMBERED: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/** For `all` one port of each stretch in which the same permissions are concerned; ICMP types are few. */
function portsToTry(group: RawGroup, protocol: string, port: number | 'all'): readonly number[] {
  if (port !== 'all') return [port];
  if (protocol.startsWith('icmp')) return Array.from({ length: 256 }, (_, type) => type);
  if (protocol !== 'tcp' && protocol !== 'udp') return [0];
  const borders = group.IpPermissions.flatMap(({ FromPort = 1, ToPort = 1 }) => [FromPort, ToPort + 1]);
  return [...new Set([1, ...borders])].filter((border) => border >= 1 && border < 65_536);
}

function concerns(permission: RawPermission, protocol: string, port: number): boolean {
  const of = NUMBERED[permission.IpProtocol] ?? permission.IpProtocol;
  if (of === '-1') return true;
  if (of !== protocol) return false;
  const { FromPort = -1, ToPort = -1 } = permission;
  switch (protocol) {
    case 'tcp':
    case 'udp':
      return FromPort === -1 || ToPort === -1 || (port >= FromPort && port <= ToPort);
    case 'icmp':
    case 'icmpv6':
      return FromPort === -1 || (FromPort === port && ToPort === -1);
    default:
      return true;
  }
}

function gradeAt(permissions: readonly RawPermission[], family: 'ipv4' | 'ipv6', lists: RawLists): number {
  const { bits, pub, most, wide } = SPACE[family];
  let isSomebody = false;
  const letIn: Network[] = [];
  const take = (cidr: string) => {
    const network = networkOf(cidr, bits);
    if (network === null) isSomebody = true;
    else letIn.push(network);
  };
  for (const permission of permissions) {
    if (family === 'ipv4') for (const { CidrIp } of permission.IpRanges) take(CidrIp);
    else for (const { CidrIpv6 } of permission.Ipv6Ranges) take(CidrIpv6);
    for (const { PrefixListId } of permission.PrefixListIds) {
      const list = lists[PrefixListId];
      if (list === undefined) isSomebody = true;
      else
        for (const { Cidr } of list.Entries) if (networkOf(Cidr, bits === 32 ? 128 : 32) === null) take(Cidr);
    }
    for (const { UserId, PeeringStatus = 'active' } of permission.UserIdGroupPairs) {
      if (UserId !== undefined && !/^(deleted|rejected|expired|failed)$/.test(PeeringStatus))
        isSomebody = true;
    }
  }
  if (letIn.length === 0) return isSomebody ? 1 : 0;

  const end = 1n << BigInt(bits);
  const borders = [0n, end, ...[...letIn, ...pub].flatMap(({ base, size }) => [base, base + size])];
  const inOrder = [...new Set(borders)].toSorted((one, other) => (one < other ? -1 : 1));
  let counted = 0n;
  for (const [index, probe] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next === undefined || !isPublic(probe, family)) continue;
    if (letIn.some((network) => holds(network, probe))) counted += next - probe;
  }
  if (counted * 100n >= most * 99n) return 3;
  return counted > wide ? 2 : 1;
}

/** `mask` has a bit set for each bit that counts. */
type Network = { readonly base: bigint; readonly mask: bigint; readonly size: bigint };

function holds({ base, mask }: Network, address: bigint): boolean {
  return (address & mask) === base;
}

function networkOf(cidr: string, bits: 32 | 128): Network | null {
  const known = networks[bits].get(cidr);
  if (known !== undefined) return known;
  const network = readNetwork(cidr, bits);
  networks[bits].set(cidr, network);
  return network;
}

const networks = { 32: new Map<string, Network | null>(), 128: new Map<string, Network | null>() };

function readNetwork(cidr: string, bits: 32 | 128): Network | null {
  const [address = '', length = ''] = cidr.split('/');
  const value = bits === 32 ? ipv4Of(address) : ipv6Of(address);
  if (value === null || !/^\d+$/.test(length) || Number(length) > bits) return null;
  const size = 1n << BigInt(bits - Number(length));
  const mask = (1n << BigInt(bits)) - size;
  return { base: value & mask, mask, size };
}

function ipv4Of(text: string): bigint | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(BigInt);
  if (parts === undefined || parts.some((part) => part > 255n)) return null;
  return parts.reduce((value, part) => value * 256n + part, 0n);
}

function ipv6Of(text: string): bigint | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const low = ipv4Of(dotted[2] ?? '');
    return low === null
      ? null
      : ipv6Of(`${dotted[1] ?? ''}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null;
  const parts = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  return BigInt(`0x${parts.map((part) => part.padStart(4, '0')).join('')}`);
}

/** Kept beside the product's own list on purpose: first address and size, as the registries print them. */
const NOT_PUBLIC: readonly (readonly [number, number])[] = [
  [0x00_00_00_00, 2 ** 24],
  [0x0a_00_00_00, 2 ** 24],
  [0x64_40_00_00, 2 ** 22],
  [0x7f_00_00_00, 2 ** 24],
  [0xa9_fe_00_00, 2 ** 16],
  [0xac_10_00_00, 2 ** 20],
  [0xc0_00_00_00, 2 ** 8],
  [0xc0_00_02_00, 2 ** 8],
  [0xc0_58_63_00, 2 ** 8],
  [0xc0_a8_00_00, 2 ** 16],
  [0xc6_12_00_00, 2 ** 17],
  [0xc6_33_64_00, 2 ** 8],
  [0xcb_00_71_00, 2 ** 8],
  [0xe0_00_00_00, 2 ** 29],
];

const SPACE = {
  ipv4: {
    bits: 32,
    most: 3_702_258_432n,
    wide: 65_536n,
    pub: NOT_PUBLIC.map(([base, size]) => ({
      base: BigInt(base),
      size: BigInt(size),
      mask: (1n << 32n) - BigInt(size),
    })),
  },
  ipv6: {
    bits: 128,
    most: 1n << 125n,
    wide: 1n << 96n,
    pub: [{ base: 1n << 125n, size: 1n << 125n, mask: 7n << 125n }],
  },
} as const;

/** IPv4 names what is not public, IPv6 what is. */
function isPublic(address: bigint, family: 'ipv4' | 'ipv6'): boolean {
  return SPACE[family].pub.some((network) => holds(network, address)) === (family === 'ipv6');
}

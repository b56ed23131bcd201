import * as fc from 'fast-check';

/** A rule as somebody may write it, and as EC2 has to keep it: worked out here by other means than the product's. */
export type WrittenRule = {
  /** By wire names, below `IpPermissions.N.`. */
  readonly params: Readonly<Record<string, string>>;
  readonly kept: KeptRule;
};

export type KeptRule = {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: string;
  readonly description: string;
};

/** The same rules, and many spellings of each, come often: addresses and ports are few. */
export const writtenRule: fc.Arbitrary<WrittenRule> = fc
  .tuple(traffic(), fc.oneof(ipv4Range(), ipv6Range()), description())
  .map(([{ params, ...kept }, { name, written, peer }, said]) => ({
    params: {
      ...params,
      [`${name}s.1.${name === 'IpRange' ? 'CidrIp' : 'CidrIpv6'}`]: written,
      ...(said === '' ? {} : { [`${name}s.1.Description`]: said }),
    },
    kept: { ...kept, peer, description: said },
  }));

/** What makes two rules one to EC2. */
export function identityOfKept({ protocol, fromPort, toPort, peer }: KeptRule): string {
  return JSON.stringify([protocol, fromPort, toPort, peer]);
}

/** The parameters of one call for these rules, in their order. */
export function permissionParams(rules: readonly WrittenRule[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rules.flatMap(({ params }, index) =>
      Object.entries(params).map(([name, value]) => [`IpPermissions.${String(index + 1)}.${name}`, value]),
    ),
  );
}

export function ipv4Cidr(address: bigint, length: number): string {
  return `${[24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.')}/${String(length)}`;
}

export function ipv6Cidr(address: bigint, length: number, spelled = shortest): string {
  return `${spelled(address)}/${String(length)}`;
}

/** Without its host bits. */
export function networkOf(address: bigint, length: number, bits: number): bigint {
  const host = BigInt(bits - length);
  return (address >> host) << host;
}

type Traffic = Pick<KeptRule, 'protocol' | 'fromPort' | 'toPort'> & {
  readonly params: Readonly<Record<string, string>>;
};

function traffic(): fc.Arbitrary<Traffic> {
  const port = fc.constantFrom(0, 443, 65_535);
  const ported = fc
    .tuple(fc.constantFrom('tcp', 'udp'), port, port, fc.boolean())
    .map(([protocol, one, other, isNumber]) => {
      const [fromPort, toPort] = one <= other ? [one, other] : [other, one];
      const number = protocol === 'tcp' ? '6' : '17';
      return {
        protocol,
        fromPort,
        toPort,
        params: withPorts(isNumber ? number : protocol, fromPort, toPort),
      };
    });
  const icmp = fc
    .tuple(fc.constantFrom('icmp', 'icmpv6'), fc.constantFrom(-1, 8), fc.constantFrom(-1, 0), fc.boolean())
    .map(([protocol, type, code, isNumber]) => {
      const toPort = type === -1 ? -1 : code;
      const number = protocol === 'icmp' ? '1' : '58';
      return {
        protocol,
        fromPort: type,
        toPort,
        params: withPorts(isNumber ? number : protocol, type, toPort),
      };
    });
  const portless = fc.tuple(fc.constantFrom('-1', '50', '47'), fc.boolean()).map(([protocol, hasPorts]) => ({
    protocol,
    fromPort: -1,
    toPort: -1,
    params: hasPorts ? withPorts(protocol, 22, 23) : { IpProtocol: protocol },
  }));
  return fc.oneof(
    { weight: 4, arbitrary: ported },
    { weight: 2, arbitrary: icmp },
    { weight: 1, arbitrary: portless },
  );
}

function withPorts(IpProtocol: string, from: number, to: number): Readonly<Record<string, string>> {
  return { IpProtocol, FromPort: String(from), ToPort: String(to) };
}

type Range = { readonly name: 'IpRange' | 'Ipv6Range'; readonly written: string; readonly peer: string };

function ipv4Range(): fc.Arbitrary<Range> {
  return fc
    .tuple(fc.constantFrom(0n, 0x0a00_0000n, 0xcb00_7100n), fc.bigInt(0n, 1n), fc.constantFrom(0, 24, 32))
    .map(([base, host, length]) => ({
      name: 'IpRange' as const,
      written: ipv4Cidr(base + host, length),
      peer: ipv4Cidr(networkOf(base + host, length, 32), length),
    }));
}

function ipv6Range(): fc.Arbitrary<Range> {
  return fc
    .tuple(
      fc.constantFrom(0n, 0x2001_0db8n << 96n),
      fc.bigInt(0n, 1n),
      fc.constantFrom(0, 64, 128),
      spelling(),
    )
    .map(([base, host, length, spelled]) => ({
      name: 'Ipv6Range' as const,
      written: ipv6Cidr(base + host, length, spelled),
      peer: ipv6Cidr(networkOf(base + host, length, 128), length),
    }));
}

function description(): fc.Arbitrary<string> {
  return fc.constantFrom('', 'office', 'a&b', 'x'.repeat(255));
}

/** The ways to write an IPv6 address. */
export function spelling(): fc.Arbitrary<(address: bigint) => string> {
  return fc.constantFrom(
    shortest,
    (address: bigint) => groupsOf(address).join(':'),
    (address: bigint) =>
      groupsOf(address)
        .map((group) => group.padStart(4, '0').toUpperCase())
        .join(':'),
  );
}

function groupsOf(address: bigint): readonly string[] {
  return Array.from({ length: 8 }, (_, place) =>
    ((address >> BigInt(112 - 16 * place)) & 0xffffn).toString(16),
  );
}

/** As a browser spells it: RFC 5952. */
export function shortest(address: bigint): string {
  return new URL(`http://[${groupsOf(address).join(':')}]`).hostname.slice(1, -1);
}

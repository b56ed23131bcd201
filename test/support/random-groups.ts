import * as fc from 'fast-check';
import type { OracleQuery, RawGroup, RawLists, RawPair, RawPermission } from './group-oracle.ts';
import { ipv4Ranges, ipv6Ranges } from './random-ranges.ts';

/** A group, the prefix lists that can be read, and what is asked about it: ready to be kept as a case. */
export type GroupCase = {
  readonly group: RawGroup;
  readonly prefixLists: RawLists;
  readonly queries: readonly OracleQuery[];
};

/**
 * Groups that are hard to grade: sets of ranges that only together are the Internet, or just not; on ports that overlap and
 * abut; spread over rules, permissions and prefix lists; in odd spellings; beside references and lists that nobody can read.
 */
export function groupCase(): fc.Arbitrary<GroupCase> {
  return fc
    .record({
      clauses: fc.array(clause(), { minLength: 0, maxLength: 4 }),
      egress: fc.array(clause(), { maxLength: 1 }),
      aims: fc.array(aim(), { minLength: 5, maxLength: 8 }),
      others: fc.array(query(), { maxLength: 3 }),
    })
    .map(({ clauses, egress, aims, others }) => {
      const lists: Record<string, { Entries: { Cidr: string }[] }> = {};
      const permissions = (written: readonly Clause[], name: string) =>
        written.flatMap((one, index) => permissionsOf(one, `pl-${name}${String(index)}`, lists));
      return {
        group: {
          GroupId: 'sg-0a1b2c3d4e5f60718',
          IpPermissions: permissions(clauses, 'in'),
          IpPermissionsEgress: permissions(egress, 'out'),
        },
        prefixLists: lists,
        queries: [...aims.flatMap((one) => aimed(one, clauses)), ...others],
      };
    });
}

/** A question about an end of what one of the clauses opens, or about the port beside it. */
type Aim = {
  readonly clause: number;
  readonly end: 'FromPort' | 'ToPort' | 'all';
  readonly step: number;
  readonly family: 'ipv4' | 'ipv6' | 'its';
};

function aim(): fc.Arbitrary<Aim> {
  return fc.record({
    clause: fc.nat({ max: 11 }),
    end: fc.constantFrom('FromPort', 'ToPort', 'all'),
    step: fc.constantFrom(0, 0, 0, -1, 1),
    family: fc.constantFrom('its', 'its', 'its', 'ipv4', 'ipv6'),
  });
}

function aimed({ clause: index, end, step, family }: Aim, clauses: readonly Clause[]): OracleQuery[] {
  const aimedAt = clauses[index % Math.max(1, clauses.length)];
  if (aimedAt === undefined) return [];
  const { IpProtocol: protocol, ...span } = aimedAt.where;
  const its = aimedAt.ranges[0]?.includes(':') === true ? 'ipv6' : 'ipv4';
  const port = end === 'all' ? end : Math.min(lastOf(protocol), Math.max(0, (span[end] ?? 22) + step));
  return [{ protocol, port, family: family === 'its' ? its : family }];
}

function lastOf(protocol: string): number {
  return ['icmp', 'icmpv6', '1', '58'].includes(protocol) ? 255 : 65_535;
}

type Where = { readonly IpProtocol: string; readonly FromPort?: number; readonly ToPort?: number };
type Clause = {
  readonly where: Where;
  /** The next ranges may be for the port that follows, or for one that differs at an end. */
  readonly shift: 'none' | 'from' | 'to';
  readonly ranges: readonly string[];
  readonly layout: 'together' | 'apart' | 'list' | 'half-list';
  readonly extra: Extra;
};
type Extra =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly entries: readonly string[] | null }
  | { readonly kind: 'pair'; readonly pair: RawPair };

function clause(): fc.Arbitrary<Clause> {
  return fc.record({
    where: where(),
    shift: fc.constantFrom('none', 'none', 'none', 'from', 'to'),
    ranges: fc
      .array(fc.oneof({ weight: 3, arbitrary: ipv4Ranges() }, { weight: 2, arbitrary: ipv6Ranges() }), {
        maxLength: 2,
      })
      .map((sets) => sets.flat()),
    layout: fc.constantFrom('together', 'apart', 'list', 'half-list'),
    extra: extra(),
  });
}

const PORTS = [0, 1, 20, 21, 22, 23, 25, 80, 443, 1023, 1024, 3389, 65_534, 65_535];

function where(): fc.Arbitrary<Where> {
  const port = fc.constantFrom(...PORTS);
  const tcp = fc.constantFrom('tcp', 'tcp', 'tcp', '6', 'udp', '17');
  const ports = fc
    .tuple(port, port)
    .map(([one, other]) => ({ FromPort: Math.min(one, other), ToPort: Math.max(one, other) }));
  const icmp = fc.constantFrom('icmp', '1', 'icmpv6', '58');
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(tcp, port)
        .map(([IpProtocol, FromPort]) => ({ IpProtocol, FromPort, ToPort: FromPort })),
    },
    { weight: 5, arbitrary: fc.tuple(tcp, ports).map(([IpProtocol, span]) => ({ IpProtocol, ...span })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tcp,
          fc.constantFrom(
            {},
            { FromPort: -1, ToPort: -1 },
            { FromPort: 0, ToPort: 65_535 },
            { FromPort: 1, ToPort: 65_535 },
          ),
        )
        .map(([IpProtocol, span]) => ({ IpProtocol, ...span })),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          {},
          { FromPort: -1, ToPort: -1 },
          { FromPort: 22, ToPort: 22 },
          { FromPort: 0, ToPort: 65_535 },
        )
        .map((span) => ({ IpProtocol: '-1', ...span })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          icmp,
          fc.constantFrom(
            {},
            { FromPort: -1, ToPort: -1 },
            { FromPort: 8 },
            { FromPort: 8, ToPort: -1 },
            { FromPort: 8, ToPort: 0 },
            { FromPort: 3, ToPort: 4 },
            { FromPort: 3, ToPort: -1 },
            { FromPort: 0, ToPort: -1 },
            { FromPort: 255, ToPort: -1 },
          ),
        )
        .map(([IpProtocol, span]) => ({ IpProtocol, ...span })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('50', '47', '2'), fc.constantFrom({}, { FromPort: 22, ToPort: 22 }))
        .map(([IpProtocol, span]) => ({ IpProtocol, ...span })),
    },
  );
}

function query(): fc.Arbitrary<OracleQuery> {
  const family = fc.constantFrom<'ipv4' | 'ipv6'>('ipv4', 'ipv4', 'ipv6');
  const near = fc
    .tuple(fc.constantFrom(...PORTS), fc.constantFrom(-1, 0, 0, 0, 1))
    .map(([port, step]) => Math.min(65_535, Math.max(0, port + step)));
  const type = fc.constantFrom(0, 3, 4, 8, 9, 255);
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        protocol: fc.constantFrom('tcp', 'tcp', 'tcp', 'udp', '6', '17'),
        port: fc.oneof({ weight: 3, arbitrary: near }, fc.constant('all' as const)),
        family,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        protocol: fc.constantFrom('icmp', 'icmpv6', '1', '58'),
        port: fc.oneof({ weight: 3, arbitrary: type }, fc.constant('all' as const)),
        family,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        protocol: fc.constantFrom('-1', '50', '47'),
        port: fc.constant('all' as const),
        family,
      }),
    },
  );
}

function extra(): fc.Arbitrary<Extra> {
  const pair = fc.constantFrom<RawPair>(
    { GroupId: 'sg-0a1b2c3d4e5f60718', UserId: '123456789012' },
    { GroupId: 'sg-0deadbeefdeadbeef' },
    { GroupId: 'sg-1', UserId: '210987654321', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'active' },
    { GroupId: 'sg-1', UserId: '210987654321', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'deleted' },
    { GroupId: 'sg-1', UserId: '210987654321', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'rejected' },
    { GroupId: 'sg-1', UserId: '210987654321', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'expired' },
    { GroupId: 'sg-1', UserId: '210987654321', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'failed' },
    {
      GroupId: 'sg-1',
      UserId: '210987654321',
      VpcPeeringConnectionId: 'pcx-1',
      PeeringStatus: 'pending-acceptance',
    },
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: 'nothing' as const }) },
    { weight: 2, arbitrary: pair.map((one) => ({ kind: 'pair' as const, pair: one })) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          null,
          [],
          ['10.0.0.0/8'],
          ['0.0.0.0/0'],
          ['8.0.0.0/6', '2000::/4'],
          ['::/0'],
          ['everyone'],
        )
        .map((entries) => ({ kind: 'list' as const, entries })),
    },
  );
}

function permissionsOf(
  { where: at, shift, ranges, layout, extra: beside }: Clause,
  name: string,
  lists: Record<string, { Entries: { Cidr: string }[] }>,
): RawPermission[] {
  const listed =
    layout === 'list' ? ranges : layout === 'half-list' ? ranges.filter((_, index) => index % 2 === 1) : [];
  const written = ranges.filter((range) => !listed.includes(range));
  const list = (id: string, cidrs: readonly string[]) => {
    lists[id] = { Entries: cidrs.map((Cidr) => ({ Cidr })) };
    return [{ PrefixListId: id }];
  };
  const besideList = beside.kind === 'list' ? [{ PrefixListId: `${name}beside` }] : [];
  if (beside.kind === 'list' && beside.entries !== null) list(`${name}beside`, beside.entries);
  const all = permission(at, written, {
    PrefixListIds: [...(listed.length > 0 ? list(name, listed) : []), ...besideList],
    UserIdGroupPairs: beside.kind === 'pair' ? [beside.pair] : [],
  });
  if (layout !== 'apart') return [all];
  const [first, ...others] = written;
  return [
    { ...all, ...rangesOf(first === undefined ? [] : [first]) },
    ...others.map((range, index) => permission(index === 0 ? shifted(at, shift) : at, [range], {})),
  ];
}

function shifted(at: Where, shift: Clause['shift']): Where {
  const { FromPort, ToPort } = at;
  if (FromPort === undefined || ToPort === undefined || ToPort < FromPort || FromPort < 1) return at;
  if (shift === 'from') return { ...at, FromPort: Math.max(0, FromPort - 1) };
  return shift === 'to' &&
    ToPort < 65_535 &&
    !at.IpProtocol.startsWith('icmp') &&
    at.IpProtocol !== '1' &&
    at.IpProtocol !== '58'
    ? { ...at, ToPort: ToPort + 1 }
    : at;
}

function permission(at: Where, ranges: readonly string[], more: Partial<RawPermission>): RawPermission {
  return { ...at, ...rangesOf(ranges), PrefixListIds: [], UserIdGroupPairs: [], ...more };
}

function rangesOf(ranges: readonly string[]): Pick<RawPermission, 'IpRanges' | 'Ipv6Ranges'> {
  return {
    IpRanges: ranges.filter((range) => !range.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: ranges.filter((range) => range.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
  };
}

import { isCovered } from './admits.ts';
import { familyOf } from './cidr.ts';
import type { Dependant } from './group-change.ts';
import type { NetworkInterface, RegionFacts } from './region-facts.ts';
import { isLive } from './rule-addresses.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from './security-group.ts';
import { words } from '../words/en.ts';

export type DependantsAsk = {
  readonly group: SecurityGroup;
  /** The rules that go, and all rules as they will be. */
  readonly removed: readonly GroupRule[];
  readonly after: readonly GroupRule[];
  readonly facts: RegionFacts;
  /** The network interfaces that are to have the new rules; empty: all that have the group. */
  readonly interfaceIds: readonly string[];
};

/**
 * Who inside AWS may come in by the rules that go: the whole VPC, active peers of it, load balancers, services and other machines
 * of the VPC. A rule for the world is for private addresses too. `isKept`: each of them comes in to all of the same ports after.
 * Strangers from the internet are not listed; what could not be read is not either.
 */
export function dependantsOf(ask: DependantsAsk): readonly Dependant[] {
  const { group, facts } = ask;
  const vpcIds = new Set(group.vpcId === null ? [] : [group.vpcId]);
  for (const { groupIds, vpcId } of facts.interfaces ?? [])
    if (groupIds.includes(group.groupId)) vpcIds.add(vpcId);
  const inbound = { ...ask, removed: ask.removed.filter(({ isEgress }) => !isEgress) };
  return [
    ...(facts.vpcs ?? [])
      .filter(({ vpcId }) => vpcIds.has(vpcId))
      .flatMap(({ vpcId, cidrs }) => dependant('vpc', said.vpc(vpcId), cidrs, inbound)),
    ...(facts.peerings ?? [])
      .filter(({ vpcId, status }) => vpcIds.has(vpcId) && status === 'active')
      .flatMap(({ peerVpcId, peerAccountId, peerCidrs }) =>
        dependant('peered-vpc', said.peered(peerVpcId, peerAccountId), peerCidrs, inbound),
      ),
    ...neighbours(inbound, vpcIds),
  ];
}

const said = words.groupFixes.dependants;

/** One that is let in by what goes, with those of its ranges that are. */
function dependant(
  kind: Dependant['kind'],
  name: string,
  ranges: readonly string[],
  { removed, after, facts }: DependantsAsk,
  groupIds: readonly string[] = [],
): readonly Dependant[] {
  const lists = new Map(facts.prefixLists.map((list) => [list.prefixListId, list]));
  const cameIn = (cidr: string) => removed.filter((rule) => canCome(rule, cidr, groupIds, lists));
  const cidrs = ranges.filter((cidr) => cameIn(cidr).length > 0);
  if (cidrs.length === 0) return [];
  const isKept = cidrs.every((cidr) => {
    const others = after.map((rule) => (isMember(rule, groupIds) ? narrowedTo(rule, cidr) : rule));
    return cameIn(cidr).every((rule) =>
      usedPartsOf(narrowedTo(rule, cidr)).every((part) => isCovered(part, others, lists)),
    );
  });
  return [{ kind, name, cidrs, isKept }];
}

/** Whether the rule lets in all of the range, or is for one of its groups. A list that could not be read lets in nobody here. */
function canCome(rule: GroupRule, cidr: string, groupIds: readonly string[], lists: PrefixLists): boolean {
  return isMember(rule, groupIds) || isCovered(narrowedTo(rule, cidr), [rule], lists);
}

function isMember({ source }: GroupRule, groupIds: readonly string[]): boolean {
  return source.kind === 'group' && isLive(source) && groupIds.includes(source.groupId);
}

/** The same ports, for this range. */
function narrowedTo(rule: GroupRule, cidr: string): GroupRule {
  return { ...rule, source: { kind: familyOf(cidr) ?? 'ipv4', cidr } };
}

/** What somebody uses of a rule for every protocol, or every port: nothing listens on port 0, and Keyport writes no other protocols. */
function usedPartsOf(rule: GroupRule): readonly GroupRule[] {
  const { protocol, fromPort, toPort, source } = rule;
  if (protocol === 'tcp' || protocol === 'udp') {
    return [{ ...rule, fromPort: Math.max(1, fromPort ?? 1), toPort: toPort ?? 65_535 }];
  }
  if (protocol !== '-1') return [rule];
  const ports = { fromPort: 1, toPort: 65_535 };
  const types = { fromPort: null, toPort: null };
  return [
    { ...rule, ...ports, protocol: 'tcp' },
    { ...rule, ...ports, protocol: 'udp' },
    { ...rule, ...types, protocol: source.kind === 'ipv6' ? 'icmpv6' : 'icmp' },
  ];
}

/** Single interfaces of these VPCs. Machines and services that stay let in are not worth a line; load balancers are. */
function neighbours(ask: DependantsAsk, vpcIds: ReadonlySet<string>): readonly Dependant[] {
  const { group, facts } = ask;
  const all = facts.interfaces ?? [];
  const targets =
    ask.interfaceIds.length > 0
      ? ask.interfaceIds
      : all.filter(({ groupIds }) => groupIds.includes(group.groupId)).map(({ interfaceId }) => interfaceId);
  const dependants = all
    .filter(
      ({ vpcId, interfaceId }) => vpcIds.has(vpcId) && (targets.length > 1 || !targets.includes(interfaceId)),
    )
    .flatMap((each) => dependant(kindOf(each), nameOf(each, facts), cidrsOf(each), ask, each.groupIds));
  const of = (kind: Dependant['kind']) => dependants.filter((each) => each.kind === kind);
  const lost = (kind: Dependant['kind']) => of(kind).filter(({ isKept }) => !isKept);
  return [
    ...atMostTen(of('load-balancer'), said.moreLoadBalancers),
    ...atMostTen(lost('machine'), said.moreMachines),
    ...atMostTen(lost('service'), said.moreServices),
  ];
}

function kindOf({
  instanceId,
  interfaceType,
  description,
}: NetworkInterface): 'load-balancer' | 'machine' | 'service' {
  if (interfaceType.endsWith('load_balancer') || description.startsWith('ELB ')) return 'load-balancer';
  return instanceId === null ? 'service' : 'machine';
}

function nameOf(each: NetworkInterface, { instances }: RegionFacts): string {
  const { instanceId, interfaceId, description } = each;
  switch (kindOf(each)) {
    case 'load-balancer':
      return said.loadBalancer(loadBalancerName(description) ?? interfaceId);
    case 'machine': {
      const name = instances?.find((instance) => instance.instanceId === instanceId)?.name ?? null;
      return said.machine(name ?? instanceId ?? interfaceId);
    }
    case 'service':
      return said.service(description === '' ? interfaceId : description);
  }
}

/** AWS writes `ELB app/<name>/<id>`, `ELB net/<name>/<id>` or, of the oldest kind, `ELB <name>`. */
function loadBalancerName(description: string): string | null {
  return /^ELB (?:(?:app|net|gwy)\/)?([^/]+)/.exec(description)?.[1] ?? null;
}

function cidrsOf({ privateIpv4, ipv6 }: NetworkInterface): readonly string[] {
  return [...privateIpv4.map((address) => `${address}/32`), ...ipv6.map((address) => `${address}/128`)];
}

/** One line for each name; those beyond ten are one line together. */
function atMostTen(dependants: readonly Dependant[], more: (count: number) => string): readonly Dependant[] {
  const byName = [...Map.groupBy(dependants, ({ name }) => name).values()].flatMap(together);
  const rest = byName.slice(MAX_LINES);
  return [
    ...byName.slice(0, MAX_LINES),
    ...together(rest).map((line) => ({ ...line, name: more(rest.length) })),
  ];
}

const MAX_LINES = 10;

function together(dependants: readonly Dependant[]): readonly Dependant[] {
  const [first] = dependants;
  if (first === undefined) return [];
  const cidrs = [...new Set(dependants.flatMap((each) => each.cidrs))];
  return [{ ...first, cidrs, isKept: dependants.every(({ isKept }) => isKept) }];
}

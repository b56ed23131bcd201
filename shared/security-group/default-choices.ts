import { admits, isCovered } from './admits.ts';
import { canonicalCidr, familyOf } from './cidr.ts';
import { webSpanOf, type FixChoices, type PortChoice } from './fix-choices.ts';
import type { ChangeTarget, Dependant } from './group-change.ts';
import type { GroupFinding, PortSpan } from './group-finding.ts';
import type { MyAddresses } from './groups-api.ts';
import { narrowPlan, type NarrowPlan, type Piece } from './narrow-plan.ts';
import { asRule, isWritable } from './new-rule.ts';
import type { AttachedMachine, ReviewedGroup } from './reviewed-group.ts';
import { spanOf } from './rule-ports.ts';
import type { PrefixLists } from './security-group.ts';
import { PORTS } from '../platform.ts';
import { MAX_NAME_LENGTH } from '../resource-name.ts';
import { words } from '../words/en.ts';

/** What a repair starts from besides the group. */
export type FixFacts = {
  readonly vpcCidrs: readonly string[];
  readonly peeredCidrs: readonly string[];
  /** The machines that the repair is meant for; empty: nobody said. */
  readonly instanceIds: readonly string[];
};

/** The ranges to offer, from what a first preview found. */
export function fixFactsFrom(dependants: readonly Dependant[], instanceIds: readonly string[]): FixFacts {
  const of = (kind: Dependant['kind']) =>
    dependants.filter((dependant) => dependant.kind === kind).flatMap(({ cidrs }) => cidrs);
  return { vpcCidrs: of('vpc'), peeredCidrs: of('peered-vpc'), instanceIds };
}

/**
 * Where a repair starts: strangers go; the address in use, the VPC and its peers stay where they came in; web ports that are open
 * to everyone stay so. Nobody is let in who was not before. A group that other running machines have too is copied, except where
 * only my own address changes.
 */
export function defaultChoices(
  reviewed: ReviewedGroup,
  finding: GroupFinding,
  my: MyAddresses,
  { vpcCidrs, peeredCidrs, instanceIds }: FixFacts,
): FixChoices {
  const { group, prefixLists } = reviewed;
  // Whoever came in by my old address comes in by the new one: on every machine of the fleet.
  const target: ChangeTarget =
    finding.fix === 'my-address' ? { kind: 'this-group' } : targetOf(reviewed, instanceIds);
  const nothing = {
    keepVpcRanges: [],
    keepPeeredRanges: [],
    otherCidrs: [],
    groupIds: [],
    ports: [],
    target,
  };
  if (finding.fix !== 'narrow' && finding.fix !== 'remove') {
    return { ...nothing, useMyIpv4: my.ipv4, useMyIpv6: my.ipv6 };
  }
  const lists = new Map(prefixLists.map((list) => [list.prefixListId, list]));
  const plan = narrowPlan(group.rules, finding, lists);
  const closed = plan.pieces.filter((piece) => piece.closed.length > 0);
  const cameIn = (cidr: string) => closed.some((piece) => isOpenTo(piece, cidr, plan, lists));
  const keepVpcRanges = vpcCidrs.filter(cameIn);
  const keepPeeredRanges = peeredCidrs.filter(cameIn);
  const isInsideKept = keepVpcRanges.length + keepPeeredRanges.length > 0;
  return {
    ...namedSources(plan),
    useMyIpv4: isAdmitted(my.ipv4, plan, closed, lists) ? my.ipv4 : null,
    useMyIpv6: isAdmitted(my.ipv6, plan, closed, lists) ? my.ipv6 : null,
    keepVpcRanges,
    keepPeeredRanges,
    ports: portChoices(plan, finding, isInsideKept),
    target,
  };
}

function isOpenTo(piece: Piece, cidr: string, { goes }: NarrowPlan, lists: PrefixLists): boolean {
  const { protocol, from, to, family } = piece;
  const canonical = canonicalCidr(cidr);
  if (canonical === null || familyOf(canonical) !== family || !isWritable(protocol)) return false;
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  const rule = asRule({
    protocol,
    fromPort: from,
    toPort: isIcmp ? null : to,
    source: { kind: family, cidr: canonical },
    description: '',
  });
  return isCovered(rule, goes, lists);
}

function isAdmitted(
  address: string | null,
  { goes }: NarrowPlan,
  closed: readonly Piece[],
  lists: PrefixLists,
): boolean {
  return (
    address !== null &&
    closed.some(
      ({ protocol, from }) =>
        isWritable(protocol) &&
        admits(goes, { protocol, port: from, address }, lists, () => false).verdict === 'yes',
    )
  );
}

/**
 * Where the finding is not about how many are let in (a range of ports, for one), those who are let in stay; only the ports are
 * asked about.
 */
function namedSources({ goes, isAboutHowMany }: NarrowPlan): Pick<FixChoices, 'otherCidrs' | 'groupIds'> {
  if (isAboutHowMany) return { otherCidrs: [], groupIds: [] };
  const cidrs = goes.flatMap(({ source }) => ('cidr' in source ? [source.cidr] : []));
  const groupIds = goes.flatMap(({ source }) => (source.kind === 'group' ? [source.groupId] : []));
  return { otherCidrs: [...new Set(cidrs)], groupIds: [...new Set(groupIds)] };
}

/**
 * Each span is asked about once. Of a long one nobody knows what is used: there the ports for logging in stand by themselves,
 * and the rest is for the inside only.
 */
function portChoices(plan: NarrowPlan, finding: GroupFinding, isInsideKept: boolean): readonly PortChoice[] {
  const choices = plan.pieces
    .filter((piece) => piece.closed.length > 0 && isWritable(piece.protocol))
    .flatMap((piece): readonly PortChoice[] => {
      const { protocol, from, to } = piece;
      const web = webSpanOf(piece);
      if (web !== null) return [{ span: web, keep: 'everyone' }];
      if (!isPartOfLong(piece, finding)) return [{ span: { protocol, from, to }, keep: 'chosen' }];
      return cutAt({ protocol, from, to }, LOGIN_PORTS).map((span) => {
        const isLogin = span.from === span.to && LOGIN_PORTS.includes(span.from) && protocol === 'tcp';
        return { span, keep: isLogin ? 'chosen' : isInsideKept ? 'inside' : 'nobody' };
      });
    });
  const keys = choices.map(({ span: { protocol, from, to } }) => `${protocol} ${from} ${to}`);
  return choices.filter((_, place) => keys.indexOf(keys[place] ?? '') === place);
}

/** Whoever logs in from here goes on to, by either: Linux machines may have a screen too. */
const LOGIN_PORTS: readonly number[] = [PORTS.ssh, PORTS.rdp];

function isPartOfLong({ protocol, from, to, closed }: Piece, { ports }: GroupFinding): boolean {
  if (protocol !== 'tcp' && protocol !== 'udp') return false;
  const isAskedFor = ports.some(
    (span) => span.protocol === protocol && isShort(span) && span.from <= from && to <= span.to,
  );
  return !isAskedFor && !closed.every((rule) => isShort(spanOf(rule, protocol) ?? { from: 0, to: 0 }));
}

function isShort({ from, to }: Pick<PortSpan, 'from' | 'to'>): boolean {
  return to - from < 100;
}

function cutAt({ protocol, from, to }: PortSpan, ports: readonly number[]): readonly PortSpan[] {
  const inside = ports.filter((port) => from <= port && port <= to).flatMap((port) => [port, port + 1]);
  const starts = [...new Set([from, ...inside])].filter((port) => port <= to);
  return starts.map((start, place) => ({ protocol, from: start, to: (starts[place + 1] ?? to + 1) - 1 }));
}

/** Running machines that are not meant would be changed too: they keep the group as it is. */
function targetOf(
  { group, attached: { machines } }: ReviewedGroup,
  instanceIds: readonly string[],
): ChangeTarget {
  const running = (machines ?? []).filter(({ state }) => state === 'running' || state === null);
  const meant = meantOf(running, instanceIds);
  if (running.every((machine) => meant.includes(machine)) || meant.length === 0)
    return { kind: 'this-group' };
  const name = words.groupFixes.copyName(group.name).slice(0, MAX_NAME_LENGTH);
  return { kind: 'copy', name, interfaceIds: meant.map(({ interfaceId }) => interfaceId) };
}

function meantOf(
  running: readonly AttachedMachine[],
  instanceIds: readonly string[],
): readonly AttachedMachine[] {
  if (instanceIds.length > 0) return running.filter(({ instanceId }) => instanceIds.includes(instanceId));
  const [first] = running.toSorted((one, other) => (one.instanceId < other.instanceId ? -1 : 1));
  return running.filter(({ instanceId }) => instanceId === first?.instanceId);
}

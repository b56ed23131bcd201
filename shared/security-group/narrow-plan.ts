import { unionOf } from './address-set.ts';
import { ADDRESS_FAMILIES, EXPOSURES, type AddressFamily, type Exposure } from './exposure.ts';
import type { GroupFinding, PortSpan } from './group-finding.ts';
import { exposureOfSet, publicAddresses } from './public-space.ts';
import { admittedBy } from './rule-addresses.ts';
import { allPortsOf, protocolName, spanOf } from './rule-ports.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';
import { isWebPort } from './span-words.ts';

/**
 * Which rules have to go for a finding to be answered, and what each of them serves besides. As few rules as possible go: of a
 * world and an office on one port, the world. Where it is not a matter of how many are let in, all rules of the finding go.
 */
export type NarrowPlan = {
  readonly goes: readonly GroupRule[];
  readonly stays: readonly GroupRule[];
  /** In order of protocol, port and family: without gaps within what the rules served. */
  readonly pieces: readonly Piece[];
  /** The finding's ports let in too many. Else it is about something else: then its rules go, whomever they let in. */
  readonly isAboutHowMany: boolean;
};

/** Ports of one protocol and family that the same rules serve. TCP and UDP: 1–65535. */
export type Piece = PortSpan & {
  readonly family: AddressFamily;
  /** Rules that go and may be written anew for these ports, as they are: nobody complained about them here. */
  readonly same: readonly GroupRule[];
  /** Rules that let in too many here, or that the finding is about. */
  readonly closed: readonly GroupRule[];
  /** The finding is about these ports. */
  readonly isComplaint: boolean;
};

/** Every protocol but those with a name of their own: rules for all protocols serve them too. */
export const OTHER_PROTOCOLS = '-1';

export function narrowPlan(
  rules: readonly GroupRule[],
  finding: GroupFinding,
  lists: PrefixLists,
): NarrowPlan {
  const inbound = rules.filter(({ isEgress }) => !isEgress);
  const tooOpen = complaints(inbound, finding, lists);
  const named = finding.rules.flatMap((place) => rules[place] ?? []).filter(({ isEgress }) => !isEgress);
  const goes =
    tooOpen.length > 0
      ? inbound.filter((rule) => tooOpen.some((cell) => excessOf(cell, [], inbound, lists).includes(rule)))
      : named;
  const stays = inbound.filter((rule) => !goes.includes(rule));
  const pieces = cellsOf(goes, [...inbound.flatMap(spansOf), ...finding.ports]).map((cell): Piece => {
    const here = goes.filter((rule) => serves(rule, cell, lists));
    const isComplaint =
      tooOpen.length > 0
        ? tooOpen.some((complaint) => isSameFamily(complaint, cell) && isWithin(cell, complaint))
        : isAbout(finding, cell) && !isWebPort(cell.protocol, cell.from, cell.to);
    const closed = tooOpen.length === 0 && isComplaint ? here : excessOf(cell, stays, here, lists);
    return { ...cell, isComplaint, closed, same: here.filter((rule) => !closed.includes(rule)) };
  });
  const served = pieces.filter(({ same, closed }) => same.length + closed.length > 0);
  return { goes, stays, pieces: served, isAboutHowMany: tooOpen.length > 0 };
}

type Cell = PortSpan & { readonly family: AddressFamily };

/** Where the finding's ports are open to more than a few. The web's ports are not complained about. */
function complaints(
  inbound: readonly GroupRule[],
  finding: GroupFinding,
  lists: PrefixLists,
): readonly Cell[] {
  return cellsOf(inbound, [...inbound.flatMap(spansOf), ...finding.ports]).filter(
    (cell) =>
      isAbout(finding, cell) &&
      !isWebPort(cell.protocol, cell.from, cell.to) &&
      isTooOpen(exposureOf(inbound, cell, lists)),
  );
}

function isAbout({ families, ports }: GroupFinding, cell: Cell): boolean {
  if (families.length > 0 && !families.includes(cell.family)) return false;
  return ports.some((span) => protocolName(span.protocol) === '-1' || isWithin(cell, span));
}

/**
 * The rules of `candidates` that are too much here, beside those that stay anyway: beginning with the smallest, each is left as
 * long as they are a few together. Rules of one size are left together or not at all, so that none is picked at random.
 */
function excessOf(
  cell: Cell,
  stays: readonly GroupRule[],
  candidates: readonly GroupRule[],
  lists: PrefixLists,
): readonly GroupRule[] {
  const here = candidates.filter((rule) => serves(rule, cell, lists));
  const limit = exposureOf(stays, cell, lists);
  let kept: readonly GroupRule[] = stays;
  for (const size of [...new Set(here.map((rule) => sizeOf(rule, cell, lists)))].toSorted(bySize)) {
    const more = [...kept, ...here.filter((rule) => sizeOf(rule, cell, lists) === size)];
    const exposure = exposureOf(more, cell, lists);
    if (isTooOpen(exposure) && isWider(exposure, limit)) break;
    kept = more;
  }
  return here.filter((rule) => !kept.includes(rule));
}

function sizeOf({ source }: GroupRule, { family }: Cell, lists: PrefixLists): bigint {
  if (source.kind === 'group') return 0n;
  if (source.kind !== 'prefix-list') return publicAddresses([source.cidr], family);
  return publicAddresses(lists.get(source.prefixListId)?.cidrs ?? [], family);
}

function bySize(one: bigint, other: bigint): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function exposureOf(rules: readonly GroupRule[], cell: Cell, lists: PrefixLists): Exposure {
  const here = rules
    .filter((rule) => serves(rule, cell, lists))
    .map(({ source }) => admittedBy(source, cell.family, lists));
  const together = exposureOfSet(unionOf(here.flatMap(({ set }) => set)), cell.family);
  return here.reduce((widest, { exposure }) => (isWider(exposure, widest) ? exposure : widest), together);
}

function serves(rule: GroupRule, cell: Cell, lists: PrefixLists): boolean {
  const span = spanOf(rule, cell.protocol);
  return (
    span !== null &&
    span.from <= cell.from &&
    cell.to <= span.to &&
    admittedBy(rule.source, cell.family, lists).exposure !== 'none'
  );
}

/** What the rules serve, cut wherever one of the spans begins or ends, and around the web's ports. */
function cellsOf(rules: readonly GroupRule[], cuts: readonly PortSpan[]): readonly Cell[] {
  const protocols = new Set(rules.flatMap(spansOf).map(({ protocol }) => protocol));
  return [...protocols].toSorted().flatMap((protocol) => {
    const { from: first, to: last } = allPortsOf(protocol);
    const starts = new Set([first]);
    for (const { from, to } of [...cuts.filter((cut) => cut.protocol === protocol), ...webCuts(protocol)]) {
      if (from > first && from <= last) starts.add(from);
      if (to >= first && to < last) starts.add(to + 1);
    }
    const inOrder = [...starts].toSorted((one, other) => one - other);
    return inOrder.flatMap((from, place) =>
      familiesOf(protocol).map((family) => ({
        protocol,
        family,
        from,
        to: (inOrder[place + 1] ?? last + 1) - 1,
      })),
    );
  });
}

/** Each family has an ICMP of its own. */
function familiesOf(protocol: string): readonly AddressFamily[] {
  if (protocol === 'icmp') return ['ipv4'];
  return protocol === 'icmpv6' ? ['ipv6'] : ADDRESS_FAMILIES;
}

function webCuts(protocol: string): readonly PortSpan[] {
  return protocol === 'tcp' ? [80, 443].map((port) => ({ protocol, from: port, to: port })) : [];
}

/** One span for each protocol that a rule serves. */
function spansOf(rule: GroupRule): readonly PortSpan[] {
  const own = protocolName(rule.protocol);
  const protocols = own === '-1' ? ['tcp', 'udp', 'icmp', 'icmpv6', OTHER_PROTOCOLS] : [own];
  return protocols.flatMap((protocol) => {
    const span = spanOf(rule, protocol);
    return span === null ? [] : [{ protocol, ...span }];
  });
}

function isWithin(cell: PortSpan, span: PortSpan): boolean {
  return cell.protocol === span.protocol && span.from <= cell.from && cell.to <= span.to;
}

function isSameFamily(one: Cell, other: Cell): boolean {
  return one.family === other.family;
}

function isTooOpen(exposure: Exposure): boolean {
  return isWider(exposure, 'restricted');
}

function isWider(one: Exposure, other: Exposure): boolean {
  return EXPOSURES.indexOf(one) < EXPOSURES.indexOf(other);
}

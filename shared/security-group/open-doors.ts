import { PORTS } from '../platform.ts';
import { admits } from './admits.ts';
import { EXPOSURES } from './exposure.ts';
import { gradedByFamily, type GradedPorts } from './grade.ts';
import type { PortSpan } from './group-finding.ts';
import type { MyAddresses } from './groups-api.ts';
import type { DoorOpening, LaunchDoor } from './launch-groups.ts';
import { readRules } from './read-rules.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';

/**
 * The doors that people ask about (SSH, RDP, HTTP, HTTPS) as these inbound rules open them together, then all other ports that
 * somebody comes in by, the widest first: of both address families the wider counts. A group as a source is somebody, but
 * never an address on the internet: EC2 compares private addresses. ICMP has no ports.
 */
export function openDoors(
  rules: readonly GroupRule[],
  lists: PrefixLists,
  myAddresses: MyAddresses,
): readonly LaunchDoor[] {
  const read = readRules(rules, lists);
  const gradesOf = (protocol: string) => {
    const { ipv4, ipv6 } = gradedByFamily(read, protocol);
    return [...ipv4, ...ipv6];
  };
  const tcp = gradesOf('tcp');
  const asked = DOOR_PORTS.map((port) => {
    const here = tcp.filter(({ from, to }) => from <= port && port <= to);
    return {
      port,
      ...openingOf(here, rules),
      admitsMe: admitsMe(rules, lists, 'tcp', port, myAddresses, here),
    };
  });
  const named = new Set(read.filter(({ rule }) => !rule.isEgress).map(({ protocol }) => protocol));
  const [everything] = spansOf('-1', gradesOf('-1'), rules);
  const others = [...named]
    .filter((protocol) => protocol !== '-1' && !protocol.startsWith('icmp'))
    .flatMap((protocol) => spansOf(protocol, protocol === 'tcp' ? tcp : gradesOf(protocol), rules))
    .filter(({ opening }) => isWiderThan(opening, everything?.opening ?? 'closed'));
  return [
    ...asked,
    ...[...(everything === undefined ? [] : [everything]), ...others]
      .filter(({ span, opening }) => opening !== 'closed' && !isAskedAbout(span))
      .toSorted((one, other) => WIDTHS.indexOf(one.opening) - WIDTHS.indexOf(other.opening))
      .map(({ span, opening, cidr, here }) => {
        const mine = admitsMe(rules, lists, span.protocol, span.from, myAddresses, here);
        return { port: span.from, others: span, opening, cidr, admitsMe: mine };
      }),
  ];
}

/** The address lists that inbound rules name, each once. */
export function listsNamedBy(rules: readonly GroupRule[]): readonly string[] {
  const named = rules.flatMap(({ isEgress, source }) =>
    isEgress || source.kind !== 'prefix-list' ? [] : [source.prefixListId],
  );
  return [...new Set(named)];
}

const DOOR_PORTS = [PORTS.ssh, PORTS.rdp, PORTS.http, PORTS.https] as const;

/** From the widest. */
const WIDTHS: readonly DoorOpening[] = ['everyone', 'many', 'unknown', 'some', 'one-address', 'closed'];

function isWiderThan(one: DoorOpening, other: DoorOpening): boolean {
  return WIDTHS.indexOf(one) < WIDTHS.indexOf(other);
}

function isAskedAbout({ protocol, from, to }: PortSpan): boolean {
  return protocol === 'tcp' && from === to && DOOR_PORTS.some((port) => port === from);
}

type OpenSpan = Pick<LaunchDoor, 'opening' | 'cidr'> & {
  readonly span: PortSpan;
  readonly here: readonly GradedPorts[];
};

/** All ports of the protocol in order, cut only where they are for others. */
function spansOf(
  protocol: string,
  graded: readonly GradedPorts[],
  rules: readonly GroupRule[],
): readonly OpenSpan[] {
  const starts = [...new Set(graded.map(({ from }) => from))].toSorted((one, other) => one - other);
  const last = Math.max(...graded.map(({ to }) => to));
  const spans: OpenSpan[] = [];
  for (const [place, from] of starts.entries()) {
    const to = (starts[place + 1] ?? last + 1) - 1;
    const here = graded.filter((each) => each.from <= from && from <= each.to);
    const { opening, cidr } = openingOf(here, rules);
    const before = spans.at(-1);
    if (before?.opening === opening && before.cidr === cidr) {
      spans[spans.length - 1] = { ...before, span: { ...before.span, to } };
    } else spans.push({ span: { protocol, from, to }, opening, cidr, here });
  }
  return spans;
}

function openingOf(
  here: readonly GradedPorts[],
  rules: readonly GroupRule[],
): Pick<LaunchDoor, 'opening' | 'cidr'> {
  const widest = EXPOSURES.find((exposure) => here.some((each) => each.exposure === exposure)) ?? 'none';
  if (widest === 'internet') return { opening: 'everyone', cidr: null };
  if (here.some(({ isUnknown }) => isUnknown)) return { opening: 'unknown', cidr: null };
  if (widest === 'wide') return { opening: 'many', cidr: null };
  if (widest === 'none') return { opening: 'closed', cidr: null };
  const cidr = singleAddress(
    here.flatMap(({ admitting }) => admitting.flatMap((place) => rules[place] ?? [])),
  );
  return cidr === null ? { opening: 'some', cidr: null } : { opening: 'one-address', cidr };
}

/** The one address that all of these rules are for, if it is one. */
function singleAddress(rules: readonly GroupRule[]): string | null {
  const cidrs = new Set(rules.map(({ source }) => ('cidr' in source ? source.cidr : null)));
  const [cidr] = cidrs;
  if (cidrs.size !== 1 || cidr === undefined || cidr === null) return null;
  return cidr.endsWith(cidr.includes(':') ? '/128' : '/32') ? cidr : null;
}

function admitsMe(
  rules: readonly GroupRule[],
  lists: PrefixLists,
  protocol: string,
  port: number,
  { ipv4, ipv6 }: MyAddresses,
  here: readonly GradedPorts[],
): LaunchDoor['admitsMe'] {
  if (here.every(({ exposure }) => exposure === 'none')) return 'no';
  const mine = [ipv4, ipv6].filter((address) => address !== null);
  if (mine.length === 0) return 'unknown';
  const verdicts = mine.map(
    (address) => admits(rules, { protocol, port, address }, lists, () => false).verdict,
  );
  return (['yes', 'unknown'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'no';
}

import { isCovered } from '../../shared/security-group/admits.ts';
import type { AddressFamily } from '../../shared/security-group/exposure.ts';
import { gradedPorts } from '../../shared/security-group/grade.ts';
import type { PortSpan } from '../../shared/security-group/group-finding.ts';
import { addressesOf, isNobody } from '../../shared/security-group/rule-addresses.ts';
import { saysEveryone, sourceText } from '../../shared/security-group/rule-shape.ts';
import type { GroupRule, PrefixLists } from '../../shared/security-group/security-group.ts';
import { exposureOfSource } from '../../shared/security-group/source-exposure.ts';
import type { Door, SourceKind } from './access-grid.tsx';

/** Who comes in where over one family: a row for each source, a door for each span of ports that rules tell apart. */
export type AccessRows = {
  readonly spans: readonly PortSpan[];
  readonly rows: readonly AccessRow[];
};

/** `rule` is one that names the source; null for everyone on the internet, whom several rules together may make up. */
export type AccessRow = {
  readonly kind: SourceKind;
  readonly rule: GroupRule | null;
  readonly doors: readonly Door[];
};

/**
 * What inbound rules let in. A source passes also by wider rules than its own: whoever is let in somewhere by name is let in
 * where everyone is. Sources that are nobody, as a group that is gone, are left out.
 */
export function accessRows(
  rules: readonly GroupRule[],
  family: AddressFamily,
  lists: PrefixLists,
): AccessRows {
  const inbound = rules.filter(
    ({ isEgress, source }) => !isEgress && !isNobody(addressesOf(source, family, lists)),
  );
  const openings = openingsOf(inbound, family, lists);
  const everyone: AccessRow = {
    kind: 'everyone',
    rule: null,
    doors: openings.map(({ isForEveryone }) => (isForEveryone ? 'open' : 'closed')),
  };
  const sources = [...Map.groupBy(inbound, ({ source }) => sourceText(source)).values()].flatMap(([first]) =>
    first === undefined || isEverybody(first) ? [] : [first],
  );
  const named = sources.map((rule): AccessRow => ({
    kind: kindOf(rule, family, lists),
    rule,
    doors: openings.map((opening) => doorOf(rule, opening, inbound, lists)),
  }));
  return {
    spans: openings.map(({ span }) => span),
    rows: [
      ...(everyone.doors.includes('open') ? [everyone] : []),
      ...named.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind)),
    ],
  };
}

/** The widest first. */
const ORDER: readonly SourceKind[] = ['everyone', 'many', 'list', 'some', 'one', 'group'];

type Opening = {
  readonly span: PortSpan;
  readonly isForEveryone: boolean;
  /** What the rules' sources are that name this span, themselves. */
  readonly sources: ReadonlySet<string>;
};

/** Only spans that a rule of their own protocol names: what is open for every protocol is one door for itself. */
function openingsOf(inbound: readonly GroupRule[], family: AddressFamily, lists: PrefixLists): Opening[] {
  const protocols = [...new Set(inbound.map(({ protocol }) => protocol))].toSorted(
    (one, other) => protocolRank(one) - protocolRank(other),
  );
  return protocols.flatMap((protocol) =>
    gradedPorts(inbound, protocol, family, lists).flatMap(({ from, to, exposure, admitting }) => {
      const admitted = admitting.flatMap((place) => inbound[place] ?? []);
      if (!admitted.some((rule) => rule.protocol === protocol)) return [];
      return {
        span: { protocol, from, to },
        isForEveryone: exposure === 'internet',
        sources: new Set(admitted.map(({ source }) => sourceText(source))),
      };
    }),
  );
}

function protocolRank(protocol: string): number {
  const rank = ['tcp', 'udp', 'icmp', 'icmpv6'].indexOf(protocol);
  if (rank >= 0) return rank;
  return protocol === '-1' ? 9000 : 1000 + Number(protocol);
}

function doorOf(
  rule: GroupRule,
  { span, sources }: Opening,
  inbound: readonly GroupRule[],
  lists: PrefixLists,
): Door {
  if (sources.has(sourceText(rule.source))) return isUnread(rule, lists) ? 'unknown' : 'open';
  return isCovered(ruleFor(rule, span), inbound, lists) ? 'open' : 'closed';
}

/** The same source, to these ports. */
function ruleFor(rule: GroupRule, { protocol, from, to }: PortSpan): GroupRule {
  if (protocol === 'tcp' || protocol === 'udp') return { ...rule, protocol, fromPort: from, toPort: to };
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  return { ...rule, protocol, fromPort: isIcmp && from === to ? from : null, toPort: null };
}

function isEverybody({ source }: GroupRule): boolean {
  return 'cidr' in source && saysEveryone(source.cidr);
}

function isUnread({ source }: GroupRule, lists: PrefixLists): boolean {
  return source.kind === 'prefix-list' && !lists.has(source.prefixListId);
}

function kindOf({ source }: GroupRule, family: AddressFamily, lists: PrefixLists): SourceKind {
  if (source.kind === 'group') return 'group';
  if (source.kind === 'prefix-list') return 'list';
  const exposure = exposureOfSource(source, family, lists);
  if (exposure === 'internet' || exposure === 'wide') return 'many';
  return source.cidr.endsWith(source.kind === 'ipv4' ? '/32' : '/128') ? 'one' : 'some';
}

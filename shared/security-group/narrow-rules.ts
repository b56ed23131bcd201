import { isCovered } from './admits.ts';
import { canonicalCidr, familyOf, mergeCidrs } from './cidr.ts';
import type { AddressFamily } from './exposure.ts';
import { webSpanOf, type FixChoices } from './fix-choices.ts';
import type { NewRule } from './group-change.ts';
import type { PortSpan } from './group-finding.ts';
import { OTHER_PROTOCOLS, type NarrowPlan, type Piece } from './narrow-plan.ts';
import { asRule, isWritable, singleCidr, writable } from './new-rule.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';
import { spanName } from './span-words.ts';
import { words } from '../words/en.ts';

/**
 * What has to be written before the plan's rules go: the chosen sources where it closes, what nobody complained about as it
 * is. Null where that cannot be written.
 */
export function narrowRules(
  plan: NarrowPlan,
  choices: FixChoices,
  lists: PrefixLists,
): readonly NewRule[] | null {
  const parts = [
    chosenRules(plan, choices, lists),
    webRules(plan, choices, lists),
    sameRules(plan),
    pathMtuRules(plan),
  ];
  const known = parts.filter((part) => part !== null);
  return known.length < parts.length ? null : known.flat();
}

function chosenRules(plan: NarrowPlan, choices: FixChoices, lists: PrefixLists): readonly NewRule[] | null {
  const sources = sourcesOf(choices);
  const rules = sources?.map((source) => {
    const spans = choices.ports
      .filter(({ keep }) => keep === 'chosen' || (keep === 'inside' && source.isInside))
      .map(({ span }) => span);
    const pieces = piecesFor(plan, spans, source, lists);
    return writtenOrNull(pieces, source.source, source.describe);
  });
  return rules === undefined || rules.includes(null) ? null : rules.flatMap((some) => some ?? []);
}

type Chosen = {
  readonly source: NewRule['source'];
  readonly describe: (service: string) => string;
  /** A range inside AWS, which is kept where it came in before and nowhere else. */
  readonly isInside: boolean;
};

function sourcesOf(choices: FixChoices): readonly Chosen[] | null {
  const { mine, vpc, peered, chosen, group } = words.groupFixes.descriptions;
  const { useMyIpv4, useMyIpv6, keepVpcRanges, keepPeeredRanges, otherCidrs, groupIds } = choices;
  const ranges = (cidrs: readonly string[], describe: Chosen['describe'], isInside: boolean) =>
    cidrs.map((cidr) => rangeFrom(cidr, describe, isInside));
  const all = [
    ...(useMyIpv4 === null ? [] : [rangeFrom(singleCidr(useMyIpv4, 'ipv4'), mine, false)]),
    ...(useMyIpv6 === null ? [] : [rangeFrom(singleCidr(useMyIpv6, 'ipv6'), mine, false)]),
    ...ranges(otherCidrs, chosen, false),
    ...groupIds.map((groupId) => ({
      source: { kind: 'group' as const, groupId },
      describe: group,
      isInside: false,
    })),
    ...ranges(keepVpcRanges, vpc, true),
    ...ranges(keepPeeredRanges, peered, true),
  ];
  return all.some((each) => each === null) ? null : all.flatMap((each) => each ?? []);
}

function rangeFrom(cidr: string | null, describe: Chosen['describe'], isInside: boolean): Chosen | null {
  const canonical = cidr === null ? null : canonicalCidr(cidr.trim());
  const family = canonical === null ? null : familyOf(canonical);
  return canonical === null || family === null
    ? null
    : { source: { kind: family, cidr: canonical }, describe, isInside };
}

/**
 * What the spans close and where the source came in before. One that came in nowhere, and is chosen all the same, gets the ports
 * that the finding is about.
 */
function piecesFor(
  { goes, stays, pieces }: NarrowPlan,
  spans: readonly PortSpan[],
  { source, isInside }: Chosen,
  lists: PrefixLists,
): readonly Piece[] {
  const closed = pieces.filter(
    (piece) => piece.closed.length > 0 && (source.kind === 'group' || source.kind === piece.family),
  );
  const wanted = closed.flatMap((piece) => spans.flatMap((span) => clipped(piece, span)));
  if (source.kind === 'group') return wanted;
  const before = [...goes, ...stays];
  const cameIn = (piece: Piece) =>
    isWritable(piece.protocol) &&
    written([piece], source, '').every((rule) => isCovered(asRule(rule), before, lists));
  return isInside || closed.some(cameIn)
    ? wanted.filter(cameIn)
    : wanted.filter(({ isComplaint }) => isComplaint);
}

function clipped(piece: Piece, span: PortSpan): readonly Piece[] {
  const from = Math.max(piece.from, span.from);
  const to = Math.min(piece.to, span.to);
  return piece.protocol === span.protocol && from <= to ? [{ ...piece, from, to }] : [];
}

/** Who comes to a web port now, where that is to stay so. */
function webRules(
  { pieces }: NarrowPlan,
  { ports }: FixChoices,
  lists: PrefixLists,
): readonly NewRule[] | null {
  const { everyone } = words.groupFixes.descriptions;
  const kept = ports.filter(({ keep }) => keep === 'everyone').map(({ span }) => webSpanOf(span));
  if (kept.includes(null)) return null;
  const rules = pieces
    .filter((piece) => kept.includes(webSpanOf(piece)))
    .map((piece) => {
      const cidrs = cidrsOf(piece.closed, piece.family, lists);
      return (
        cidrs?.map((cidr) => onPiece(piece, { kind: piece.family, cidr }, everyone(spanName(piece)))) ?? null
      );
    });
  return rules.includes(null) ? null : rules.flatMap((some) => some ?? []);
}

/** Null where nobody knows, or where AWS keeps the list and would change it without telling. */
function cidrsOf(
  rules: readonly GroupRule[],
  family: AddressFamily,
  lists: PrefixLists,
): readonly string[] | null {
  const cidrs: string[] = [];
  for (const { source } of rules) {
    if ('cidr' in source) {
      cidrs.push(source.cidr);
    } else {
      const list = source.kind === 'prefix-list' ? lists.get(source.prefixListId) : undefined;
      if (list === undefined || list.ownerId === 'AWS') return null;
      cidrs.push(...list.cidrs);
    }
  }
  return mergeCidrs(cidrs).filter((cidr) => familyOf(cidr) === family);
}

/** A rule's own source, on what it served and nobody complained about. */
function sameRules({ goes, pieces }: NarrowPlan): readonly NewRule[] | null {
  const rules = goes.map((rule) => {
    const here = pieces.filter(({ same }) => same.includes(rule));
    if (here.length === 0) return [];
    const source = writableSource(rule);
    const describe = (service: string) =>
      writable(rule.description) || words.groupFixes.descriptions.kept(service);
    return source === null ? null : writtenOrNull(here, source, describe);
  });
  return rules.includes(null) ? null : rules.flatMap((some) => some ?? []);
}

/** Lists, and groups on the far side of a peering, are not written by Keyport. */
function writableSource({ source }: GroupRule): NewRule['source'] | null {
  if ('cidr' in source) {
    const cidr = canonicalCidr(source.cidr);
    return cidr === null ? null : { kind: source.kind, cidr };
  }
  if (source.kind === 'prefix-list' || source.peeringConnectionId !== null) return null;
  return { kind: 'group', groupId: source.groupId };
}

/**
 * Messages that a packet was too large: without them connections hang that go through smaller pipes. They let nobody in, so
 * whoever could send them goes on.
 */
function pathMtuRules({ pieces }: NarrowPlan): readonly NewRule[] {
  return pieces
    .filter(({ protocol, from, to }) => {
      const type = PATH_MTU[protocol]?.fromPort;
      return type !== undefined && from <= type && type <= to;
    })
    .flatMap(({ protocol, family, closed }) => {
      const ports = PATH_MTU[protocol];
      const cidrs = closed.flatMap(({ source }) => ('cidr' in source ? [source.cidr] : []));
      if (ports === undefined) return [];
      return mergeCidrs(cidrs).map((cidr) => ({
        ...ports,
        source: { kind: family, cidr },
        description: words.groupFixes.descriptions.pathMtu,
      }));
    });
}

type MtuPorts = { readonly protocol: 'icmp' | 'icmpv6'; readonly fromPort: number; readonly toPort: number };

const PATH_MTU: Readonly<Record<string, MtuPorts>> = {
  icmp: { protocol: 'icmp', fromPort: 3, toPort: 4 },
  icmpv6: { protocol: 'icmpv6', fromPort: 2, toPort: 0 },
};

function writtenOrNull(
  pieces: readonly Piece[],
  source: NewRule['source'],
  describe: (service: string) => string,
): readonly NewRule[] | null {
  if (pieces.some(({ protocol }) => protocol === OTHER_PROTOCOLS || !isWritable(protocol))) return null;
  const runs = runsOf(pieces);
  const rules = runs.flatMap((run) => written([run], source, describe(spanName(run))));
  return rules.length > MAX_RULES ? null : rules;
}

const MAX_RULES = 60;

function written(
  pieces: readonly Piece[],
  source: NewRule['source'],
  description: string,
): readonly NewRule[] {
  return pieces.flatMap((piece) => {
    const { protocol, from, to } = piece;
    const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
    if (!isIcmp || (from === 0 && to === 255)) return [onPiece(piece, source, description)];
    return Array.from({ length: to - from + 1 }, (_, place) =>
      onPiece({ ...piece, from: from + place, to: from + place }, source, description),
    );
  });
}

function onPiece({ protocol, from, to }: Piece, source: NewRule['source'], description: string): NewRule {
  if (protocol === 'tcp' || protocol === 'udp') {
    return { protocol, fromPort: from, toPort: to, source, description };
  }
  const type = from === 0 && to === 255 ? null : from;
  return {
    protocol: protocol === 'icmp' ? 'icmp' : 'icmpv6',
    fromPort: type,
    toPort: null,
    source,
    description,
  };
}

/** Pieces that touch are one rule. Those of the other family that are there for a group are the same ports again. */
function runsOf(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[] = [];
  for (const piece of pieces.toSorted((one, other) => one.from - other.from)) {
    const last = runs.findLast(({ protocol }) => protocol === piece.protocol);
    if (last !== undefined && piece.from <= last.to + 1) {
      runs[runs.indexOf(last)] = { ...last, to: Math.max(last.to, piece.to) };
    } else {
      runs.push(piece);
    }
  }
  return runs;
}

import { ADDRESS_FAMILIES, type AddressFamily, type Exposure } from '../exposure.ts';
import type { GradedPorts } from '../grade.ts';
import type { ProtocolGrades } from '../group-grades.ts';
import { isWider, type PortClass } from '../levels.ts';
import { cutByClass, isPortProtocol } from '../port-classes.ts';
import type { Span } from '../rule-ports.ts';

/** How many one family lets in to a part of the ports, where these are too many. */
export type Opening = {
  readonly exposure: 'internet' | 'wide';
  readonly rules: readonly number[];
  readonly isUnion: boolean;
};

/** Ports of one protocol and one class that one and the same rules open to too many, in one family or in both. */
export type OpenSpan = Span & {
  readonly protocol: string;
  readonly portClass: PortClass;
  readonly openings: Readonly<Record<AddressFamily, Opening | null>>;
  /** Of the family that is not open: whom it lets in. Empty where both are. */
  readonly others: readonly { readonly family: AddressFamily; readonly graded: GradedPorts }[];
};

/** For each family, how wide every port is open at least. */
export type EveryPort = Readonly<Record<AddressFamily, Exposure>>;

/** Every port of the protocol as one, where all are open to too many, and more than `known` says already. */
export function wholeProtocol(grades: ProtocolGrades, known: EveryPort): OpenSpan | null {
  const openings = {
    ipv4: wholeOpening(grades.ipv4, known.ipv4),
    ipv6: wholeOpening(grades.ipv6, known.ipv6),
  };
  if (openings.ipv4 === null && openings.ipv6 === null) return null;
  const { protocol } = grades;
  const [first, last] = [grades.ipv4[0] ?? grades.ipv6[0], grades.ipv4.at(-1) ?? grades.ipv6.at(-1)];
  if (first === undefined || last === undefined) return null;
  const portClass = protocol === '-1' || isPortProtocol(protocol) ? 'all' : otherClassOf(protocol);
  return { protocol, from: first.from, to: last.to, portClass, openings, others: [] };
}

/** The parts that are open to more than `known` says of every port, cut where the class of the ports changes. */
export function openSpans(grades: ProtocolGrades, known: EveryPort): readonly OpenSpan[] {
  const { protocol } = grades;
  if (!isAnyWide(grades.ipv4) && !isAnyWide(grades.ipv6)) return [];
  return jointSpans(grades).flatMap((graded): readonly OpenSpan[] => {
    const { from, to } = graded;
    const openings = {
      ipv4: openingOf(graded.ipv4, known.ipv4),
      ipv6: openingOf(graded.ipv6, known.ipv6),
    };
    if (openings.ipv4 === null && openings.ipv6 === null) return [];
    const others = ADDRESS_FAMILIES.flatMap((family) => {
      const of = graded[family];
      return openings[family] !== null || of === null ? [] : [{ family, graded: of }];
    });
    const spans = isPortProtocol(protocol)
      ? cutByClass(protocol, { from, to })
      : [{ from, to, portClass: otherClassOf(protocol) }];
    return spans.flatMap(({ portClass, ...span }) =>
      portClass === null ? [] : [{ ...span, protocol, portClass, openings, others }],
    );
  });
}

/** How wide every port of the protocol is open at least. */
export function leastOpen(graded: readonly GradedPorts[]): Exposure {
  let least = graded[0]?.exposure ?? 'none';
  for (const { exposure } of graded) if (isWider(least, exposure)) least = exposure;
  return least;
}

/** The families that are open, and how. */
export function openFamilies({
  openings,
}: OpenSpan): readonly { readonly family: AddressFamily; readonly opening: Opening }[] {
  return ADDRESS_FAMILIES.flatMap((family) => {
    const opening = openings[family];
    return opening === null ? [] : [{ family, opening }];
  });
}

function isAnyWide(graded: readonly GradedPorts[]): boolean {
  return graded.some(({ exposure }) => isWider(exposure, 'restricted'));
}

function otherClassOf(protocol: string): PortClass {
  return protocol === 'icmp' || protocol === 'icmpv6' || protocol === 'udp' ? 'other' : 'tunnel';
}

function wholeOpening(graded: readonly GradedPorts[], known: Exposure): Opening | null {
  const exposure = leastOpen(graded);
  if ((exposure !== 'internet' && exposure !== 'wide') || !isWider(exposure, known)) return null;
  const rules = [...new Set(graded.flatMap((span) => (span.exposure === exposure ? span.rules : [])))];
  const isEverywhere = rules.some((rule) => graded.every(({ admitting }) => admitting.includes(rule)));
  const isUnion = graded.some((span) => span.exposure === exposure && span.isUnion);
  return { exposure, rules, isUnion: isUnion || !isEverywhere };
}

function openingOf(graded: GradedPorts | null, known: Exposure): Opening | null {
  if (graded === null || graded.exposure === 'restricted' || graded.exposure === 'none') return null;
  const { exposure, rules, isUnion } = graded;
  return isWider(exposure, known) ? { exposure, rules, isUnion } : null;
}

type JointSpan = Span & Readonly<Record<AddressFamily, GradedPorts | null>>;

/** Both families' spans, cut where either changes. A protocol of one family only has null for the other. */
function jointSpans({ ipv4, ipv6 }: ProtocolGrades): readonly JointSpan[] {
  if (ipv4.length === 0)
    return ipv6.map((graded) => ({ from: graded.from, to: graded.to, ipv4: null, ipv6: graded }));
  if (ipv6.length === 0)
    return ipv4.map((graded) => ({ from: graded.from, to: graded.to, ipv4: graded, ipv6: null }));
  const spans: JointSpan[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const [one, other] = [ipv4[left], ipv6[right]];
    if (one === undefined || other === undefined) return spans;
    const to = Math.min(one.to, other.to);
    spans.push({ from: Math.max(one.from, other.from), to, ipv4: one, ipv6: other });
    if (one.to === to) left += 1;
    if (other.to === to) right += 1;
  }
}

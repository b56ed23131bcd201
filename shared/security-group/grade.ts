import { unionOf } from './address-set.ts';
import { EXPOSURES, type AddressFamily, type Exposure } from './exposure.ts';
import { isWider } from './levels.ts';
import { exposureOfSet, hasPublic } from './public-space.ts';
import { readRules, type ReadRule } from './read-rules.ts';
import type { Admitted } from './rule-addresses.ts';
import { allPortsOf, askedPort, isInSpan, protocolName, spanOf, type Span } from './rule-ports.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from './security-group.ts';

/**
 * One question about one group. `protocol`: `-1` asks what is let in with every protocol; other numbers are that protocol,
 * which has no ports. `port`: ICMP's type; `all` asks for the port that is least open.
 */
export type GradeQuery = {
  readonly protocol: string;
  readonly port: number | 'all';
  readonly family: AddressFamily;
};

/** Ports `from`–`to` of one protocol, both included, that the same rules are for. */
export type GradedPorts = {
  readonly from: number;
  readonly to: number;
  readonly exposure: Exposure;
  /**
   * Places, in the list given, of the rules that bring it about: without these it would be less. The widest alone where they
   * are enough. An office's range beside the whole world is not among them.
   */
  readonly rules: readonly number[];
  /** Places of all rules that let somebody in here. */
  readonly admitting: readonly number[];
  /** Addresses that cannot be read are among those let in: there may be more than the grade says. */
  readonly isUnknown: boolean;
  /** No rule has that grade by itself; together they do. */
  readonly isUnion: boolean;
};

/** How much of the Internet the group's inbound rules let in. Families never mix. */
export function gradeOf(group: SecurityGroup, query: GradeQuery, lists: PrefixLists): Exposure {
  const { port, family } = query;
  const protocol = protocolName(query.protocol);
  const open = openRulesOf(rulesFor(readRules(group.rules, lists), protocol), family);
  if (port === 'all') return leastOpen(gradesOf(open, protocol, family).map(({ exposure }) => exposure));
  const asked = askedPort(protocol, port);
  return exposureOfAll(
    open.filter(({ span }) => isInSpan(span, asked)),
    family,
  );
}

/**
 * The grades of all ports (1–65535; ICMP: types 0–255; else one entry 0–0), in order and without a gap. Outbound rules in the
 * list do not count. A protocol's own rules and those for every protocol add up.
 */
export function gradedPorts(
  rules: readonly GroupRule[],
  protocol: string,
  family: AddressFamily,
  lists: PrefixLists,
): readonly GradedPorts[] {
  return gradedByFamily(readRules(rules, lists), protocol)[family];
}

/** The same for rules that were read, by both families. */
export function gradedByFamily(
  rules: readonly ReadRule[],
  protocol: string,
): Readonly<Record<AddressFamily, readonly GradedPorts[]>> {
  const name = protocolName(protocol);
  const open = rulesFor(rules, name);
  return {
    ipv4: gradesOf(openRulesOf(open, 'ipv4'), name, 'ipv4'),
    ipv6: gradesOf(openRulesOf(open, 'ipv6'), name, 'ipv6'),
  };
}

/** A rule that is for ports of the protocol that is asked about. */
type RuleFor = { readonly read: ReadRule; readonly span: Span };

function rulesFor(rules: readonly ReadRule[], protocol: string): readonly RuleFor[] {
  const found: RuleFor[] = [];
  for (const read of rules) {
    const span = read.rule.isEgress ? null : spanOf(read.rule, protocol);
    if (span !== null) found.push({ read, span });
  }
  return found;
}

/** A rule that lets somebody of a family in, and to which ports. */
type OpenRule = { readonly place: number; readonly span: Span; readonly admitted: Admitted };

function openRulesOf(rules: readonly RuleFor[], family: AddressFamily): readonly OpenRule[] {
  const open: OpenRule[] = [];
  for (const { read, span } of rules) {
    const admitted = read.admitted[family];
    if (admitted.exposure !== 'none') open.push({ place: read.place, span, admitted });
  }
  return open;
}

function gradesOf(
  open: readonly OpenRule[],
  protocol: string,
  family: AddressFamily,
): readonly GradedPorts[] {
  const { from: first, to: last } = allPortsOf(protocol);
  if (open.length === 0) return [{ from: first, to: last, ...NOBODY_HERE }];
  const starts = startsOf(open, first, last);
  return starts.map((from, index) => {
    const to = (starts[index + 1] ?? last + 1) - 1;
    const here = open.filter(({ span }) => isInSpan(span, from));
    return { from, to, ...gradeHere(here, family) };
  });
}

/** In order: the first port, and each one from which on other rules count than before. */
function startsOf(open: readonly OpenRule[], first: number, last: number): readonly number[] {
  const starts = [first];
  for (const { span } of open) {
    if (span.from > first && span.from <= last) starts.push(span.from);
    if (span.to >= first && span.to < last) starts.push(span.to + 1);
  }
  starts.sort((one, other) => one - other);
  return starts.filter((start, index) => start !== starts[index - 1]);
}

type Grade = Omit<GradedPorts, 'from' | 'to'>;

const NOBODY_HERE: Grade = { exposure: 'none', rules: [], admitting: [], isUnknown: false, isUnion: false };

function gradeHere(here: readonly OpenRule[], family: AddressFamily): Grade {
  const [rule] = here;
  if (rule === undefined) return NOBODY_HERE;
  if (here.length === 1) return gradeAlone(rule);
  const exposure = exposureOfAll(here, family);
  return {
    exposure,
    rules: placesOf(decisive(here, exposure, family)),
    admitting: placesOf(here),
    isUnknown: here.some(({ admitted }) => admitted.isUnknown),
    isUnion: here.every(({ admitted }) => admitted.exposure !== exposure),
  };
}

function gradeAlone({ place, admitted: { exposure, isUnknown } }: OpenRule): Grade {
  const places = [place];
  return { exposure, rules: places, admitting: places, isUnknown, isUnion: false };
}

function exposureOfAll(here: readonly OpenRule[], family: AddressFamily): Exposure {
  const widest = widestOf(here);
  if (here.length < 2 || widest === 'internet') return widest;
  const together = exposureOfSet(unionOf(here.flatMap(({ admitted }) => admitted.set)), family);
  return isWider(together, widest) ? together : widest;
}

/** From the widest rule on, until the rest is less than all. Private addresses make nothing wide. */
function decisive(here: readonly OpenRule[], exposure: Exposure, family: AddressFamily): readonly OpenRule[] {
  if (exposure === 'restricted' || exposure === 'none') return here;
  const ofPublic = here.filter(({ admitted }) => hasPublic(admitted.set, family));
  for (const least of EXPOSURES) {
    const rest = ofPublic.filter(({ admitted }) => isWider(least, admitted.exposure));
    if (isWider(exposure, exposureOfAll(rest, family)))
      return ofPublic.filter((rule) => !rest.includes(rule));
  }
  return ofPublic;
}

function placesOf(rules: readonly OpenRule[]): readonly number[] {
  return rules.map(({ place }) => place);
}

function widestOf(rules: readonly OpenRule[]): Exposure {
  return rules.reduce<Exposure>(
    (widest, { admitted }) => (isWider(admitted.exposure, widest) ? admitted.exposure : widest),
    'none',
  );
}

function leastOpen(exposures: readonly Exposure[]): Exposure {
  return exposures.reduce<Exposure>(
    (least, exposure) => (isWider(least, exposure) ? exposure : least),
    'internet',
  );
}

import { isReadCovered } from '../admits.ts';
import type { AddressRange } from '../address-set.ts';
import { ADDRESS_FAMILIES, type AddressFamily } from '../exposure.ts';
import type { GroupFinding, Level } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { isAdminPort, isPortProtocol, riskyPortsIn } from '../port-classes.ts';
import type { ReadRule } from '../read-rules.ts';
import { ruleInWords } from '../rule-in-words.ts';
import type { Span } from '../rule-ports.ts';
import { isWebOnly, ruleText } from '../rule-shape.ts';
import { exposureOfSource } from '../source-exposure.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/**
 * Places of rules that could all go at once, and the group would do the same. Of two that do the same one stays, and the
 * narrower are looked at first, so that the order in which EC2 tells them makes no difference.
 */
export function duplicateRules(rules: readonly ReadRule[]): readonly number[] {
  const entries = rules.map(entryOf);
  const suspects = entries.filter((entry) => entries.some((other) => mayCover(other, entry)));
  if (suspects.length === 0) return [];
  const staying = new Set(entries);
  for (const entry of suspects.toSorted(narrowFirst)) {
    staying.delete(entry);
    const others = [...staying].filter((other) => mayCover(other, entry)).map(({ read }) => read);
    if (others.length === 0 || !isReadCovered(entry.read, others)) staying.add(entry);
  }
  return entries.filter((entry) => !staying.has(entry)).map(({ read }) => read.place);
}

/** SG-DUP: rules without which the group would do the same. Where one was meant to narrow a way to log in, that is worse. */
export function duplicateRuleFindings(
  group: SecurityGroup,
  duplicates: readonly number[],
  { lists, grades }: Judged,
): readonly GroupFinding[] {
  if (duplicates.length === 0) return [];
  const shadowed = duplicates.flatMap((place) => {
    const rule = group.rules[place];
    const level = rule === undefined ? null : shadowLevel(rule, grades, lists);
    return level === null || rule === undefined ? [] : [shadowFinding(rule, place, level, lists)];
  });
  const places = new Set(shadowed.flatMap(({ rules }) => rules));
  const plain = duplicates.filter((place) => !places.has(place));
  return [...shadowed, ...[false, true].flatMap((isEgress) => plainFinding(group, plain, isEgress, lists))];
}

const said = words.groupFindings;
const MOST_NAMED = 3;

/** A rule with its ports as numbers, all of them where it has none, and its range where it is one. */
type Entry = {
  readonly read: ReadRule;
  readonly rule: GroupRule;
  readonly from: number;
  readonly to: number;
  readonly family: AddressFamily | null;
  readonly range: AddressRange | null;
};

function entryOf(read: ReadRule): Entry {
  const { rule, admitted } = read;
  const family = 'cidr' in rule.source ? rule.source.kind : null;
  const range = family === null ? null : (admitted[family].set[0] ?? null);
  return { read, rule, ...portsOf(rule), family, range };
}

function portsOf({ protocol, fromPort, toPort }: GroupRule): Span {
  return isPortProtocol(protocol) ? { from: fromPort ?? 0, to: toPort ?? 65_535 } : { from: 0, to: 65_535 };
}

/** Sees quickly that two rules have nothing to do with each other, as most have not. */
function mayCover(other: Entry, entry: Entry): boolean {
  if (other === entry || other.from > entry.to || other.to < entry.from) return false;
  if (other.rule.protocol !== entry.rule.protocol && other.rule.protocol !== '-1') return false;
  if (other.rule.isEgress !== entry.rule.isEgress) return false;
  if (other.family !== null && entry.family !== null && other.family !== entry.family) return false;
  const [wide, narrow] = [other.range, entry.range];
  return wide === null || narrow === null || (wide.from < narrow.to && narrow.from < wide.to);
}

function narrowFirst(one: Entry, other: Entry): number {
  return (
    Number(one.rule.protocol === '-1') - Number(other.rule.protocol === '-1') ||
    prefixLength(other.rule) - prefixLength(one.rule) ||
    one.to - one.from - (other.to - other.from) ||
    (ruleText(one.rule) < ruleText(other.rule) ? -1 : 1)
  );
}

/** References and lists before addresses: what is readable in the group itself should stay. */
function prefixLength({ source }: GroupRule): number {
  return 'cidr' in source ? Number(source.cidr.slice(source.cidr.indexOf('/') + 1)) : 129;
}

/**
 * A narrow rule beside a wide one for the same ports: whoever removes it, and narrows the wide one later, has locked its people
 * out. Null where it is none; else how bad it is: worse where people log in.
 */
function shadowLevel(rule: GroupRule, grades: Judged['grades'], lists: PrefixLists): Level | null {
  if (rule.isEgress || isWebOnly(rule)) return null;
  const { source, protocol } = rule;
  const { from, to } = portsOf(rule);
  const graded = grades.find((each) => each.protocol === protocol);
  const spans = ADDRESS_FAMILIES.filter((family) => exposureOfSource(source, family, lists) === 'restricted')
    .flatMap((family) => graded?.[family] ?? [])
    .filter((span) => span.from <= to && span.to >= from && isWider(span.exposure, 'restricted'));
  if (spans.length === 0) return null;
  const isAdmin = spans.some((span) =>
    riskyPortsIn(protocol, { from: Math.max(from, span.from), to: Math.min(to, span.to) }).some((port) =>
      isAdminPort(protocol, port),
    ),
  );
  return isAdmin || protocol === '-1' ? 'medium' : 'info';
}

function shadowFinding(rule: GroupRule, place: number, level: Level, lists: PrefixLists): GroupFinding {
  return groupFinding('SG-DUP', {
    level,
    sentence: said.shadowed(ruleInWords(rule, lists)),
    advice: said.shadowedAdvice,
    subject: ruleText(rule),
    rules: [place],
  });
}

function plainFinding(
  group: SecurityGroup,
  duplicates: readonly number[],
  isEgress: boolean,
  lists: PrefixLists,
): readonly GroupFinding[] {
  const places = duplicates.filter((place) => group.rules[place]?.isEgress === isEgress);
  if (places.length === 0) return [];
  const texts = places
    .flatMap((place) => group.rules[place] ?? [])
    .map((rule) => ruleInWords(rule, lists))
    .toSorted();
  const named =
    texts.length > MOST_NAMED
      ? said.andMore(texts.slice(0, MOST_NAMED).join('; '), texts.length - MOST_NAMED)
      : texts.join('; ');
  return [
    groupFinding('SG-DUP', {
      level: 'info',
      subject: isEgress ? 'outbound' : 'inbound',
      sentence: texts.length === 1 ? said.duplicate(named) : said.duplicates(texts.length, named),
      rules: places,
      fix: isEgress ? null : 'remove',
    }),
  ];
}

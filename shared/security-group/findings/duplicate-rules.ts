import { isCovered } from '../admits.ts';
import type { AddressRange } from '../address-set.ts';
import { gradedPorts } from '../grade.ts';
import type { GroupFinding } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { isAdminPort, isPortProtocol, riskyPortsIn } from '../port-classes.ts';
import { addressesOf } from '../rule-addresses.ts';
import { ruleInWords } from '../rule-in-words.ts';
import { ruleText } from '../rule-shape.ts';
import { exposureOfSource } from '../source-exposure.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';

/**
 * Places of rules that could all go at once, and the group would do the same. Of two that do the same one stays, and the
 * narrower are looked at first, so that the order in which EC2 tells them makes no difference.
 */
export function duplicateRules({ rules }: SecurityGroup, lists: PrefixLists): readonly number[] {
  const entries = rules.map((rule, place) => entryOf(rule, place, lists));
  const suspects = entries.filter((entry) =>
    entries.some((other) => other !== entry && mayCover(other, entry)),
  );
  if (suspects.length === 0) return [];
  const staying = new Set(entries);
  for (const entry of suspects.toSorted(narrowFirst)) {
    staying.delete(entry);
    const others = [...staying].filter((other) => mayCover(other, entry)).map(({ rule }) => rule);
    if (others.length === 0 || !isCovered(entry.rule, others, lists)) staying.add(entry);
  }
  return entries.filter((entry) => !staying.has(entry)).map(({ place }) => place);
}

/** SG-DUP: rules without which the group would do the same. Where one was meant to narrow a way to log in, that is worse. */
export function duplicateRuleFindings(
  group: SecurityGroup,
  duplicates: readonly number[],
  lists: PrefixLists,
): readonly GroupFinding[] {
  if (duplicates.length === 0) return [];
  const shadowed = duplicates.filter((place) => isShadowed(group, place, lists));
  const plain = duplicates.filter((place) => !shadowed.includes(place));
  return [
    ...shadowed.map((place) => shadowFinding(group, place, lists)),
    ...[false, true].flatMap((isEgress) => plainFinding(group, plain, isEgress, lists)),
  ];
}

const said = words.groupFindings;
const MOST_NAMED = 3;

/** What it takes to see quickly that two rules have nothing to do with each other, as most have not. */
type Entry = {
  readonly place: number;
  readonly rule: GroupRule;
  readonly from: number;
  readonly to: number;
  /** Null where the source is no CIDR. */
  readonly range: AddressRange | null;
};

function entryOf(rule: GroupRule, place: number, lists: PrefixLists): Entry {
  const { source, protocol, fromPort, toPort } = rule;
  const hasPorts = isPortProtocol(protocol);
  const range = 'cidr' in source ? (addressesOf(source, source.kind, lists).set[0] ?? null) : null;
  return {
    place,
    rule,
    from: hasPorts ? (fromPort ?? 0) : 0,
    to: hasPorts ? (toPort ?? 65_535) : 65_535,
    range,
  };
}

function mayCover(other: Entry, { rule, from, to, range }: Entry): boolean {
  if (other.rule.isEgress !== rule.isEgress || other.from > to || other.to < from) return false;
  if (other.rule.protocol !== rule.protocol && other.rule.protocol !== '-1') return false;
  if (other.range === null || range === null) return true;
  return (
    typeof other.range.from === typeof range.from &&
    other.range.from < range.to &&
    range.from < other.range.to
  );
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

/** Somebody meant to narrow a way to log in, and the wide rule is still there. */
function isShadowed({ rules }: SecurityGroup, place: number, lists: PrefixLists): boolean {
  const rule = rules[place];
  if (rule === undefined || rule.isEgress || !('cidr' in rule.source) || !isPortProtocol(rule.protocol))
    return false;
  const { source, protocol } = rule;
  if (exposureOfSource(source, source.kind, lists) !== 'restricted') return false;
  const span = { from: rule.fromPort ?? 0, to: rule.toPort ?? 65_535 };
  const admin = riskyPortsIn(protocol, span).filter((port) => isAdminPort(protocol, port));
  if (admin.length === 0) return false;
  const graded = gradedPorts(rules, protocol, source.kind, lists);
  return admin.some((port) =>
    graded.some(({ from, to, exposure }) => from <= port && port <= to && isWider(exposure, 'restricted')),
  );
}

function shadowFinding({ rules }: SecurityGroup, place: number, lists: PrefixLists): GroupFinding {
  const rule = rules[place];
  if (rule === undefined) throw new Error(`no such rule: ${String(place)}`);
  return groupFinding('SG-DUP', {
    level: 'medium',
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

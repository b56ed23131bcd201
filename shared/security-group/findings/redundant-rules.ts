import { isCovered } from '../admits.ts';
import { canonicalCidr, mergeCidrs } from '../cidr.ts';
import type { AddressFamily } from '../exposure.ts';
import { gradedPorts } from '../grade.ts';
import type { GroupFinding } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { isAdminPort, isPortProtocol, riskyPortsIn } from '../port-classes.ts';
import { listed } from '../ports-in-words.ts';
import { publicAddresses } from '../public-space.ts';
import { admittedBy } from '../rule-addresses.ts';
import { portsOfRule, ruleInWords } from '../rule-in-words.ts';
import { ruleText } from '../rule-shape.ts';
import type { GroupRule, PrefixLists, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-DUP and SG-MERGE: rules without which the group would do the same, and rules that could be one. */
export function redundantRuleFindings(group: SecurityGroup, { lists }: Judged): readonly GroupFinding[] {
  const duplicates = duplicatesIn(group, lists);
  const places = new Set(duplicates);
  return [
    ...duplicates
      .filter((place) => isShadowed(group, place, lists))
      .map((place) => shadowFinding(group, place, lists)),
    ...[false, true].flatMap((isEgress) => duplicateFindings(group, duplicates, isEgress, lists)),
    ...mergeFindings(group, places, lists),
  ];
}

const said = words.groupFindings;
const MOST_NAMED = 3;

/**
 * Places of rules that could all go at once. Of two that do the same one stays, and the narrower are looked at first, so that
 * the order in which EC2 tells them makes no difference.
 */
function duplicatesIn({ rules }: SecurityGroup, lists: PrefixLists): readonly number[] {
  const duplicates: number[] = [];
  const byDirection = Map.groupBy(rules.entries(), ([, { isEgress }]) => isEgress);
  for (const entries of byDirection.values()) {
    const staying = new Map(entries);
    const suspects = entries.filter(([place, rule]) =>
      entries.some(([other, by]) => other !== place && mayCover(by, rule)),
    );
    for (const [place, rule] of suspects.toSorted(narrowFirst)) {
      staying.delete(place);
      const others = [...staying.values()].filter((other) => mayCover(other, rule));
      if (others.length > 0 && isCovered(rule, others, lists)) duplicates.push(place);
      else staying.set(place, rule);
    }
  }
  return duplicates.toSorted((one, other) => one - other);
}

/** Quick: most pairs of rules have nothing to do with each other. */
function mayCover(other: GroupRule, rule: GroupRule): boolean {
  if (other.protocol !== '-1') {
    if (other.protocol !== rule.protocol) return false;
    if (startOf(other) > endOf(rule) || endOf(other) < startOf(rule)) return false;
  }
  return isAddressKind(other) ? other.source.kind === rule.source.kind || !isAddressKind(rule) : true;
}

function isAddressKind({ source }: GroupRule): boolean {
  return source.kind === 'ipv4' || source.kind === 'ipv6';
}

function startOf({ protocol, fromPort }: GroupRule): number {
  return isPortProtocol(protocol) ? (fromPort ?? 0) : 0;
}

function endOf({ protocol, toPort }: GroupRule): number {
  return isPortProtocol(protocol) ? (toPort ?? 65_535) : 65_535;
}

type Entry = readonly [number, GroupRule];

function narrowFirst([, one]: Entry, [, other]: Entry): number {
  const byPorts = endOf(one) - startOf(one) - (endOf(other) - startOf(other));
  const byAddresses = prefixLength(other) - prefixLength(one);
  return (
    (one.protocol === '-1' ? 1 : 0) - (other.protocol === '-1' ? 1 : 0) ||
    byAddresses ||
    byPorts ||
    (ruleText(one) < ruleText(other) ? -1 : 1)
  );
}

/** References and lists before addresses: what is readable in the group itself should stay. */
function prefixLength({ source }: GroupRule): number {
  return 'cidr' in source ? Number(source.cidr.slice(source.cidr.indexOf('/') + 1)) : Number.MAX_SAFE_INTEGER;
}

/** Somebody meant to narrow a way to log in, and the wide rule is still there. */
function isShadowed({ rules }: SecurityGroup, place: number, lists: PrefixLists): boolean {
  const rule = rules[place];
  if (rule === undefined || rule.isEgress || !('cidr' in rule.source) || !isPortProtocol(rule.protocol))
    return false;
  const { source, protocol } = rule;
  if (admittedBy(source, source.kind, lists).exposure !== 'restricted') return false;
  if (publicAddresses([source.cidr], source.kind) === 0n && !isSingle(source.cidr)) return false;
  const span = { from: startOf(rule), to: endOf(rule) };
  const admin = riskyPortsIn(protocol, span).filter((port) => isAdminPort(protocol, port));
  if (admin.length === 0) return false;
  const graded = gradedPorts(rules, protocol, source.kind, lists);
  return admin.some((port) =>
    graded.some(({ from, to, exposure }) => from <= port && port <= to && isWider(exposure, 'restricted')),
  );
}

function isSingle(cidr: string): boolean {
  return cidr.endsWith('/32') || cidr.endsWith('/128');
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

function duplicateFindings(
  group: SecurityGroup,
  duplicates: readonly number[],
  isEgress: boolean,
  lists: PrefixLists,
): readonly GroupFinding[] {
  const plain = duplicates.filter(
    (place) => group.rules[place]?.isEgress === isEgress && !isShadowed(group, place, lists),
  );
  if (plain.length === 0) return [];
  const texts = plain
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
      rules: plain,
      fix: isEgress ? null : 'remove',
    }),
  ];
}

/** Inbound rules without a description that differ in their addresses only. Never into a range that would be too wide. */
function mergeFindings(
  { rules }: SecurityGroup,
  duplicates: ReadonlySet<number>,
  lists: PrefixLists,
): readonly GroupFinding[] {
  const single = [...rules.entries()].filter(
    ([place, rule]) =>
      !rule.isEgress && isAddressKind(rule) && rule.description === '' && !duplicates.has(place),
  );
  const alike = Map.groupBy(single, ([, rule]) => `${rule.source.kind} ${portsKey(rule)}`);
  return [...alike.values()].filter((same) => same.length > 1).flatMap((same) => mergesIn(same, lists));
}

function portsKey({ protocol, fromPort, toPort }: GroupRule): string {
  return [protocol, fromPort ?? '', toPort ?? ''].join(' ');
}

function mergesIn(same: readonly Entry[], lists: PrefixLists): readonly GroupFinding[] {
  const [first] = same;
  const cidrs = same.flatMap(([, { source }]) => ('cidr' in source ? [source.cidr] : []));
  const merged = mergeCidrs(cidrs);
  if (first === undefined || merged.length === cidrs.length) return [];
  const [, rule] = first;
  const family: AddressFamily = rule.source.kind === 'ipv6' ? 'ipv6' : 'ipv4';
  const before = new Set(cidrs.map(canonicalCidr));
  const made = merged.filter((cidr) => !before.has(cidr));
  const isTooWide = made.some((cidr) =>
    isWider(admittedBy({ kind: family, cidr }, family, lists).exposure, 'restricted'),
  );
  if (made.length === 0 || isTooWide) return [];
  const after = new Set(merged);
  const parts = same.filter(
    ([, { source }]) => 'cidr' in source && !after.has(canonicalCidr(source.cidr) ?? ''),
  );
  return [
    groupFinding('SG-MERGE', {
      level: 'info',
      families: [family],
      subject: portsKey(rule).trim(),
      sentence: said.merge(parts.length, listed(made), portsOfRule(rule)),
      rules: parts.map(([place]) => place),
      fix: 'merge',
    }),
  ];
}

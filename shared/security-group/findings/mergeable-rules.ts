import { unionOf } from '../address-set.ts';
import { canonicalCidr, mergeCidrs } from '../cidr.ts';
import type { AddressFamily } from '../exposure.ts';
import type { GroupFinding } from '../group-finding.ts';
import { isWider } from '../levels.ts';
import { listed } from '../ports-in-words.ts';
import type { ReadRule } from '../read-rules.ts';
import { portsOfRule } from '../rule-in-words.ts';
import { exposureOfSource } from '../source-exposure.ts';
import type { GroupRule, PrefixLists } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/**
 * SG-MERGE: inbound rules without a description that differ in their addresses only, and lie side by side. Never into a range
 * that would be too wide. Duplicates are left out: they can simply go.
 */
export function mergeableRuleFindings(
  duplicates: readonly number[],
  { rules, lists }: Judged,
): readonly GroupFinding[] {
  const findings: GroupFinding[] = [];
  for (const same of alikeExceptAddress(rules, duplicates).values()) {
    const [first] = same;
    if (first === undefined || same.length === 1) continue;
    const ranges = same.flatMap(({ family, place }) => rules[place]?.admitted[family].set ?? []);
    if (unionOf(ranges).length < same.length) findings.push(...mergesIn(same, first, lists));
  }
  return findings;
}

type Single = {
  readonly place: number;
  readonly rule: GroupRule;
  readonly family: AddressFamily;
  readonly cidr: string;
};

function alikeExceptAddress(
  rules: readonly ReadRule[],
  duplicates: readonly number[],
): ReadonlyMap<string, readonly Single[]> {
  const alike = new Map<string, Single[]>();
  for (const { place, rule } of rules) {
    const { source, isEgress, description } = rule;
    if (isEgress || !('cidr' in source) || description !== '' || duplicates.includes(place)) continue;
    const single = { place, rule, family: source.kind, cidr: source.cidr };
    const key = `${source.kind} ${portsKey(rule)}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [single]);
    else known.push(single);
  }
  return alike;
}

function portsKey({ protocol, fromPort, toPort }: GroupRule): string {
  return [protocol, fromPort, toPort === fromPort ? null : toPort].filter((part) => part !== null).join(' ');
}

function mergesIn(
  same: readonly Single[],
  { rule, family }: Single,
  lists: PrefixLists,
): readonly GroupFinding[] {
  const before = new Set(same.map(({ cidr }) => canonicalCidr(cidr)));
  const merged = mergeCidrs(same.map(({ cidr }) => cidr));
  const made = merged.filter((cidr) => !before.has(cidr));
  const isTooWide = made.some((cidr) =>
    isWider(exposureOfSource({ kind: family, cidr }, family, lists), 'restricted'),
  );
  if (made.length === 0 || merged.length >= same.length || isTooWide) return [];
  const after = new Set(merged);
  const parts = same.filter(({ cidr }) => !after.has(canonicalCidr(cidr) ?? cidr));
  return [
    groupFinding('SG-MERGE', {
      level: 'info',
      families: [family],
      subject: portsKey(rule),
      sentence: words.groupFindings.merge(parts.length, listed(made), portsOfRule(rule)),
      rules: parts.map(({ place }) => place),
      fix: 'merge',
    }),
  ];
}

import { sourceText } from '../../../shared/security-group/span-words.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';

/**
 * A text that two rules share exactly where EC2 takes the one for a duplicate of the other: ids and descriptions do not count,
 * and `100.68.0.18/18` is `100.68.0.0/18`.
 */
export function ruleKey({ isEgress, protocol, fromPort, toPort, source }: GroupRule): string {
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const ports = hasPorts ? [fromPort ?? 0, toPort ?? 65_535] : [fromPort ?? -1, toPort ?? -1];
  return [isEgress ? 'out' : 'in', protocol, ...ports, sourceText(source)].join(' ');
}

/** Those of the rules that are not among the others. */
export function missingFrom(rules: readonly GroupRule[], others: readonly GroupRule[]): readonly GroupRule[] {
  const there = new Set(others.map(ruleKey));
  return rules.filter((rule) => !there.has(ruleKey(rule)));
}

/** Whether nothing of it was touched: the same ids with the same contents, descriptions too. */
export function areUntouched(before: readonly GroupRule[], now: readonly GroupRule[]): boolean {
  return wholeText(before) === wholeText(now);
}

function wholeText(rules: readonly GroupRule[]): string {
  return rules
    .map((rule) => `${rule.ruleId ?? ''} ${ruleKey(rule)} ${rule.description}`)
    .toSorted()
    .join('\n');
}

import { PORTS } from '../platform.ts';
import type { GroupRule } from '../security-group/security-group.ts';

/** `ssh` for 22; the number of a port that has no name here. */
export function portNameOf(port: number): string {
  return Object.entries(PORTS).find(([, each]) => each === port)?.[0] ?? String(port);
}

/** What each rule is called in code, by what it says, and by a number where two say the same: `ssh-ipv4`, `ssh-ipv4-2`. */
export function ruleKeys(rules: readonly GroupRule[]): readonly string[] {
  const taken = new Map<string, number>();
  return rules.map((rule) => {
    const key = `${rule.isEgress ? 'out' : 'in'} ${keyOf(rule)}`;
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? keyOf(rule) : `${keyOf(rule)}-${String(count)}`;
  });
}

function keyOf({ protocol, fromPort, toPort, source }: GroupRule): string {
  if (protocol === '-1') return `everything-${source.kind}`;
  if (protocol === 'tcp' && fromPort !== null && fromPort === toPort)
    return `${portNameOf(fromPort)}-${source.kind}`;
  const ports =
    fromPort === null ? [] : [fromPort, ...(toPort === null || toPort === fromPort ? [] : [toPort])];
  return [protocol, ...ports, source.kind].join('-');
}

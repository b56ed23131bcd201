import type { AddressFamily } from './exposure.ts';
import { gradedByFamily, type GradedPorts } from './grade.ts';
import type { ReadRule } from './read-rules.ts';

/** What a group's inbound rules let in with one protocol, on every port of it, for each address family. */
export type ProtocolGrades = { readonly protocol: string } & Readonly<
  Record<AddressFamily, readonly GradedPorts[]>
>;

/** Of every protocol that an inbound rule is for; `-1` stands for what is let in with all of them. */
export function gradesOf(rules: readonly ReadRule[]): readonly ProtocolGrades[] {
  const named = new Set<string>();
  for (const { rule } of rules) if (!rule.isEgress) named.add(rule.protocol);
  const protocols = named.has('-1') ? new Set(['-1', 'tcp', 'udp', 'icmp', 'icmpv6', ...named]) : named;
  return [...protocols].map((protocol) => {
    const { ipv4, ipv6 } = gradedByFamily(rules, protocol);
    return { protocol, ipv4: protocol === 'icmpv6' ? [] : ipv4, ipv6: protocol === 'icmp' ? [] : ipv6 };
  });
}

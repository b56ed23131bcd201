import type { AddressFamily } from './exposure.ts';
import { gradedPorts, type GradedPorts } from './grade.ts';
import type { PrefixLists, SecurityGroup } from './security-group.ts';

/** What a group's inbound rules let in with one protocol, on every port of it, for each address family. */
export type ProtocolGrades = { readonly protocol: string } & Readonly<
  Record<AddressFamily, readonly GradedPorts[]>
>;

/** Of every protocol that an inbound rule is for; `-1` stands for what is let in with all of them. */
export function gradesOf({ rules }: SecurityGroup, lists: PrefixLists): readonly ProtocolGrades[] {
  const named = new Set<string>();
  for (const { isEgress, protocol } of rules) if (!isEgress) named.add(protocol);
  const protocols = named.has('-1') ? new Set(['-1', 'tcp', 'udp', 'icmp', 'icmpv6', ...named]) : named;
  return [...protocols].map((protocol) => ({
    protocol,
    ipv4: protocol === 'icmpv6' ? [] : gradedPorts(rules, protocol, 'ipv4', lists),
    ipv6: protocol === 'icmp' ? [] : gradedPorts(rules, protocol, 'ipv6', lists),
  }));
}

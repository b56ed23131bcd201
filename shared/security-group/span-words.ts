import { canonicalCidr } from './cidr.ts';
import type { NewRule } from './group-change.ts';
import type { PortSpan } from './group-finding.ts';
import type { GroupRule, RuleSource } from './security-group.ts';
import { serviceOf } from './services.ts';
import { words } from '../words/en.ts';

/** The only ports that may be open to everyone. */
export function isWebPort(protocol: string, from: number, to: number): boolean {
  return protocol === 'tcp' && from === to && (from === 80 || from === 443);
}

/** How a span of ports is called: `SSH (TCP 22)`, `TCP 8000-8100`, `All UDP`. */
export function spanLabel(span: PortSpan): string {
  const service = span.from === span.to ? serviceOf(span.protocol, span.from) : null;
  return service === null ? plainSpan(span) : `${service} (${plainSpan(span)})`;
}

/** The same for a rule's description: short, in the characters that EC2 takes. */
export function spanName(span: PortSpan): string {
  return (span.from === span.to ? serviceOf(span.protocol, span.from) : null) ?? plainSpan(span);
}

function plainSpan({ protocol, from, to }: PortSpan): string {
  const { allPorts, port, ports } = words.groupFixes;
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  const name = protocol.toUpperCase().replace('ICMPV6', 'ICMPv6');
  if (from <= 1 && to >= (isIcmp ? 255 : 65_535)) return allPorts(name);
  return from === to ? port(name, from) : ports(name, from, to);
}

/** `SSH (TCP 22) from 203.0.113.7/32`. */
export function ruleLabel(rule: NewRule): string {
  return `${spanLabel(portsOf(rule))} from ${sourceText(rule.source)}`;
}

/** The ports of a rule; of ICMP its types. */
export function portsOf({
  protocol,
  fromPort,
  toPort,
}: Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort'>): PortSpan {
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    return { protocol, from: fromPort ?? 0, to: fromPort ?? 255 };
  }
  return { protocol, from: fromPort ?? 0, to: toPort ?? 65_535 };
}

/** A source in one spelling: the range as EC2 stores it, or the id of a list or a group. */
export function sourceText(source: RuleSource | NewRule['source']): string {
  switch (source.kind) {
    case 'prefix-list':
      return source.prefixListId;
    case 'group':
      return source.groupId;
    case 'ipv4':
    case 'ipv6':
      return canonicalCidr(source.cidr) ?? source.cidr;
  }
}

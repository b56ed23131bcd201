import type { AddressFamily } from './exposure.ts';
import type { GroupRule, PrefixLists } from './security-group.ts';

/** 0–65535 and 1–65535 are the same to whoever knocks: nothing listens on port 0. */
export function isEveryPort(from: number, to: number): boolean {
  return from <= 1 && to >= 65_535;
}

/** Everyone, as rules usually say it. */
export function saysEveryone(cidr: string): boolean {
  return cidr === '0.0.0.0/0' || cidr === '::/0';
}

/** A text that is the same for rules that do the same, whatever their order, ids and descriptions are. */
export function ruleText({ isEgress, protocol, fromPort, toPort, source }: GroupRule): string {
  const ports = [fromPort, toPort === fromPort ? null : toPort].filter((port) => port !== null);
  return [isEgress ? 'to' : 'from', sourceText(source), protocol, ports.join('-')].join(' ').trim();
}

/** What a rule names as its source: a CIDR, or AWS's id of a list or a group. */
export function sourceText(source: GroupRule['source']): string {
  switch (source.kind) {
    case 'prefix-list':
      return source.prefixListId;
    case 'group':
      return source.groupId;
    case 'ipv4':
    case 'ipv6':
      return source.cidr;
  }
}

/** The address families that a rule can be about; both where nobody knows. */
export function familiesOf({ source }: GroupRule, lists: PrefixLists): readonly AddressFamily[] {
  if (source.kind === 'group') return ['ipv4', 'ipv6'];
  if (source.kind !== 'prefix-list') return [source.kind];
  const first = lists.get(source.prefixListId)?.cidrs[0];
  if (first === undefined) return ['ipv4', 'ipv6'];
  return [first.includes(':') ? 'ipv6' : 'ipv4'];
}

/** Of 80 and 443 nothing is ever said: that is where websites are. */
export function isWebOnly({
  protocol,
  fromPort,
  toPort,
}: Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort'>): boolean {
  return (
    (protocol === 'tcp' || protocol === 'udp') && fromPort === toPort && (fromPort === 80 || fromPort === 443)
  );
}

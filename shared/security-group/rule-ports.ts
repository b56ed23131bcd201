import type { GroupRule } from './security-group.ts';

/** What a rule, or a question, is about within its protocol: ports; of ICMP types; else 0–0. Both ends included. */
export type Span = { readonly from: number; readonly to: number };

/** A protocol as rules have it: 6, 17, 1 and 58 by name, in small letters. */
export function protocolName(protocol: string): string {
  return NAMES.get(protocol) ?? protocol.toLowerCase();
}

/** The ports that a grade over all of them goes through. Port 0 belongs to rules, but nothing listens there. */
export function allPortsOf(protocol: string): Span {
  if (isPortProtocol(protocol)) return { from: 1, to: 65_535 };
  return isIcmp(protocol) ? { from: 0, to: 255 } : { from: 0, to: 0 };
}

/**
 * The ports of that protocol that a rule is for; null where it is for none. A rule for every protocol is for every port,
 * whatever is written on it. A rule for one ICMP code is not for its type: the other codes stay out.
 */
export function spanOf(rule: GroupRule, protocol: string): Span | null {
  const of = protocolName(rule.protocol);
  if (of === EVERY_PROTOCOL) return everyPortOf(protocol);
  if (of !== protocol) return null;
  if (isPortProtocol(protocol)) return portsOf(rule);
  return isIcmp(protocol) ? typesOf(rule) : everyPortOf(protocol);
}

/** Whether the rule is for that port of the protocol. Protocols without ports have no other. */
export function isForPort(rule: GroupRule, protocol: string, port: number): boolean {
  const span = spanOf(rule, protocol);
  return span !== null && isInSpan(span, askedPort(protocol, port));
}

/** What a question about that port is about: protocols without ports know 0 only. */
export function askedPort(protocol: string, port: number): number {
  return isPortProtocol(protocol) || isIcmp(protocol) ? port : 0;
}

export function isInSpan({ from, to }: Span, port: number): boolean {
  return from <= port && port <= to;
}

/** The code that an ICMP rule is for; null for every code, and for all other protocols. */
export function codeOf(rule: GroupRule): number | null {
  if (!isIcmp(protocolName(rule.protocol)) || isEvery(rule.fromPort) || isEvery(rule.toPort)) return null;
  return rule.toPort;
}

const EVERY_PROTOCOL = '-1';

const NAMES: ReadonlyMap<string, string> = new Map([
  ...['tcp', 'udp', 'icmp', 'icmpv6', EVERY_PROTOCOL].map((name) => [name, name] as const),
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
]);

function everyPortOf(protocol: string): Span {
  return isPortProtocol(protocol) ? { from: 0, to: 65_535 } : allPortsOf(protocol);
}

function portsOf({ fromPort, toPort }: GroupRule): Span | null {
  if (isEvery(fromPort) || isEvery(toPort)) return everyPortOf('tcp');
  return fromPort <= toPort ? { from: fromPort, to: toPort } : null;
}

function typesOf(rule: GroupRule): Span | null {
  const { fromPort: type } = rule;
  if (isEvery(type)) return allPortsOf('icmp');
  return codeOf(rule) === null ? { from: type, to: type } : null;
}

function isEvery(port: number | null): port is null | -1 {
  return port === null || port === -1;
}

function isPortProtocol(protocol: string): boolean {
  return protocol === 'tcp' || protocol === 'udp';
}

function isIcmp(protocol: string): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6';
}

import type { AddressFamily } from './exposure.ts';
import type { PortSpan } from './group-finding.ts';
import { portName, protocolTitle } from './port-names.ts';
import { isEveryPort } from './rule-shape.ts';
import { words } from '../words/en.ts';

/** `SSH (port 22) and RDP (port 3389)`; long lists are cut, and said to be. */
export function portsInWords(spans: readonly PortSpan[]): string {
  const names = spans.map(spanInWords);
  if (names.length <= MOST) return listed(names);
  const isNamed = spans.every(({ protocol, from, to }) => from === to && portName(protocol, from) !== null);
  if (isNamed) return said.andMore(names.slice(0, MOST - 1).join(', '), names.length - MOST + 1);
  const count = spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  return said.manyPorts(numbered(count), Math.min(...ends), Math.max(...ends));
}

/** One span: `SSH (port 22)`, `UDP ports 20–25`, `every port`, `ping`, `GRE (protocol 47)`. */
export function spanInWords(span: PortSpan): string {
  const { protocol, from, to } = span;
  if (protocol === '-1') return said.everyPort;
  if (protocol === 'tcp' || protocol === 'udp') return portsOf(protocol, span);
  if (protocol === 'icmp' || protocol === 'icmpv6') return typesOf(protocol, from, to);
  const title = protocolTitle(protocol);
  return title === null ? said.protocol(protocol) : said.named(title, said.protocol(protocol));
}

/** `one`, `one and two`, `one, two and three`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : said.and(names.slice(0, -1).join(', '), last);
}

/** 16,777,216. */
export function numbered(count: number | bigint): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export function familyName(family: AddressFamily): string {
  return family === 'ipv4' ? 'IPv4' : 'IPv6';
}

const said = words.groupFindings;
const MOST = 5;
const PING = { icmp: 8, icmpv6: 128 } as const;

function portsOf(protocol: 'tcp' | 'udp', { from, to }: PortSpan): string {
  if (isEveryPort(from, to)) return said.everyPortOf(protocol.toUpperCase());
  if (from !== to) return protocol === 'udp' ? said.portsOf('UDP', from, to) : said.ports(from, to);
  const port = protocol === 'udp' ? said.portOf('UDP', from) : said.port(from);
  const name = portName(protocol, from);
  return name === null ? port : said.named(name, port);
}

function typesOf(protocol: 'icmp' | 'icmpv6', from: number, to: number): string {
  if (from !== to) return said.icmp.every;
  return from === PING[protocol] ? said.icmp.ping : said.icmp.type(from);
}

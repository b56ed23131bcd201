import type { PortClass } from './levels.ts';
import type { Span } from './rule-ports.ts';

/** A part of a span whose ports are of one class; null for the web's own, which are never in the way of anybody. */
export type ClassedSpan = Span & { readonly portClass: PortClass | null };

/** What a TCP or UDP port is. 80 and 443 are what a website is for, by UDP too (HTTP/3). */
function portClassOf(protocol: 'tcp' | 'udp', port: number): PortClass | null {
  const listed = LISTED[protocol].get(port);
  if (listed !== undefined) return listed;
  return protocol === 'tcp' ? 'port' : 'other';
}

/** Cuts a span where the class changes, in order. */
export function cutByClass(protocol: 'tcp' | 'udp', { from, to }: Span): readonly ClassedSpan[] {
  const rest = protocol === 'tcp' ? 'port' : 'other';
  const spans: ClassedSpan[] = [];
  let next = from;
  for (const port of LISTED_PORTS[protocol]) {
    if (port < from) continue;
    if (port > to) break;
    if (port > next) spans.push({ from: next, to: port - 1, portClass: rest });
    spans.push({ from: port, to: port, portClass: portClassOf(protocol, port) });
    next = port + 1;
  }
  if (next <= to) spans.push({ from: next, to, portClass: rest });
  return spans;
}

/** Whether people log in by it, or take over its machine. */
export function isAdminPort(protocol: string, port: number): boolean {
  return isPortProtocol(protocol) && portClassOf(protocol, port) === 'admin';
}

/** Ports of a span that are on the list of those that strangers look for first. */
export function riskyPortsIn(protocol: string, { from, to }: Span): readonly number[] {
  if (!isPortProtocol(protocol)) return [];
  return RISKY_PORTS[protocol].filter((port) => port >= from && port <= to);
}

export function isPortProtocol(protocol: string): protocol is 'tcp' | 'udp' {
  return protocol === 'tcp' || protocol === 'udp';
}

/** SSH, RDP, Telnet, VNC and Windows Remote Management: each is a way to a screen or a prompt. */
const ADMIN = { tcp: [22, 23, 3389, 5900, 5985, 5986], udp: [3389] } as const;

// Security Hub EC2.19 first; then what Prowler, ScoutSuite and CloudSploit have beyond it.
const RISK = {
  tcp: [
    20, 21, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888,
    9200, 9300, 139, 389, 636, 1521, 1522, 2049, 2375, 2376, 2483, 2484, 4505, 4506, 6379, 7000, 7001, 7199,
    8020, 9042, 9092, 9160, 11_211, 27_017, 27_018, 27_019, 50_070, 50_470,
  ],
  udp: [137, 138, 139, 445, 1434],
} as const;

/** Small questions, large answers: strangers have them sent to others. DNS, NTP, SNMP, LDAP, SSDP, Memcached. */
const AMPLIFIER = { tcp: [], udp: [53, 123, 161, 389, 1900, 11_211] } as const;

const WEB = [80, 443] as const;

const LISTED = { tcp: listedOf('tcp'), udp: listedOf('udp') } as const;
const LISTED_PORTS = { tcp: inOrder(LISTED.tcp), udp: inOrder(LISTED.udp) } as const;
const RISKY_PORTS = { tcp: riskyOf('tcp'), udp: riskyOf('udp') } as const;

function listedOf(protocol: 'tcp' | 'udp'): ReadonlyMap<number, PortClass | null> {
  return new Map<number, PortClass | null>([
    ...RISK[protocol].map((port) => [port, 'risk'] as const),
    ...AMPLIFIER[protocol].map((port) => [port, 'amplifier'] as const),
    ...ADMIN[protocol].map((port) => [port, 'admin'] as const),
    ...WEB.map((port) => [port, null] as const),
  ]);
}

function riskyOf(protocol: 'tcp' | 'udp'): readonly number[] {
  return LISTED_PORTS[protocol].filter((port) => portClassOf(protocol, port) !== null);
}

function inOrder(listed: ReadonlyMap<number, unknown>): readonly number[] {
  return [...listed.keys()].toSorted((one, other) => one - other);
}

import { protocolName } from '../../../shared/security-group/rule-ports.ts';
import { invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { SecurityGroupRule } from '../world/state.ts';

/** What a rule is for, whoever its peer is. */
export type Traffic = Pick<SecurityGroupRule, 'protocol' | 'fromPort' | 'toPort'>;

/** Ports beside the protocol `-1`: to Authorize and Revoke they mean nothing, the other actions refuse them. */
export type PortsOfAll = 'ignored' | 'refused';

/** `IpProtocol`, `FromPort` and `ToPort`: 6, 17, 1 and 58 by name, no ports where the protocol has none, -1 for every ICMP type. */
export function readTraffic(params: Params, portsOfAll: PortsOfAll): Traffic {
  const protocol = readProtocol(params.optionalText('IpProtocol'));
  const from = params.optionalInteger('FromPort');
  const to = params.optionalInteger('ToPort');
  switch (protocol) {
    case 'tcp':
    case 'udp':
      return { protocol, ...portRange(from, to) };
    case 'icmp':
      return { protocol, ...icmpType(from, to, 'ICMP') };
    case 'icmpv6':
      if (from === null && to === null) return { protocol, fromPort: -1, toPort: -1 };
      return { protocol, ...icmpType(from, to, 'ICMPv6') };
    case EVERY_PROTOCOL:
      if (portsOfAll === 'refused') refusePorts(from, to);
      return { protocol, fromPort: null, toPort: null };
    default:
      return { protocol, fromPort: null, toPort: null };
  }
}

const EVERY_PROTOCOL = '-1';
const NAMES: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmpv6', EVERY_PROTOCOL]);

function readProtocol(given: string | null): string {
  if (given === null) {
    throw invalidValue(
      "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
    );
  }
  const protocol = protocolName(given);
  const isNumber = /^(0|[1-9]\d{0,2})$/u.test(protocol) && Number(protocol) <= 255;
  if (NAMES.has(protocol) || isNumber) return protocol;
  throw invalidValue(`Invalid value '${shortened(given)}' for IP protocol. Unknown protocol.`);
}

type Ports = Pick<Traffic, 'fromPort' | 'toPort'>;

function portRange(from: number | null, to: number | null): Ports {
  if (from === null || to === null) throw portsMissing('TCP/UDP');
  for (const port of [from, to]) {
    if (port < 0 || port > 65_535) throw invalidValue(`TCP/UDP port (${String(port)}) out of range`);
  }
  if (from > to) throw invalidValue(`Invalid TCP/UDP port range (${String(from)}:${String(to)})`);
  return { fromPort: from, toPort: to };
}

function icmpType(type: number | null, code: number | null, called: string): Ports {
  if (type === null || code === null) throw portsMissing(called);
  if (!isByteOrAll(type)) throw invalidValue(`${called} type (${String(type)}) out of range`);
  if (!isByteOrAll(code) || (type === -1 && code !== -1)) {
    throw invalidValue(`${called} code (${String(code)}) out of range`);
  }
  return { fromPort: type, toPort: code };
}

function isByteOrAll(number: number): boolean {
  return number >= -1 && number <= 255;
}

function portsMissing(called: string): Error {
  return invalidValue(`Invalid value for portRange. Must specify both from and to ports with ${called}.`);
}

function refusePorts(from: number | null, to: number | null): void {
  if ((from ?? -1) === -1 && (to ?? -1) === -1) return;
  throw invalidValue(
    'You may not specify all protocols and specific ports. Please specify each protocol and port range combination individually, or all protocols and no port range.',
  );
}

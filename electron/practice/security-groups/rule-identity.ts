import { AwsError, invalidValue } from '../aws-error.ts';
import type { Peer, SecurityGroupRule } from '../world/state.ts';
import type { RuleShape } from './ip-permissions.ts';
import { managedPrefixList } from './rule-prefix-lists.ts';

/** Two rules of one direction with the same key are one rule to EC2, whatever their descriptions say. */
export function keyOf({ protocol, fromPort, toPort, peer }: RuleShape): string {
  return [protocol, fromPort, toPort, peerText(peer)].join(' ');
}

/** Throws where two of these are one rule: within one request, or beside what is there already. */
export function refuseRepeated(rules: readonly RuleShape[]): void {
  if (new Set(rules.map(keyOf)).size === rules.length) return;
  throw invalidValue('The same permission must not appear multiple times');
}

export function refuseDuplicates(rules: readonly RuleShape[], there: readonly RuleShape[]): void {
  const known = new Set(there.map(keyOf));
  const duplicate = rules.find((rule) => known.has(keyOf(rule)));
  if (duplicate === undefined) return;
  throw new AwsError(
    'InvalidPermission.Duplicate',
    `the specified rule "${inWords(duplicate)}" already exists`,
  );
}

/** EC2's quota for the rules of one direction and one address family. */
const MOST_RULES = 60;

/** A reference to a group counts once in each family, a prefix list by the entries that it may have. */
export function refuseTooMany(rules: readonly SecurityGroupRule[], region: string): void {
  for (const isEgress of [false, true]) {
    const sameWay = rules.filter((rule) => rule.isEgress === isEgress);
    for (const family of ['ipv4', 'ipv6'] as const) {
      const count = sameWay.reduce((sum, { peer }) => sum + weightOf(peer, family, region), 0);
      if (count > MOST_RULES) {
        throw new AwsError(
          'RulesPerSecurityGroupLimitExceeded',
          'The maximum number of rules per security group has been reached.',
        );
      }
    }
  }
}

function weightOf(peer: Peer, family: 'ipv4' | 'ipv6', region: string): number {
  switch (peer.kind) {
    case 'group':
      return 1;
    case 'prefix-list': {
      const list = managedPrefixList(region, peer.prefixListId);
      return list?.family === family ? list.maxEntries : 0;
    }
    case 'ipv4':
    case 'ipv6':
      return peer.kind === family ? 1 : 0;
  }
}

/** `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW` */
function inWords(rule: RuleShape): string {
  return ['peer: ' + peerText(rule.peer), ...trafficInWords(rule), 'ALLOW'].join(', ');
}

function trafficInWords({ protocol, fromPort, toPort }: RuleShape): readonly string[] {
  switch (protocol) {
    case '-1':
      return ['ALL'];
    case 'tcp':
    case 'udp':
      return [protocol.toUpperCase(), `from port: ${String(fromPort)}`, `to port: ${String(toPort)}`];
    case 'icmp':
    case 'icmpv6':
      return [protocol === 'icmp' ? 'ICMP' : 'ICMPv6', `type: ${orAll(fromPort)}`, `code: ${orAll(toPort)}`];
    default:
      return [`protocol: ${protocol}`];
  }
}

function orAll(number: number | null): string {
  return number === -1 ? 'ALL' : String(number);
}

function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'ipv4':
    case 'ipv6':
      return peer.cidr;
    case 'group':
      return peer.groupId;
    case 'prefix-list':
      return peer.prefixListId;
  }
}

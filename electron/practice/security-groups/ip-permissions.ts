import { AwsError, invalidCombination, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import { KINDS, notFound } from '../world/find.ts';
import type { SecurityGroupRule } from '../world/state.ts';
import { groupByName } from './find-group.ts';
import { ipv4Peer, noPeer, peerOfGroup, readPeers, type PeerReading } from './rule-peers.ts';
import { readTraffic, type PortsOfAll, type Traffic } from './rule-traffic.ts';

/** A rule without its id and its direction. */
export type RuleShape = Pick<SecurityGroupRule, 'protocol' | 'fromPort' | 'toPort' | 'peer' | 'description'>;

export type PermissionReading = PeerReading & { readonly portsOfAll: PortsOfAll };

/** The rules that `IpPermissions` tells: one for each peer of each permission. Empty where the parameter is not there. */
export function readIpPermissions(params: Params, reading: PermissionReading): readonly RuleShape[] {
  return params
    .list('IpPermissions', (permission) => {
      const traffic = readTraffic(permission, reading.portsOfAll);
      const peers = readPeers(permission, reading);
      if (peers.length === 0) throw noPeer();
      return peers.map((peer) => ({ ...traffic, ...peer }));
    })
    .flat();
}

/** The same of an inbound action, which may tell one rule by parameters of its own instead, as EC2's first clients did. */
export function readInboundPermissions(params: Params, reading: PermissionReading): readonly RuleShape[] {
  const told = FLAT.filter((name) => params.has(name));
  if (told.length === 0) return readIpPermissions(params, reading);
  if (params.has('IpPermissions')) throw notTogether('ipPermissions', told[0]);
  return params.has('SourceSecurityGroupName')
    ? readSourceGroup(params, reading)
    : readFlatRange(params, reading);
}

const FLAT = [
  'CidrIp',
  'IpProtocol',
  'FromPort',
  'ToPort',
  'SourceSecurityGroupName',
  'SourceSecurityGroupOwnerId',
] as const;

function notTogether(one: string, other: string | undefined): AwsError {
  return invalidCombination(`The parameter '${one}' may not be used in combination with '${String(other)}'`);
}

function readFlatRange(params: Params, reading: PermissionReading): readonly RuleShape[] {
  const traffic = readTraffic(params, reading.portsOfAll);
  const cidr = params.optionalText('CidrIp');
  if (cidr === null) throw noPeer();
  return [{ ...traffic, peer: ipv4Peer(cidr), description: null }];
}

/** All of TCP, UDP and ICMP from that group: so AWS's API model. */
function readSourceGroup(params: Params, reading: PermissionReading): readonly RuleShape[] {
  const beside = ['CidrIp', 'IpProtocol', 'FromPort', 'ToPort'].find((name) => params.has(name));
  if (beside !== undefined) throw notTogether('sourceSecurityGroupName', beside);
  const name = params.text('SourceSecurityGroupName');
  const ownerId = params.optionalText('SourceSecurityGroupOwnerId');
  if (ownerId !== null && ownerId !== reading.context.account.accountId) {
    throw notFound([shortened(name)], KINDS.securityGroup);
  }
  const peer = peerOfGroup(groupByName(reading.context, name), reading);
  return EVERYTHING_OF_A_GROUP.map((traffic) => ({ ...traffic, peer, description: null }));
}

const EVERYTHING_OF_A_GROUP: readonly Traffic[] = [
  { protocol: 'tcp', fromPort: 0, toPort: 65_535 },
  { protocol: 'udp', fromPort: 0, toPort: 65_535 },
  { protocol: 'icmp', fromPort: -1, toPort: -1 },
];

/** Throws where the request tells no rule at all. */
export function needRules(rules: readonly RuleShape[]): readonly RuleShape[] {
  if (rules.length === 0) throw missingParameter('ipPermissions');
  return rules;
}

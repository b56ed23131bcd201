import { canonicalCidr, familyOf } from '../../../shared/security-group/cidr.ts';
import type { AddressFamily } from '../../../shared/security-group/exposure.ts';
import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import { KINDS, notFound } from '../world/find.ts';
import type { Peer, SecurityGroup } from '../world/state.ts';
import { groupById, groupByName } from './find-group.ts';
import { ruleDescriptionOf } from './group-text.ts';
import { managedPrefixList } from './rule-prefix-lists.ts';

export type PeerReading = {
  readonly context: ActionContext;
  /** The group whose rule it is. */
  readonly group: SecurityGroup;
  /** A new rule names only what is there; to take a rule away, its name is enough. */
  readonly isNew: boolean;
};

export type DescribedPeer = { readonly peer: Peer; readonly description: string | null };

/** All that one of `IpPermissions` lets in or out, in EC2's order. */
export function readPeers(permission: Params, reading: PeerReading): readonly DescribedPeer[] {
  return [
    ...permission.list('Groups', (pair) => described(pair, readPair(pair, reading))),
    ...permission.list('IpRanges', (range) => described(range, ipv4Peer(range.text('CidrIp')))),
    ...permission.list('Ipv6Ranges', (range) => described(range, ipv6Peer(range.text('CidrIpv6')))),
    ...permission.list('PrefixListIds', (list) =>
      described(list, prefixListPeer(list.text('PrefixListId'), reading)),
    ),
  ];
}

/** The one peer of a rule that is modified. Throws where there is none, or more than one. */
export function readOnePeer(rule: Params, reading: PeerReading): Peer {
  const cidrIpv4 = rule.optionalText('CidrIpv4');
  const cidrIpv6 = rule.optionalText('CidrIpv6');
  const prefixListId = rule.optionalText('PrefixListId');
  const groupId = rule.optionalText('ReferencedGroupId');
  const [peer, ...more] = [
    ...(cidrIpv4 === null ? [] : [ipv4Peer(cidrIpv4)]),
    ...(cidrIpv6 === null ? [] : [ipv6Peer(cidrIpv6)]),
    ...(prefixListId === null ? [] : [prefixListPeer(prefixListId, reading)]),
    ...(groupId === null ? [] : [groupPeer(groupId, null, reading)]),
  ];
  const names = 'cidrIp, cidrIpv6, prefixListId, or referencedGroupId';
  if (peer === undefined) throw missing(`The request must contain exactly one of: ${names}`);
  if (more.length === 0) return peer;
  throw invalidCombination(`Only one of ${names} can be specified`);
}

/** AWS keeps CIDRs without host bits, IPv6 in its short spelling. */
export function ipv4Peer(cidr: string): Peer {
  return { kind: 'ipv4', cidr: canonical(cidr, 'ipv4') };
}

export function noPeer(): AwsError {
  return missing('Missing source specification: include source security group or CIDR information');
}

function missing(message: string): AwsError {
  return new AwsError('MissingParameter', message);
}

/** A group of the same network in the same account. */
export function peerOfGroup(referenced: SecurityGroup, { context, group }: PeerReading): Peer {
  if (referenced.vpcId !== group.vpcId) {
    throw new AwsError(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
  }
  return { kind: 'group', groupId: referenced.groupId, userId: context.account.accountId };
}

function described(params: Params, peer: Peer): DescribedPeer {
  return { peer, description: ruleDescriptionOf(params.optionalText('Description')) };
}

function ipv6Peer(cidr: string): Peer {
  return { kind: 'ipv6', cidr: canonical(cidr, 'ipv6') };
}

function canonical(cidr: string, family: AddressFamily): string {
  const kept = familyOf(cidr) === family ? canonicalCidr(cidr) : null;
  if (kept === null) throw invalidValue(`CIDR block ${shortened(cidr)} is malformed`);
  return kept;
}

function readPair(pair: Params, reading: PeerReading): Peer {
  const groupId = pair.optionalText('GroupId');
  const name = pair.optionalText('GroupName');
  const userId = pair.optionalText('UserId');
  checkNetwork(pair, reading);
  if (groupId !== null) return groupPeer(groupId, userId, reading);
  if (name === null) throw missing('Source group ID missing.');
  return peerOfGroup(groupByName(reading.context, name), reading);
}

/** A group names its VPC and its peering in what EC2 answers, and clients send that back. There are no peerings here. */
function checkNetwork(pair: Params, { context }: PeerReading): void {
  const vpcId = pair.optionalText('VpcId');
  const peeringId = pair.optionalText('VpcPeeringConnectionId');
  pair.optionalText('PeeringStatus');
  if (vpcId !== null && !context.region.vpcs.has(vpcId)) throw notFound([vpcId], KINDS.vpc);
  if (peeringId === null) return;
  throw new AwsError(
    'InvalidVpcPeeringConnectionID.NotFound',
    `The vpcPeeringConnection ID '${shortened(peeringId)}' does not exist`,
  );
}

function groupPeer(groupId: string, userId: string | null, reading: PeerReading): Peer {
  if (groupId === '') throw missingParameter('GroupId');
  const { accountId } = reading.context.account;
  if (!reading.isNew) return { kind: 'group', groupId, userId: userId ?? accountId };
  if (userId !== null && userId !== accountId) throw notFound([groupId], KINDS.securityGroup);
  return peerOfGroup(groupById(reading.context, groupId), reading);
}

function prefixListPeer(prefixListId: string, { context, isNew }: PeerReading): Peer {
  if (isNew && managedPrefixList(context.region.region, prefixListId) === null) {
    throw new AwsError(
      'InvalidPrefixListID.NotFound',
      `The prefix list ID '${shortened(prefixListId)}' does not exist`,
    );
  }
  return { kind: 'prefix-list', prefixListId };
}

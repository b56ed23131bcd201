import { isInCidr } from '../../../shared/security-group/cidr.ts';
import { protocolName } from '../../../shared/security-group/rule-ports.ts';
import { awsPrefixLists } from './aws-prefix-lists.ts';
import { isActive, routeTableOf, routeTo } from './routing.ts';
import type { NetworkAclEntry, NetworkInterface, Peer, RegionTables, SecurityGroupRule } from './state.ts';

/** A knock at a machine's door from outside. */
export type Door = { readonly from: string; readonly to: string; readonly port: number };

/**
 * Whether a new TCP connection comes in: the machine with this public address runs, its subnet has a route to an internet
 * gateway, the network ACL and one of its groups admit it, Block Public Access is off, and its zone is not lost.
 */
export function letsIn(
  region: RegionTables,
  { from, to, port }: Door,
  isLost: (zone: string) => boolean = () => false,
): boolean {
  const knocked = [...region.networkInterfaces.values()].find(({ publicIp }) => publicIp === to);
  return (
    knocked !== undefined &&
    isRunning(region, knocked) &&
    !isLost(knocked.zone) &&
    region.blockPublicAccess.mode === 'off' &&
    hasWayOut(region, knocked, from) &&
    aclPasses(region, knocked, from, port) &&
    knocked.groupIds.some((groupId) =>
      (region.securityGroups.get(groupId)?.rules ?? []).some((rule) => admits(region, rule, from, port)),
    )
  );
}

function isRunning(region: RegionTables, { attachment }: NetworkInterface): boolean {
  return attachment !== null && region.instances.get(attachment.instanceId)?.state === 'running';
}

/** Without it no answer leaves, and no gateway hands the first packet on. */
function hasWayOut(region: RegionTables, { subnetId, vpcId }: NetworkInterface, to: string): boolean {
  const table = routeTableOf(region, { subnetId, vpcId });
  const route = table === null ? null : routeTo(table, to);
  return (
    table !== null && route !== null && route.target.startsWith('igw-') && isActive(region, table, route)
  );
}

/** Whoever knocks does so from a port of its own, out of those that RFC 6335 leaves to everybody. */
const REPLY_PORT = 50_000;

/** A network ACL knows no connections: the answer has to pass as well. */
function aclPasses(
  region: RegionTables,
  { subnetId }: NetworkInterface,
  from: string,
  port: number,
): boolean {
  const acl = [...region.networkAcls.values()].find(({ associations }) =>
    associations.some((each) => each.subnetId === subnetId),
  );
  if (acl === undefined) return false;
  const passes = (isEgress: boolean, toPort: number) =>
    acl.entries
      .filter((entry) => entry.isEgress === isEgress)
      .toSorted((one, other) => one.ruleNumber - other.ruleNumber)
      .find((entry) => isAbout(entry, from, toPort))?.action === 'allow';
  return passes(false, port) && passes(true, REPLY_PORT);
}

function isAbout(
  { protocol, cidr, fromPort, toPort }: NetworkAclEntry,
  address: string,
  port: number,
): boolean {
  if (!isInCidr(address, cidr)) return false;
  const name = protocolName(protocol);
  return name === '-1' || (name === 'tcp' && isBetween(port, fromPort, toPort));
}

function admits(region: RegionTables, rule: SecurityGroupRule, from: string, port: number): boolean {
  if (rule.isEgress || !isPeer(region, rule.peer, from)) return false;
  const name = protocolName(rule.protocol);
  return name === '-1' || (name === 'tcp' && isBetween(port, rule.fromPort, rule.toPort));
}

/** A group stands for the private addresses of its machines: nobody knocks from outside with one of those. */
function isPeer({ region }: RegionTables, peer: Peer, address: string): boolean {
  switch (peer.kind) {
    case 'ipv4':
    case 'ipv6':
      return isInCidr(address, peer.cidr);
    case 'prefix-list': {
      const list = awsPrefixLists(region).find(({ prefixListId }) => prefixListId === peer.prefixListId);
      return list?.cidrs.some((cidr) => isInCidr(address, cidr)) === true;
    }
    case 'group':
      return false;
  }
}

function isBetween(port: number, from: number | null, to: number | null): boolean {
  return port >= (from ?? 0) && port <= (to ?? 65_535);
}

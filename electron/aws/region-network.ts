import {
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type NetworkAcl as DescribedAcl,
  type NetworkAclEntry,
  type Subnet as DescribedSubnet,
  type Vpc as DescribedVpc,
} from '@aws-sdk/client-ec2';
import { protocolName } from '../../shared/security-group/rule-ports.ts';
import type { AclEntry, NetworkAcl, Subnet, Vpc } from '../../shared/security-group/region-facts.ts';
import { present, presentText } from './answer.ts';
import { everyPage, onlyIn, type Asking } from './every-page.ts';

/** Every network of the region, or one. */
export function listVpcs(asking: Asking, vpcId?: string): Promise<readonly Vpc[]> {
  const question = { MaxResults: 1000, ...onlyIn(vpcId) };
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeVpcsCommand({ ...question, ...token }), send),
    (page) => page.Vpcs?.map(vpcFrom),
  );
}

export function listSubnets(asking: Asking): Promise<readonly Subnet[]> {
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeSubnetsCommand({ MaxResults: 1000, ...token }), send),
    (page) => page.Subnets?.map(subnetFrom),
  );
}

/** Of every network of the region, or of one. */
export function listNetworkAcls(asking: Asking, vpcId?: string): Promise<readonly NetworkAcl[]> {
  const question = { MaxResults: 1000, ...onlyIn(vpcId) };
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeNetworkAclsCommand({ ...question, ...token }), send),
    (page) => page.NetworkAcls?.map(aclFrom),
  );
}

export function vpcFrom(vpc: DescribedVpc): Vpc {
  const { CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [], Tags = [] } = vpc;
  const ipv4 = CidrBlockAssociationSet.filter((one) => isInForce(one.CidrBlockState?.State));
  return {
    vpcId: presentText(vpc.VpcId, 'VpcId'),
    cidrs: distinct([
      vpc.CidrBlock,
      ...ipv4.map(({ CidrBlock }) => CidrBlock),
      ...ipv6Of(Ipv6CidrBlockAssociationSet.map((one) => [one.Ipv6CidrBlock, one.Ipv6CidrBlockState?.State])),
    ]),
    isDefault: vpc.IsDefault ?? false,
    name: Tags.find(({ Key }) => Key === 'Name')?.Value || null,
  };
}

function subnetFrom(subnet: DescribedSubnet): Subnet {
  const { Ipv6CidrBlockAssociationSet = [] } = subnet;
  return {
    subnetId: presentText(subnet.SubnetId, 'SubnetId'),
    vpcId: presentText(subnet.VpcId, 'VpcId'),
    cidrs: distinct([
      subnet.CidrBlock,
      ...ipv6Of(Ipv6CidrBlockAssociationSet.map((one) => [one.Ipv6CidrBlock, one.Ipv6CidrBlockState?.State])),
    ]),
    zoneName: presentText(subnet.AvailabilityZone, 'AvailabilityZone'),
  };
}

function ipv6Of(blocks: readonly (readonly [string | undefined, string | undefined])[]) {
  return blocks.filter(([, state]) => isInForce(state)).map(([cidr]) => cidr);
}

/** A block that is going away lets nobody in any more; one without a state has always been there. */
function isInForce(state: string | undefined): boolean {
  return state === undefined || state === 'associated' || state === 'associating';
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text || []))];
}

function aclFrom(acl: DescribedAcl): NetworkAcl {
  return {
    networkAclId: presentText(acl.NetworkAclId, 'NetworkAclId'),
    vpcId: presentText(acl.VpcId, 'VpcId'),
    isDefault: acl.IsDefault ?? false,
    subnetIds: (acl.Associations ?? []).flatMap(({ SubnetId }) => SubnetId || []),
    entries: (acl.Entries ?? [])
      .map(entryFrom)
      .toSorted((one, other) => Number(one.isEgress) - Number(other.isEgress) || one.number - other.number),
  };
}

function entryFrom(entry: NetworkAclEntry): AclEntry {
  const protocol = protocolName(presentText(entry.Protocol, 'Protocol'));
  return {
    number: present(entry.RuleNumber, 'RuleNumber'),
    isEgress: entry.Egress ?? false,
    isAllow: entry.RuleAction === 'allow',
    protocol,
    cidr: presentText(entry.CidrBlock || entry.Ipv6CidrBlock, 'CidrBlock'),
    ...portsOf(entry, protocol),
  };
}

/** As in a group's rule: type and code for ICMP, null for all. */
function portsOf(
  { PortRange, IcmpTypeCode }: NetworkAclEntry,
  protocol: string,
): Pick<AclEntry, 'fromPort' | 'toPort'> {
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  const [from, to] = isIcmp ? [IcmpTypeCode?.Type, IcmpTypeCode?.Code] : [PortRange?.From, PortRange?.To];
  return { fromPort: numberOf(from), toPort: numberOf(to) };
}

function numberOf(number: number | undefined): number | null {
  return number === undefined || number < 0 ? null : number;
}

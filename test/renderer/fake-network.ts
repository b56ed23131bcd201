import type { Network, Zone } from '../../shared/facts.ts';
import { bestSubnetIn, withWay } from '../../shared/network-choice.ts';
import { NOTHING_ELSE_READ, type RegionFacts, type Route } from '../../shared/security-group/region-facts.ts';

const DEFAULT_VPC = {
  vpcId: 'vpc-0123456789abcdef0',
  cidrs: ['172.31.0.0/16'],
  isDefault: true,
  name: null,
};
export const SHOP_VPC = {
  vpcId: 'vpc-0aaaaaaaaaaaaaaa1',
  cidrs: ['10.20.0.0/16'],
  isDefault: false,
  name: 'shop',
};
const VPCS = [DEFAULT_VPC, SHOP_VPC];

/** As AWS makes it: each zone has a subnet that the internet gets to. */
export function defaultNetwork(region: string, instanceType: string, zones: readonly Zone[]): Network {
  const { vpcId } = DEFAULT_VPC;
  const network = { instanceType, vpcId, vpcs: VPCS, otherZones: [], zones: zones.map(withDefaultSubnet) };
  return withWay(network, wayOf(region, vpcId, []));
}

/** Somebody has deleted the default one. */
export function noNetwork(instanceType: string, zones: readonly Zone[]): Network {
  const none = { subnetId: null, freeAddresses: null, givesPublicAddress: null, subnets: [] };
  return {
    instanceType,
    vpcId: null,
    vpcs: [SHOP_VPC],
    otherZones: [],
    zones: zones.map((zone) => ({ ...zone, ...none })),
  };
}

function withDefaultSubnet(zone: Zone, index: number): Zone {
  const { subnetId, freeAddresses, givesPublicAddress } = zone;
  if (subnetId === null) return zone;
  const cidr = `172.31.${String(index * 16)}.0/20`;
  const subnet = { subnetId, name: null, cidr, isDefault: true, freeAddresses, givesPublicAddress };
  return bestSubnetIn({ ...zone, subnets: [subnet] });
}

/** Three zones with a public subnet and a private one each, and something in a Local Zone. */
export function shopNetwork(region: string, instanceType: string, zones: readonly Zone[]): Network {
  const { vpcId } = SHOP_VPC;
  const privateIds = zones.map((_zone, index) => `subnet-0bbbbbbbbbbbbbb${String(index)}1`);
  const network = {
    instanceType,
    vpcId,
    vpcs: VPCS,
    otherZones: [`${region}-bos-1a`],
    zones: zones.map((zone, index) => withShopSubnets(zone, index, privateIds[index] ?? '')),
  };
  return withWay(network, wayOf(region, vpcId, privateIds));
}

function withShopSubnets(zone: Zone, index: number, privateId: string): Zone {
  const none = { ...zone, subnetId: null, freeAddresses: null, givesPublicAddress: null, subnets: [] };
  if (index > 2) return none;
  const kind = { isDefault: false, givesPublicAddress: false };
  const [letter = ''] = zone.zoneName.slice(-1);
  return bestSubnetIn({
    ...none,
    subnets: [
      {
        ...kind,
        subnetId: privateId,
        name: `shop-private-${letter}`,
        cidr: `10.20.${String(index + 10)}.0/24`,
        freeAddresses: 250,
      },
      {
        ...kind,
        subnetId: `subnet-0bbbbbbbbbbbbbb${String(index)}0`,
        name: `shop-public-${letter}`,
        cidr: `10.20.${String(index)}.0/24`,
        freeAddresses: 12,
      },
    ],
  });
}

function wayOf(region: string, vpcId: string, privateIds: readonly string[]): RegionFacts {
  const route = (cidr: string, target: string): Route => ({
    cidr,
    prefixListId: null,
    target,
    state: 'active',
  });
  const all = { protocol: '-1', cidr: '0.0.0.0/0', fromPort: null, toPort: null, number: 100, isAllow: true };
  return {
    ...NOTHING_ELSE_READ,
    region,
    accountId: '111122223333',
    readAt: 0,
    groups: [],
    vpcs: VPCS.filter((vpc) => vpc.vpcId === vpcId),
    routeTables: [
      {
        routeTableId: 'rtb-main',
        vpcId,
        isMain: true,
        subnetIds: [],
        routes: [route('0.0.0.0/0', 'igw-1')],
      },
      {
        routeTableId: 'rtb-private',
        vpcId,
        isMain: false,
        subnetIds: [...privateIds],
        routes: [route('0.0.0.0/0', 'nat-1')],
      },
    ],
    networkAcls: [
      {
        networkAclId: 'acl-1',
        vpcId,
        isDefault: true,
        subnetIds: [],
        entries: [
          { ...all, isEgress: true },
          { ...all, isEgress: false },
        ],
      },
    ],
    blockPublicAccess: { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] },
  };
}

import type { ZoneSubnet } from '../../shared/facts.ts';
import { NOTHING_ELSE_READ, type RegionFacts } from '../../shared/security-group/region-facts.ts';
import { acl, entries, route } from './reach/region-fixture.ts';

/** The way of a default network; in these subnets machines get out through a NAT gateway, and nobody gets in. */
export function openWay(vpcId: string, behindNat: readonly string[] = []): RegionFacts {
  const table = { vpcId, isMain: false, subnetIds: [...behindNat] };
  return {
    ...NOTHING_ELSE_READ,
    region: 'us-east-1',
    accountId: '123456789012',
    readAt: 0,
    groups: [],
    vpcs: [{ vpcId, cidrs: ['172.31.0.0/16'], isDefault: true, name: null }],
    routeTables: [
      {
        ...table,
        routeTableId: 'rtb-main',
        isMain: true,
        subnetIds: [],
        routes: [route('0.0.0.0/0', 'igw-1')],
      },
      { ...table, routeTableId: 'rtb-nat', routes: [route('0.0.0.0/0', 'nat-1')] },
    ],
    networkAcls: [
      {
        ...acl('acl-1', [], entries('100 out allow -1 * 0.0.0.0/0', '100 in allow -1 * 0.0.0.0/0'), true),
        vpcId,
      },
    ],
    blockPublicAccess: { mode: 'off', excludedVpcIds: [], excludedSubnetIds: [] },
  };
}

/** A subnet that a person made, with room. */
export function subnetOf(subnetId: string): ZoneSubnet {
  return {
    subnetId,
    name: null,
    cidr: '172.31.0.0/20',
    isDefault: false,
    freeAddresses: 4091,
    givesPublicAddress: true,
  };
}

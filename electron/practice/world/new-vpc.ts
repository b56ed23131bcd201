import { PRACTICE_ACCOUNT_ID } from '../../../shared/practice/practice-user.ts';
import type { CatalogZone } from '../catalog.ts';
import { dhcpOptionsIdOf } from './dns-names.ts';
import type { WorldTools } from './default-network.ts';
import type { NetworkAclEntry, RegionTables, SecurityGroup, Subnet, Tag, Vpc } from './state.ts';

export type NewVpc = {
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly tags: readonly Tag[];
};

/**
 * A VPC, with what EC2 makes along with each: the main route table, the default network ACL that lets everything through, and
 * the group `default`. DNS host names are on in a default VPC only.
 */
export function makeVpc(region: RegionTables, tools: WorldTools, { cidr, isDefault, tags }: NewVpc): Vpc {
  const vpc: Vpc = {
    vpcId: tools.newId('vpc'),
    cidr,
    isDefault,
    dhcpOptionsId: dhcpOptionsIdOf(region.region),
    hasDnsSupport: true,
    hasDnsHostnames: isDefault,
    tags: [...tags],
  };
  region.vpcs.set(vpc.vpcId, vpc);
  makeMainRouteTable(region, tools, vpc);
  makeDefaultNetworkAcl(region, tools, vpc);
  const group = defaultGroup(tools, vpc.vpcId);
  region.securityGroups.set(group.groupId, group);
  return vpc;
}

function makeMainRouteTable(region: RegionTables, { newId }: WorldTools, { vpcId, cidr }: Vpc): void {
  const routeTableId = newId('rtb');
  region.routeTables.set(routeTableId, {
    routeTableId,
    vpcId,
    routes: [{ destination: cidr, target: 'local', origin: 'CreateRouteTable' }],
    associations: [{ associationId: newId('rtbassoc'), subnetId: null }],
    tags: [],
  });
}

function makeDefaultNetworkAcl(region: RegionTables, { newId }: WorldTools, { vpcId }: Vpc): void {
  const networkAclId = newId('acl');
  region.networkAcls.set(networkAclId, {
    networkAclId,
    vpcId,
    isDefault: true,
    entries: [ALLOW_ALL, lastEntry(true), { ...ALLOW_ALL, isEgress: false }, lastEntry(false)],
    associations: [],
    tags: [],
  });
}

/** The number of the entry that denies what no other lets through. It cannot be removed; EC2 shows it as `*` in its console. */
export const LAST_RULE = 32_767;

export function lastEntry(isEgress: boolean): NetworkAclEntry {
  return { ...ALLOW_ALL, ruleNumber: LAST_RULE, action: 'deny', isEgress };
}

const ALLOW_ALL: NetworkAclEntry = {
  ruleNumber: 100,
  isEgress: true,
  protocol: '-1',
  action: 'allow',
  cidr: '0.0.0.0/0',
  isIpv6: false,
  fromPort: null,
  toPort: null,
  icmp: null,
};

/** Lets in what has the group itself, and lets everything out. */
function defaultGroup({ newId }: WorldTools, vpcId: string): SecurityGroup {
  const groupId = newId('sg');
  const all = { protocol: '-1', fromPort: null, toPort: null, description: null, tags: [] };
  return {
    groupId,
    name: 'default',
    description: 'default VPC security group',
    vpcId,
    rules: [
      {
        ...all,
        ruleId: newId('sgr'),
        isEgress: false,
        peer: { kind: 'group', groupId, userId: PRACTICE_ACCOUNT_ID },
      },
      { ...all, ruleId: newId('sgr'), isEgress: true, peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } },
    ],
    tags: [],
  };
}

export type NewSubnet = {
  readonly vpcId: string;
  readonly zone: CatalogZone;
  readonly cidr: string;
  readonly isDefaultForAz: boolean;
  readonly tags: readonly Tag[];
};

/** A subnet, under the default network ACL of its VPC. A default one gives its machines public addresses. */
export function makeSubnet(region: RegionTables, { newId }: WorldTools, given: NewSubnet): Subnet {
  const { vpcId, zone, cidr, isDefaultForAz, tags } = given;
  const subnet: Subnet = {
    subnetId: newId('subnet'),
    vpcId,
    zone: zone.name,
    zoneId: zone.zoneId,
    cidr,
    isDefaultForAz,
    givesPublicIp: isDefaultForAz,
    tags: [...tags],
  };
  region.subnets.set(subnet.subnetId, subnet);
  const acl = [...region.networkAcls.values()].find((each) => each.vpcId === vpcId && each.isDefault);
  if (acl !== undefined) {
    const association = { associationId: newId('aclassoc'), subnetId: subnet.subnetId };
    region.networkAcls.set(acl.networkAclId, { ...acl, associations: [...acl.associations, association] });
  }
  return subnet;
}

import { readCidr } from '../../../shared/security-group/cidr.ts';
import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import type { CatalogZone } from '../catalog.ts';
import { alsoNamed, describeRows, no, none } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { freeAddressCount } from '../world/addresses.ts';
import { makeDefaultSubnet, overlapsSubnet } from '../world/default-network.ts';
import { found, KINDS } from '../world/find.ts';
import { makeSubnet } from '../world/new-vpc.ts';
import type { RegionTables, Subnet } from '../world/state.ts';
import {
  booleanValue,
  countIn,
  rangeInvalid,
  readNetwork,
  refuseMoreThan,
  refuseUnsupported,
} from '../network/network-input.ts';

export const subnetsActions: Actions = {
  DescribeSubnets: reads(describeSubnets),
  CreateSubnet: changes(createSubnet),
  CreateDefaultSubnet: changes(createDefaultSubnet),
  ModifySubnetAttribute: changes(modifySubnet),
  DeleteSubnet: changes(deleteSubnet),
};

function describeSubnets(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, context.region.subnets, {
    kind: KINDS.subnet,
    idName: 'SubnetId',
    fields: subnetFields(context),
    setName: 'subnetSet',
    answer: (subnet) => subnetAnswer(context, subnet),
  });
}

function subnetFields(context: ActionContext): FilterFields<Subnet> {
  return alsoNamed(
    {
      'availability-zone': ({ zone }) => zone,
      'availability-zone-id': ({ zoneId }) => zoneId,
      'available-ip-address-count': (subnet) => String(freeAddressCount(context.region, subnet)),
      'cidr-block': ({ cidr }) => cidr,
      'customer-owned-ipv4-pool': none,
      'default-for-az': ({ isDefaultForAz }) => String(isDefaultForAz),
      'enable-dns64': no,
      'enable-lni-at-device-index': none,
      'ipv6-cidr-block-association.association-id': none,
      'ipv6-cidr-block-association.ipv6-cidr-block': none,
      'ipv6-cidr-block-association.state': none,
      'ipv6-native': no,
      'map-customer-owned-ip-on-launch': no,
      'map-public-ip-on-launch': ({ givesPublicIp }) => String(givesPublicIp),
      'outpost-arn': none,
      'owner-id': () => context.account.accountId,
      'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': no,
      'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': no,
      'private-dns-name-options-on-launch.hostname-type': () => 'ip-name',
      state: () => 'available',
      'subnet-arn': (subnet) => arnOf(context, subnet),
      'subnet-id': ({ subnetId }) => subnetId,
      'vpc-id': ({ vpcId }) => vpcId,
    },
    OTHER_NAMES,
  );
}

/** AWS's API model. */
const OTHER_NAMES = {
  availabilityZone: 'availability-zone',
  availabilityZoneId: 'availability-zone-id',
  cidr: 'cidr-block',
  cidrBlock: 'cidr-block',
  defaultForAz: 'default-for-az',
};

function subnetAnswer(context: ActionContext, subnet: Subnet): Answer {
  return {
    subnetId: subnet.subnetId,
    subnetArn: arnOf(context, subnet),
    state: 'available',
    ownerId: context.account.accountId,
    vpcId: subnet.vpcId,
    cidrBlock: subnet.cidr,
    ipv6CidrBlockAssociationSet: [],
    availableIpAddressCount: freeAddressCount(context.region, subnet),
    availabilityZone: subnet.zone,
    availabilityZoneId: subnet.zoneId,
    defaultForAz: subnet.isDefaultForAz,
    mapPublicIpOnLaunch: subnet.givesPublicIp,
    mapCustomerOwnedIpOnLaunch: false,
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    ipv6Native: false,
    privateDnsNameOptionsOnLaunch: {
      hostnameType: 'ip-name',
      enableResourceNameDnsARecord: false,
      enableResourceNameDnsAAAARecord: false,
    },
    blockPublicAccessStates: { internetGatewayBlockMode: context.region.blockPublicAccess.mode },
    tagSet: tagSetOf(subnet.tags),
  };
}

function arnOf({ account, region }: ActionContext, { subnetId }: Subnet): string {
  return `arn:aws:ec2:${region.region}:${account.accountId}:subnet/${subnetId}`;
}

/** AWS's quota for a VPC. */
const MOST_SUBNETS = 200;

function createSubnet(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { subnet: tags } = readTagSpecifications(params, ['subnet']);
  const vpc = found(context, region.vpcs, params.text('VpcId'), KINDS.vpc);
  const cidr = readNetwork(params, 'InvalidSubnet.Range');
  const zone = readZone(context, params) ?? context.catalog.zonesOf(region.region)[0];
  refuseUnsupported(params, { Ipv6Native: 'false' });
  if (!isWithin(cidr, vpc.cidr)) throw rangeInvalid('InvalidSubnet.Range', cidr);
  if (overlapsSubnet(region, vpc.vpcId, cidr)) {
    throw new AwsError('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
  }
  refuseMoreThan(context, MOST_SUBNETS, {
    count: countIn(region.subnets, vpc.vpcId),
    code: 'SubnetLimitExceeded',
    things: 'subnets',
  });
  if (zone === undefined) throw new Error(`a region without a zone: ${region.region}`);
  const subnet = makeSubnet(region, context, {
    vpcId: vpc.vpcId,
    zone,
    cidr,
    isDefaultForAz: false,
    tags,
  });
  context.made(subnet.subnetId);
  return { subnet: subnetAnswer(context, subnet) };
}

function isWithin(cidr: string, outer: string): boolean {
  const inside = readCidr(cidr, 'ipv4');
  const around = readCidr(outer, 'ipv4');
  return inside !== null && around !== null && inside.from >= around.from && inside.to <= around.to;
}

/** By its name or by its id; null where neither is given. */
function readZone({ catalog, region }: ActionContext, params: Params): CatalogZone | null {
  const name = params.optionalText('AvailabilityZone');
  const id = params.optionalText('AvailabilityZoneId');
  if (name !== null && id !== null) {
    throw invalidCombination('You cannot specify both availabilityZone and availabilityZoneId.');
  }
  if (name === null && id === null) return null;
  const zones = catalog.zonesOf(region.region);
  const zone = zones.find((each) => each.name === name || each.zoneId === id);
  if (zone !== undefined) return zone;
  const [parameter, all] =
    name === null
      ? ['availabilityZoneId', zones.map(({ zoneId }) => zoneId)]
      : ['availabilityZone', zones.map((each) => each.name)];
  throw invalidValue(
    `Value (${shortened(name ?? id ?? '')}) for parameter ${parameter} is invalid. ` +
      `Subnets can currently only be created in the following availability zones: ${all.join(', ')}.`,
  );
}

function createDefaultSubnet(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const zone = readZone(context, params);
  refuseUnsupported(params, { Ipv6Native: 'false' });
  if (zone === null) throw missingParameter('availabilityZone');
  const vpc = [...region.vpcs.values()].find(({ isDefault }) => isDefault);
  if (vpc === undefined) {
    throw new AwsError('DefaultVpcDoesNotExist', 'No default VPC exists for this account in this region.');
  }
  const there = [...region.subnets.values()].find(
    (each) => each.isDefaultForAz && each.zone === zone.name && each.vpcId === vpc.vpcId,
  );
  if (there !== undefined) {
    throw new AwsError(
      'DefaultSubnetAlreadyExistsInAvailabilityZone',
      `'${there.subnetId}' is already the default subnet in ${zone.name}.`,
    );
  }
  const subnet = makeDefaultSubnet(region, context, vpc, zone);
  if (subnet === null) {
    throw new AwsError(
      'InsufficientFreeAddressesInVpc',
      `The vpc '${vpc.vpcId}' has no free /20 CIDR block for a default subnet.`,
    );
  }
  context.made(subnet.subnetId);
  return { subnet: subnetAnswer(context, subnet) };
}

/** Those that stay as they are may be said again; the practice account has no IPv6. */
const UNCHANGED = {
  AssignIpv6AddressOnCreation: 'false',
  EnableDns64: 'false',
  EnableResourceNameDnsARecordOnLaunch: 'false',
  EnableResourceNameDnsAAAARecordOnLaunch: 'false',
  MapCustomerOwnedIpOnLaunch: 'false',
} as const;

function modifySubnet(context: ActionContext, params: Params): Answer {
  const { subnets } = context.region;
  const subnet = found(context, subnets, params.text('SubnetId'), KINDS.subnet);
  const names = ['MapPublicIpOnLaunch', 'PrivateDnsHostnameTypeOnLaunch', ...Object.keys(UNCHANGED)].filter(
    (name) => params.has(name),
  );
  if (names.length !== 1) {
    throw invalidValue('The request must modify exactly one attribute of the subnet.');
  }
  refuseUnsupported(params, { PrivateDnsHostnameTypeOnLaunch: 'ip-name' });
  for (const name of Object.keys(UNCHANGED)) {
    const child = params.child(name);
    if (child !== null) refuseUnsupported(child, { Value: 'false' });
  }
  if (params.has('MapPublicIpOnLaunch')) {
    subnets.set(subnet.subnetId, { ...subnet, givesPublicIp: booleanValue(params, 'MapPublicIpOnLaunch') });
  }
  return { return: true };
}

/** The subnet's associations with a route table and a network ACL end with it. */
function deleteSubnet(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const { subnetId } = found(context, region.subnets, params.text('SubnetId'), KINDS.subnet);
  if ([...region.networkInterfaces.values()].some((each) => each.subnetId === subnetId)) {
    throw new AwsError(
      'DependencyViolation',
      `The subnet '${subnetId}' has dependencies and cannot be deleted.`,
    );
  }
  region.subnets.delete(subnetId);
  forget(region, subnetId);
  return { return: true };
}

function forget({ routeTables, networkAcls }: RegionTables, subnetId: string): void {
  for (const [id, table] of routeTables) {
    routeTables.set(id, {
      ...table,
      associations: table.associations.filter((each) => each.subnetId !== subnetId),
    });
  }
  for (const [id, acl] of networkAcls) {
    networkAcls.set(id, {
      ...acl,
      associations: acl.associations.filter((each) => each.subnetId !== subnetId),
    });
  }
}

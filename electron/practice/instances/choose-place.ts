import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import type { CatalogInstanceType } from '../catalog.ts';
import { shortened } from '../protocol/param-tree.ts';
import { freeAddressCount } from '../world/addresses.ts';
import { found, KINDS } from '../world/find.ts';
import type { SecurityGroup, Subnet, Vpc } from '../world/state.ts';
import type { NetworkRequest } from './read-run-network.ts';
import { unsupported } from './unsupported.ts';

const MOST_GROUPS = 5;

/** The subnet that a request names, or one of the default VPC that AWS chooses. Throws EC2's refusals. */
export function chooseSubnet(
  context: ActionContext,
  type: CatalogInstanceType,
  request: NetworkRequest,
): Subnet {
  const zone = zoneOf(context, request);
  if (request.subnetId !== null) {
    const subnet = found(context, context.region.subnets, request.subnetId, KINDS.subnet);
    if (zone !== null && zone !== subnet.zone) {
      throw invalidCombination(
        `The Availability Zone '${zone}' does not match the zone of the subnet '${subnet.subnetId}'.`,
      );
    }
    checkOffer(context, type, subnet.zone);
    checkCapacity(context, type, subnet.zone);
    return subnet;
  }
  const vpc = defaultVpc(context);
  return zone === null ? anySubnet(context, type, vpc) : subnetIn(context, type, vpc, zone);
}

/** The groups of the new interface: those named, or the VPC's default group. */
export function chooseGroups(
  context: ActionContext,
  { groupIds, groupNames }: Pick<NetworkRequest, 'groupIds' | 'groupNames'>,
  { vpcId, subnetId }: Pick<Subnet, 'vpcId' | 'subnetId'>,
): readonly SecurityGroup[] {
  const { securityGroups } = context.region;
  const named = groupNames.map((name) => groupNamed(context, name, vpcId));
  const byId = [...new Set(groupIds)].map((id) => found(context, securityGroups, id, KINDS.securityGroup));
  const stranger = byId.find((group) => group.vpcId !== vpcId);
  if (stranger !== undefined) {
    throw new AwsError(
      'InvalidParameter',
      `Security group ${stranger.groupId} and subnet ${subnetId} belong to different networks.`,
    );
  }
  const groups = [...new Set([...byId, ...named])];
  if (groups.length > MOST_GROUPS) {
    throw new AwsError(
      'SecurityGroupsPerInterfaceLimitExceeded',
      'The maximum number of security groups per interface has been reached.',
    );
  }
  return groups.length > 0 ? groups : [...securityGroups.values()].filter(isDefaultIn(vpcId));
}

/** `InsufficientInstanceCapacity` where AWS has no machine of this size left in the zone. A dry run is not told of it. */
export function checkCapacity(
  { catalog, region, hasCapacity, isDryRun }: ActionContext,
  { name }: CatalogInstanceType,
  zone: string,
): void {
  if (isDryRun || hasCapacity(zone)) return;
  const others = catalog.zonesOffering(name, region.region).filter(hasCapacity);
  const advice =
    others.length === 0
      ? ''
      : ` You can currently get ${name} capacity by not specifying an Availability Zone in your request or choosing ${others.join(', ')}.`;
  throw noCapacity(
    `We currently do not have sufficient ${name} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.${advice}`,
  );
}

function noCapacity(message: string): AwsError {
  return new AwsError('InsufficientInstanceCapacity', message, 500);
}

function zoneOf({ catalog, region }: ActionContext, { zone, zoneId }: NetworkRequest): string | null {
  if (zone === null && zoneId === null) return null;
  const zones = catalog.zonesOf(region.region);
  const there = zones.find((each) => (zone === null ? each.zoneId === zoneId : each.name === zone));
  if (there === undefined) {
    throw invalidValue(`Invalid availability zone: [${shortened(zone ?? zoneId ?? '')}]`);
  }
  if (zoneId !== null && there.zoneId !== zoneId) {
    throw invalidCombination(
      `The Availability Zone '${there.name}' does not have the ID '${shortened(zoneId)}'.`,
    );
  }
  return there.name;
}

function defaultVpc({ region }: ActionContext): Vpc {
  const vpc = [...region.vpcs.values()].find(({ isDefault }) => isDefault);
  if (vpc !== undefined) return vpc;
  throw new AwsError(
    'VPCIdNotSpecified',
    'No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.',
  );
}

function subnetIn(context: ActionContext, type: CatalogInstanceType, { vpcId }: Vpc, zone: string): Subnet {
  checkOffer(context, type, zone);
  const subnet = defaultSubnets(context, vpcId).find((each) => each.zone === zone);
  if (subnet === undefined) {
    throw new AwsError('InvalidInput', `No default subnet for availability zone: '${zone}'.`);
  }
  checkCapacity(context, type, zone);
  return subnet;
}

/** AWS chooses: here the zone with the most addresses left, by name where that is even. */
function anySubnet(context: ActionContext, type: CatalogInstanceType, { vpcId }: Vpc): Subnet {
  const { catalog, region, hasCapacity, isDryRun } = context;
  const subnets = defaultSubnets(context, vpcId);
  if (subnets.length === 0) {
    throw new AwsError(
      'MissingInput',
      `No subnets found for the default VPC '${vpcId}'. Please specify a subnet.`,
    );
  }
  const offered = subnets.filter(({ zone }) => catalog.isOffered(type.name, zone));
  if (offered.length === 0) throw unsupported();
  const [best] = offered
    .filter(({ zone }) => isDryRun || hasCapacity(zone))
    .toSorted((one, other) => freeAddressCount(region, other) - freeAddressCount(region, one));
  if (best === undefined) throw noCapacity('Insufficient capacity.');
  return best;
}

function defaultSubnets({ region }: ActionContext, vpcId: string): readonly Subnet[] {
  return [...region.subnets.values()]
    .filter((subnet) => subnet.vpcId === vpcId && subnet.isDefaultForAz)
    .toSorted((one, other) => (one.zone < other.zone ? -1 : 1));
}

export function checkOffer(
  { catalog, region }: ActionContext,
  { name }: CatalogInstanceType,
  zone: string,
): void {
  if (catalog.isOffered(name, zone)) return;
  const others = catalog.zonesOffering(name, region.region);
  if (others.length === 0) throw unsupported();
  throw new AwsError(
    'Unsupported',
    `Your requested instance type (${name}) is not supported in your requested Availability Zone (${zone}). Please retry your request by not specifying an Availability Zone or choosing ${others.join(', ')}.`,
  );
}

function groupNamed(context: ActionContext, name: string, vpcId: string): SecurityGroup {
  const group = [...context.region.securityGroups.values()].find(
    (each) => each.vpcId === vpcId && each.name === name,
  );
  if (group !== undefined && context.isVisible(group.groupId)) return group;
  throw new AwsError(
    'InvalidGroup.NotFound',
    `The security group '${shortened(name)}' does not exist in default VPC '${vpcId}'`,
  );
}

function isDefaultIn(vpcId: string): (group: SecurityGroup) => boolean {
  return (group) => group.vpcId === vpcId && group.name === 'default';
}

import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import { oneOf } from './read-metadata-options.ts';
import { unsupported } from './unsupported.ts';

/** Where a new machine is to stand in the network, as RunInstances says it at one of two places. */
export type NetworkRequest = {
  readonly zone: string | null;
  readonly zoneId: string | null;
  readonly subnetId: string | null;
  readonly groupIds: readonly string[];
  readonly groupNames: readonly string[];
  readonly privateIp: string | null;
  /** Null: as the subnet has it. */
  readonly asksForPublicIp: boolean | null;
  readonly interfaceDescription: string;
  /** Null: EC2's default, which is true for an interface that it makes with the machine. */
  readonly deletesInterface: boolean | null;
  /** One that is there already, in the place of a new one. */
  readonly networkInterfaceId: string | null;
};

type InterfaceRequest = Omit<NetworkRequest, 'zone' | 'zoneId' | 'groupNames'>;

export function readNetwork(params: Params): NetworkRequest {
  const place = readPlacement(params);
  const subnetId = params.optionalText('SubnetId');
  const groupIds = params.texts('SecurityGroupId');
  const groupNames = params.texts('SecurityGroup');
  const privateIp = params.optionalText('PrivateIpAddress');
  const given = readInterface(params);
  if (given === null) {
    if (groupNames.length > 0 && subnetId !== null) {
      throw invalidCombination('The parameter groupName cannot be used with the parameter subnet');
    }
    return {
      ...place,
      subnetId,
      groupIds,
      groupNames,
      privateIp,
      asksForPublicIp: null,
      interfaceDescription: '',
      deletesInterface: null,
      networkInterfaceId: null,
    };
  }
  refuseBeside(subnetId !== null, 'an instance-level subnet ID');
  refuseBeside(groupIds.length + groupNames.length > 0, 'an instance-level security groups');
  refuseBeside(privateIp !== null, 'an instance-level private address');
  return { ...place, ...given, groupNames: [] };
}

function refuseBeside(isThere: boolean, what: string): void {
  if (!isThere) return;
  throw invalidCombination(`Network interfaces and ${what} may not be specified on the same request`);
}

function readPlacement(params: Params): Pick<NetworkRequest, 'zone' | 'zoneId'> {
  const placement = params.child('Placement');
  if (placement === null) return { zone: null, zoneId: null };
  if (oneOf(placement, 'Tenancy', ['default', 'dedicated', 'host']) !== 'default') {
    if (placement.has('Tenancy')) throw unsupported();
  }
  const group = placement.optionalText('GroupName');
  if (group !== null && group !== '') {
    throw new AwsError(
      'InvalidPlacementGroup.Unknown',
      `The Placement Group '${shortened(group)}' is unknown.`,
    );
  }
  // Terraform writes an empty one where it has none to name, and EC2 takes it for none.
  return {
    zone: placement.optionalText('AvailabilityZone') || null,
    zoneId: placement.optionalText('AvailabilityZoneId') || null,
  };
}

/** A machine has one interface here; the sizes' further ones are not sold to practise on. */
function readInterface(params: Params): InterfaceRequest | null {
  const [first, ...others] = params.list('NetworkInterface', (item) => {
    const deviceIndex = item.optionalInteger('DeviceIndex');
    if (deviceIndex === null) throw invalidValue('Each network interface requires a device index.');
    return { deviceIndex, item, asksForPublicIp: item.boolean('AssociatePublicIpAddress') };
  });
  if (first === undefined) return null;
  if (others.length === 0 && first.deviceIndex === 0) return readOneInterface(first.item);
  if (others.length > 0 && [first, ...others].some((each) => each.asksForPublicIp !== null)) {
    throw invalidCombination(
      'The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.',
    );
  }
  throw unsupported();
}

function readOneInterface(item: Params): InterfaceRequest {
  if ((item.optionalInteger('NetworkCardIndex') ?? 0) !== 0) throw unsupported();
  if ((item.optionalText('InterfaceType') ?? 'interface') !== 'interface') throw unsupported();
  if ((item.optionalInteger('Ipv6AddressCount') ?? 0) !== 0) throw unsupported();
  if ((item.optionalInteger('SecondaryPrivateIpAddressCount') ?? 0) !== 0) throw unsupported();
  const request = {
    subnetId: item.optionalText('SubnetId'),
    groupIds: item.texts('SecurityGroupId'),
    privateIp: item.optionalText('PrivateIpAddress') ?? readPrimaryAddress(item),
    asksForPublicIp: item.boolean('AssociatePublicIpAddress'),
    interfaceDescription: item.optionalText('Description') ?? '',
    deletesInterface: item.boolean('DeleteOnTermination'),
    networkInterfaceId: item.optionalText('NetworkInterfaceId'),
  };
  if (request.networkInterfaceId !== null) refuseBesideOwn(request);
  return request;
}

/** The AWS CLI names the one address so. Further ones are not sold to practise on. */
function readPrimaryAddress(item: Params): string | null {
  const [first, ...others] = item.list('PrivateIpAddresses', (each) => ({
    address: each.text('PrivateIpAddress'),
    isPrimary: each.boolean('Primary') ?? false,
  }));
  if (first === undefined) return null;
  if (others.length > 0 || !first.isPrimary) throw unsupported();
  return first.address;
}

/** An interface that is there has a subnet, groups and an address already. */
function refuseBesideOwn({ subnetId, groupIds, privateIp, asksForPublicIp }: InterfaceRequest): void {
  const isSaidTwice =
    subnetId !== null || groupIds.length > 0 || privateIp !== null || asksForPublicIp !== null;
  if (!isSaidTwice) return;
  throw invalidCombination(
    'A network interface may not specify both a network interface ID and a subnet, security groups, an address or a public address',
  );
}

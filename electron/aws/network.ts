import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type AvailabilityZone,
  type Subnet,
  type _InstanceType,
} from '@aws-sdk/client-ec2';
import type { Network, Zone, ZoneSubnet } from '../../shared/facts.ts';
import { bestSubnetIn } from '../../shared/network-choice.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Vpc } from '../../shared/security-group/region-facts.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';
import { vpcFrom } from './region-network.ts';
import { readSoldIn } from './sold-in.ts';

/**
 * Where a size can run: each zone of the region with the subnets of one network there, the default one unless another is asked for
 * that exists. No default network is an answer. For a size that is sold in fewer than two zones also where others are.
 */
export async function readNetwork(
  clients: AwsClients,
  instanceType: string,
  wantedVpcId: string | null = null,
): Promise<Outcome<Network>> {
  return outcomeOf(async () => {
    const [vpcs, everyZone, offering, everySubnet] = await Promise.all([
      readVpcs(clients),
      readZones(clients),
      readZonesOffering(clients, instanceType),
      readSubnets(clients),
    ]);
    const chosen = vpcs.find(({ vpcId }) => vpcId === wantedVpcId) ?? vpcs.find(({ isDefault }) => isDefault);
    const zones = everyZone.filter(isOrdinary);
    const subnets = everySubnet.filter(({ VpcId }) => VpcId !== undefined && VpcId === chosen?.vpcId);
    const isRare =
      zones.filter(({ ZoneName = '', State }) => State === 'available' && offering.has(ZoneName)).length < 2;
    const others = isRare ? await readSoldIn(clients, instanceType) : [];
    return {
      instanceType,
      vpcId: chosen?.vpcId ?? null,
      ...(others.length === 0 ? {} : { others }),
      zones: zones
        .map((zone) => zoneFrom(zone, offering, subnets))
        .toSorted((one, other) => (one.zoneName < other.zoneName ? -1 : 1)),
      vpcs: vpcs.toSorted(defaultFirst),
      otherZones: zonesElsewhere(subnets, zones),
    };
  });
}

/** The id of the region's default network, or null when it has none. */
export async function readDefaultVpcId(clients: Pick<AwsClients, 'ec2'>): Promise<string | null> {
  const { Vpcs } = await clients.ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  );
  const [vpc] = present(Vpcs, 'Vpcs');
  return vpc === undefined ? null : presentText(vpc.VpcId, 'VpcId');
}

function readVpcs(clients: AwsClients): Promise<readonly Vpc[]> {
  return allPages(
    (token) => clients.ec2.send(new DescribeVpcsCommand({ ...token })),
    (page) => page.Vpcs?.map(vpcFrom),
  );
}

function defaultFirst(one: Vpc, other: Vpc): number {
  const isFirst =
    one.isDefault === other.isDefault ? (one.name ?? one.vpcId) < (other.name ?? other.vpcId) : one.isDefault;
  return isFirst ? -1 : 1;
}

async function readZones(clients: AwsClients): Promise<readonly AvailabilityZone[]> {
  const { AvailabilityZones } = await clients.ec2.send(new DescribeAvailabilityZonesCommand({}));
  return present(AvailabilityZones, 'AvailabilityZones');
}

/** Local and Wavelength Zones are left out: they are for other purposes, and cost other prices. */
function isOrdinary({ ZoneType = 'availability-zone' }: AvailabilityZone): boolean {
  return ZoneType === 'availability-zone';
}

function zonesElsewhere(subnets: readonly Subnet[], zones: readonly AvailabilityZone[]): readonly string[] {
  const ordinary = new Set(zones.map(({ ZoneName }) => ZoneName));
  const elsewhere = subnets.flatMap(({ AvailabilityZone: at }) => (ordinary.has(at) ? [] : (at ?? [])));
  return [...new Set(elsewhere)].toSorted();
}

/** Filtered by the type: unfiltered this is thousands of rows. Without LocationType it would speak of regions. */
async function readZonesOffering(clients: AwsClients, instanceType: string): Promise<ReadonlySet<string>> {
  const offerings = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeInstanceTypeOfferingsCommand({
          LocationType: 'availability-zone',
          Filters: [{ Name: 'instance-type', Values: [instanceType] }],
          ...token,
        }),
      ),
    (page) => page.InstanceTypeOfferings,
  );
  return new Set(
    offerings
      .filter((offering) => isType(offering.InstanceType, instanceType))
      .map(({ Location }) => Location ?? ''),
  );
}

/** Which of these sizes one zone offers. */
export async function readTypesOffered(
  clients: AwsClients,
  zoneName: string,
  instanceTypes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (instanceTypes.length === 0) return new Set();
  const offerings = await allPages(
    (token) =>
      clients.ec2.send(
        new DescribeInstanceTypeOfferingsCommand({
          LocationType: 'availability-zone',
          Filters: [
            { Name: 'location', Values: [zoneName] },
            { Name: 'instance-type', Values: [...instanceTypes] },
          ],
          ...token,
        }),
      ),
    (page) => page.InstanceTypeOfferings,
  );
  return new Set(offerings.map(({ InstanceType }) => InstanceType ?? ''));
}

/** The filter knows wildcards; an offering counts for exactly the type that was asked about. */
function isType(offered: _InstanceType | undefined, instanceType: string): boolean {
  return offered === instanceType;
}

async function readSubnets(clients: AwsClients): Promise<readonly Subnet[]> {
  return allPages(
    (token) => clients.ec2.send(new DescribeSubnetsCommand({ ...token })),
    (page) => page.Subnets,
  );
}

function zoneFrom(
  zone: AvailabilityZone,
  offering: ReadonlySet<string>,
  everySubnet: readonly Subnet[],
): Zone {
  const zoneName = presentText(zone.ZoneName, 'ZoneName');
  const subnets = everySubnet.filter(({ AvailabilityZone: at }) => at === zoneName).flatMap(subnetFrom);
  return bestSubnetIn({
    zoneName,
    zoneId: presentText(zone.ZoneId, 'ZoneId'),
    isAvailable: zone.State === 'available',
    offersType: offering.has(zoneName),
    subnetId: null,
    freeAddresses: null,
    givesPublicAddress: null,
    subnets,
  });
}

/** None where a machine would have no IPv4 address: Keyport reaches its machines by one. */
function subnetFrom(subnet: Subnet): readonly ZoneSubnet[] {
  if (subnet.Ipv6Native === true) return [];
  return [
    {
      subnetId: presentText(subnet.SubnetId, 'SubnetId'),
      name: subnet.Tags?.find(({ Key }) => Key === 'Name')?.Value || null,
      cidr: subnet.CidrBlock ?? '',
      isDefault: subnet.DefaultForAz === true,
      freeAddresses: subnet.AvailableIpAddressCount ?? null,
      givesPublicAddress: subnet.MapPublicIpOnLaunch ?? null,
    },
  ];
}

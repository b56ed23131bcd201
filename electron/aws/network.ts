import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type AvailabilityZone,
  type Subnet,
  type _InstanceType,
} from '@aws-sdk/client-ec2';
import type { Network, Zone } from '../../shared/facts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { outcomeOf } from './problem.ts';
import { readSoldIn } from './sold-in.ts';

/**
 * Where a size can run: each zone of the region with its default subnet. No default network is an answer. For a size that is sold in
 * fewer than two zones also where others are.
 */
export async function readNetwork(clients: AwsClients, instanceType: string): Promise<Outcome<Network>> {
  return outcomeOf(async () => {
    const [vpcId, zones, offering, subnets] = await Promise.all([
      readDefaultVpcId(clients),
      readZones(clients),
      readZonesOffering(clients, instanceType),
      readDefaultSubnets(clients),
    ]);
    const isRare =
      zones.filter(({ ZoneName = '', State }) => State === 'available' && offering.has(ZoneName)).length < 2;
    const others = isRare ? await readSoldIn(clients, instanceType) : [];
    return {
      instanceType,
      vpcId,
      ...(others.length === 0 ? {} : { others }),
      zones: zones
        .map((zone) => {
          const name = presentText(zone.ZoneName, 'ZoneName');
          // A region without a default network may still have default subnets of another one.
          const subnet = subnets.find(({ AvailabilityZone: at, VpcId }) => at === name && VpcId === vpcId);
          return zoneFrom(zone, offering.has(name), subnet);
        })
        .toSorted((one, other) => (one.zoneName < other.zoneName ? -1 : 1)),
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

/** Local and Wavelength zones are left out: they are for other purposes, and cost other prices. */
async function readZones(clients: AwsClients): Promise<readonly AvailabilityZone[]> {
  const { AvailabilityZones } = await clients.ec2.send(new DescribeAvailabilityZonesCommand({}));
  return present(AvailabilityZones, 'AvailabilityZones').filter(
    ({ ZoneType = 'availability-zone' }) => ZoneType === 'availability-zone',
  );
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

async function readDefaultSubnets(clients: AwsClients): Promise<readonly Subnet[]> {
  return allPages(
    (token) =>
      clients.ec2.send(
        new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }], ...token }),
      ),
    (page) => page.Subnets,
  );
}

function zoneFrom(zone: AvailabilityZone, offersType: boolean, subnet: Subnet | undefined): Zone {
  return {
    zoneName: presentText(zone.ZoneName, 'ZoneName'),
    zoneId: presentText(zone.ZoneId, 'ZoneId'),
    isAvailable: zone.State === 'available',
    offersType,
    subnetId: subnet === undefined ? null : presentText(subnet.SubnetId, 'SubnetId'),
    freeAddresses: subnet?.AvailableIpAddressCount ?? null,
    givesPublicAddress: subnet?.MapPublicIpOnLaunch ?? null,
  };
}

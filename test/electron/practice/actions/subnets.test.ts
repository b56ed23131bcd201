import {
  CreateDefaultSubnetCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
  type CreateDefaultSubnetCommandInput,
  type CreateSubnetCommandInput,
  type DescribeSubnetsCommandInput,
  type EC2Client,
  type ModifySubnetAttributeCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openFleet, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let ec2: EC2Client;
beforeEach(async () => {
  fleet = await openFleet([], 'us-west-1');
  ec2 = fleet.ec2;
});

const MISSING = 'subnet-0123456789abcdef0';
const subnets = async (input: DescribeSubnetsCommandInput = {}) =>
  (await ec2.send(new DescribeSubnetsCommand(input))).Subnets ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await subnets({ Filters: [{ Name, Values }] })).map(({ SubnetId }) => SubnetId);
const vpcOf = async (CidrBlock: string) =>
  (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? '';
const create = async (input: CreateSubnetCommandInput) =>
  (await ec2.send(new CreateSubnetCommand(input))).Subnet ?? {};
const refusal = (name: string, message?: string) => (message === undefined ? { name } : { name, message });

describe('subnets', () => {
  test('are told as EC2 tells them, with the addresses that are left', async () => {
    const [subnet] = await subnets();
    const { SubnetId = '', VpcId = '' } = subnet ?? {};
    expect(subnet).toEqual({
      SubnetId,
      SubnetArn: `arn:aws:ec2:us-west-1:111122223333:subnet/${SubnetId}`,
      State: 'available',
      OwnerId: '111122223333',
      VpcId,
      CidrBlock: '172.31.0.0/20',
      Ipv6CidrBlockAssociationSet: [],
      AvailableIpAddressCount: 4091,
      AvailabilityZone: 'us-west-1a',
      AvailabilityZoneId: expect.stringMatching(/^usw1-az\d$/) as string,
      DefaultForAz: true,
      MapPublicIpOnLaunch: true,
      MapCustomerOwnedIpOnLaunch: false,
      AssignIpv6AddressOnCreation: false,
      EnableDns64: false,
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'ip-name',
        EnableResourceNameDnsARecord: false,
        EnableResourceNameDnsAAAARecord: false,
      },
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    });

    await fleet.run({ SubnetId, MinCount: 3, MaxCount: 3 });
    expect((await subnets({ SubnetIds: [SubnetId] }))[0]?.AvailableIpAddressCount).toBe(4088);
  });

  test('are filtered by all that tells them apart', async () => {
    const [first, second] = await subnets();
    const VpcId = await vpcOf('10.0.0.0/16');
    const own = await create({
      VpcId,
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: first?.AvailabilityZone,
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'tier', Value: 'web' }] }],
    });
    const zone = first?.AvailabilityZone ?? '';
    expect(await having('availability-zone', zone)).toEqual([first?.SubnetId, own.SubnetId]);
    expect(await having('availabilityZone', zone)).toHaveLength(2);
    expect(await having('availability-zone-id', second?.AvailabilityZoneId ?? '')).toEqual([
      second?.SubnetId,
    ]);
    expect(await having('default-for-az', 'true')).toEqual([first?.SubnetId, second?.SubnetId]);
    expect(await having('defaultForAz', 'false')).toEqual([own.SubnetId]);
    expect(await having('vpc-id', VpcId)).toEqual([own.SubnetId]);
    expect(await having('cidr-block', '10.0.1.0/24')).toEqual([own.SubnetId]);
    expect(await having('cidrBlock', '10.0.1.*')).toEqual([own.SubnetId]);
    expect(await having('map-public-ip-on-launch', 'false')).toEqual([own.SubnetId]);
    expect(await having('available-ip-address-count', '251')).toEqual([own.SubnetId]);
    expect(await having('subnet-arn', '*:subnet/*')).toHaveLength(3);
    expect(await having('tag:tier', 'web', 'db')).toEqual([own.SubnetId]);
    expect(await having('state', 'pending')).toEqual([]);
    await expect(having('zone', 'a')).rejects.toMatchObject(refusal('InvalidParameterValue'));
  });

  test('are refused where an id is unknown, or none', async () => {
    await expect(subnets({ SubnetIds: [MISSING] })).rejects.toMatchObject(
      refusal('InvalidSubnetID.NotFound', `The subnet ID '${MISSING}' does not exist`),
    );
    await expect(subnets({ SubnetIds: ['vpc-0123456789abcdef0'] })).rejects.toMatchObject(
      refusal('InvalidSubnetID.Malformed'),
    );
  });

  test('come page by page', async () => {
    const VpcId = await vpcOf('10.0.0.0/16');
    for (let third = 0; third < 9; third += 1) {
      await create({ VpcId, CidrBlock: `10.0.${String(third)}.0/24` });
    }
    const first = await ec2.send(new DescribeSubnetsCommand({ MaxResults: 6 }));
    const last = await ec2.send(new DescribeSubnetsCommand({ MaxResults: 6, NextToken: first.NextToken }));
    expect(first.Subnets).toHaveLength(6);
    expect(last.Subnets).toHaveLength(5);
    expect(last.NextToken).toBeUndefined();
    expect(
      new Set([...(first.Subnets ?? []), ...(last.Subnets ?? [])].map((each) => each.SubnetId)).size,
    ).toBe(11);
    await expect(subnets({ MaxResults: 4 })).rejects.toMatchObject(refusal('InvalidParameterValue'));
  });
});

describe('a new subnet', () => {
  test('lies in the zone that is named, under the default network ACL, and keeps to itself', async () => {
    const VpcId = await vpcOf('10.0.0.0/16');
    const made = await create({ VpcId, CidrBlock: '10.0.1.9/24', AvailabilityZone: 'us-west-1b' });
    expect(made).toMatchObject({
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'us-west-1b',
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      AvailableIpAddressCount: 251,
    });
    const byId = await create({
      VpcId,
      CidrBlock: '10.0.2.0/28',
      AvailabilityZoneId: made.AvailabilityZoneId,
    });
    expect(byId).toMatchObject({ AvailabilityZone: 'us-west-1b', AvailableIpAddressCount: 11 });
    const { NetworkAcls = [] } = await ec2.send(
      new DescribeNetworkAclsCommand({
        Filters: [{ Name: 'association.subnet-id', Values: [made.SubnetId ?? ''] }],
      }),
    );
    expect(NetworkAcls).toMatchObject([{ VpcId, IsDefault: true }]);
  });

  test.each<[string, Partial<CreateSubnetCommandInput>, string, string?]>([
    [
      'outside of the VPC',
      { CidrBlock: '10.1.0.0/24' },
      'InvalidSubnet.Range',
      "The CIDR '10.1.0.0/24' is invalid.",
    ],
    ['smaller than 16 addresses', { CidrBlock: '10.0.5.0/29' }, 'InvalidSubnet.Range'],
    ['larger than the VPC', { CidrBlock: '10.0.0.0/16' }, 'InvalidSubnet.Range'],
    [
      'over another',
      { CidrBlock: '10.0.1.128/25' },
      'InvalidSubnet.Conflict',
      "The CIDR '10.0.1.128/25' conflicts with another subnet",
    ],
    ['around another', { CidrBlock: '10.0.0.0/22' }, 'InvalidSubnet.Conflict'],
    ['of no network', { CidrBlock: '10.0.300.0/24' }, 'InvalidParameterValue'],
    ['without a CIDR block', { CidrBlock: undefined }, 'MissingParameter'],
    [
      'in a zone of another region',
      { AvailabilityZone: 'us-east-1a' },
      'InvalidParameterValue',
      'Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: us-west-1a, us-west-1b.',
    ],
    [
      'in a zone twice named',
      { AvailabilityZone: 'us-west-1a', AvailabilityZoneId: 'usw1-az1' },
      'InvalidParameterCombination',
    ],
    ['of IPv6 only', { Ipv6Native: true }, 'UnsupportedOperation'],
    ['in no VPC', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound'],
  ])('%s is refused', async (_, input, name, message) => {
    const VpcId = await vpcOf('10.0.0.0/17');
    await create({ VpcId, CidrBlock: '10.0.1.0/24' });
    await expect(create({ VpcId, CidrBlock: '10.0.9.0/24', ...input })).rejects.toMatchObject(
      refusal(name, message),
    );
    expect(await subnets()).toHaveLength(3);
  });

  test('may have the addresses of another VPC’s', async () => {
    const [one, other] = [await vpcOf('10.0.0.0/16'), await vpcOf('10.0.0.0/16')];
    await create({ VpcId: one, CidrBlock: '10.0.1.0/24' });
    expect(await create({ VpcId: other, CidrBlock: '10.0.1.0/24' })).toMatchObject({ VpcId: other });
  });
});

describe('a default subnet', () => {
  const createDefault = async (input: CreateDefaultSubnetCommandInput, client = ec2) =>
    (await client.send(new CreateDefaultSubnetCommand(input))).Subnet;

  test('is made again where it was deleted', async () => {
    const [first] = await subnets();
    await ec2.send(new DeleteSubnetCommand({ SubnetId: first?.SubnetId }));
    const made = await createDefault({ AvailabilityZone: 'us-west-1a' });
    expect(made).toMatchObject({
      CidrBlock: '172.31.0.0/20',
      AvailabilityZone: 'us-west-1a',
      DefaultForAz: true,
      MapPublicIpOnLaunch: true,
    });
    expect(made?.SubnetId).not.toBe(first?.SubnetId);
  });

  test('is one a zone', async () => {
    const [first] = await subnets();
    await expect(createDefault({ AvailabilityZone: 'us-west-1a' })).rejects.toMatchObject(
      refusal(
        'DefaultSubnetAlreadyExistsInAvailabilityZone',
        `'${first?.SubnetId ?? ''}' is already the default subnet in us-west-1a.`,
      ),
    );
  });

  test('needs a default VPC and a zone', async () => {
    await expect(
      createDefault({ AvailabilityZone: 'eu-north-1a' }, fleet.practice.ec2('eu-north-1')),
    ).rejects.toMatchObject(
      refusal('DefaultVpcDoesNotExist', 'No default VPC exists for this account in this region.'),
    );
    await expect(createDefault({})).rejects.toMatchObject(refusal('MissingParameter'));
    await expect(createDefault({ AvailabilityZone: 'us-west-1c' })).rejects.toMatchObject(
      refusal('InvalidParameterValue'),
    );
  });
});

describe('changing a subnet', () => {
  const modify = (input: Omit<ModifySubnetAttributeCommandInput, 'SubnetId'>, SubnetId?: string) =>
    ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...input }));

  test('decides whether its machines get public addresses', async () => {
    const [first] = await subnets();
    await modify({ MapPublicIpOnLaunch: { Value: false } }, first?.SubnetId);
    expect(await having('map-public-ip-on-launch', 'false')).toEqual([first?.SubnetId]);
    await modify({ MapPublicIpOnLaunch: { Value: true } }, first?.SubnetId);
    expect(await having('map-public-ip-on-launch', 'false')).toEqual([]);
  });

  test('accepts what is so anyway, and nothing that it cannot do', async () => {
    const [first] = await subnets();
    const id = first?.SubnetId;
    await modify({ AssignIpv6AddressOnCreation: { Value: false } }, id);
    await modify({ PrivateDnsHostnameTypeOnLaunch: 'ip-name' }, id);
    await expect(modify({ AssignIpv6AddressOnCreation: { Value: true } }, id)).rejects.toMatchObject(
      refusal('UnsupportedOperation'),
    );
    await expect(modify({ PrivateDnsHostnameTypeOnLaunch: 'resource-name' }, id)).rejects.toMatchObject(
      refusal('UnsupportedOperation'),
    );
    await expect(
      modify({ MapPublicIpOnLaunch: { Value: false }, EnableDns64: { Value: false } }, id),
    ).rejects.toMatchObject(refusal('InvalidParameterValue'));
    await expect(modify({}, id)).rejects.toMatchObject(refusal('InvalidParameterValue'));
    await expect(modify({ MapPublicIpOnLaunch: { Value: false } }, MISSING)).rejects.toMatchObject(
      refusal('InvalidSubnetID.NotFound'),
    );
    expect(await having('map-public-ip-on-launch', 'true')).toHaveLength(2);
  });
});

describe('deleting a subnet', () => {
  const remove = (SubnetId: string | undefined) => ec2.send(new DeleteSubnetCommand({ SubnetId }));

  test('ends its associations', async () => {
    const [first] = await subnets();
    await remove(first?.SubnetId);
    expect(await subnets()).toHaveLength(1);
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}));
    expect(NetworkAcls[0]?.Associations).toHaveLength(1);
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
    expect(RouteTables[0]?.Associations).toMatchObject([{ Main: true }]);
    await expect(remove(first?.SubnetId)).rejects.toMatchObject(refusal('InvalidSubnetID.NotFound'));
  });

  test('is refused while a machine is in it', async () => {
    const [first] = await subnets();
    await fleet.run({ SubnetId: first?.SubnetId });
    await expect(remove(first?.SubnetId)).rejects.toMatchObject(
      refusal(
        'DependencyViolation',
        `The subnet '${first?.SubnetId ?? ''}' has dependencies and cannot be deleted.`,
      ),
    );
    expect(await subnets()).toHaveLength(2);
  });
});

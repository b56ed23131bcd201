import {
  CreateDefaultVpcCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  AttachInternetGatewayCommand,
  DetachInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeVpcAttributeCommand,
  ModifyVpcAttributeCommand,
  type CreateVpcCommandInput,
  type DescribeVpcsCommandInput,
  type EC2Client,
  type Tenancy,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';

let practice: OpenPractice;
let ec2: EC2Client;
beforeEach(async () => {
  practice = await openPractice();
  ec2 = practice.ec2();
});

const vpcs = async (input: DescribeVpcsCommandInput = {}, client = ec2) =>
  (await client.send(new DescribeVpcsCommand(input))).Vpcs ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await vpcs({ Filters: [{ Name, Values }] })).map(({ VpcId }) => VpcId);
const create = async (input: CreateVpcCommandInput = { CidrBlock: '10.0.0.0/16' }) => {
  const { Vpc } = await ec2.send(new CreateVpcCommand(input));
  return Vpc ?? {};
};
const MISSING = 'vpc-0123456789abcdef0';

describe('VPCs', () => {
  test('are told as EC2 tells them', async () => {
    const [vpc] = await vpcs();
    expect(vpc).toEqual({
      VpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) as string,
      OwnerId: '111122223333',
      State: 'available',
      CidrBlock: '172.31.0.0/16',
      CidrBlockAssociationSet: [
        {
          AssociationId: `vpc-cidr-assoc-${vpc?.VpcId?.slice('vpc-'.length) ?? ''}`,
          CidrBlock: '172.31.0.0/16',
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: expect.stringMatching(/^dopt-[0-9a-f]{17}$/) as string,
      InstanceTenancy: 'default',
      IsDefault: true,
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    });
  });

  test('are filtered by what they are, also by the names without dashes', async () => {
    const [byDefault] = await vpcs();
    const { VpcId: own } = await create({
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'own' }] }],
    });
    expect(await having('is-default', 'true')).toEqual([byDefault?.VpcId]);
    expect(await having('isDefault', 'false')).toEqual([own]);
    expect(await having('cidr', '10.*')).toEqual([own]);
    expect(await having('cidr-block-association.cidr-block', '10.0.0.0/16')).toEqual([own]);
    expect(await having('tag:Name', 'own')).toEqual([own]);
    expect(await having('tag-key', 'Name')).toEqual([own]);
    expect(await having('vpc-id', own ?? '', MISSING)).toEqual([own]);
    expect(await having('dhcp-options-id', byDefault?.DhcpOptionsId ?? '')).toHaveLength(2);
    expect(await having('owner-id', '111122223333')).toHaveLength(2);
    expect(await having('state', 'pending')).toEqual([]);
    await expect(having('name', 'x')).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "The filter 'name' is invalid",
    });
  });

  test('come by their ids, and all are refused where one is not there', async () => {
    const { VpcId: own = '' } = await create();
    expect(await vpcs({ VpcIds: [own] })).toHaveLength(1);
    await expect(vpcs({ VpcIds: [own, MISSING] })).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: `The vpc ID '${MISSING}' does not exist`,
    });
    await expect(vpcs({ VpcIds: ['vpc-nonsense'] })).rejects.toMatchObject({
      name: 'InvalidVpcID.Malformed',
    });
  });

  test('come in pages of five at least', async () => {
    for (const second of [1, 2, 3, 4]) await create({ CidrBlock: `10.${String(second)}.0.0/16` });
    expect(await vpcs({ MaxResults: 5 })).toHaveLength(5);
    await expect(vpcs({ MaxResults: 4 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(vpcs({ MaxResults: 1001 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('a new VPC', () => {
  test('comes with a main route table, a network ACL and a group, and with nothing else', async () => {
    const made = await create({ CidrBlock: '10.1.2.3/20', InstanceTenancy: 'default' });
    expect(made).toMatchObject({ State: 'pending', CidrBlock: '10.1.0.0/20', IsDefault: false });

    const Filters = [{ Name: 'vpc-id', Values: [made.VpcId ?? ''] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    expect(RouteTables).toEqual([
      expect.objectContaining({
        Associations: [expect.objectContaining({ Main: true })],
        Routes: [
          {
            DestinationCidrBlock: '10.1.0.0/20',
            GatewayId: 'local',
            Origin: 'CreateRouteTable',
            State: 'active',
          },
        ],
      }),
    ]);
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    expect(NetworkAcls).toHaveLength(1);
    expect(NetworkAcls[0]).toMatchObject({ IsDefault: true, Associations: [] });
    expect(NetworkAcls[0]?.Entries).toHaveLength(4);
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(SecurityGroups.map(({ GroupName }) => GroupName)).toEqual(['default']);
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
    expect(Subnets).toEqual([]);
  });

  test.each<[string, CreateVpcCommandInput, string, string]>([
    ['too large', { CidrBlock: '10.0.0.0/8' }, 'InvalidVpc.Range', "The CIDR '10.0.0.0/8' is invalid."],
    ['too small', { CidrBlock: '10.0.0.0/29' }, 'InvalidVpc.Range', "The CIDR '10.0.0.0/29' is invalid."],
    [
      'of no network',
      { CidrBlock: '10.0.0.0' },
      'InvalidParameterValue',
      'Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'of IPv6',
      { CidrBlock: '2001:db8::/56' },
      'InvalidParameterValue',
      'Value (2001:db8::/56) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    ['without any', {}, 'MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided."],
  ])('with a CIDR block %s is refused', async (_, input, name, message) => {
    await expect(create(input)).rejects.toMatchObject({ name, message });
    expect(await vpcs()).toHaveLength(1);
  });

  test('of what the practice account has not is refused, never made otherwise', async () => {
    const dedicated = { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' as Tenancy };
    await expect(create(dedicated)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
    const ipv6 = { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true };
    await expect(create(ipv6)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
    const pool = { CidrBlock: '10.0.0.0/16', Ipv6Pool: 'p' };
    await expect(create(pool)).rejects.toMatchObject({ name: 'UnknownParameter' });
    expect(await vpcs()).toHaveLength(1);
  });

  test('is the fifth at most', async () => {
    for (let second = 1; second < 5; second += 1) await create({ CidrBlock: `10.${String(second)}.0.0/16` });
    await expect(create()).rejects.toMatchObject({
      name: 'VpcLimitExceeded',
      message: 'The maximum number of VPCs has been reached.',
    });
    await expect(create({ CidrBlock: '10.9.0.0/16', DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    });
  });
});

describe('deleting a VPC', () => {
  const remove = (VpcId = MISSING) => ec2.send(new DeleteVpcCommand({ VpcId }));
  const violation = (id?: string) => ({
    name: 'DependencyViolation',
    message: `The vpc '${id ?? ''}' has dependencies and cannot be deleted.`,
  });

  test('takes along what came with it', async () => {
    const { VpcId } = await create();
    await remove(VpcId);
    expect(await vpcs()).toHaveLength(1);
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({}));
    const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({}));
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    for (const left of [RouteTables, NetworkAcls, SecurityGroups]) expect(left).toHaveLength(1);
    await expect(remove(VpcId)).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
  });

  test.each<[string, (VpcId: string) => Promise<unknown>]>([
    ['a subnet', (VpcId) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }))],
    [
      'a group',
      (VpcId) => ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'g', Description: 'g' })),
    ],
    ['a route table', (VpcId) => ec2.send(new CreateRouteTableCommand({ VpcId }))],
    ['a network ACL', (VpcId) => ec2.send(new CreateNetworkAclCommand({ VpcId }))],
    [
      'an internet gateway',
      async (VpcId) => {
        const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
        const { InternetGatewayId } = InternetGateway ?? {};
        return ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
      },
    ],
  ])('is refused while it has %s of its own', async (_, make) => {
    const { VpcId = '' } = await create();
    await make(VpcId);
    await expect(remove(VpcId)).rejects.toMatchObject(violation(VpcId));
    expect(await vpcs()).toHaveLength(2);
  });
});

describe('the default VPC', () => {
  const createDefault = (client = ec2) => client.send(new CreateDefaultVpcCommand({}));

  test('is made again where it was deleted, with all that belongs to it', async () => {
    const stockholm = practice.ec2('eu-north-1');
    expect(await vpcs({}, stockholm)).toEqual([]);

    const { Vpc } = await createDefault(stockholm);
    expect(Vpc).toMatchObject({ IsDefault: true, CidrBlock: '172.31.0.0/16', State: 'pending' });
    const { Subnets = [] } = await stockholm.send(new DescribeSubnetsCommand({}));
    expect(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual([
      'eu-north-1a',
      'eu-north-1b',
      'eu-north-1c',
    ]);
    const { InternetGateways = [] } = await stockholm.send(new DescribeInternetGatewaysCommand({}));
    expect(InternetGateways[0]?.Attachments).toEqual([{ VpcId: Vpc?.VpcId, State: 'available' }]);
    await expect(createDefault(stockholm)).rejects.toMatchObject({ name: 'DefaultVpcAlreadyExists' });
  });

  test('is there once', async () => {
    await expect(createDefault()).rejects.toMatchObject({
      name: 'DefaultVpcAlreadyExists',
      message: 'A Default VPC already exists for this account in this region.',
    });
  });

  test('can be taken apart, deleted, and made again', async () => {
    const [vpc] = await vpcs();
    const { VpcId = '' } = vpc ?? {};
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    for (const { SubnetId } of Subnets) await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
    const { InternetGatewayId } = InternetGateways[0] ?? {};
    await ec2.send(new DetachInternetGatewayCommand({ VpcId, InternetGatewayId }));
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));

    expect(await vpcs()).toEqual([]);
    await createDefault();
    expect(await having('is-default', 'true')).toHaveLength(1);
  });

  test('has a group that cannot be deleted alone', async () => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const { GroupId } = SecurityGroups[0] ?? {};
    await expect(ec2.send(new DeleteSecurityGroupCommand({ GroupId }))).rejects.toMatchObject({
      name: 'CannotDelete',
    });
  });
});

describe('attributes of a VPC', () => {
  const read = async (VpcId: string | undefined, Attribute: VpcAttributeName) =>
    ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));

  test('tell of its DNS, and change one at a time', async () => {
    const { VpcId } = await create();
    expect(await read(VpcId, 'enableDnsSupport')).toMatchObject({ VpcId, EnableDnsSupport: { Value: true } });
    expect(await read(VpcId, 'enableDnsHostnames')).toMatchObject({ EnableDnsHostnames: { Value: false } });
    expect(await read(VpcId, 'enableNetworkAddressUsageMetrics')).toMatchObject({
      EnableNetworkAddressUsageMetrics: { Value: false },
    });

    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: false } }));
    await ec2.send(
      new ModifyVpcAttributeCommand({ VpcId, EnableNetworkAddressUsageMetrics: { Value: false } }),
    );
    expect(await read(VpcId, 'enableDnsHostnames')).toMatchObject({ EnableDnsHostnames: { Value: true } });
    expect(await read(VpcId, 'enableDnsSupport')).toMatchObject({ EnableDnsSupport: { Value: false } });
  });

  test('are refused two at a time, none at all, of no VPC, and by another name', async () => {
    const { VpcId } = await create();
    const modify = (input: object) => ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...input }));
    await expect(
      modify({ EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'Fields for multiple attribute types specified: enableDnsSupport, enableDnsHostnames',
    });
    await expect(modify({})).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'No attributes specified.',
    });
    await expect(modify({ EnableNetworkAddressUsageMetrics: { Value: true } })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    });
    await expect(read(MISSING, 'enableDnsSupport')).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
    await expect(read(VpcId, 'toString' as VpcAttributeName)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeAddressesCommand,
  DescribeDhcpOptionsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  GetSecurityGroupsForVpcCommand,
  type DescribeAddressesCommandInput,
  type DescribeDhcpOptionsCommandInput,
  type DescribeVpcPeeringConnectionsCommandInput,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';
import { there } from '../../../support/practice-fleet.ts';

const practice = await openPractice();
const ec2 = practice.ec2();

describe('DHCP options', () => {
  const options = async (input: DescribeDhcpOptionsCommandInput = {}, region = 'us-east-1') =>
    (await practice.ec2(region).send(new DescribeDhcpOptionsCommand(input))).DhcpOptions ?? [];

  test('are those that every VPC of the region has', async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const id = there(Vpcs[0]?.DhcpOptionsId);
    expect(await options({ DhcpOptionsIds: [id] })).toEqual([
      {
        DhcpOptionsId: id,
        OwnerId: '111122223333',
        DhcpConfigurations: [
          { Key: 'domain-name', Values: [{ Value: 'ec2.internal' }] },
          { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
        ],
      },
    ]);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    expect(Vpc?.DhcpOptionsId).toBe(id);
    const [elsewhere] = await options({}, 'eu-west-1');
    expect(elsewhere?.DhcpOptionsId).not.toBe(id);
    expect(elsewhere?.DhcpConfigurations?.[0]?.Values).toEqual([{ Value: 'eu-west-1.compute.internal' }]);
  });

  test('are filtered by key and value, and unknown by another id', async () => {
    const having = (Name: string, ...Values: string[]) => options({ Filters: [{ Name, Values }] });
    expect(await having('key', 'domain-name')).toHaveLength(1);
    expect(await having('value', 'AmazonProvidedDNS')).toHaveLength(1);
    expect(await having('value', 'example.com')).toEqual([]);
    await expect(options({ DhcpOptionsIds: ['dopt-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidDhcpOptionID.NotFound',
      message: "The dhcpOptions ID 'dopt-0123456789abcdef0' does not exist",
    });
    await expect(options({ DhcpOptionsIds: ['default'] })).rejects.toMatchObject({
      name: 'InvalidDhcpOptionsId.Malformed',
    });
  });
});

describe('the groups for a VPC', () => {
  const groupsFor = async (
    VpcId: string,
    input: { MaxResults?: number; Filters?: [{ Name: string; Values: string[] }] } = {},
  ) => (await ec2.send(new GetSecurityGroupsForVpcCommand({ VpcId, ...input }))).SecurityGroupForVpcs ?? [];

  test('are its own', async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcId = there(Vpc?.VpcId);
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName: 'web', Description: 'for the web' }),
    );
    const groups = await groupsFor(VpcId);
    expect(groups.map(({ GroupName }) => GroupName)).toEqual(['default', 'web']);
    expect(groups[1]).toEqual({
      GroupId,
      GroupName: 'web',
      Description: 'for the web',
      OwnerId: '111122223333',
      PrimaryVpcId: VpcId,
    });
    const web = await groupsFor(VpcId, { Filters: [{ Name: 'group-name', Values: ['w*'] }] });
    expect(web.map((each) => each.GroupId)).toEqual([GroupId]);
  });

  test('are refused of no VPC, by another filter, and in pages that are too small', async () => {
    const VpcId = there((await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.VpcId);
    await expect(groupsFor('vpc-0123456789abcdef0')).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
    await expect(groupsFor(VpcId, { Filters: [{ Name: 'vpc-id', Values: ['x'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(groupsFor(VpcId, { MaxResults: 4 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('what the practice account has none of', () => {
  const peerings = (input: DescribeVpcPeeringConnectionsCommandInput) =>
    ec2.send(new DescribeVpcPeeringConnectionsCommand(input));
  const addresses = (input: DescribeAddressesCommandInput) => ec2.send(new DescribeAddressesCommand(input));

  test('is an empty list, whatever EC2’s filters', async () => {
    const active = [{ Name: 'status-code', Values: ['active'] }];
    expect((await peerings({ MaxResults: 1000, Filters: active })).VpcPeeringConnections).toEqual([]);
    const inVpc = [{ Name: 'vpc-endpoint-type', Values: ['Interface'] }];
    expect((await ec2.send(new DescribeVpcEndpointsCommand({ Filters: inVpc }))).VpcEndpoints).toEqual([]);
    expect((await addresses({ Filters: [{ Name: 'domain', Values: ['vpc'] }] })).Addresses).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'a peering',
      () => peerings({ VpcPeeringConnectionIds: ['pcx-0123456789abcdef0'] }),
      'InvalidVpcPeeringConnectionID.NotFound',
    ],
    [
      'what is no peering',
      () => peerings({ VpcPeeringConnectionIds: ['x'] }),
      'InvalidVpcPeeringConnectionId.Malformed',
    ],
    [
      'peerings by another filter',
      () => peerings({ Filters: [{ Name: 'x', Values: ['y'] }] }),
      'InvalidParameterValue',
    ],
    [
      'an allocation',
      () => addresses({ AllocationIds: ['eipalloc-0123456789abcdef0'] }),
      'InvalidAllocationID.NotFound',
    ],
    ['an address', () => addresses({ PublicIps: ['203.0.113.9'] }), 'InvalidAddress.NotFound'],
    [
      'addresses by another filter',
      () => addresses({ Filters: [{ Name: 'x', Values: ['y'] }] }),
      'InvalidParameterValue',
    ],
  ])('is refused by name: %s', async (_, call, name) => {
    await expect(call()).rejects.toMatchObject({ name });
  });
});

import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeNetworkInterfaceAttributeCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifyVpcAttributeCommand,
  TerminateInstancesCommand,
  type DescribeNetworkInterfacesCommandInput,
  type EC2Client,
  type ModifyNetworkInterfaceAttributeCommandInput,
  type NetworkInterfaceAttribute,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let ec2: EC2Client;
let instanceId: string;
let NetworkInterfaceId: string;
let group: string;

beforeEach(async () => {
  fleet = await openFleet();
  ec2 = fleet.ec2;
  group = await fleet.makeGroup('web');
  instanceId = await fleet.runOne({ SecurityGroupIds: [group] });
  fleet.pass(MINUTE);
  NetworkInterfaceId = there((await interfaces())[0]?.NetworkInterfaceId);
});

const MISSING = 'eni-0123456789abcdef0';
const interfaces = async (input: DescribeNetworkInterfacesCommandInput = {}) =>
  (await ec2.send(new DescribeNetworkInterfacesCommand(input))).NetworkInterfaces ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await interfaces({ Filters: [{ Name, Values }] })).map((each) => each.NetworkInterfaceId);
const modify = (input: Omit<ModifyNetworkInterfaceAttributeCommandInput, 'NetworkInterfaceId'>) =>
  ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, ...input }));
const groupsOf = async () => (await interfaces())[0]?.Groups?.map(({ GroupId }) => GroupId);

describe('a network interface', () => {
  test('is told as EC2 tells it, as the instance tells its own', async () => {
    const [instance] = await fleet.describe(instanceId);
    const [subnet] =
      (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [there(instance?.SubnetId)] }))).Subnets ?? [];
    const association = {
      IpOwnerId: 'amazon',
      PublicDnsName: instance?.PublicDnsName,
      PublicIp: instance?.PublicIpAddress,
    };
    const own = instance?.NetworkInterfaces?.[0];
    expect(instance?.PublicIpAddress).toBeDefined();
    expect(await interfaces()).toEqual([
      {
        NetworkInterfaceId,
        SubnetId: instance?.SubnetId,
        VpcId: instance?.VpcId,
        AvailabilityZone: instance?.Placement?.AvailabilityZone,
        AvailabilityZoneId: subnet?.AvailabilityZoneId,
        Description: '',
        OwnerId: '111122223333',
        RequesterId: expect.stringMatching(/^AIDA/) as string,
        RequesterManaged: false,
        Operator: { Managed: false },
        Status: 'in-use',
        MacAddress: own?.MacAddress,
        PrivateIpAddress: instance?.PrivateIpAddress,
        PrivateDnsName: instance?.PrivateDnsName,
        SourceDestCheck: true,
        Groups: [{ GroupId: group, GroupName: 'web' }],
        Attachment: {
          AttachmentId: own?.Attachment?.AttachmentId,
          AttachTime: own?.Attachment?.AttachTime,
          DeleteOnTermination: true,
          DeviceIndex: 0,
          NetworkCardIndex: 0,
          InstanceId: instanceId,
          InstanceOwnerId: '111122223333',
          Status: 'attached',
        },
        Association: association,
        PrivateIpAddresses: [
          {
            Primary: true,
            PrivateDnsName: instance?.PrivateDnsName,
            PrivateIpAddress: instance?.PrivateIpAddress,
            Association: association,
          },
        ],
        Ipv6Addresses: [],
        InterfaceType: 'interface',
      },
    ]);
  });

  test('has no public name in a VPC without DNS host names', async () => {
    const VpcId = await fleet.vpcId();
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: false } }));
    expect((await interfaces())[0]?.Association).toMatchObject({ PublicDnsName: '' });
  });

  test('is found by its group, instance, subnet and addresses', async () => {
    const [one] = await interfaces();
    const other = await fleet.runOne({ MinCount: 1 });
    const found = [NetworkInterfaceId];
    expect(await interfaces()).toHaveLength(2);
    expect(await having('group-id', group)).toEqual(found);
    expect(await having('group-name', 'web')).toEqual(found);
    expect(await having('attachment.instance-id', instanceId)).toEqual(found);
    expect(await having('attachment.instance-id', other)).not.toEqual(found);
    expect(await having('private-ip-address', there(one?.PrivateIpAddress))).toEqual(found);
    expect(await having('addresses.private-ip-address', there(one?.PrivateIpAddress))).toEqual(found);
    expect(await having('association.public-ip', there(one?.Association?.PublicIp))).toEqual(found);
    expect(await having('association.public-dns-name', there(one?.Association?.PublicDnsName))).toEqual(
      found,
    );
    expect(await having('private-dns-name', there(one?.PrivateDnsName))).toEqual(found);
    expect(await having('mac-address', there(one?.MacAddress))).toEqual(found);
    expect(await having('attachment.attachment-id', there(one?.Attachment?.AttachmentId))).toEqual(found);
    expect(await having('subnet-id', there(one?.SubnetId))).toContain(NetworkInterfaceId);
    expect(await having('availability-zone-id', there(one?.AvailabilityZoneId))).toContain(
      NetworkInterfaceId,
    );
    expect(await having('vpc-id', there(one?.VpcId))).toHaveLength(2);
    expect(await having('status', 'in-use')).toHaveLength(2);
    expect(await having('status', 'available')).toEqual([]);
    expect(await having('requester-managed', 'true')).toEqual([]);
    expect(await having('interface-type', 'interface')).toHaveLength(2);
    expect(await having('attachment.device-index', '0')).toHaveLength(2);
    expect(await having('attachment.delete-on-termination', 'true')).toHaveLength(2);
    await expect(having('instance-id', instanceId)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('is gone with its machine', async () => {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
    fleet.pass(10 * MINUTE);
    expect(await interfaces()).toEqual([]);
    await expect(interfaces({ NetworkInterfaceIds: [NetworkInterfaceId] })).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceID.NotFound',
      message: `The networkInterface ID '${NetworkInterfaceId}' does not exist`,
    });
    await expect(interfaces({ NetworkInterfaceIds: ['eni'] })).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceId.Malformed',
    });
  });
});

describe('its groups', () => {
  test('are replaced all at once, and the instance tells the same', async () => {
    const second = await fleet.makeGroup('second');
    await modify({ Groups: [second, group, second] });
    expect(await groupsOf()).toEqual([second, group]);
    const [instance] = await fleet.describe(instanceId);
    expect(instance?.SecurityGroups?.map(({ GroupName }) => GroupName)).toEqual(['second', 'web']);

    await modify({ Groups: [second] });
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }));
    await expect(ec2.send(new DeleteSecurityGroupCommand({ GroupId: second }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    });
  });

  test('are of its own VPC, there, and five at most', async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const { GroupId: far } = await ec2.send(
      new CreateSecurityGroupCommand({ VpcId: Vpc?.VpcId, GroupName: 'far', Description: 'far' }),
    );
    await expect(modify({ Groups: [there(far)] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'You have specified two resources that belong to different networks.',
    });
    await expect(modify({ Groups: [group, 'sg-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    });
    const six = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => fleet.makeGroup(name)));
    await expect(modify({ Groups: six })).rejects.toMatchObject({
      name: 'SecurityGroupsPerInterfaceLimitExceeded',
    });
    expect(await groupsOf()).toEqual([group]);
    await modify({ Groups: six.slice(1) });
    expect(await groupsOf()).toHaveLength(5);
  });

  test('stay as they are on a dry run', async () => {
    const second = await fleet.makeGroup('second');
    await expect(modify({ Groups: [second], DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    });
    expect(await groupsOf()).toEqual([group]);
  });
});

describe('its other attributes', () => {
  const read = (Attribute: NetworkInterfaceAttribute, id = NetworkInterfaceId) =>
    ec2.send(new DescribeNetworkInterfaceAttributeCommand({ NetworkInterfaceId: id, Attribute }));

  test('change one at a time, and are read one at a time', async () => {
    await modify({ Description: { Value: 'the door' } });
    await modify({ SourceDestCheck: { Value: false } });
    const [one] = await interfaces();
    const AttachmentId = there(one?.Attachment?.AttachmentId);
    await modify({ Attachment: { AttachmentId, DeleteOnTermination: false } });

    expect(await read('description')).toMatchObject({ Description: { Value: 'the door' } });
    expect(await read('sourceDestCheck')).toMatchObject({ SourceDestCheck: { Value: false } });
    expect(await read('groupSet')).toMatchObject({ Groups: [{ GroupId: group, GroupName: 'web' }] });
    expect(await read('attachment')).toMatchObject({
      NetworkInterfaceId,
      Attachment: { AttachmentId, DeleteOnTermination: false, InstanceId: instanceId },
    });
    expect(await read('associatePublicIpAddress')).toMatchObject({ AssociatePublicIpAddress: true });
    expect(await having('source-dest-check', 'false')).toEqual([NetworkInterfaceId]);
    expect(await having('description', 'the *')).toEqual([NetworkInterfaceId]);
  });

  test('are refused together, unknown, or of nothing', async () => {
    await expect(modify({})).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'No attributes specified.',
    });
    await expect(
      modify({ Description: { Value: 'x' }, SourceDestCheck: { Value: true } }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await expect(
      modify({ Attachment: { AttachmentId: 'eni-attach-0123456789abcdef0', DeleteOnTermination: true } }),
    ).rejects.toMatchObject({ name: 'InvalidAttachmentID.NotFound' });
    await expect(read('colour' as NetworkInterfaceAttribute)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(read('description', MISSING)).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceID.NotFound',
    });
  });
});

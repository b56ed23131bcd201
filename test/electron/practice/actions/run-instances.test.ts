import { constants, privateDecrypt } from 'node:crypto';
import {
  CreateKeyPairCommand,
  CreateNetworkInterfaceCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  EnableEbsEncryptionByDefaultCommand,
  GetPasswordDataCommand,
  ModifySubnetAttributeCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, refusalOf, SECOND, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await openFleet();
});

const interfaces = async () =>
  there((await fleet.ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces);
const volumes = async () => there((await fleet.ec2.send(new DescribeVolumesCommand({}))).Volumes);

describe('a machine of few words', () => {
  test('is pending, in the default VPC, with its default group and the image’s own disk', async () => {
    const [made] = await fleet.run();

    expect(made).toMatchObject({
      State: { Code: 0, Name: 'pending' },
      StateReason: { Code: 'pending', Message: 'pending' },
      InstanceType: 't3.micro',
      Architecture: 'x86_64',
      VpcId: await fleet.vpcId(),
      SecurityGroups: [{ GroupName: 'default' }],
      Monitoring: { State: 'disabled' },
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
      LaunchTime: new Date(fleet.now()),
    });
    expect(made?.InstanceId).toMatch(/^i-[0-9a-f]{17}$/);
    expect(made?.PublicIpAddress).toBeUndefined();
    expect(await volumes()).toMatchObject([
      {
        Size: 8,
        VolumeType: 'gp3',
        Iops: 3000,
        Throughput: 125,
        Encrypted: false,
        State: 'in-use',
        Attachments: [{ InstanceId: made?.InstanceId, Device: '/dev/xvda', DeleteOnTermination: true }],
      },
    ]);
  });

  test('asks for version 2 of the metadata service where its image does', async () => {
    const [made] = await fleet.run();

    expect(made?.MetadataOptions).toEqual({
      State: 'pending',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    });
  });

  test('runs some seconds later, with a public address that nobody on the internet has', async () => {
    const id = await fleet.runOne();
    fleet.pass(6 * SECOND);
    expect((await fleet.describe(id))[0]?.State?.Name).toBe('pending');
    fleet.pass(1 * SECOND);

    const [running] = await fleet.describe(id);
    expect(running?.State).toEqual({ Code: 16, Name: 'running' });
    expect(running?.StateReason).toBeUndefined();
    expect(running?.PublicIpAddress).toMatch(/^198\.1[89]\./);
    expect(running?.PublicDnsName).toBe(
      `ec2-${running?.PublicIpAddress?.replaceAll('.', '-') ?? ''}.compute-1.amazonaws.com`,
    );
    expect(running?.NetworkInterfaces?.[0]?.Association?.PublicIp).toBe(running?.PublicIpAddress);
  });

  test('says pending and then running where nothing takes time', async () => {
    fleet = await openFleet([{ action: '*', kind: 'pace', value: 0 }]);
    const [made] = await fleet.run();

    expect(made?.State?.Name).toBe('pending');
    expect((await fleet.describe())[0]?.State?.Name).toBe('running');
  });
});

test('several machines started at once are one reservation, each with its own addresses', async () => {
  await fleet.run({ MinCount: 2, MaxCount: 4 });
  fleet.pass(MINUTE);

  const { Reservations = [] } = await fleet.ec2.send(new DescribeInstancesCommand({}));
  const machines = Reservations[0]?.Instances ?? [];
  expect(Reservations).toHaveLength(1);
  expect(machines.map(({ AmiLaunchIndex }) => AmiLaunchIndex)).toEqual([0, 1, 2, 3]);
  for (const name of ['InstanceId', 'PrivateIpAddress', 'PublicIpAddress'] as const) {
    expect(new Set(machines.map((machine) => machine[name])).size).toBe(4);
  }
  expect(new Set((await interfaces()).map(({ MacAddress }) => MacAddress)).size).toBe(4);
});

describe('what a request says of the network', () => {
  test('an interface of its own has its subnet, groups, description and address', async () => {
    const group = await fleet.makeGroup('web');
    const subnet = await fleet.subnetIn('us-east-1b');
    await fleet.run({
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId: subnet,
          Groups: [group],
          Description: 'front door',
          AssociatePublicIpAddress: false,
          DeleteOnTermination: false,
          PrivateIpAddress: await addressIn(subnet, 20),
        },
      ],
      TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'for', Value: 'web' }] }],
    });
    fleet.pass(MINUTE);

    expect(await interfaces()).toMatchObject([
      {
        SubnetId: subnet,
        AvailabilityZone: 'us-east-1b',
        Groups: [{ GroupId: group, GroupName: 'web' }],
        Description: 'front door',
        PrivateIpAddress: await addressIn(subnet, 20),
        Attachment: { DeviceIndex: 0, DeleteOnTermination: false },
        TagSet: [{ Key: 'for', Value: 'web' }],
      },
    ]);
    expect((await fleet.describe())[0]?.PublicIpAddress).toBeUndefined();
  });

  test('an address may be named as the AWS CLI does', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1a');
    const PrivateIpAddress = await addressIn(SubnetId, 77);
    const PrivateIpAddresses = [{ PrivateIpAddress, Primary: true }];
    const [made] = await fleet.run({ NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, PrivateIpAddresses }] });

    expect(made?.PrivateIpAddress).toBe(PrivateIpAddress);
  });

  test('an interface that is there already is taken with its address, and stays when the machine ends', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1d');
    const group = await fleet.makeGroup('web');
    const { NetworkInterface: own } = await fleet.ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId, Groups: [group] }),
    );
    const NetworkInterfaceId = there(own?.NetworkInterfaceId);
    const NetworkInterfaces = [{ DeviceIndex: 0, NetworkInterfaceId }];
    const [made] = await fleet.run({ NetworkInterfaces });

    expect(made).toMatchObject({
      SubnetId,
      PrivateIpAddress: own?.PrivateIpAddress,
      SecurityGroups: [{ GroupId: group }],
      NetworkInterfaces: [{ NetworkInterfaceId, Attachment: { DeleteOnTermination: false } }],
    });
    expect(await refusalOf(fleet.run({ NetworkInterfaces }))).toMatchObject({
      code: 'InvalidNetworkInterface.InUse',
      message: `Interface: [${NetworkInterfaceId}] in use.`,
    });
    expect(
      await refusalOf(fleet.run({ NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId, SubnetId }] })),
    ).toMatchObject({ code: 'InvalidParameterCombination' });
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [there(made?.InstanceId)] }));
    fleet.pass(MINUTE);
    expect(await interfaces()).toMatchObject([{ NetworkInterfaceId, Status: 'available' }]);
  });

  test('a zone alone is its default subnet', async () => {
    const [made] = await fleet.run({ Placement: { AvailabilityZone: 'us-east-1c', Tenancy: 'default' } });

    expect(made?.SubnetId).toBe(await fleet.subnetIn('us-east-1c'));
  });

  test('without a zone, one is taken that offers the size', async () => {
    const [made] = await fleet.run({ InstanceType: 't3.micro' });

    expect(fleet.catalog.zonesOffering('t3.micro', 'us-east-1')).toContain(made?.Placement?.AvailabilityZone);
    expect(fleet.catalog.zonesOffering('t3.micro', 'us-east-1')).not.toContain('us-east-1e');
  });

  test('groups may be named where the default VPC is meant', async () => {
    const group = await fleet.makeGroup('web');
    const [made] = await fleet.run({ SecurityGroups: ['web'] });

    expect(made?.SecurityGroups).toEqual([{ GroupId: group, GroupName: 'web' }]);
  });

  test('a subnet that gives no public address gives none, unless it is asked for', async () => {
    const subnet = await fleet.subnetIn('us-east-1a');
    await fleet.ec2.send(
      new ModifySubnetAttributeCommand({ SubnetId: subnet, MapPublicIpOnLaunch: { Value: false } }),
    );
    const silent = await fleet.runOne({ SubnetId: subnet });
    const asking = await fleet.runOne({
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: subnet, AssociatePublicIpAddress: true }],
    });
    fleet.pass(MINUTE);

    expect((await fleet.describe(silent))[0]?.PublicIpAddress).toBeUndefined();
    expect((await fleet.describe(asking))[0]?.PublicIpAddress).toBeDefined();
  });
});

describe('what a request says of the machine', () => {
  test('disks are as asked, the root by the image’s own name for it', async () => {
    await fleet.run({
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, VolumeType: 'gp2', DeleteOnTermination: false } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 100, VolumeType: 'io2', Iops: 4000, Encrypted: true } },
        { DeviceName: '/dev/sdg', NoDevice: '' },
        { DeviceName: '/dev/sdh', VirtualName: 'ephemeral0' },
      ],
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'disk' }] }],
    });

    const Tags = [{ Key: 'Name', Value: 'disk' }];
    expect(await volumes()).toMatchObject([
      {
        Size: 20,
        VolumeType: 'gp2',
        Iops: 100,
        Encrypted: false,
        Tags,
        SnapshotId: expect.stringMatching(/^snap-/) as string,
        Attachments: [{ Device: '/dev/xvda', DeleteOnTermination: false }],
      },
      {
        Size: 100,
        VolumeType: 'io2',
        Iops: 4000,
        Encrypted: true,
        KmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\//) as string,
        Tags,
        Attachments: [{ Device: '/dev/sdf', DeleteOnTermination: false }],
      },
    ]);
  });

  test('disks are encrypted where the account has it so, whatever is asked', async () => {
    await fleet.ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
    await fleet.run({
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1, Encrypted: false } }],
    });

    expect((await volumes()).map(({ Encrypted }) => Encrypted)).toEqual([true, true]);
  });

  test('settings, key and tags are told again', async () => {
    await fleet.makeKey('mine');
    const [made] = await fleet.run({
      KeyName: 'mine',
      MetadataOptions: {
        HttpTokens: 'optional',
        HttpPutResponseHopLimit: 64,
        InstanceMetadataTags: 'enabled',
      },
      Monitoring: { Enabled: true },
      EbsOptimized: true,
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web-1' }] }],
    });

    expect(made).toMatchObject({
      KeyName: 'mine',
      MetadataOptions: {
        HttpTokens: 'optional',
        HttpPutResponseHopLimit: 64,
        InstanceMetadataTags: 'enabled',
      },
      Monitoring: { State: 'enabled' },
      EbsOptimized: true,
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      Tags: [{ Key: 'Name', Value: 'web-1' }],
    });
  });

  test('an image may be named by its public parameter', async () => {
    const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
    const [made] = await fleet.run({ ImageId: `resolve:ssm:${name}`, InstanceType: 't4g.nano' });

    expect(made?.ImageId).toBe(fleet.catalog.parameters('us-east-1').get(name)?.value);
    expect(made?.Architecture).toBe('arm64');
  });
});

test('the password of a Windows machine is for the private half of its key pair', async () => {
  const { KeyMaterial = '' } = await fleet.ec2.send(new CreateKeyPairCommand({ KeyName: 'mine' }));
  const InstanceId = await fleet.runOne({
    ImageId: fleet.image('windows'),
    InstanceType: 't3.medium',
    KeyName: 'mine',
  });
  const read = async () =>
    there((await fleet.ec2.send(new GetPasswordDataCommand({ InstanceId }))).PasswordData).trim();
  expect(await read()).toBe('');
  fleet.pass(5 * MINUTE);

  const padding = constants.RSA_PKCS1_PADDING;
  const password = privateDecrypt({ key: KeyMaterial, padding }, Buffer.from(await read(), 'base64'));
  expect(password.toString()).toMatch(/^[!-~]{32}$/);
});

test('a key pair and a machine are not found while eventual consistency hides them', async () => {
  fleet = await openFleet([
    { action: 'CreateKeyPair', kind: 'not-found', value: { calls: 1 } },
    { action: 'RunInstances', kind: 'not-found', value: { seconds: 30 } },
  ]);
  await fleet.makeKey('mine');

  expect(await refusalOf(fleet.run({ KeyName: 'mine' }))).toMatchObject({ code: 'InvalidKeyPair.NotFound' });
  const id = await fleet.runOne({ KeyName: 'mine' });
  expect(await refusalOf(fleet.describe(id))).toMatchObject({
    code: 'InvalidInstanceID.NotFound',
    message: `The instance ID '${id}' does not exist`,
  });
  expect(await fleet.describe()).toEqual([]);
  fleet.pass(MINUTE);
  expect(await fleet.describe(id)).toHaveLength(1);
});

async function subnetOf(subnetId: string) {
  const { Subnets = [] } = await fleet.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [subnetId] }));
  return there(Subnets[0]);
}

async function addressIn(subnetId: string, place: number): Promise<string> {
  const { CidrBlock = '' } = await subnetOf(subnetId);
  return CidrBlock.replace(/\.\d+\/\d+$/, `.${String(place)}`);
}

import {
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateSecurityGroupCommand,
  DeleteKeyPairCommand,
  DeleteSubnetCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  ModifySubnetAttributeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  HOUR,
  MINUTE,
  openFleet,
  refusalOf,
  SECOND,
  there,
  type Fleet,
} from '../../../support/practice-fleet.ts';

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

const REFUSED: readonly (readonly [string, Partial<RunInstancesCommandInput>, string, string | RegExp])[] = [
  [
    'no id of an image',
    { ImageId: 'ubuntu' },
    'InvalidAMIID.Malformed',
    'Invalid id: "ubuntu" (expecting "ami-...")',
  ],
  [
    'an image that is not there',
    { ImageId: 'ami-0123456789abcdef0' },
    'InvalidAMIID.NotFound',
    "The image id '[ami-0123456789abcdef0]' does not exist",
  ],
  ['a parameter that is not there', { ImageId: 'resolve:ssm:/mine' }, 'InvalidParameterValue', /\/mine/],
  [
    'a size that is none',
    { InstanceType: 't9.huge' as 't3.micro' },
    'InvalidParameterValue',
    "Invalid value 't9.huge' for InstanceType.",
  ],
  [
    'an Arm size for an Intel image',
    { InstanceType: 't4g.nano' },
    'InvalidParameterValue',
    /^The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI\. /,
  ],
  [
    'a key pair that is not there',
    { KeyName: 'nobody' },
    'InvalidKeyPair.NotFound',
    "The key pair 'nobody' does not exist",
  ],
  [
    'a subnet that is not there',
    { SubnetId: 'subnet-0123456789abcdef0' },
    'InvalidSubnetID.NotFound',
    "The subnet ID 'subnet-0123456789abcdef0' does not exist",
  ],
  [
    'a group that is not there',
    { SecurityGroupIds: ['sg-0123456789abcdef0'] },
    'InvalidGroup.NotFound',
    "The security group 'sg-0123456789abcdef0' does not exist",
  ],
  [
    'a group’s name that is not there',
    { SecurityGroups: ['nobody'] },
    'InvalidGroup.NotFound',
    /^The security group 'nobody' does not exist in default VPC 'vpc-/,
  ],
  [
    'a zone that is not there',
    { Placement: { AvailabilityZone: 'us-east-1z' } },
    'InvalidParameterValue',
    'Invalid availability zone: [us-east-1z]',
  ],
  [
    'hardware of one’s own',
    { Placement: { Tenancy: 'dedicated' } },
    'Unsupported',
    /^The requested configuration is currently not supported\./,
  ],
  [
    'a placement group',
    { Placement: { GroupName: 'near' } },
    'InvalidPlacementGroup.Unknown',
    "The Placement Group 'near' is unknown.",
  ],
  [
    'a zone without the size',
    { Placement: { AvailabilityZone: 'us-east-1e' } },
    'Unsupported',
    /^Your requested instance type \(t3\.micro\) is not supported in your requested Availability Zone \(us-east-1e\)\. Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f\.$/,
  ],
  ['none at least', { MinCount: 0 }, 'InvalidParameterValue', /minCount/],
  ['fewer at most than at least', { MinCount: 2, MaxCount: 1 }, 'InvalidParameterCombination', /MinCount/],
  [
    'a disk smaller than the image',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 1 } }] },
    'InvalidBlockDeviceMapping',
    /^Volume of size 1GB is smaller than snapshot 'snap-[0-9a-f]+', expect size >= 8GB$/,
  ],
  [
    'a disk of no kind',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp9' as 'gp2' } }] },
    'InvalidParameterValue',
    /gp9/,
  ],
  [
    'too few operations for gp3',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp3', Iops: 100 } }] },
    'InvalidParameterValue',
    'Volume iops of 100 is too low; minimum is 3000.',
  ],
  [
    'more operations than the size bears',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp3', Iops: 5000 } }] },
    'InvalidParameterValue',
    /^Iops to volume size ratio of 625\.000000 is too high; maximum is 500/,
  ],
  [
    'operations for gp2',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp2', Iops: 3000 } }] },
    'InvalidParameterCombination',
    'The parameter iops is not supported for gp2 volumes.',
  ],
  [
    'no operations for io2',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'io2' } }] },
    'InvalidParameterCombination',
    'The parameter iops must be specified for io2 volumes.',
  ],
  [
    'more throughput than the operations bear',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp3', Throughput: 800 } }] },
    'InvalidParameterValue',
    /^Throughput \(MiBps\) to iops ratio of 0\.266667 is too high; maximum is 0\.250000/,
  ],
  [
    'throughput for gp2',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp2', Throughput: 125 } }] },
    'InvalidParameterCombination',
    /throughput/,
  ],
  [
    'a disk that is too large',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp2', VolumeSize: 16_385 } }] },
    'InvalidParameterValue',
    /maximum is 16384GiB/,
  ],
  [
    'a second disk without a size',
    { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3' } }] },
    'MissingParameter',
    /size or snapshotId/,
  ],
  [
    'a second disk of a snapshot that is not there',
    { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-0123456789abcdef0' } }] },
    'InvalidSnapshot.NotFound',
    /does not exist/,
  ],
  [
    'one device for two disks',
    {
      BlockDeviceMappings: [
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1 } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 2 } },
      ],
    },
    'InvalidBlockDeviceMapping',
    "The device '/dev/sdf' is used in more than one block-device mapping",
  ],
  [
    'a name that is no device',
    { BlockDeviceMappings: [{ DeviceName: 'C:', Ebs: { VolumeSize: 1 } }] },
    'InvalidBlockDeviceMapping',
    'Invalid device name C:',
  ],
  [
    'a machine without a root',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', NoDevice: '' }] },
    'InvalidBlockDeviceMapping',
    /root/,
  ],
  [
    'a hard disk to start from',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'st1', VolumeSize: 500 } }] },
    'InvalidBlockDeviceMapping',
    /st1/,
  ],
  [
    'somebody else’s key for a disk',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: 'alias/mine' } }] },
    'InvalidKMSKey.InvalidState',
    /KMS key/,
  ],
  [
    'a key for a disk that is not encrypted',
    { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { KmsKeyId: 'alias/aws/ebs' } }] },
    'InvalidParameterDependency',
    /Encrypted/,
  ],
  [
    'a hop limit above 64',
    { MetadataOptions: { HttpPutResponseHopLimit: 65 } },
    'InvalidParameterValue',
    /between 1 and 64/,
  ],
  [
    'a word for tokens that is none',
    { MetadataOptions: { HttpTokens: 'please' as 'required' } },
    'InvalidParameterValue',
    /HttpTokens/,
  ],
  [
    'user data that is no base64',
    { UserData: '#!/bin/sh' },
    'InvalidUserData.Malformed',
    'Invalid BASE64 encoding of user data.',
  ],
  [
    'user data above 16 KiB',
    { UserData: Buffer.alloc(16_385).toString('base64') },
    'InvalidParameterValue',
    'User data is limited to 16384 bytes',
  ],
  ['a token above 64 characters', { ClientToken: 'x'.repeat(65) }, 'InvalidParameterValue', /64 ASCII/],
  ['a token that is not ASCII', { ClientToken: 'schlüssel' }, 'InvalidParameterValue', /64 ASCII/],
  [
    'tags for what it does not make',
    { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] },
    'InvalidParameterValue',
    /'vpc' is not a valid taggable resource type/,
  ],
  [
    'credits for a size that earns none',
    { InstanceType: 'm5.large', CreditSpecification: { CpuCredits: 'standard' } },
    'InstanceCreditSpecification.NotSupported',
    'The m5.large instance type does not support T2 Unlimited.',
  ],
  [
    'more cores than the size has',
    { CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 } },
    'InvalidParameterValue',
    /2 cores/,
  ],
  [
    'a role that is not there',
    { IamInstanceProfile: { Name: 'admin' } },
    'InvalidParameterValue',
    'Value (admin) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
  ],
  [
    'spot capacity',
    { InstanceMarketOptions: { MarketType: 'spot' } },
    'MaxSpotInstanceCountExceeded',
    'Max spot instance count exceeded',
  ],
  [
    'a template that is not there',
    { LaunchTemplate: { LaunchTemplateName: 'web' } },
    'InvalidLaunchTemplateName.NotFoundException',
    /At least one of the launch templates/,
  ],
  [
    'a template’s id that is not there',
    { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0' } },
    'InvalidLaunchTemplateId.NotFound',
    /lt-0123456789abcdef0/,
  ],
  [
    'more vCPUs than the account may have',
    { InstanceType: 'm5.24xlarge' },
    'VcpuLimitExceeded',
    'You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
  ],
  ['hibernation', { HibernationOptions: { Configured: true } }, 'Unsupported', /currently not supported/],
  [
    'two interfaces',
    { NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 1 }] },
    'Unsupported',
    /currently not supported/,
  ],
  [
    'two interfaces with a public address',
    { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }, { DeviceIndex: 1 }] },
    'InvalidParameterCombination',
    /associatePublicIPAddress parameter cannot be specified/,
  ],
  [
    'an interface without a place',
    { NetworkInterfaces: [{ Description: 'x' }] },
    'InvalidParameterValue',
    'Each network interface requires a device index.',
  ],
  [
    'a parameter that nobody knows here',
    { KernelId: 'aki-1' },
    'UnknownParameter',
    'The parameter KernelId is not recognized',
  ],
];

test.each(REFUSED)('refused: %s', async (_, input, code, message) => {
  const refusal = await refusalOf(fleet.run(input));

  expect(refusal).toMatchObject({
    code,
    status: 400,
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
  });
  expect(await fleet.describe()).toEqual([]);
  expect(await volumes()).toEqual([]);
});

describe('refused because of what is there', () => {
  test('network settings both inside an interface and beside it', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1a');
    const group = await fleet.makeGroup('web');
    const NetworkInterfaces = [{ DeviceIndex: 0, SubnetId }];

    expect(await refusalOf(fleet.run({ NetworkInterfaces, SubnetId }))).toMatchObject({
      code: 'InvalidParameterCombination',
      message: 'Network interfaces and an instance-level subnet ID may not be specified on the same request',
    });
    expect(await refusalOf(fleet.run({ NetworkInterfaces, SecurityGroupIds: [group] }))).toMatchObject({
      code: 'InvalidParameterCombination',
      message:
        'Network interfaces and an instance-level security groups may not be specified on the same request',
    });
    expect(await refusalOf(fleet.run({ SubnetId, SecurityGroups: ['web'] }))).toMatchObject({
      code: 'InvalidParameterCombination',
      message: 'The parameter groupName cannot be used with the parameter subnet',
    });
  });

  test('a group of another VPC', async () => {
    const { Vpc } = await fleet.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const { GroupId = '' } = await fleet.ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'there', Description: 'other', VpcId: Vpc?.VpcId }),
    );
    const SubnetId = await fleet.subnetIn('us-east-1a');

    expect(await refusalOf(fleet.run({ SubnetId, SecurityGroupIds: [GroupId] }))).toMatchObject({
      code: 'InvalidParameter',
      message: `Security group ${GroupId} and subnet ${SubnetId} belong to different networks.`,
    });
  });

  test('a sixth group', async () => {
    const groups = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => fleet.makeGroup(`g${String(n)}`)));

    expect(await refusalOf(fleet.run({ SecurityGroupIds: groups }))).toMatchObject({
      code: 'SecurityGroupsPerInterfaceLimitExceeded',
    });
    expect((await fleet.run({ SecurityGroupIds: groups.slice(1) }))[0]?.SecurityGroups).toHaveLength(5);
  });

  test('Windows with an ed25519 key, while an RSA key is welcome', async () => {
    await fleet.makeKey('small', 'ed25519');
    await fleet.makeKey('large', 'rsa');
    const windows = { ImageId: fleet.image('windows'), InstanceType: 't3.medium' } as const;

    expect(await refusalOf(fleet.run({ ...windows, KeyName: 'small' }))).toMatchObject({
      code: 'Unsupported',
      message:
        'ED25519 key pairs are not supported with Windows AMIs. Choose a different key pair type and try again.',
    });
    const [made] = await fleet.run({ ...windows, KeyName: 'large' });
    expect(made).toMatchObject({ Platform: 'windows', PlatformDetails: 'Windows' });
  });

  test('an address that is taken, kept by AWS or of another subnet', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1a');
    const PrivateIpAddress = await addressIn(SubnetId, 9);
    await fleet.run({ SubnetId, PrivateIpAddress });

    expect(await refusalOf(fleet.run({ SubnetId, PrivateIpAddress }))).toMatchObject({
      code: 'InvalidIPAddress.InUse',
    });
    for (const address of [await addressIn(SubnetId, 3), '10.1.2.3', 'home']) {
      expect(await refusalOf(fleet.run({ SubnetId, PrivateIpAddress: address }))).toMatchObject({
        code: 'InvalidParameterValue',
        message: expect.stringContaining('does not fall within the subnet') as string,
      });
    }
  });

  test('a region without a default VPC, where no subnet is named', async () => {
    const bare = there(
      (
        await Promise.all(
          fleet.catalog.regions.map(async (region) => ({
            region,
            isBare: await (await openFleet([], region)).vpcId().then(
              () => false,
              () => true,
            ),
          })),
        )
      ).find(({ isBare }) => isBare),
    );
    fleet = await openFleet([], bare.region);

    expect(await refusalOf(fleet.run({ ImageId: fleet.image('x86_64') }))).toMatchObject({
      code: 'VPCIdNotSpecified',
      message: 'No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.',
    });
  });

  test('a zone whose default subnet was deleted', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1a');
    await fleet.ec2.send(new DeleteSubnetCommand({ SubnetId }));

    expect(await refusalOf(fleet.run({ Placement: { AvailabilityZone: 'us-east-1a' } }))).toMatchObject({
      code: 'InvalidInput',
      message: "No default subnet for availability zone: 'us-east-1a'.",
    });
  });

  test('more machines than the subnet has addresses for', async () => {
    const { Vpc } = await fleet.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const { Subnet } = await fleet.ec2.send(
      new CreateSubnetCommand({
        VpcId: Vpc?.VpcId,
        CidrBlock: '10.0.0.0/28',
        AvailabilityZone: 'us-east-1a',
      }),
    );
    const SubnetId = there(Subnet?.SubnetId);
    const small = { SubnetId, InstanceType: 't2.nano' } as const;

    expect(await fleet.run({ ...small, MinCount: 1, MaxCount: 20 })).toHaveLength(11);
    expect(await freeIn(SubnetId)).toBe(0);
    expect(await refusalOf(fleet.run(small))).toMatchObject({
      code: 'InsufficientFreeAddressesInSubnet',
      message: `There are not enough free addresses in subnet '${SubnetId}' to satisfy the requested number of instances.`,
    });
  });

  test('as many are started as the quota has room for, and none where that is too few', async () => {
    expect(await fleet.run({ InstanceType: 'm5.2xlarge', MinCount: 1, MaxCount: 9 })).toHaveLength(4);
    expect(await refusalOf(fleet.run())).toMatchObject({ code: 'VcpuLimitExceeded' });
    fleet.pass(MINUTE);
    const [first] = await fleet.describe();
    await fleet.ec2.send(new StopInstancesCommand({ InstanceIds: [there(first?.InstanceId)] }));

    expect(await fleet.run({ InstanceType: 'm5.2xlarge' })).toHaveLength(1);
  });
});

describe('where AWS has no machine left', () => {
  test('the zone that is asked for is refused with the others to choose from', async () => {
    fleet = await openFleet([{ action: 'RunInstances', kind: 'no-capacity', zone: 'us-east-1a' }]);

    expect(await refusalOf(fleet.run({ Placement: { AvailabilityZone: 'us-east-1a' } }))).toEqual({
      code: 'InsufficientInstanceCapacity',
      status: 500,
      message:
        'We currently do not have sufficient t3.micro capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity. You can currently get t3.micro capacity by not specifying an Availability Zone in your request or choosing us-east-1b, us-east-1c, us-east-1d, us-east-1f.',
    });
    expect(await refusalOf(fleet.run({ SubnetId: await fleet.subnetIn('us-east-1a') }))).toMatchObject({
      code: 'InsufficientInstanceCapacity',
    });
    expect((await fleet.run())[0]?.Placement?.AvailabilityZone).not.toBe('us-east-1a');
  });

  test('nothing is started anywhere, and a dry run is not told', async () => {
    fleet = await openFleet([{ action: '*', kind: 'no-capacity' }]);

    expect(await refusalOf(fleet.run())).toMatchObject({ code: 'InsufficientInstanceCapacity', status: 500 });
    expect(await refusalOf(fleet.run({ DryRun: true }))).toMatchObject({
      code: 'DryRunOperation',
      status: 412,
    });
  });
});

describe('a dry run', () => {
  test('finds what is wrong, does not look at the quota, and starts nothing', async () => {
    const DryRun = true;

    expect(await refusalOf(fleet.run({ DryRun }))).toMatchObject({ code: 'DryRunOperation', status: 412 });
    expect(await refusalOf(fleet.run({ DryRun, InstanceType: 'm5.24xlarge' }))).toMatchObject({
      code: 'DryRunOperation',
    });
    expect(await refusalOf(fleet.run({ DryRun, KeyName: 'nobody' }))).toMatchObject({
      code: 'InvalidKeyPair.NotFound',
    });
    expect(await fleet.describe()).toEqual([]);
  });

  test('does not use up its token', async () => {
    await refusalOf(fleet.run({ DryRun: true, ClientToken: 'once' }));
    await fleet.run({ ClientToken: 'once', InstanceType: 't3.small' });

    expect(await fleet.describe()).toHaveLength(1);
  });
});

describe('a request with a token', () => {
  const ClientToken = 'one-of-mine';

  test('is carried out once, however often it is sent', async () => {
    const first = await fleet.runOne({ ClientToken });
    fleet.pass(MINUTE);
    const [again] = await fleet.run({ ClientToken });

    expect(again).toMatchObject({ InstanceId: first, State: { Name: 'running' }, ClientToken });
    expect(await fleet.describe()).toHaveLength(1);
  });

  test('is answered although its key pair is gone by now', async () => {
    await fleet.makeKey('mine');
    const first = await fleet.runOne({ ClientToken, KeyName: 'mine' });
    await fleet.ec2.send(new DeleteKeyPairCommand({ KeyName: 'mine' }));

    expect(await fleet.runOne({ ClientToken, KeyName: 'mine' })).toBe(first);
  });

  test.each<[string, Partial<RunInstancesCommandInput>]>([
    ['size', { InstanceType: 't3.small' }],
    ['count', { MaxCount: 2 }],
    ['tag', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }] }],
    ['user data', { UserData: 'aGFsbG8=' }],
    ['disk', { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 9 } }] }],
  ])('is refused with another %s', async (_, other) => {
    await fleet.run({ ClientToken });

    expect(await refusalOf(fleet.run({ ClientToken, ...other }))).toMatchObject({
      code: 'IdempotentParameterMismatch',
      status: 400,
      message:
        'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    });
    expect(await fleet.describe()).toHaveLength(1);
  });

  test('starts one machine in each zone that it names', async () => {
    const inZone = (zone: string) => fleet.runOne({ ClientToken, Placement: { AvailabilityZone: zone } });
    const first = await inZone('us-east-1a');
    const second = await inZone('us-east-1b');

    expect(second).not.toBe(first);
    expect([await inZone('us-east-1a'), await inZone('us-east-1b')]).toEqual([first, second]);
    expect(await fleet.describe()).toHaveLength(2);
  });

  test('names its zone by its subnet too, and another subnet of that zone is another request', async () => {
    const subnet = (SubnetId: string) => ({
      ClientToken,
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId }],
    });
    const first = await fleet.subnetIn('us-east-1a');
    const { Subnet } = await fleet.ec2.send(
      new CreateSubnetCommand({
        VpcId: await fleet.vpcId(),
        CidrBlock: '172.31.240.0/24',
        AvailabilityZone: 'us-east-1a',
      }),
    );
    await fleet.run(subnet(first));

    expect(await refusalOf(fleet.run(subnet(there(Subnet?.SubnetId))))).toMatchObject({
      code: 'IdempotentParameterMismatch',
    });
    expect(await fleet.runOne(subnet(await fleet.subnetIn('us-east-1b')))).not.toBe('');
    expect(await fleet.describe()).toHaveLength(2);
  });

  test('is refused once its machine has ended, until a day after that has vanished', async () => {
    const id = await fleet.runOne({ ClientToken });
    fleet.pass(MINUTE);
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(await fleet.runOne({ ClientToken })).toBe(id);
    fleet.pass(MINUTE);

    const ended = { code: 'IdempotentInstanceTerminated', status: 400 };
    expect(await refusalOf(fleet.run({ ClientToken }))).toMatchObject(ended);
    fleet.pass(2 * HOUR);
    expect(await fleet.describe()).toEqual([]);
    expect(await refusalOf(fleet.run({ ClientToken }))).toMatchObject(ended);
    fleet.pass(25 * HOUR);
    expect(await fleet.runOne({ ClientToken })).not.toBe(id);
  });

  test('is free again where it was refused', async () => {
    await refusalOf(fleet.run({ ClientToken, InstanceType: 'm5.24xlarge' }));

    expect(await fleet.run({ ClientToken })).toHaveLength(1);
  });
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

async function freeIn(subnetId: string): Promise<number> {
  return there((await subnetOf(subnetId)).AvailableIpAddressCount);
}

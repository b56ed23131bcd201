import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  StopInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { REGION_WITHOUT_DEFAULT_VPC } from '../../../../electron/practice/world/default-network.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, refusalOf, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await openFleet();
});

const volumes = async () => there((await fleet.ec2.send(new DescribeVolumesCommand({}))).Volumes);

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
  [
    'EBS optimisation for a size without it',
    { InstanceType: 't2.micro', EbsOptimized: true },
    'Unsupported',
    /^EBS-optimized instances are not supported/,
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
    'a second address',
    {
      NetworkInterfaces: [
        { DeviceIndex: 0, PrivateIpAddresses: [{ PrivateIpAddress: '172.31.0.9', Primary: false }] },
      ],
    },
    'Unsupported',
    /currently not supported/,
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

  test('a subnet in a zone without the size', async () => {
    const SubnetId = await fleet.subnetIn('us-east-1e');

    expect(await refusalOf(fleet.run({ SubnetId }))).toMatchObject({
      code: 'Unsupported',
      message: expect.stringContaining('in your requested Availability Zone (us-east-1e)') as string,
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
    fleet = await openFleet([], REGION_WITHOUT_DEFAULT_VPC);

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
    const Placement = { AvailabilityZone: 'us-east-1a' };
    for (const input of [{}, { Placement }]) {
      expect(await refusalOf(fleet.run({ ...input, DryRun: true }))).toMatchObject({
        code: 'DryRunOperation',
        status: 412,
      });
    }
  });
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

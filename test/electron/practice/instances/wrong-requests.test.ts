import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { openPractice } from '../../../support/practice-account.ts';

const catalog = await loadCatalog();
const IMAGE = catalog.images('us-east-1').find(({ name }) => /^al2023-ami-2023.*x86_64$/.test(name));

const ACTIONS = [
  'RunInstances',
  'DescribeInstances',
  'DescribeInstanceStatus',
  'TerminateInstances',
  'StopInstances',
  'StartInstances',
  'RebootInstances',
  'MonitorInstances',
  'DescribeInstanceAttribute',
  'ModifyInstanceAttribute',
  'ModifyInstanceMetadataOptions',
  'DescribeInstanceCreditSpecifications',
  'ModifyInstanceCreditSpecification',
  'DescribeVolumes',
  'DescribeVolumeStatus',
  'DescribeVolumeAttribute',
  'DescribeVolumesModifications',
  'CreateVolume',
  'AttachVolume',
  'DetachVolume',
  'DeleteVolume',
];

const NAMES = [
  'Attribute',
  'AvailabilityZone',
  'BlockDeviceMapping.1.DeviceName',
  'BlockDeviceMapping.1.Ebs.Encrypted',
  'BlockDeviceMapping.1.Ebs.Iops',
  'BlockDeviceMapping.1.Ebs.SnapshotId',
  'BlockDeviceMapping.1.Ebs.VolumeSize',
  'BlockDeviceMapping.1.Ebs.VolumeType',
  'BlockDeviceMapping.1.NoDevice',
  'ClientToken',
  'CpuOptions.CoreCount',
  'CreditSpecification.CpuCredits',
  'Device',
  'DisableApiTermination',
  'DisableApiTermination.Value',
  'EbsOptimized',
  'Filter.1.Name',
  'Filter.1.Value.1',
  'GroupId.1',
  'HttpTokens',
  'IamInstanceProfile.Arn',
  'ImageId',
  'IncludeAllInstances',
  'InstanceCreditSpecification.1.InstanceId',
  'InstanceId',
  'InstanceId.1',
  'InstanceId.99999999',
  'InstanceType',
  'InstanceType.Value',
  'KeyName',
  'LaunchTemplate.Version',
  'MaxCount',
  'MaxResults',
  'MetadataOptions',
  'MetadataOptions.HttpPutResponseHopLimit',
  'MinCount',
  'NetworkInterface.1.DeviceIndex',
  'NetworkInterface.1.NetworkInterfaceId',
  'NetworkInterface.1.SubnetId',
  'NetworkInterface.x',
  'NextToken',
  'Placement.AvailabilityZone',
  'Placement.AvailabilityZoneId',
  'PrivateIpAddress',
  'SecurityGroup.1',
  'SecurityGroupId.1',
  'Size',
  'SnapshotId',
  'SubnetId',
  'TagSpecification.1.ResourceType',
  'TagSpecification.1.Tag.1.Key',
  'UserData',
  'UserData.Value',
  'Value',
  'VolumeId',
  'VolumeId.1',
  'VolumeType',
  '__proto__',
  'constructor.1',
  'toString',
];

test('whatever is asked about machines and disks is answered as EC2 answers, never by a fault of ours', async () => {
  const practice = await openPractice();
  const run = usualFor('RunInstances', []);
  const started = await practice.send(
    new URLSearchParams({ Version: '2016-11-15', Action: 'RunInstances', ...run }).toString(),
  );
  const ids = [/i-[0-9a-f]{17}/, /vol-[0-9a-f]{17}/].map((id) => id.exec(started.text)?.[0] ?? '');
  const name = fc.constantFrom(...NAMES);
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      '-1',
      '2147483648',
      'true',
      'false',
      'x',
      'i-0123456789abcdef0',
      'vol-0123456789abcdef0',
      'us-east-1a',
      'instance-id',
      'tag:Name',
      '__proto__',
      'constructor',
      'gp3',
      '/dev/sdf',
      'enabled',
      'kernel',
      'userData',
      't3.micro',
      'eni-0123456789abcdef0',
      '\u0000',
      '*'.repeat(300),
      '9'.repeat(400),
      'resolve:ssm:',
      '/dev/xvda',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const given = fc.array(fc.tuple(name, value), { maxLength: 4 });
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ACTIONS), given, fc.boolean(), async (action, params, isUsual) => {
      const usual = isUsual ? usualFor(action, ids) : {};
      const query = new URLSearchParams({
        Version: '2016-11-15',
        Action: action,
        ...usual,
        ...Object.fromEntries(params),
      });
      const { status, code, text } = await practice.send(query.toString());
      expect([code, text]).not.toEqual(['InternalError', text]);
      expect(status === 200).toBe(code === null);
      codes.set(code ?? 'done', (codes.get(code ?? 'done') ?? 0) + 1);
    }),
    { seed: 20_261_123, numRuns: 1500 },
  );
  // It is no use if everything is refused for the same reason.
  expect(codes.size).toBeGreaterThan(15);
  expect(codes.get('done')).toBeGreaterThan(50);
});

/** What the action needs at least, of a machine and a disk that are there. */
function usualFor(action: string, [instanceId = '', volumeId = '']: readonly string[]) {
  const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    RunInstances: { ImageId: IMAGE?.imageId ?? '', InstanceType: 't3.micro', MinCount: '1', MaxCount: '1' },
    StopInstances: { 'InstanceId.1': instanceId },
    StartInstances: { 'InstanceId.1': instanceId },
    RebootInstances: { 'InstanceId.1': instanceId },
    MonitorInstances: { 'InstanceId.1': instanceId },
    DescribeInstanceAttribute: { InstanceId: instanceId },
    ModifyInstanceAttribute: { InstanceId: instanceId },
    ModifyInstanceMetadataOptions: { InstanceId: instanceId },
    CreateVolume: { AvailabilityZone: 'us-east-1a', Size: '1' },
    AttachVolume: { InstanceId: instanceId, VolumeId: volumeId },
    DetachVolume: { VolumeId: volumeId },
    DeleteVolume: { VolumeId: volumeId },
  };
  return usual[action] ?? {};
}

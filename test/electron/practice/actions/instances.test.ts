import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type DescribeInstancesCommandInput,
  type DescribeInstanceStatusCommandInput,
  type Instance,
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

const list = (input: DescribeInstancesCommandInput = {}) =>
  fleet.ec2.send(new DescribeInstancesCommand(input));
const idsWhere = async (Name: string, ...Values: readonly string[]): Promise<readonly string[]> => {
  const { Reservations = [] } = await list({ Filters: [{ Name, Values: [...Values] }] });
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(idOf));
};
const idOf = ({ InstanceId }: Instance) => there(InstanceId);
const status = async (input: DescribeInstanceStatusCommandInput = {}) =>
  there((await fleet.ec2.send(new DescribeInstanceStatusCommand(input))).InstanceStatuses);

describe('filters', () => {
  test('find machines by what EC2 says of them, and not the others', async () => {
    await fleet.makeKey('mine');
    const group = await fleet.makeGroup('web');
    const id = await fleet.runOne({
      KeyName: 'mine',
      ClientToken: 'once',
      SecurityGroupIds: [group],
      SubnetId: await fleet.subnetIn('us-east-1b'),
      Monitoring: { Enabled: true },
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web*1' }] },
        { ResourceType: 'network-interface', Tags: [{ Key: 'door', Value: 'front' }] },
      ],
    });
    fleet.pass(HOUR);
    await fleet.run({
      ImageId: fleet.image('arm64'),
      InstanceType: 't4g.nano',
      Placement: { AvailabilityZone: 'us-east-1a' },
    });
    const [machine] = await fleet.describe(id);
    const eth0 = there(machine?.NetworkInterfaces?.[0]);
    const asked: readonly (readonly [string, string | undefined])[] = [
      ['architecture', 'x86_64'],
      ['availability-zone', 'us-east-1b'],
      ['availability-zone-id', machine?.Placement?.AvailabilityZoneId],
      ['block-device-mapping.attach-time', '2026-11-23T10:00:00*'],
      ['block-device-mapping.volume-id', machine?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId],
      ['client-token', 'once'],
      ['dns-name', machine?.PublicDnsName],
      ['image-id', machine?.ImageId],
      ['instance-id', id],
      ['instance-state-code', '16'],
      ['instance-state-name', 'running'],
      ['instance-type', 't3.*'],
      ['instance.group-id', group],
      ['instance.group-name', 'web'],
      ['ip-address', machine?.PublicIpAddress],
      ['key-name', 'mine'],
      ['launch-time', '2026-11-23T10:*'],
      ['monitoring-state', 'enabled'],
      ['network-interface.addresses.private-ip-address', eth0.PrivateIpAddress],
      ['network-interface.association.public-ip', eth0.Association?.PublicIp],
      ['network-interface.attachment.attachment-id', eth0.Attachment?.AttachmentId],
      ['network-interface.group-name', 'web'],
      ['network-interface.mac-address', eth0.MacAddress],
      ['network-interface.network-interface-id', eth0.NetworkInterfaceId],
      ['network-interface.tag-key', 'door'],
      ['network-interface.tag-value', 'front'],
      ['private-dns-name', machine?.PrivateDnsName],
      ['private-ip-address', machine?.PrivateIpAddress],
      ['subnet-id', machine?.SubnetId],
      ['tag:Name', 'web\\*1'],
      ['tag-key', 'Name'],
    ];

    for (const [name, value] of asked)
      expect([name, await idsWhere(name, there(value))]).toEqual([name, [id]]);
    for (const name of ['hypervisor', 'tenancy', 'root-device-type', 'vpc-id', 'owner-id']) {
      expect([name, await idsWhere(name, '*')]).toEqual([name, [id, expect.any(String)]]);
    }
    for (const name of [
      'spot-instance-request-id',
      'platform',
      'host-id',
      'network-interface.ipv6-address',
    ]) {
      expect([name, await idsWhere(name, '*')]).toEqual([name, []]);
    }
  });

  test('are alternatives within, and all of them together', async () => {
    const nano = await fleet.runOne({ InstanceType: 't2.nano' });
    const micro = await fleet.runOne({ InstanceType: 't2.micro' });
    await fleet.run({ InstanceType: 't2.small' });

    expect(await idsWhere('instance-type', 't2.nano', 't2.micro')).toEqual([nano, micro]);
    const both = await list({
      Filters: [
        { Name: 'instance-type', Values: ['t2.n*', 't2.m*'] },
        { Name: 'instance-id', Values: [micro] },
      ],
    });
    expect(both.Reservations?.flatMap(({ Instances = [] }) => Instances.map(idOf))).toEqual([micro]);
  });

  test('that EC2 does not know are refused', async () => {
    expect(await refusalOf(idsWhere('colour', 'red'))).toMatchObject({
      code: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
    });
  });

  test('on the place of a terminated machine find nothing, while its tags still find it', async () => {
    const id = await fleet.runOne({
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'launch', Value: '7' }] }],
    });
    const vpc = await fleet.vpcId();
    expect(await idsWhere('vpc-id', vpc)).toEqual([id]);
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    fleet.pass(MINUTE);

    expect(await idsWhere('vpc-id', vpc)).toEqual([]);
    expect(await idsWhere('tag:launch', '7')).toEqual([id]);
  });
});

describe('pages', () => {
  test('hold whole reservations, each machine once', async () => {
    for (let n = 0; n < 7; n += 1) await fleet.run({ InstanceType: 't2.nano', MaxCount: 2 });

    const first = await list({ MaxResults: 5 });
    const second = await list({ MaxResults: 5, NextToken: first.NextToken });
    const sizes = [first, second].map(({ Reservations = [] }) =>
      Reservations.map(({ Instances = [] }) => Instances.length),
    );
    expect(sizes).toEqual([
      [2, 2, 2, 2, 2],
      [2, 2],
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  test.each([
    ['fewer than 5', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['more than 1000', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['a token of somebody else', { NextToken: 'x' }, 'InvalidPaginationToken'],
  ])('are refused with %s', async (_, input, code) => {
    expect(await refusalOf(list(input))).toMatchObject({ code, status: 400 });
  });

  test('and ids are refused together', async () => {
    const id = await fleet.runOne();

    expect(await refusalOf(list({ InstanceIds: [id], MaxResults: 5 }))).toMatchObject({
      code: 'InvalidParameterCombination',
      message: 'The parameter instancesSet cannot be used with the parameter maxResults',
    });
  });
});

test.each([
  [
    'i-0123456789abcdef0',
    'InvalidInstanceID.NotFound',
    "The instance ID 'i-0123456789abcdef0' does not exist",
  ],
  ['web-1', 'InvalidInstanceID.Malformed', 'Invalid id: "web-1" (expecting "i-...")'],
])('the id %s refuses the whole question', async (id, code, message) => {
  const mine = await fleet.runOne();

  expect(await refusalOf(fleet.describe(mine, id))).toMatchObject({ code, message, status: 400 });
});

describe('status checks', () => {
  test('are told of at most 100 machines that are named', async () => {
    const ids = Array.from({ length: 101 }, (_, n) => `i-${n.toString(16).padStart(17, '0')}`);

    expect(await refusalOf(status({ InstanceIds: ids }))).toMatchObject({
      code: 'InvalidParameterValue',
      message: 'The request must contain at most 100 instance IDs',
    });
  });

  test('are told of machines that run: initializing for a minute, then ok', async () => {
    const id = await fleet.runOne();
    expect(await status()).toEqual([]);
    fleet.pass(8 * SECOND);
    const checks = async () => (await status())[0];
    const check = (Status: string, reachability: string) => ({
      Status,
      Details: [{ Name: 'reachability', Status: reachability }],
    });

    const initializing = check('initializing', 'initializing');
    expect(await checks()).toMatchObject({
      InstanceId: id,
      InstanceState: { Code: 16, Name: 'running' },
      InstanceStatus: initializing,
      SystemStatus: initializing,
      AttachedEbsStatus: initializing,
    });
    fleet.pass(58 * SECOND);
    expect(await checks()).toMatchObject({ InstanceStatus: initializing });
    fleet.pass(1 * SECOND);
    const ok = check('ok', 'passed');
    expect(await checks()).toMatchObject({ InstanceStatus: ok, SystemStatus: ok, AttachedEbsStatus: ok });
  });

  test('are told of all machines where all are asked for', async () => {
    const id = await fleet.runOne();

    expect(await status({ IncludeAllInstances: true })).toMatchObject([
      {
        InstanceId: id,
        InstanceState: { Name: 'pending' },
        InstanceStatus: { Status: 'not-applicable' },
        SystemStatus: { Status: 'not-applicable' },
      },
    ]);
    expect(await status({ InstanceIds: [id] })).toEqual([]);
  });

  test('begin anew after a stop', async () => {
    const id = await fleet.runOne();
    fleet.pass(HOUR);
    await fleet.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));

    expect(await status()).toEqual([]);
  });

  test('can be filtered, and paged', async () => {
    await fleet.run({ InstanceType: 't2.nano', MaxCount: 7 });
    fleet.pass(30 * SECOND);

    const where = (Name: string, value: string) => status({ Filters: [{ Name, Values: [value] }] });
    expect(await where('instance-status.status', 'initializing')).toHaveLength(7);
    expect(await where('system-status.reachability', 'passed')).toEqual([]);
    expect(await where('event.code', '*')).toEqual([]);
    expect(await status({ MaxResults: 5 })).toHaveLength(5);
    expect(await refusalOf(where('tag:Name', 'x'))).toMatchObject({ code: 'InvalidParameterValue' });
  });
});

import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeVolumeAttributeCommand,
  DescribeVolumesCommand,
  DescribeVolumesModificationsCommand,
  DescribeVolumeStatusCommand,
  DetachVolumeCommand,
  TerminateInstancesCommand,
  type CreateVolumeCommandInput,
  type DescribeVolumesCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, refusalOf, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await openFleet();
});

const list = async (input: DescribeVolumesCommandInput = {}) =>
  there((await fleet.ec2.send(new DescribeVolumesCommand(input))).Volumes);
const idsWhere = async (Name: string, value: string) =>
  (await list({ Filters: [{ Name, Values: [value] }] })).map(({ VolumeId }) => VolumeId);
const create = async (input: Partial<CreateVolumeCommandInput> = {}) =>
  there(
    (
      await fleet.ec2.send(
        new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 10, VolumeType: 'gp3', ...input }),
      )
    ).VolumeId,
  );
const runningIn = async (AvailabilityZone: string) => {
  const id = await fleet.runOne({ Placement: { AvailabilityZone } });
  fleet.pass(MINUTE);
  return id;
};
const attach = (VolumeId: string, InstanceId: string, Device = '/dev/sdf') =>
  fleet.ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }));

test('filters find a volume by what EC2 says of it', async () => {
  const id = await runningIn('us-east-1a');
  const [root] = await list();
  const other = await create({
    AvailabilityZone: 'us-east-1b',
    VolumeType: 'gp2',
    Size: 33,
    Encrypted: true,
    TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'spare' }] }],
  });
  const rootId = there(root?.VolumeId);

  for (const [name, value] of [
    ['attachment.instance-id', id],
    ['attachment.device', '/dev/xvda'],
    ['attachment.delete-on-termination', 'true'],
    ['attachment.status', 'attached'],
    ['availability-zone', 'us-east-1a'],
    ['encrypted', 'false'],
    ['snapshot-id', 'snap-*'],
    ['status', 'in-use'],
    ['volume-id', rootId],
    ['volume-type', 'gp3'],
  ] as const) {
    expect([name, await idsWhere(name, value)]).toEqual([name, [rootId]]);
  }
  for (const [name, value] of [
    ['size', '33'],
    ['tag:Name', 'spare'],
    ['status', 'available'],
    ['encrypted', 'true'],
  ] as const) {
    expect([name, await idsWhere(name, value)]).toEqual([name, [other]]);
  }
  expect(await refusalOf(idsWhere('colour', 'red'))).toMatchObject({ code: 'InvalidParameterValue' });
});

test('pages are cut, and refused together with ids', async () => {
  await fleet.run({ InstanceType: 't2.nano', MaxCount: 6 });
  const first = await fleet.ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }));

  expect(first.Volumes).toHaveLength(5);
  expect(await list({ NextToken: first.NextToken, MaxResults: 5 })).toHaveLength(1);
  const ids = [there(first.Volumes?.[0]?.VolumeId)];
  expect(await refusalOf(list({ VolumeIds: ids, MaxResults: 5 }))).toMatchObject({
    code: 'InvalidParameterCombination',
  });
  expect(await refusalOf(list({ VolumeIds: ['vol-0123456789abcdef0'] }))).toMatchObject({
    code: 'InvalidVolume.NotFound',
  });
});

test('everything is well with a volume', async () => {
  const VolumeId = await create();

  const { VolumeStatuses } = await fleet.ec2.send(new DescribeVolumeStatusCommand({}));
  expect(VolumeStatuses).toMatchObject([
    { VolumeId, AvailabilityZone: 'us-east-1a', VolumeStatus: { Status: 'ok' } },
  ]);
  const attribute = await fleet.ec2.send(
    new DescribeVolumeAttributeCommand({ VolumeId, Attribute: 'autoEnableIO' }),
  );
  expect(attribute).toMatchObject({ VolumeId, AutoEnableIO: { Value: false } });
});

test('nothing was ever made larger', async () => {
  const VolumeIds = [await create()];
  const modifications = (input: object) => fleet.ec2.send(new DescribeVolumesModificationsCommand(input));

  expect((await modifications({})).VolumesModifications).toEqual([]);
  expect(await refusalOf(modifications({ VolumeIds }))).toMatchObject({
    code: 'InvalidVolumeModification.NotFound',
    message: `Modification for volume '${VolumeIds[0] ?? ''}' does not exist.`,
  });
});

describe('a volume of its own', () => {
  test('is attached, detached and deleted, and is deleted no sooner', async () => {
    const VolumeId = await create();
    const InstanceId = await runningIn('us-east-1a');
    const remove = () => fleet.ec2.send(new DeleteVolumeCommand({ VolumeId }));

    expect(await attach(VolumeId, InstanceId)).toMatchObject({ VolumeId, InstanceId, Device: '/dev/sdf' });
    const [machine] = await fleet.describe(InstanceId);
    expect(machine?.BlockDeviceMappings).toMatchObject([
      { DeviceName: '/dev/xvda' },
      { DeviceName: '/dev/sdf', Ebs: { VolumeId, DeleteOnTermination: false } },
    ]);
    expect(await refusalOf(remove())).toMatchObject({
      code: 'VolumeInUse',
      message: `Volume ${VolumeId} is currently attached to ${InstanceId}`,
    });
    await fleet.ec2.send(new DetachVolumeCommand({ VolumeId }));
    await remove();
    expect(await idsWhere('volume-id', VolumeId)).toEqual([]);
  });

  test('is made once for one token', async () => {
    const ClientToken = 'once';
    const first = await create({ ClientToken });

    expect(await create({ ClientToken })).toBe(first);
    expect(await refusalOf(create({ ClientToken, Size: 11 }))).toMatchObject({
      code: 'IdempotentParameterMismatch',
    });
    expect(await list()).toHaveLength(1);
  });

  test('outlives the machine', async () => {
    const VolumeId = await create();
    const InstanceId = await runningIn('us-east-1a');
    await attach(VolumeId, InstanceId);
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }));
    fleet.pass(MINUTE);

    expect(await list()).toMatchObject([{ VolumeId, State: 'available', Attachments: [] }]);
  });

  test('is refused by a machine of another zone, at a device that is taken, and twice', async () => {
    const VolumeId = await create();
    const here = await runningIn('us-east-1a');
    const elsewhere = await runningIn('us-east-1b');

    expect(await refusalOf(attach(VolumeId, elsewhere))).toMatchObject({
      code: 'InvalidVolume.ZoneMismatch',
      message: `The volume '${VolumeId}' is not in the same availability zone as instance '${elsewhere}'`,
    });
    expect(await refusalOf(attach(VolumeId, here, '/dev/xvda'))).toMatchObject({
      code: 'InvalidParameterValue',
    });
    expect(await refusalOf(attach(VolumeId, here, 'C:'))).toMatchObject({ code: 'InvalidParameterValue' });
    await attach(VolumeId, here);
    expect(await refusalOf(attach(VolumeId, here, '/dev/sdg'))).toMatchObject({ code: 'VolumeInUse' });
  });

  test('is detached only from where it is, and never a root that runs', async () => {
    const VolumeId = await create();
    const detach = (input: object) => fleet.ec2.send(new DetachVolumeCommand({ VolumeId, ...input }));
    expect(await refusalOf(detach({}))).toMatchObject({ code: 'IncorrectState' });
    const id = await runningIn('us-east-1a');
    await attach(VolumeId, id);

    expect(await refusalOf(detach({ Device: '/dev/sdg' }))).toMatchObject({
      code: 'InvalidAttachment.NotFound',
    });
    const root = (await list()).find(({ VolumeId: each }) => each !== VolumeId);
    expect(await refusalOf(detach({ VolumeId: root?.VolumeId }))).toMatchObject({
      code: 'OperationNotPermitted',
    });
  });

  test.each<[string, Partial<CreateVolumeCommandInput>, string]>([
    ['in no zone', { AvailabilityZone: 'us-east-1z' }, 'InvalidZone.NotFound'],
    ['of no size', { Size: undefined }, 'MissingParameter'],
    ['of no kind', { VolumeType: 'gp9' as 'gp2' }, 'InvalidParameterValue'],
    ['of a snapshot that is not there', { SnapshotId: 'snap-0123456789abcdef0' }, 'InvalidSnapshot.NotFound'],
  ])('is refused %s', async (_, input, code) => {
    expect(await refusalOf(create(input))).toMatchObject({ code, status: 400 });
    expect(await list()).toEqual([]);
  });
});

import {
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DeleteSnapshotCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  TerminateInstancesCommand,
  type CreateSnapshotCommandInput,
  type DescribeSnapshotsCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from 'vitest';
import { MINUTE, openFleet, refusalOf, SECOND, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let volumeId: string;

beforeEach(async () => {
  fleet = await openFleet();
  await fleet.run();
  fleet.pass(MINUTE);
  volumeId = there((await fleet.ec2.send(new DescribeVolumesCommand({}))).Volumes?.[0]?.VolumeId);
});

const list = async (input: DescribeSnapshotsCommandInput = {}) =>
  there((await fleet.ec2.send(new DescribeSnapshotsCommand(input))).Snapshots);
const create = (input: Partial<CreateSnapshotCommandInput> = {}) =>
  fleet.ec2.send(new CreateSnapshotCommand({ VolumeId: volumeId, Description: 'before', ...input }));
const idsWhere = async (Name: string, value: string) =>
  (await list({ Filters: [{ Name, Values: [value] }] })).map(({ SnapshotId }) => SnapshotId);

test('a snapshot is begun at once, and complete after a while', async () => {
  const begun = await create();

  expect(begun).toMatchObject({ VolumeId: volumeId, State: 'pending', VolumeSize: 8, Encrypted: false });
  fleet.pass(6 * SECOND);
  expect(await list()).toMatchObject([{ SnapshotId: begun.SnapshotId, State: 'pending', Progress: '10%' }]);
  fleet.pass(MINUTE);
  expect(await list()).toMatchObject([
    { State: 'completed', Progress: '100%', StartTime: begun.StartTime, Description: 'before' },
  ]);
});

test('it outlives its volume, and a volume can be made of it', async () => {
  const { SnapshotId } = await create();
  const machines = await fleet.describe();
  const InstanceIds = machines.map(({ InstanceId }) => there(InstanceId));
  await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  fleet.pass(MINUTE);

  expect(await list()).toHaveLength(1);
  const made = await fleet.ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'us-east-1b', SnapshotId, VolumeType: 'gp3' }),
  );
  expect(made).toMatchObject({ SnapshotId, Size: 8 });
});

test('filters, owners and tags find it by what EC2 says of it', async () => {
  const { SnapshotId = '' } = await create({
    TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'Name', Value: 'copy' }] }],
  });
  await create({ Description: 'another' });
  await fleet.ec2.send(
    new CreateTagsCommand({ Resources: [SnapshotId], Tags: [{ Key: 'More', Value: '1' }] }),
  );

  for (const [name, value] of [
    ['description', 'before'],
    ['snapshot-id', SnapshotId],
    ['tag:Name', 'copy'],
    ['tag:More', '1'],
  ] as const) {
    expect([name, await idsWhere(name, value)]).toEqual([name, [SnapshotId]]);
  }
  expect(await idsWhere('volume-id', volumeId)).toHaveLength(2);
  expect(await idsWhere('status', 'completed')).toEqual([]);
  expect(await list({ OwnerIds: ['self'] })).toHaveLength(2);
  expect(await list({ OwnerIds: ['amazon'] })).toEqual([]);
  expect(await list({ SnapshotIds: [SnapshotId] })).toHaveLength(1);
  expect(await refusalOf(idsWhere('colour', 'red'))).toMatchObject({ code: 'InvalidParameterValue' });
});

test('what is deleted is gone, and is refused the second time', async () => {
  const { SnapshotId } = await create();
  const remove = () => fleet.ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
  await remove();

  expect(await list()).toEqual([]);
  expect(await refusalOf(remove())).toMatchObject({ code: 'InvalidSnapshot.NotFound' });
});

test.each<[string, Partial<CreateSnapshotCommandInput>, string]>([
  ['of a volume that is not there', { VolumeId: 'vol-0123456789abcdef0' }, 'InvalidVolume.NotFound'],
  ['of what is no volume', { VolumeId: 'disk' }, 'InvalidVolumeID.Malformed'],
  ['of nothing', { VolumeId: undefined }, 'MissingParameter'],
  [
    'with tags for something else',
    { TagSpecifications: [{ ResourceType: 'volume', Tags: [] }] },
    'InvalidParameterValue',
  ],
  ['in a dry run', { DryRun: true }, 'DryRunOperation'],
])('one %s is not made', async (_, input, code) => {
  expect(await refusalOf(create(input))).toMatchObject({ code });
  expect(await list()).toEqual([]);
});

test('ids are refused together with pages, and where one is not there', async () => {
  const { SnapshotId = '' } = await create();

  expect(await refusalOf(list({ SnapshotIds: [SnapshotId], MaxResults: 5 }))).toMatchObject({
    code: 'InvalidParameterCombination',
  });
  expect(await refusalOf(list({ SnapshotIds: [SnapshotId, 'snap-0123456789abcdef0'] }))).toMatchObject({
    code: 'InvalidSnapshot.NotFound',
  });
  for (const _ of [1, 2, 3, 4, 5]) await create();
  const first = await fleet.ec2.send(new DescribeSnapshotsCommand({ MaxResults: 5 }));
  expect(first.Snapshots).toHaveLength(5);
  expect(await list({ MaxResults: 5, NextToken: first.NextToken })).toHaveLength(1);
});

test('the snapshot of an image is nobody’s to delete', async () => {
  const [machine] = await fleet.describe();
  const { Volumes } = await fleet.ec2.send(new DescribeVolumesCommand({}));
  const SnapshotId = there(Volumes?.[0]?.SnapshotId);

  expect(machine).toBeDefined();
  expect(await refusalOf(fleet.ec2.send(new DeleteSnapshotCommand({ SnapshotId })))).toMatchObject({
    status: 403,
  });
});

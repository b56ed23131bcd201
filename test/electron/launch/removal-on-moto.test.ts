import { randomUUID } from 'node:crypto';
import {
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import { changeInstances } from '../../../electron/launch/change-instances.ts';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import type { LaunchServices } from '../../../electron/launch/launch-services.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import { undoLaunch } from '../../../electron/launch/undo-launch.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { there } from '../../support/practice-fleet.ts';
import { MACHINE, memoryKeeper, RECORD } from './record-fixture.ts';

// An EC2 that Keyport's authors have not written. It lets a group go while it is in use; the order of the calls says the rest.

// Some thirty calls to a program that answers one at a time, and is slow where others use the processor too.
const SLOW_MS = 120_000;

needs('moto')('on moto', () => {
  let moto: Moto;
  let judge: EC2Client;
  let clients: AwsClients;
  beforeAll(async () => {
    moto = await startMoto();
    judge = new EC2Client({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    clients = clientsAt(moto.endpoint);
  });
  beforeEach(() => moto.reset());
  afterAll(async () => {
    judge.destroy();
    closeClients(clients);
    await moto.stop();
  });

  const groupOf = async (GroupName: string) =>
    there((await judge.send(new CreateSecurityGroupCommand({ GroupName, Description: 'a test' }))).GroupId);

  async function launched(count: number): Promise<LaunchRecord> {
    const launchId = randomUUID();
    const groupId = await groupOf(RECORD.plan.name);
    const { Instances = [] } = await judge.send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: count,
        MaxCount: count,
        SecurityGroupIds: [groupId],
        ClientToken: `${launchId}.p1.1`,
        TagSpecifications: (['instance', 'volume'] as const).map((ResourceType) => ({
          ResourceType,
          Tags: [{ Key: 'keyport:launch-id', Value: launchId }],
        })),
      }),
    );
    const machines = [];
    for (const { InstanceId = '' } of Instances) {
      const { Volumes = [] } = await judge.send(
        new DescribeVolumesCommand({ Filters: [{ Name: 'attachment.instance-id', Values: [InstanceId] }] }),
      );
      const volumes = Volumes.map(({ VolumeId = '', Size = 0 }) => ({ volumeId: VolumeId, sizeGiB: Size }));
      machines.push({ ...MACHINE, instanceId: InstanceId, startedAt: Date.now(), ran: [], volumes });
    }
    return { ...RECORD, launchId, startedAt: Date.now(), aim: 'undo', group: { groupId }, machines };
  }

  function open(record: LaunchRecord) {
    const keeper = memoryKeeper(record);
    const now = Date.now;
    const services = {
      clients,
      patience: createPatience({ KEYPORT_PATIENCE: '0.01' }),
      record: keeper,
      board: createBoard(keeper, 'removing', now),
      unfinished: createUnfinished(),
      now,
      vault: { journal: { list: async () => ({ records: [], damaged: [] }) } },
    } as unknown as LaunchServices;
    return { services, record: keeper.current };
  }

  const states = async () => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    return Object.fromEntries(
      Reservations.flatMap(({ Instances = [] }) => Instances).map(({ InstanceId, State }) => [
        there(InstanceId),
        State?.Name,
      ]),
    );
  };
  const groups = async () =>
    ((await judge.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups ?? []).map(
      ({ GroupId }) => GroupId,
    );

  test(
    'a launch is removed with copies of its disks, and what has its tag without being of it stays',
    { timeout: SLOW_MS },
    async () => {
      const record = await launched(2);
      const { Instances = [] } = await judge.send(
        new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 }),
      );
      const stranger = there(Instances[0]?.InstanceId);
      const group = await groupOf('of somebody else');
      const Tags = [{ Key: 'keyport:launch-id', Value: record.launchId }];
      await judge.send(new CreateTagsCommand({ Resources: [stranger, group], Tags }));
      const [volume] = record.machines.flatMap(({ volumes }) => volumes);
      const { SnapshotId } = await judge.send(
        new CreateSnapshotCommand({ VolumeId: there(volume).volumeId, Description: 'nightly' }),
      );

      const work = open({ ...record, undo: { keyPairToo: false, snapshotsFirst: true } });
      await undoLaunch(work.services);

      expect(work.record()).toMatchObject({ ended: 'removed', problem: null, group: null });
      const after = await states();
      expect(record.machines.map(({ instanceId }) => after[instanceId])).toEqual([
        'terminated',
        'terminated',
      ]);
      expect(after[stranger]).toBe('running');
      expect(await groups()).toContain(group);
      expect(await groups()).not.toContain(record.group?.groupId);
      const own = (await judge.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }))).Snapshots ?? [];
      const ours = own.filter(({ Tags: given = [] }) => given.some(({ Value }) => Value === record.launchId));
      expect(ours.map((each) => there(each.SnapshotId)).toSorted()).toEqual(
        work
          .record()
          .snapshots.map(({ snapshotId }) => snapshotId)
          .toSorted(),
      );
      expect(ours).toHaveLength(2);
      expect(ours.map((each) => each.SnapshotId)).not.toContain(SnapshotId);
    },
  );

  test('a protected machine stays until it is unprotected', async () => {
    const record = await launched(2);
    const [held = '', other = ''] = record.machines.map(({ instanceId }) => instanceId);
    await judge.send(
      new ModifyInstanceAttributeCommand({ InstanceId: held, DisableApiTermination: { Value: true } }),
    );
    const first = open({ ...record, undo: { keyPairToo: false, snapshotsFirst: false } });
    await undoLaunch(first.services);

    expect(first.record()).toMatchObject({
      ended: 'not-removed',
      problem: { code: 'termination-protected' },
    });
    expect(await states()).toMatchObject({ [held]: 'running', [other]: 'terminated' });
    const second = open({ ...first.record(), problem: null });
    await changeInstances(second.services, { instanceIds: [held], act: 'unprotect', snapshotsFirst: false });
    await undoLaunch(second.services);
    expect(second.record()).toMatchObject({ ended: 'removed', group: null });
    expect(await states()).toMatchObject({ [held]: 'terminated' });
  });

  test('machines are stopped, and started again', async () => {
    const record = await launched(2);
    const instanceIds = record.machines.map(({ instanceId }) => instanceId);
    const work = open({ ...record, aim: 'launch', ended: 'running' });
    await changeInstances(work.services, { instanceIds, act: 'stop', snapshotsFirst: false });
    expect(Object.values(await states())).toEqual(['stopped', 'stopped']);
    expect(work.record().machines.map(({ state, publicAddress }) => [state, publicAddress])).toEqual([
      ['stopped', null],
      ['stopped', null],
    ]);
    await changeInstances(work.services, { instanceIds, act: 'start', snapshotsFirst: false });
    expect(Object.values(await states())).toEqual(['running', 'running']);
    expect(work.record()).toMatchObject({ ended: 'running', problem: null });
  });
});

import {
  AttachVolumeCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DeleteSecurityGroupCommand,
  DeleteVolumeCommand,
  DetachVolumeCommand,
  ModifyInstanceAttributeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import { undoLaunch } from '../../../electron/launch/undo-launch.ts';
import { words } from '../../../shared/words/en.ts';
import { there } from '../../support/practice-fleet.ts';
import { LAUNCH_ID } from './record-fixture.ts';
import { openRemovalWorld, TAGGED, type RemovalWorld, type Work, type WorkOptions } from './removal-world.ts';

const HOUR = 3_600_000;

async function undone(world: RemovalWorld, record = world.record, options: WorkOptions = {}): Promise<Work> {
  const work = world.open(record, options);
  await undoLaunch(work.services);
  return work;
}

const linesOf = (record: LaunchRecord) => record.lines.map(({ id, state }) => [id, state] as const);
const actionsOf = ({ calls }: Work) => calls.map(({ action }) => action);
const withCopies = (record: LaunchRecord): LaunchRecord => ({
  ...record,
  undo: { keyPairToo: false, snapshotsFirst: true },
});
/** As the record was before the answer of this machine's RunInstances. */
const withLost = (record: LaunchRecord, instanceId: string): LaunchRecord => ({
  ...record,
  machines: record.machines.filter((machine) => machine.instanceId !== instanceId),
  placements: record.placements.map((placement) => ({
    ...placement,
    attempts: placement.attempts.map((attempt) =>
      attempt.instanceId === instanceId ? { ...attempt, state: 'asked' as const, instanceId: null } : attempt,
    ),
  })),
});

test('all that the launch made is gone, each line is on the disk before its call, and is done when it is true', async () => {
  const world = await openRemovalWorld();
  const work = await undone(world);

  const { record } = world;
  expect(Object.values(await world.machines())).toEqual(['terminated', 'terminated', 'terminated']);
  expect(await world.groups()).not.toContain(world.groupId);
  expect(await world.volumes()).toEqual([]);
  const after = work.written();
  expect(after).toMatchObject({ ended: 'removed', problem: null, group: null });
  expect(after.machines.every(({ goneAt }) => goneAt !== null)).toBe(true);
  expect(linesOf(after)).toEqual([
    ...world.instanceIds.map((id) => [`undo-${id}`, 'done']),
    ...record.machines.map(({ volumes }) => [`undo-${volumes[0]?.volumeId ?? ''}`, 'done']),
    ['undo-security-group', 'done'],
  ]);
  expect(after.lines.map(({ resourceId }) => resourceId)).not.toContain(null);
  // The group's line was there from the start.
  const first = work.writtenAt('DescribeInstances');
  expect(linesOf(first)).toEqual(linesOf(after).map(([id]) => [id, 'waiting']));
  for (const id of world.instanceIds) {
    const at = work.writtenAt('TerminateInstances', id);
    expect(at.lines.find((line) => line.id === `undo-${id}`)).toMatchObject({ state: 'working' });
  }
  const atGroup = work.writtenAt('DeleteSecurityGroup');
  expect(atGroup.lines.find(({ id }) => id === 'undo-security-group')?.state).toBe('working');
  for (const { params } of work.calls.filter(({ action }) => action === 'TerminateInstances')) {
    expect([...params.keys()].filter((key) => key.startsWith('InstanceId'))).toHaveLength(1);
  }
});

test('a terminate line is not done while its machine is still shutting down', async () => {
  const world = await openRemovalWorld();
  const work = await undone(world);

  const seen = work.told.flatMap(({ machines, lines }) =>
    machines.flatMap(({ instanceId, state }) =>
      lines.some(({ id, state: is }) => id === `undo-${instanceId}` && is === 'done') ? [state] : [],
    ),
  );
  expect(new Set(seen)).toEqual(new Set(['terminated']));
  const states = work.told.flatMap(({ machines }) => machines.map(({ state }) => state));
  expect(states).toContain('shutting-down');
  expect(work.written().ended).toBe('removed');
});

test('a second removal of what is gone calls for nothing to be deleted', async () => {
  const world = await openRemovalWorld();
  const first = await undone(world);
  const second = await undone(world, { ...first.written(), ended: null });

  expect(second.written().ended).toBe('removed');
  expect(actionsOf(second).filter((action) => /^(Terminate|Delete)/.test(action))).toEqual([]);
});

describe('a protected machine', () => {
  test('does not hold back the others, and is said with what can be done about it', async () => {
    const world = await openRemovalWorld();
    const [held = '', ...others] = world.instanceIds;
    await world.protect(held);
    const work = await undone(world);

    const machines = await world.machines();
    expect(machines[held]).toBe('running');
    expect(others.map((id) => machines[id])).toEqual(['terminated', 'terminated']);
    expect(await world.groups()).toContain(world.groupId);
    const { ended, problem, group, lines } = work.written();
    expect(ended).toBe('not-removed');
    expect(problem).toMatchObject({
      code: 'termination-protected',
      whatIsRunning: 'One instance is running and costs money.',
    });
    expect(problem?.explanation).toContain(held);
    expect(problem?.actions[0]).toBe('unprotect');
    expect(group).toEqual({ groupId: world.groupId });
    expect(lines.filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual([`undo-${held}`]);
    expect(lines.find(({ id }) => id === 'undo-security-group')?.state).toBe('skipped');
  });

  test('goes as soon as its protection is off, and nothing is asked for twice', async () => {
    const world = await openRemovalWorld();
    const [held = ''] = world.instanceIds;
    await world.protect(held);
    const first = await undone(world);
    await world.judge.send(
      new ModifyInstanceAttributeCommand({ InstanceId: held, DisableApiTermination: { Value: false } }),
    );
    const second = await undone(world, { ...first.written(), ended: null, problem: null });

    expect(second.written()).toMatchObject({ ended: 'removed', group: null });
    const ended = second.calls.filter(({ action }) => action === 'TerminateInstances');
    expect(ended.map(({ params }) => params.get('InstanceId.1'))).toEqual([held]);
    expect(second.written().lines.every(({ state }) => state === 'done')).toBe(true);
  });
});

describe('what is not in the record', () => {
  test('survives with the launch tag copied to it: a machine, a group, a disk', async () => {
    const world = await openRemovalWorld();
    const foreign = await world.run({ Placement: { AvailabilityZone: 'us-east-1a' } });
    const { GroupId = '' } = await world.judge.send(
      new CreateSecurityGroupCommand({ GroupName: 'foreign', Description: 'of somebody else' }),
    );
    const [disk = ''] = (await world.volumes()).filter(
      (id) => !world.record.machines.some(({ volumes }) => volumes.some(({ volumeId }) => volumeId === id)),
    );
    await world.judge.send(new CreateTagsCommand({ Resources: [foreign, GroupId, disk], Tags: TAGGED }));
    const work = await undone(world);

    expect(work.written().ended).toBe('removed');
    expect((await world.machines())[foreign]).toBe('running');
    expect(await world.groups()).toContain(GroupId);
    expect(await world.volumes()).toEqual([disk]);
  });

  test('survives a removal that looks for machines whose answer was lost', async () => {
    const world = await openRemovalWorld();
    const [lost = ''] = world.instanceIds;
    const foreign = await world.run({ Placement: { AvailabilityZone: 'us-east-1a' } });
    await world.judge.send(new CreateTagsCommand({ Resources: [foreign], Tags: TAGGED }));
    const work = await undone(world, withLost(world.record, lost));

    expect(work.written().ended).toBe('removed');
    expect(await world.machines()).toMatchObject({ [foreign]: 'running', [lost]: 'terminated' });
  });
});

describe('what somebody has written into the record by hand', () => {
  test('is not ended and not deleted: a machine of another request, its disk, a group of another name', async () => {
    const world = await openRemovalWorld();
    const foreign = await world.run({ Placement: { AvailabilityZone: 'us-east-1a' } });
    const { GroupId = '' } = await world.judge.send(
      new CreateSecurityGroupCommand({ GroupName: 'foreign', Description: 'of somebody else' }),
    );
    const machine = { ...there(world.record.machines[0]), instanceId: foreign, volumes: [] };
    const work = await undone(world, {
      ...world.record,
      group: { groupId: GroupId },
      machines: [...world.record.machines, machine],
    });

    expect(work.written()).toMatchObject({ ended: 'removed', problem: null, group: null });
    expect(work.written().machines.map(({ instanceId }) => instanceId)).toEqual(world.instanceIds);
    expect((await world.machines())[foreign]).toBe('running');
    expect(await world.groups()).toEqual(expect.arrayContaining([GroupId, world.groupId]));
  });

  test('is not deleted where a machine’s answer is to be proved lost: a group of another name', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const { GroupId = '' } = await world.judge.send(
      new CreateSecurityGroupCommand({ GroupName: 'foreign', Description: 'of somebody else' }),
    );
    const [lost = ''] = world.instanceIds;
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [lost] }));
    world.clock.now += 2 * HOUR;
    await undone(world, { ...withLost(world.record, lost), group: { groupId: GroupId } });

    expect(await world.groups()).toContain(GroupId);
  });

  test('is not deleted: a group of the same name in another network that bears another launch’s tag', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const other = [{ Key: 'keyport:launch-id', Value: 'another' }];
    await world.judge.send(new CreateTagsCommand({ Resources: [world.groupId], Tags: other }));
    await undone(world);

    expect(await world.groups()).toContain(world.groupId);
  });

  test('is not deleted, and said: a disk without the launch’s tag', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const AvailabilityZone = 'us-east-1a';
    const { VolumeId = '' } = await world.judge.send(new CreateVolumeCommand({ AvailabilityZone, Size: 8 }));
    const machines = world.record.machines.map((machine) => ({
      ...machine,
      volumes: [...machine.volumes, { volumeId: VolumeId, sizeGiB: 8 }],
    }));
    const work = await undone(world, { ...world.record, machines });

    expect(await world.volumes()).toEqual([VolumeId]);
    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      problem: { code: 'disk-not-ours', explanation: words.removal.diskNotOurs(VolumeId) },
      leftVolumes: [VolumeId],
      group: null,
    });
  });

  test('is no disk that stays of the launch', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const work = await undone(world, {
      ...world.record,
      machines: [],
      leftVolumes: ['vol-0ffffffffffffffff'],
    });

    expect(work.written()).toMatchObject({ leftVolumes: [] });
  });
});

describe('a machine whose answer was lost', () => {
  test('is found by its token, ended, and its disk goes with it', async () => {
    const world = await openRemovalWorld();
    const [lost = ''] = world.instanceIds;
    const work = await undone(world, withLost(world.record, lost));

    expect((await world.machines())[lost]).toBe('terminated');
    const { ended, lines, machines } = work.written();
    expect(ended).toBe('removed');
    expect(machines).toHaveLength(3);
    expect(lines.find(({ id }) => id === 'undo-find-p1')?.state).toBe('done');
    expect(lines.every(({ state }) => state === 'done')).toBe(true);
  });

  test('and that is not shown is never forgotten: the others end, the launch stays, and it says so', async () => {
    const world = await openRemovalWorld();
    // What keeps the group from going may be the machine, or that of somebody else.
    const foreign = await world.run({ SecurityGroupIds: [world.groupId] });
    const [first] = world.record.placements;
    const attempt = { clientToken: `${LAUNCH_ID}.p9.1`, askedAt: world.clock.now } as const;
    const unseen: LaunchRecord = {
      ...world.record,
      placements: [
        ...world.record.placements,
        {
          ...there(first),
          placementId: 'p9',
          attempts: [{ ...attempt, state: 'asked', instanceId: null, problem: null }],
        },
      ],
    };
    const before = world.clock.now;
    const work = await undone(world, unseen);

    expect(work.written().ended).toBe('not-removed');
    expect(work.written().problem).toMatchObject({
      code: 'answer-lost',
      explanation: words.removal.mayBeThere('us-east-1a'),
      whatIsRunning: words.launch.running.unknown,
      actions: ['finish', 'look'],
    });
    expect(work.written().group).toEqual({ groupId: world.groupId });
    expect(await world.groups()).toContain(world.groupId);
    // Once, to find out whether anything is in it.
    expect(actionsOf(work).filter((action) => action === 'DeleteSecurityGroup')).toHaveLength(1);
    // It was asked for a minute ago.
    expect(world.clock.now - before).toBeGreaterThan(3 * 60_000);
    const ended = Object.fromEntries(world.instanceIds.map((id) => [id, 'terminated']));
    expect(await world.machines()).toMatchObject({ ...ended, [foreign]: 'running' });

    const days = 8 * 24 * HOUR;
    world.clock.now += days;
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [foreign] }));
    world.clock.now += 60_000;
    const late = await undone(world, { ...work.written(), ended: null, problem: null });
    expect(late.written()).toMatchObject({ ended: 'removed', group: null });
  });

  test('appears while it is looked for, and is ended then', async () => {
    const world = await openRemovalWorld([
      { action: 'RunInstances', kind: 'not-found', value: { seconds: 90 } },
    ]);
    const token = `${LAUNCH_ID}.p9.1`;
    const record: LaunchRecord = {
      ...world.record,
      placements: [
        ...world.record.placements,
        {
          ...there(world.record.placements[0]),
          placementId: 'p9',
          attempts: [
            { clientToken: token, askedAt: world.clock.now, state: 'asked', instanceId: null, problem: null },
          ],
        },
      ],
    };
    const late = await world.run({
      ClientToken: token,
      SecurityGroupIds: [world.groupId],
      TagSpecifications: [{ ResourceType: 'instance', Tags: TAGGED }],
    });
    const work = await undone(world, record);

    expect(work.written()).toMatchObject({ ended: 'removed', problem: null, group: null });
    expect((await world.machines())[late]).toBe('terminated');
    expect(work.written().lines.find(({ id }) => id === `undo-${late}`)?.state).toBe('done');
  });
});

describe('what somebody else has removed already', () => {
  test('counts as done: a machine, and the group', async () => {
    const world = await openRemovalWorld();
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [...world.instanceIds] }));
    world.clock.now += 60_000;
    await world.judge.send(new DeleteSecurityGroupCommand({ GroupId: world.groupId }));
    const work = await undone(world);

    expect(work.written()).toMatchObject({ ended: 'removed', group: null, problem: null });
    expect(actionsOf(work)).not.toContain('TerminateInstances');
    expect(work.written().lines.every(({ state }) => state === 'done')).toBe(true);
  });

  test('and that EC2 has forgotten since is not asked for', async () => {
    const world = await openRemovalWorld();
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [...world.instanceIds] }));
    world.clock.now += 2 * HOUR;
    expect(await world.machines()).toEqual({});
    const work = await undone(world);

    expect(work.written()).toMatchObject({ ended: 'removed', group: null });
    expect(work.written().machines.every(({ goneAt }) => goneAt !== null)).toBe(true);
  });

  test('a group that is too new to be shown is not taken for deleted', async () => {
    const world = await openRemovalWorld([
      { action: 'CreateSecurityGroup', kind: 'not-found', value: { seconds: 40 } },
    ]);
    const { GroupId = '' } = await world.judge.send(
      new CreateSecurityGroupCommand({ GroupName: 'new', Description: 'not shown yet' }),
    );
    const record = { ...world.record, machines: [], placements: [], group: { groupId: GroupId } };
    const work = await undone(world, { ...record, startedAt: world.clock.now });

    expect(work.written().ended).toBe('removed');
    expect(await world.groups()).not.toContain(GroupId);
  });
});

describe('a group', () => {
  test('that is refused while it is in use is tried again', async () => {
    const world = await openRemovalWorld(
      [1, 2, 3].map((nth) => ({
        action: 'DeleteSecurityGroup',
        nth,
        kind: 'error' as const,
        value: { code: 'DependencyViolation', message: 'has a dependent object', status: 400 },
      })),
    );
    const work = await undone(world);

    expect(work.written()).toMatchObject({ ended: 'removed', group: null });
    expect(actionsOf(work).filter((action) => action === 'DeleteSecurityGroup')).toHaveLength(4);
  });

  test('that stays in use is said, stays in the record, and goes later', async () => {
    const world = await openRemovalWorld();
    const user = await world.run({ SecurityGroupIds: [world.groupId] });
    const work = await undone(world);

    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      group: { groupId: world.groupId },
      problem: { code: 'still-in-use', whatIsRunning: words.launch.running.nothing },
    });
    expect((await world.machines())[user]).toBe('running');
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [user] }));
    world.clock.now += 60_000;
    const later = await undone(world, { ...work.written(), ended: null, problem: null });
    expect(later.written().ended).toBe('removed');
  });

  test('whose answer was lost is found by its name and tag, and deleted', async () => {
    const world = await openRemovalWorld();
    const work = await undone(world, { ...world.record, group: { groupId: null } });

    expect(await world.groups()).not.toContain(world.groupId);
    expect(work.written()).toMatchObject({ ended: 'removed', group: null });
    expect(work.writtenAt('DeleteSecurityGroup').group).toEqual({ groupId: world.groupId });
  });

  test('of the same name without the tag, or with the tag and another name, is left alone', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [...world.instanceIds] }));
    world.clock.now += 60_000;
    await world.judge.send(new DeleteSecurityGroupCommand({ GroupId: world.groupId }));
    const make = async (GroupName: string) =>
      there(
        (
          await world.judge.send(
            new CreateSecurityGroupCommand({ GroupName, Description: 'of somebody else' }),
          )
        ).GroupId,
      );
    const sameName = await make(world.record.plan.name);
    const sameTag = await make('another');
    await world.judge.send(new CreateTagsCommand({ Resources: [sameTag], Tags: TAGGED }));
    const work = await undone(world, { ...world.record, group: { groupId: null } });

    expect(work.written()).toMatchObject({ ended: 'removed', group: null });
    expect(await world.groups()).toEqual(expect.arrayContaining([sameName, sameTag]));
  });
});

describe('an answer that is lost', () => {
  test.each(['TerminateInstances', 'DeleteSecurityGroup', 'DescribeInstances', 'DescribeVolumes'])(
    'of the first %s changes nothing about the outcome',
    async (action) => {
      const world = await openRemovalWorld([{ action, nth: 1, kind: 'lose-answer' }]);
      const work = await undone(world);

      expect(work.written()).toMatchObject({ ended: 'removed', group: null, problem: null });
      expect(await world.groups()).not.toContain(world.groupId);
    },
  );

  test('of every DeleteSecurityGroup is no reason to keep it: later EC2 says that there is none', async () => {
    const world = await openRemovalWorld([{ action: 'DeleteSecurityGroup', kind: 'lose-answer' }]);
    const work = await undone(world);

    expect(work.written()).toMatchObject({ ended: 'removed', group: null });
    expect(await world.groups()).not.toContain(world.groupId);
  });

  test('of TerminateInstances, and then a denial of the second request, still ends the machine, and says so', async () => {
    const action = 'TerminateInstances';
    const denied = { action, kind: 'unauthorized', from: { action, nth: 2 } } as const;
    const world = await openRemovalWorld([{ action, nth: 1, kind: 'lose-answer' }, denied], { machines: 1 });
    const work = await undone(world);

    expect(Object.values(await world.machines())).toEqual(['terminated']);
    expect(work.written()).toMatchObject({ ended: 'removed', group: null, problem: null });
  });

  test('of everything ends in a problem that can be tried again', async () => {
    const world = await openRemovalWorld([{ action: '*', kind: 'lose-request' }]);
    const work = await undone(world);

    expect(work.written()).toMatchObject({ ended: 'not-removed', group: { groupId: world.groupId } });
    expect(work.written().problem?.actions).toContain('finish');
    expect(work.written().lines.map(({ state }) => state)).not.toContain('working');
    expect(Object.values(await world.machines())).toEqual(['running', 'running', 'running']);
  });
});

test('a removal that AWS forbids says so, and keeps all in the record', async () => {
  const world = await openRemovalWorld([{ action: 'TerminateInstances', kind: 'unauthorized' }]);
  const work = await undone(world);

  expect(work.written()).toMatchObject({
    ended: 'not-removed',
    problem: { code: 'not-permitted', whatIsRunning: '3 instances are running and cost money.' },
    group: { groupId: world.groupId },
  });
  expect(actionsOf(work)).not.toContain('DeleteSecurityGroup');
});

describe('a disk', () => {
  test('that its machine did not take along is deleted', async () => {
    const world = await openRemovalWorld();
    const [machine] = world.record.machines;
    const { instanceId = '', volumes = [] } = machine ?? {};
    await world.judge.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: instanceId,
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }],
      }),
    );
    const work = await undone(world);

    expect(await world.volumes()).toEqual([]);
    expect(
      work.calls
        .filter(({ action }) => action === 'DeleteVolume')
        .map(({ params }) => params.get('VolumeId')),
    ).toEqual([volumes[0]?.volumeId]);
    expect(work.written().ended).toBe('removed');
  });

  test('that is attached to a machine of somebody else is left there, and said', async () => {
    const world = await openRemovalWorld();
    const [machine] = world.record.machines;
    const { instanceId = '', volumes = [] } = machine ?? {};
    const VolumeId = volumes[0]?.volumeId ?? '';
    const foreign = await world.run({ Placement: { AvailabilityZone: 'us-east-1a' } });
    world.clock.now += 60_000;
    await world.judge.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: instanceId,
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }],
      }),
    );
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
    world.clock.now += 60_000;
    await world.judge.send(new DetachVolumeCommand({ VolumeId })).catch(() => undefined);
    await world.judge.send(new AttachVolumeCommand({ VolumeId, InstanceId: foreign, Device: '/dev/sdf' }));
    const work = await undone(world);

    expect(await world.volumes()).toContain(VolumeId);
    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      group: null,
      problem: { code: 'still-in-use', explanation: words.removal.diskInUse(VolumeId, foreign) },
    });
  });
});

describe('with copies of the disks first', () => {
  test('each disk is copied, and the copy complete and in the record, before its machine ends', async () => {
    const world = await openRemovalWorld();
    const work = await undone(world, withCopies(world.record));

    expect(work.written()).toMatchObject({ ended: 'removed', problem: null });
    const { snapshots } = work.written();
    expect(snapshots.map(({ snapshotId }) => snapshotId).toSorted()).toEqual(
      [...(await world.snapshots())].toSorted(),
    );
    expect(snapshots).toHaveLength(3);
    for (const { instanceId, volumes } of world.record.machines) {
      const before = work.writtenAt('TerminateInstances', instanceId);
      const [volume] = volumes;
      expect(before.snapshots.map(({ volumeId }) => volumeId)).toContain(volume?.volumeId);
      const line = before.lines.find(({ id }) => id === `undo-snapshot-${volume?.volumeId ?? ''}`);
      expect(line).toMatchObject({
        state: 'done',
        note: '100%',
        resourceId: expect.stringMatching(/^snap-/),
      });
    }
  });

  test('a copy that fails keeps its machine, and no other', async () => {
    const world = await openRemovalWorld([{ action: 'CreateSnapshot', nth: 1, kind: 'unauthorized' }]);
    const work = await undone(world, withCopies(world.record));

    const states = Object.values(await world.machines()).toSorted();
    expect(states).toEqual(['running', 'terminated', 'terminated']);
    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      problem: { code: 'snapshot-failed', whatIsRunning: 'One instance is running and costs money.' },
      group: { groupId: world.groupId },
    });
    expect(await world.snapshots()).toHaveLength(2);
  });

  test('a copy whose answer was lost is found, and not asked for twice', async () => {
    const world = await openRemovalWorld([{ action: 'CreateSnapshot', kind: 'lose-answer' }]);
    const work = await undone(world, withCopies(world.record));

    expect(work.written()).toMatchObject({ ended: 'removed', problem: null });
    expect(await world.snapshots()).toHaveLength(3);
    expect(work.written().snapshots).toHaveLength(3);
    expect(actionsOf(work).filter((action) => action === 'CreateSnapshot')).toHaveLength(3);
  });

  test('a copy that EC2 shows only after another one was made is in the record all the same', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const volumeId = there(world.record.machines[0]?.volumes[0]?.volumeId);
    let late = '';
    const begin = async () => {
      const Description = words.removal.snapshotDescription(LAUNCH_ID, volumeId);
      const input = { VolumeId: volumeId, Description };
      late = there((await world.judge.send(new CreateSnapshotCommand(input))).SnapshotId);
    };
    const dies: WorkOptions['dies'] = ({ action }) => {
      if (action === 'CreateSnapshot') begun = begin();
      return null;
    };
    let begun: Promise<void> = Promise.resolve();
    const work = await undone(world, withCopies(world.record), { dies });
    await begun;

    expect(work.written().snapshots.map(({ snapshotId }) => snapshotId)).toContain(late);
    expect(work.written().snapshots).toHaveLength(2);
  });

  test('a machine whose disk is not known is left as it is', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const machines = world.record.machines.map((machine) => ({ ...machine, volumes: [] }));
    const [id = ''] = world.instanceIds;
    const [VolumeId = ''] = await world.volumes();
    await world.judge.send(new StopInstancesCommand({ InstanceIds: [id] }));
    world.clock.now += 60_000;
    await world.judge.send(new DetachVolumeCommand({ VolumeId }));
    const work = await undone(world, withCopies({ ...world.record, machines }));

    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      problem: { code: 'snapshot-failed', explanation: words.removal.diskUnknown(id) },
    });
    expect(await world.machines()).toEqual({ [id]: 'stopped' });
  });

  test('a disk that was deleted meanwhile cannot be copied: that is said, and its machine is left as it is', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const [id = ''] = world.instanceIds;
    const [VolumeId = ''] = await world.volumes();
    await world.judge.send(new StopInstancesCommand({ InstanceIds: [id] }));
    world.clock.now += 60_000;
    await world.judge.send(new DetachVolumeCommand({ VolumeId }));
    await world.judge.send(new DeleteVolumeCommand({ VolumeId }));
    const work = await undone(world, withCopies(world.record));

    expect(work.written()).toMatchObject({
      ended: 'not-removed',
      problem: { code: 'snapshot-failed', explanation: words.removal.diskGone(VolumeId) },
    });
    expect(await world.machines()).toEqual({ [id]: 'stopped' });
    const bare = await undone(world, world.record);
    expect(bare.written()).toMatchObject({ ended: 'removed', problem: null });
  });

  test('a snapshot of somebody else is no copy of ours, even with our tag', async () => {
    const world = await openRemovalWorld([], { machines: 1 });
    const [volumeId = ''] = await world.volumes();
    const { SnapshotId } = await world.judge.send(
      new CreateSnapshotCommand({
        VolumeId: volumeId,
        Description: 'nightly',
        TagSpecifications: [{ ResourceType: 'snapshot', Tags: TAGGED }],
      }),
    );
    const work = await undone(world, withCopies(world.record));

    expect(await world.snapshots()).toHaveLength(2);
    expect(work.written().snapshots.map(({ snapshotId }) => snapshotId)).not.toContain(SnapshotId);
  });

  test('an old copy of a machine that has run since is not enough, and one of a stopped machine is', async () => {
    for (const isStopped of [false, true]) {
      const world = await openRemovalWorld([], { machines: 1 });
      const [machine] = world.record.machines;
      const [volume] = there(machine).volumes;
      const volumeId = there(volume).volumeId;
      const { SnapshotId = '', StartTime } = await world.judge.send(
        new CreateSnapshotCommand({
          VolumeId: volumeId,
          Description: words.removal.snapshotDescription(LAUNCH_ID, volumeId),
        }),
      );
      const startedAt = there(StartTime).getTime();
      world.clock.now += 2 * HOUR;
      const machines = world.record.machines.map((each) => ({
        ...each,
        state: isStopped ? 'stopped' : 'running',
        ran: [{ from: world.record.startedAt, to: isStopped ? startedAt - 1 : null }],
      }));
      if (isStopped) {
        await world.judge.send(new StopInstancesCommand({ InstanceIds: [...world.instanceIds] }));
        world.clock.now += 60_000;
      }
      const work = await undone(world, withCopies({ ...world.record, machines }));

      expect(work.written().ended).toBe('removed');
      expect(await world.snapshots()).toHaveLength(isStopped ? 1 : 2);
      expect(work.written().snapshots.map(({ snapshotId }) => snapshotId)).toContain(SnapshotId);
    }
  });
});

test('a program that dies at any call is gone on with: nothing is left, nothing is done twice, nothing of others is touched', async () => {
  let deaths = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at += 1) {
      const world = await openRemovalWorld([{ action: '*', kind: 'pace', value: 0.02 }], { machines: 2 });
      const foreign = await world.run({});
      await world.judge.send(new CreateTagsCommand({ Resources: [foreign], Tags: TAGGED }));
      const [lost = ''] = world.instanceIds;
      let count = 0;
      const dies = () => ((count += 1) === at ? when : null);
      const work = world.open(withCopies(withLost(world.record, lost)), { dies });
      const isDead = await Promise.race([
        work.died.then(() => true),
        undoLaunch(work.services).then(() => false),
      ]);
      if (!isDead) break;
      deaths += 1;
      const next = await undone(world, { ...work.written(), ended: null });

      const where = `${when} call ${at}, ${work.calls.at(-1)?.action ?? ''}`;
      expect([where, next.written()]).toMatchObject([
        where,
        { ended: 'removed', group: null, problem: null },
      ]);
      expect([where, await world.machines()]).toMatchObject([
        where,
        { ...Object.fromEntries(world.instanceIds.map((id) => [id, 'terminated'])), [foreign]: 'running' },
      ]);
      expect([where, (await world.volumes()).length]).toEqual([where, 1]);
      const copies = next.written().snapshots.map(({ snapshotId }) => snapshotId);
      expect([where, copies.toSorted()]).toEqual([where, (await world.snapshots()).toSorted()]);
      expect([where, copies.length]).toEqual([where, 2]);
      expect([where, next.written().lines.map(({ state }) => state)]).toEqual([
        where,
        next.written().lines.map(() => 'done'),
      ]);
    }
  }
  expect(deaths).toBeGreaterThan(30);
}, 120_000);

test('a bug ends the removal in words: it is never at work for ever, and never an unhandled rejection', async () => {
  const world = await openRemovalWorld();
  const work = world.open(world.record);
  const poll = () => {
    throw new TypeError('a bug');
  };
  await undoLaunch({ ...work.services, patience: { ...work.services.patience, poll } });

  expect(work.written()).toMatchObject({
    ended: 'not-removed',
    problem: { code: 'unexpected', whatIsRunning: '3 instances are running and cost money.' },
  });
});

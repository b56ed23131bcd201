import {
  CreateTagsCommand,
  DescribeInstanceAttributeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { changeInstances, type AskedAct } from '../../../electron/launch/change-instances.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import { words } from '../../../shared/words/en.ts';
import type { Weather } from '../../../shared/practice/weather.ts';
import { LAUNCH_ID } from './record-fixture.ts';
import { openRemovalWorld, TAGGED, type RemovalWorld, type Work } from './removal-world.ts';

async function openRunning(weather: Weather = [], machines = 3): Promise<RemovalWorld> {
  const world = await openRemovalWorld(weather, { machines });
  const record: LaunchRecord = { ...world.record, aim: 'launch', ended: 'running', undo: null };
  return { ...world, record };
}

async function changed(
  world: RemovalWorld,
  act: AskedAct['act'],
  more: Partial<AskedAct> & { readonly record?: LaunchRecord } = {},
): Promise<Work> {
  const { record = world.record, ...asked } = more;
  const work = world.open(record);
  await changeInstances(work.services, {
    instanceIds: world.instanceIds,
    act,
    snapshotsFirst: false,
    ...asked,
  });
  return work;
}

const idsOf = ({ calls }: Work, action: string) =>
  calls.filter((call) => call.action === action).map(({ params }) => params.get('InstanceId.1'));

test('stopped machines are stopped by a call each, its line on the disk before it, and stay of the launch', async () => {
  const world = await openRunning();
  const work = await changed(world, 'stop');

  expect(Object.values(await world.machines())).toEqual(['stopped', 'stopped', 'stopped']);
  expect(new Set(idsOf(work, 'StopInstances'))).toEqual(new Set(world.instanceIds));
  expect(idsOf(work, 'StopInstances')).toHaveLength(3);
  for (const id of world.instanceIds) {
    expect(
      work.writtenAt('StopInstances', id).lines.find((line) => line.id === `act-stop-${id}`),
    ).toMatchObject({ kind: 'act', state: 'working', resourceId: id });
  }
  const { ended, problem, machines, lines } = work.written();
  expect(ended).toBe('running');
  expect(problem).toBeNull();
  for (const { state, publicAddress, goneAt, ran } of machines) {
    expect({ state, publicAddress, goneAt }).toEqual({ state: 'stopped', publicAddress: null, goneAt: null });
    expect(ran).toHaveLength(1);
    expect(ran[0]?.to).toBeGreaterThan(ran[0]?.from ?? 0);
  }
  expect(lines.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

test('a machine that is started again has its new address, and is billed from then on', async () => {
  const world = await openRunning([], 1);
  const first = await changed(world, 'stop');
  const work = await changed(world, 'start', { record: first.written() });

  const [machine] = work.written().machines;
  expect(machine?.state).toBe('running');
  expect(machine?.publicAddress).toMatch(/^\d/);
  expect(machine?.publicAddress).not.toBe(world.record.machines[0]?.publicAddress);
  expect(machine?.ran).toHaveLength(2);
  expect(machine?.ran[1]?.to).toBeNull();
  // Only what was asked for last is on the board.
  expect(work.written().lines.map(({ id }) => id)).toEqual([`act-start-${world.instanceIds[0] ?? ''}`]);
});

test('a machine that still starts is stopped as soon as EC2 allows it', async () => {
  const world = await openRunning([], 1);
  const late = await world.run({ ClientToken: `${LAUNCH_ID}.p2.1` });
  const [machine] = world.record.machines;
  if (machine === undefined) throw new Error('no machine');
  const record = {
    ...world.record,
    machines: [{ ...machine, instanceId: late, state: 'pending', ran: [], volumes: [] }],
  };
  const work = await changed(world, 'stop', { record, instanceIds: [late] });

  expect((await world.machines())[late]).toBe('stopped');
  expect(work.written()).toMatchObject({ problem: null, lines: [{ state: 'done' }] });
});

test('a machine that still stops is started as soon as EC2 allows it', async () => {
  const world = await openRunning([], 1);
  await world.judge.send(new StopInstancesCommand({ InstanceIds: [...world.instanceIds] }));
  const work = await changed(world, 'start');

  expect(Object.values(await world.machines())).toEqual(['running']);
  expect(work.written().problem).toBeNull();
});

test('no capacity at a start is said, with what it means, and the others start', async () => {
  const world = await openRunning();
  const first = await changed(world, 'stop');
  world.practice.account.setWeather([{ action: 'StartInstances', zone: 'us-east-1b', kind: 'no-capacity' }]);
  const work = await changed(world, 'start', { record: first.written() });

  const held = world.instanceIds[1] ?? '';
  expect(Object.values(await world.machines()).toSorted()).toEqual(['running', 'running', 'stopped']);
  expect(work.written()).toMatchObject({
    ended: 'running',
    problem: { code: 'no-capacity', explanation: words.removal.noCapacity(held), retryable: true },
  });
  expect(
    work
      .written()
      .lines.filter(({ state }) => state === 'failed')
      .map(({ resourceId }) => resourceId),
  ).toEqual([held]);
});

test('terminated machines are gone, and the group and the launch stay', async () => {
  const world = await openRunning();
  const [one = ''] = world.instanceIds;
  const work = await changed(world, 'terminate', { instanceIds: [one] });

  expect(await world.machines()).toMatchObject({ [one]: 'terminated' });
  expect(Object.values(await world.machines()).filter((state) => state === 'running')).toHaveLength(2);
  expect(await world.groups()).toContain(world.groupId);
  expect(work.written()).toMatchObject({
    ended: 'running',
    problem: null,
    group: { groupId: world.groupId },
  });
  expect(work.written().machines.find(({ instanceId }) => instanceId === one)?.goneAt).not.toBeNull();
});

test('with copies first, a disk that cannot be copied keeps its machine', async () => {
  const world = await openRunning([{ action: 'CreateSnapshot', nth: 2, kind: 'unauthorized' }]);
  const work = await changed(world, 'terminate', { snapshotsFirst: true });

  expect(Object.values(await world.machines()).toSorted()).toEqual(['running', 'terminated', 'terminated']);
  expect(work.written().snapshots).toHaveLength(2);
  expect(work.written().problem?.code).toBe('snapshot-failed');
});

test('a protected machine is said, unprotected when asked, and then ended', async () => {
  const world = await openRunning([], 1);
  const [held = ''] = world.instanceIds;
  await world.protect(held);
  const refused = await changed(world, 'terminate');
  expect(refused.written()).toMatchObject({
    problem: { code: 'termination-protected', actions: ['unprotect', 'look'] },
  });

  const open = await changed(world, 'unprotect', { record: { ...refused.written(), problem: null } });
  expect(open.written()).toMatchObject({
    problem: null,
    lines: [{ id: `act-unprotect-${held}`, state: 'done' }],
  });
  const { DisableApiTermination } = await world.judge.send(
    new DescribeInstanceAttributeCommand({ InstanceId: held, Attribute: 'disableApiTermination' }),
  );
  expect(DisableApiTermination?.Value).toBe(false);
  await changed(world, 'terminate', { record: open.written() });
  expect(Object.values(await world.machines())).toEqual(['terminated']);
});

test('what is not of this launch is not touched, even with its tag', async () => {
  const world = await openRunning([], 1);
  const foreign = await world.run({});
  world.clock.now += 60_000;
  await world.judge.send(new CreateTagsCommand({ Resources: [foreign], Tags: TAGGED }));
  const work = await changed(world, 'terminate', { instanceIds: [foreign] });

  expect(await world.machines()).toMatchObject({ [foreign]: 'running' });
  expect(idsOf(work, 'TerminateInstances')).toEqual([]);
});

test.each(['stop', 'start', 'terminate', 'unprotect'] as const)(
  'a machine of another request that somebody has written into the record is not there to %s',
  async (act) => {
    const world = await openRunning([], 1);
    const foreign = await world.run({});
    world.clock.now += 60_000;
    const machine = { ...world.record.machines[0], instanceId: foreign };
    const record = { ...world.record, machines: [...world.record.machines, machine] } as LaunchRecord;
    const work = await changed(world, act, { instanceIds: [foreign], record });

    expect(await world.machines()).toMatchObject({ [foreign]: 'running' });
    expect(work.calls.filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
    expect(work.record().machines.map(({ instanceId }) => instanceId)).toEqual(world.instanceIds);
  },
);

test.each(['stop', 'start'] as const)(
  'a machine that somebody has ended is no machine to %s',
  async (act) => {
    const world = await openRunning([], 1);
    await world.judge.send(new TerminateInstancesCommand({ InstanceIds: [...world.instanceIds] }));
    const work = await changed(world, act);

    expect(work.written().problem).toMatchObject({
      code: 'instance-gone',
      explanation: words.removal.notThereAnyMore(world.instanceIds[0] ?? ''),
    });
  },
);

test.each([
  ['StopInstances', 'stop'],
  ['TerminateInstances', 'terminate'],
  ['ModifyInstanceAttribute', 'unprotect'],
] as const)('an answer of %s that is lost changes nothing about the outcome', async (action, act) => {
  const world = await openRunning([{ action, nth: 1, kind: 'lose-answer' }]);
  const work = await changed(world, act);

  expect(work.written()).toMatchObject({ ended: 'running', problem: null });
  expect(work.written().lines.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

test('what AWS forbids is said, and no line is left at work', async () => {
  const world = await openRunning([{ action: 'StopInstances', kind: 'unauthorized' }]);
  const work = await changed(world, 'stop');

  expect(work.written()).toMatchObject({
    ended: 'running',
    problem: { code: 'not-permitted', whatIsRunning: '3 instances are running and cost money.' },
  });
  expect(work.written().lines.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
});

test('a bug ends the work in words, and never rejects', async () => {
  const world = await openRunning([], 1);
  const work = world.open(world.record);
  const addLines = () => {
    throw new TypeError('a bug');
  };
  const services = { ...work.services, board: { ...work.services.board, addLines } };
  await changeInstances(services, { instanceIds: world.instanceIds, act: 'stop', snapshotsFirst: false });

  expect(work.written()).toMatchObject({ ended: 'running', problem: { code: 'unexpected' } });
});

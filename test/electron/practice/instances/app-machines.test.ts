import {
  DescribeInstanceStatusCommand,
  TerminateInstancesCommand,
  waitUntilInstanceRunning,
  waitUntilInstanceStatusOk,
  waitUntilInstanceTerminated,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test, vi } from 'vitest';
import { terminateInstance } from '../../../../electron/aws/instance-acts.ts';
import {
  findInstancesByTag,
  readInstances,
  runInstance,
  type RunInstanceInput,
} from '../../../../electron/aws/instances.ts';
import { createPatience } from '../../../../electron/aws/patience.ts';
import { listInstances } from '../../../../electron/aws/region-instances.ts';
import { listInterfaces } from '../../../../electron/aws/region-interfaces.ts';
import { METADATA, ROOT_DISK } from '../../../../shared/launch-plan.ts';
import { practiceClients } from '../../../support/practice-clients.ts';
import { MINUTE, openFleet, refusalOf, SECOND, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let input: RunInstanceInput;

beforeEach(async () => {
  fleet = await openFleet();
  await fleet.makeKey('web');
  input = {
    clientToken: 'kp-1-use1-az6',
    imageId: fleet.image('x86_64'),
    instanceType: 't3.micro',
    keyName: 'web',
    subnetId: await fleet.subnetIn('us-east-1a'),
    groupIds: [await fleet.makeGroup('web')],
    rootDisk: { ...ROOT_DISK, deviceName: '/dev/xvda', sizeGiB: 8 },
    metadata: METADATA,
    cpuCredits: 'standard',
    userData: null,
    tags: { Name: 'web-1', 'keyport:launch': '*7?' },
  };
});

const clients = () => practiceClients(fleet.practice.account);

test('Keyport starts a machine, finds it again by its tag and ends it', async () => {
  const started = await runInstance(clients(), input);
  expect(started).toMatchObject({ state: 'pending', zoneName: 'us-east-1a', publicAddress: null });
  fleet.pass(MINUTE);

  const [running] = await readInstances(clients(), [started.instanceId]);
  expect(running).toMatchObject({ state: 'running', privateAddress: started.privateAddress });
  expect(await findInstancesByTag(clients(), 'keyport:launch', '*7?')).toEqual([running]);
  expect(await findInstancesByTag(clients(), 'keyport:launch', '*')).toEqual([]);
  await terminateInstance(clients(), started.instanceId);
  fleet.pass(MINUTE);
  expect(await readInstances(clients(), [started.instanceId])).toMatchObject([
    {
      state: 'terminated',
      publicAddress: null,
      stateReason: 'Client.UserInitiatedShutdown: User initiated shutdown',
    },
  ]);
});

test('Keyport’s retry of an answer that was lost is the same machine', async () => {
  fleet.practice.account.setWeather([{ action: 'RunInstances', kind: 'lose-answer', nth: 1 }]);
  let unanswered = 0;
  const started = await runInstance(clients(), input, () => {
    unanswered += 1;
  });

  expect(unanswered).toBe(1);
  expect(await fleet.describe()).toMatchObject([{ InstanceId: started.instanceId }]);
});

test('Keyport’s review sees the machine and its interface', async () => {
  const { instanceId } = await runInstance(clients(), input);
  fleet.pass(MINUTE);
  const { signal } = new AbortController();
  const asking = { ec2: fleet.ec2, patience: createPatience({}, { signal }), signal };

  expect(await listInstances(asking)).toMatchObject([
    { instanceId, name: 'web-1', state: 'running', platform: 'linux' },
  ]);
  expect(await listInterfaces(asking)).toMatchObject([
    { instanceId, groupIds: input.groupIds, isAttached: true, publicIpv4: [expect.stringMatching(/^198\./)] },
  ]);
});

test('the SDK’s waiters wait as long as things take', async () => {
  const { instanceId } = await runInstance(clients(), input);
  const waiter = { client: fleet.ec2, maxWaitTime: 600, minDelay: 15, maxDelay: 15 };
  const InstanceIds = [instanceId];
  vi.useFakeTimers();
  const timePasses = async <Value>(waiting: Promise<Value>): Promise<Value> => {
    const state = { isOver: false };
    const over = waiting.finally(() => {
      state.isOver = true;
    });
    over.catch(() => undefined);
    while (!state.isOver) {
      fleet.pass(5 * SECOND);
      await vi.advanceTimersByTimeAsync(5 * SECOND);
    }
    return over;
  };
  try {
    const from = fleet.now();
    await timePasses(waitUntilInstanceRunning(waiter, { InstanceIds }));
    expect(fleet.now() - from).toBeGreaterThanOrEqual(7 * SECOND);
    await timePasses(waitUntilInstanceStatusOk(waiter, { InstanceIds }));
    expect(fleet.now() - from).toBeGreaterThanOrEqual(67 * SECOND);
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    await timePasses(waitUntilInstanceTerminated(waiter, { InstanceIds }));
  } finally {
    vi.useRealTimers();
  }
  expect(
    (await fleet.ec2.send(new DescribeInstanceStatusCommand({ InstanceIds, IncludeAllInstances: true })))
      .InstanceStatuses?.[0]?.InstanceState?.Name,
  ).toBe('terminated');
  expect(await refusalOf(runInstance(clients(), input))).toMatchObject({
    code: 'IdempotentInstanceTerminated',
  });
});

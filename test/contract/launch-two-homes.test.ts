import { randomUUID } from 'node:crypto';
import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

describe('two computers on one account, whose plans have the same name', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  /** The first computer's way to AWS is closed behind this dry run, until the second is through. */
  let beforeMaking: () => Promise<void>;
  const machines: TestMachine[] = [];

  beforeAll(async () => {
    practice = await startPractice();
    const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
    judge = new EC2Client({ endpoint: practice.endpoint, region: 'us-east-1', credentials });
    proxy = await startProxy(practice.endpoint, async ({ action, params }) => {
      if (/^Create(KeyPair|SecurityGroup)$/.test(action) && !params.has('DryRun')) await beforeMaking();
      return 'pass' as const;
    });
  });
  afterAll(async () => {
    judge.destroy();
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    beforeMaking = async () => {};
  });
  afterEach(() => {
    for (const machine of machines.splice(0)) machine.remove();
  });

  const open = (endpoint = practice.endpoint): TestMachine => {
    const machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: endpoint }, fakeKeychain());
    machines.push(machine);
    return machine;
  };
  const launch = async (machine: TestMachine, plan: LaunchPlan): Promise<Launch> => {
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    return machine.ended(launchId, 'running', 'partly', 'failed');
  };
  const undo = async (machine: TestMachine, { launchId }: Launch): Promise<Launch> => {
    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    return machine.ended(launchId, 'removed', 'not-removed');
  };
  const world = async () => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    const { KeyPairs = [] } = await judge.send(new DescribeKeyPairsCommand({}));
    return {
      instances: Reservations.flatMap(({ Instances = [] }) => Instances)
        .filter(({ State }) => State?.Name !== 'terminated')
        .map(({ InstanceId }) => InstanceId),
      groups: SecurityGroups.filter(({ GroupName }) => GroupName !== 'default').map(({ GroupId }) => GroupId),
      keyPairs: KeyPairs.map(({ KeyPairId }) => KeyPairId),
    };
  };

  test('the one that comes second makes nothing, and its removal takes nothing from the first', async () => {
    const late = open(proxy.endpoint);
    const first = open();
    const plan = await defaultPlan(first.api);
    let made: Promise<Launch> | null = null;
    // Both were judged while neither had made anything.
    beforeMaking = async () => void (await (made ??= launch(first, plan)));
    const lost = await launch(late, plan);
    const running = await launchOf(made);
    const before = await world();
    expect(running.state).toBe('running');
    expect(before.instances).toHaveLength(plan.placements.length);

    expect(lost).toMatchObject({
      state: 'failed',
      instances: [],
      made: { securityGroup: null, keyPair: null },
    });
    expect(['key-name-taken', 'group-name-taken']).toContain(lost.problem?.code);

    // Whoever copies tags makes nothing theirs by it.
    const Tags = [{ Key: 'keyport:launch-id', Value: lost.launchId }];
    const Resources = [...before.instances, ...before.groups, ...before.keyPairs].map((id) => id ?? '');
    await judge.send(
      new CreateTagsCommand({ Resources: Resources.filter((id) => !id.startsWith('sg-')), Tags }),
    );
    valueOf(await late.api.lookAtLaunches({ launchIds: null }));
    const undone = await late.api.undoLaunch({
      launchId: lost.launchId,
      keyPairToo: true,
      snapshotsFirst: false,
    });
    if (undone.ok) await late.ended(lost.launchId, 'removed', 'not-removed');
    expect(await world()).toEqual(before);

    expect((await undo(first, running)).state).toBe('removed');
    expect(await world()).toEqual({ instances: [], groups: [], keyPairs: [] });
  });
});

async function launchOf(made: Promise<Launch> | null): Promise<Launch> {
  if (made === null) throw new Error('the first computer has launched nothing');
  return made;
}

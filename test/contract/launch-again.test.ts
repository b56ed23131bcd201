import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  CreateTagsCommand,
  DeleteKeyPairCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LaunchRecord } from '../../electron/launch/record/launch-record.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { ec2Answer, ec2Error } from '../support/fake-aws.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

const THREE = 3;

describe('a launch of which one zone has failed', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate>;
  let keychain: FakeKeychain;
  let machine: TestMachine;
  const others: TestMachine[] = [];

  beforeAll(async () => {
    practice = await startPractice();
    judge = new EC2Client({
      endpoint: practice.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    proxy = await startProxy(practice.endpoint, (call) => fateOf(call));
  });
  afterAll(async () => {
    judge.destroy();
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    fateOf = () => 'pass';
    keychain = fakeKeychain();
    machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, keychain);
  });
  afterEach(() => {
    machine.remove();
    for (const other of others.splice(0)) other.remove();
  });

  const living = async () => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances).filter(
      ({ State }) => State?.Name !== 'terminated',
    );
  };

  const isRunIn = ({ action, params }: Call, subnetId: string | undefined) =>
    action === 'RunInstances' &&
    params.get('DryRun') !== 'true' &&
    params.get('NetworkInterface.1.SubnetId') === subnetId;

  /** In three zones; the last has no room. */
  const launchWithoutRoom = async (): Promise<{ readonly launch: Launch; readonly plan: LaunchPlan }> => {
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, THREE) };
    const last = plan.placements.at(-1);
    fateOf = (call) =>
      isRunIn(call, last?.subnetId) ? ec2Error('InsufficientInstanceCapacity', 'no capacity', 500) : 'pass';
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    return { launch: await machine.ended(launchId, 'partly', 'running', 'failed'), plan };
  };

  test('says which zone it is and why, and keeps the two that run', async () => {
    const { launch, plan } = await launchWithoutRoom();

    expect(launch.state).toBe('partly');
    expect(launch.zones.map(({ state }) => state)).toEqual(['started', 'started', 'failed']);
    expect(launch.zones[2]).toMatchObject({
      zoneName: plan.placements[2]?.zoneName,
      instanceId: null,
      problem: { code: 'no-capacity' },
    });
    expect(await living()).toHaveLength(2);
  });

  test('moves to another zone that offers the size and has no machine yet: three run, each where it is said to be', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const offers = valueOf(await machine.api.readZoneOffers({ launchId, placementId: 'p3' }));
    const [free] = offers.zones;
    expect(offers.zones.map(({ zoneName }) => zoneName)).not.toContain(launch.zones[2]?.zoneName);
    expect(offers.zones.map(({ hasMachine }) => hasMachine)).toEqual([false, false, true, true]);
    if (free === undefined) throw new Error('no zone is on offer');
    const { hasMachine: _, ...placement } = free;

    const answer = { kind: 'zone', placement } as const;
    valueOf(await machine.api.answerZone({ launchId, placementId: 'p3', answer }));
    const moved = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(moved.state).toBe('running');
    expect(moved.problem).toBeNull();
    expect(moved.zones.map(({ zoneName }) => zoneName)).toContain(placement.zoneName);
    const instances = await living();
    expect(sorted(instances.map(({ SubnetId }) => SubnetId))).toEqual(
      sorted(moved.zones.map(({ subnetId }) => subnetId)),
    );
    expect(new Set(instances.map(({ SecurityGroups }) => SecurityGroups?.[0]?.GroupId)).size).toBe(1);
  });

  test('takes another size that the zone offers, with its own credit setting', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const { types } = valueOf(await machine.api.readZoneOffers({ launchId, placementId: 'p3' }));
    expect(types.length).toBeGreaterThan(2);
    const other = types.find(({ isBurstable }) => !isBurstable) ?? types[0];
    if (other === undefined) throw new Error('no size is on offer');
    fateOf = () => 'pass';

    const answer = { kind: 'type', instanceType: other.name } as const;
    valueOf(await machine.api.answerZone({ launchId, placementId: 'p3', answer }));
    const ended = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(ended.state).toBe('running');
    const instances = await living();
    expect(sorted(instances.map(({ InstanceType }) => InstanceType))).toEqual(
      sorted([launch.zones[0]?.instanceType, launch.zones[1]?.instanceType, other.name]),
    );
    expect(ended.prices?.instanceHour[other.name] ?? null).toBe(other.perHour);
  });

  test('tries the same again, and again has a token of its own', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const answer = { kind: 'again' } as const;
    valueOf(await machine.api.answerZone({ launchId, placementId: 'p3', answer }));
    const still = await machine.ended(launchId, 'partly', 'running', 'failed');
    expect(still.state).toBe('partly');
    fateOf = () => 'pass';

    valueOf(await machine.api.answerZone({ launchId, placementId: 'p3', answer }));
    expect((await machine.ended(launchId, 'partly', 'running', 'failed')).state).toBe('running');

    const tokens = proxy.calls
      .filter(({ action, params }) => action === 'RunInstances' && params.get('DryRun') !== 'true')
      .map(({ params }) => params.get('ClientToken') ?? '')
      .filter((token) => token.startsWith(`${launchId}.p3.`));
    expect([...new Set(tokens)]).toEqual([1, 2, 3].map((nth) => `${launchId}.p3.${nth}`));
    expect(await living()).toHaveLength(THREE);
  });

  test('does without that zone: what runs is the launch', async () => {
    const { launch } = await launchWithoutRoom();
    const answer = { kind: 'leave-out' } as const;

    const left = valueOf(
      await machine.api.answerZone({ launchId: launch.launchId, placementId: 'p3', answer }),
    );

    expect(left).toMatchObject({ state: 'running', problem: null });
    expect(left.zones[2]?.state).toBe('left-out');
    expect(await living()).toHaveLength(2);
  });

  test('nothing is asked for in the place of a machine that is there, or in a zone that is not on offer', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId, zones } = launch;
    const [first] = zones;
    if (first === undefined) throw new Error('no zone');
    const { zoneId, zoneName } = first;
    const placement = { zoneId, zoneName, subnetId: 'subnet-0123456789abcdef0' };
    const again = { kind: 'again' } as const;

    expect(await machine.api.answerZone({ launchId, placementId: 'p1', answer: again })).toMatchObject({
      problem: { code: 'zone-not-open' },
    });
    expect(
      await machine.api.answerZone({ launchId, placementId: 'p3', answer: { kind: 'zone', placement } }),
    ).toMatchObject({ problem: { code: 'size-not-in-zone' } });
    expect(await machine.api.answerZone({ launchId, placementId: 'p9', answer: again })).toMatchObject({
      problem: { code: 'zone-unknown' },
    });
    expect(await living()).toHaveLength(2);
  });

  test('an answer that never comes leaves the zone unknown; nothing takes its place until it is found out, and then nothing is there twice', async () => {
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, 2) };
    const [first] = plan.placements;
    const launchId = randomUUID();
    let isHidden = true;
    // Carried out once; from then on neither this machine nor its answer is seen.
    fateOf = (call) => {
      if (isRunIn(call, first?.subnetId)) return isHidden ? 'lose-answer' : 'pass';
      return isHidden &&
        call.action === 'DescribeInstances' &&
        call.params.get('Filter.1.Name') !== 'instance-id'
        ? ec2Error('InternalError', 'An internal error has occurred.', 500)
        : 'pass';
    };
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const lost = await machine.ended(launchId, 'partly', 'running', 'failed');

    expect(lost.state).toBe('partly');
    expect(lost.zones.map(({ state }) => state)).toEqual(['unknown', 'started']);
    expect(lost.problem).toMatchObject({
      code: 'answer-lost',
      whatIsRunning: 'An instance may be running: Keyport could not find out.',
    });
    const again = { kind: 'again' } as const;
    expect(await machine.api.answerZone({ launchId, placementId: 'p1', answer: again })).toMatchObject({
      problem: { code: 'zone-not-open' },
    });

    isHidden = false;
    valueOf(await machine.api.finishLaunch({ launchId }));
    const found = await machine.ended(launchId, 'running', 'partly', 'failed');
    expect(found.state).toBe('running');
    expect(await living()).toHaveLength(2);
  }, 60_000);

  test('a machine that ends while it starts is told with the reason that EC2 gives and the end of what it said itself', async () => {
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, 2) };
    const launchId = randomUUID();
    let isEnded = false;
    fateOf = async (call): Promise<Fate> => {
      if (call.action !== 'DescribeInstances' || isEnded) return 'pass';
      const dying = (await living()).find(({ SubnetId }) => SubnetId === plan.placements[0]?.subnetId);
      if (dying?.InstanceId === undefined) return 'pass';
      isEnded = true;
      await judge.send(new TerminateInstancesCommand({ InstanceIds: [dying.InstanceId] }));
      return 'pass';
    };

    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const launch = await machine.ended(launchId, 'partly', 'running', 'failed');

    expect(launch.state).toBe('partly');
    expect(launch.zones.map(({ state }) => state)).toEqual(['gone', 'started']);
    expect(launch.problem).toMatchObject({
      code: 'instance-died',
      raw: expect.stringMatching(/^Client\.UserInitiatedShutdown: /),
      whatIsRunning: 'One instance is running and costs money.',
    });
    expect(launch.instances.filter(({ goneAt }) => goneAt !== null)).toHaveLength(1);
    expect(launch.instances).toHaveLength(2);
  });

  test('a machine that somebody else has ended leaves its place open; one that was stopped is seen to be', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const [one, other] = launch.instances.map(({ instanceId }) => instanceId);
    await judge.send(new TerminateInstancesCommand({ InstanceIds: [one ?? ''] }));
    await judge.send(new StopInstancesCommand({ InstanceIds: [other ?? ''] }));

    const [seen] = valueOf(await machine.api.lookAtLaunches({ launchIds: [launchId] })).launches;

    expect(seen?.zones.map(({ state }) => state)).toEqual(['gone', 'started', 'failed']);
    expect(seen?.instances.map(({ state }) => state).toSorted()).toEqual(['stopped', 'terminated']);
    expect(seen?.sight.problem).toBeNull();
    expect(seen?.instances.find(({ instanceId }) => instanceId === one)?.ran.at(-1)?.to).not.toBeNull();
  });

  test('the next program knows it by its journal, and asks EC2 what there is now', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    machine.close();
    const next = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, keychain, {
      home: machine.home,
    });
    others.push(next);

    const [known] = valueOf(await next.api.listLaunches()).launches;
    expect(known).toMatchObject({ launchId, state: 'partly', zones: launch.zones });
    const asked = proxy.count('DescribeInstanceStatus');
    const [looked] = valueOf(await next.api.lookAtLaunches({ launchIds: null })).launches;
    expect(looked?.instances.map(({ state }) => state)).toEqual(['running', 'running']);
    expect(looked?.instances.map(({ checks }) => checks)).toEqual(['ok', 'ok']);
    expect(proxy.count('DescribeInstanceStatus')).toBeGreaterThan(asked);

    fateOf = () => 'pass';
    valueOf(await next.api.answerZone({ launchId, placementId: 'p3', answer: { kind: 'again' } }));
    expect((await next.ended(launchId, 'running', 'partly', 'failed')).state).toBe('running');
    expect(await living()).toHaveLength(THREE);
  });

  test('credentials of another account are no proof that anything is gone, and nothing is done with them', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    fateOf = ({ action }) => (action === 'GetCallerIdentity' ? identityOf('999999999999') : 'pass');

    const [seen] = valueOf(await machine.api.lookAtLaunches({ launchIds: null })).launches;
    expect(seen?.sight.problem?.code).toBe('account-changed');
    expect(seen?.instances.map(({ state }) => state)).toEqual(['running', 'running']);
    for (const ask of [
      () => machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }),
      () => machine.api.answerZone({ launchId, placementId: 'p3', answer: { kind: 'again' } }),
    ]) {
      expect(await ask()).toMatchObject({ problem: { code: 'account-changed' } });
    }
    expect(await living()).toHaveLength(2);
  });

  test('a machine of somebody else with the tags of this launch is never taken for one of it', async () => {
    const { launch } = await launchWithoutRoom();
    const [first] = await living();
    const copied = (first?.Tags ?? []).map(({ Key, Value }) => ({ Key, Value }));
    const whole = await defaultPlan(machine.api);
    const foreign = randomUUID();
    fateOf = () => 'pass';
    const plan = { ...whole, name: 'foreign', placements: whole.placements.slice(0, 2) };
    valueOf(await machine.api.startLaunch({ launchId: foreign, plan, confirmed: [] }));
    const other = await machine.ended(foreign, 'running');
    const ids = other.instances.map(({ instanceId }) => instanceId);
    await judge.send(new CreateTagsCommand({ Resources: ids, Tags: copied }));

    const { launches } = valueOf(await machine.api.lookAtLaunches({ launchIds: null }));

    const seen = launches.find(({ launchId }) => launchId === launch.launchId);
    expect(seen?.instances.map(({ instanceId }) => instanceId)).toEqual(
      launch.instances.map(({ instanceId }) => instanceId),
    );
  });

  test('a group that was made unseen is not forgotten because the last attempt was refused', async () => {
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, 2) };
    const launchId = randomUUID();
    let isHidden = false;
    fateOf = ({ action, params }) => {
      if (params.has('DryRun')) return 'pass';
      if (action === 'CreateSecurityGroup') {
        if (isHidden) return ec2Error('RequestExpired', 'Request has expired.', 400);
        isHidden = true;
        return 'lose-answer';
      }
      const isLook = action === 'DescribeSecurityGroups' && params.has('Filter.1.Name');
      return isLook && isHidden ? ec2Error('InternalError', 'An internal error has occurred.', 500) : 'pass';
    };
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const launch = await machine.ended(launchId, 'failed', 'partly', 'running');
    expect(launch.made.securityGroup).toMatchObject({ groupId: null });
    fateOf = () => 'pass';

    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    expect((await machine.ended(launchId, 'removed', 'not-removed')).state).toBe('removed');
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    expect(SecurityGroups.map(({ GroupName }) => GroupName)).toEqual(['default']);
  });

  test('what a look is still waiting for keeps nobody from stopping, and comes too late to be believed', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const held = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const ids = launch.instances.map(({ instanceId }) => instanceId);
    let isFirst = true;
    fateOf = async ({ action, params }): Promise<Fate> => {
      if (action !== 'DescribeInstances' || params.get('Filter.1.Name') !== 'instance-id' || !isFirst)
        return 'pass';
      isFirst = false;
      const before = await runningNow(ids);
      asked.resolve();
      await held.promise;
      return before;
    };
    const looking = machine.api.lookAtLaunches({ launchIds: [launchId] });
    await asked.promise;

    valueOf(
      await machine.api.changeInstances({ launchId, instanceIds: ids, act: 'stop', snapshotsFirst: false }),
    );
    const stopped = await machine.ended(launchId, 'partly');
    expect(stopped.instances.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    held.resolve();
    await looking;

    const now = valueOf(await machine.api.readLaunch({ launchId }));
    expect(now.instances.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    expect(now.instances.map(({ ran }) => ran.at(-1)?.to === null)).toEqual([false, false]);
  });

  test('a place that was to be asked for again, and was not, is no place where a machine may be', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    fateOf = () => 'pass';
    await judge.send(new DeleteKeyPairCommand({ KeyPairId: launch.made.keyPair?.keyPairId ?? '' }));

    valueOf(await machine.api.answerZone({ launchId, placementId: 'p3', answer: { kind: 'again' } }));
    const ended = await machine.ended(launchId, 'partly', 'running', 'failed');

    expect(ended.zones.map(({ state }) => state)).toEqual(['started', 'started', 'waiting']);
    expect(ended.problem).toMatchObject({
      code: 'key-pair-gone',
      whatIsRunning: '2 instances are running and cost money.',
    });
  });

  test('one empty answer ends no machine, however old it is; EC2 saying that there is none does', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    machine.close();
    const file = path.join(machine.home, 'launches', `${launchId}.json`);
    const record = JSON.parse(fs.readFileSync(file, 'utf8')) as LaunchRecord;
    const old = record.machines.map((each) => ({ ...each, startedAt: each.startedAt - 2 * 3_600_000 }));
    const unknown = { ...old[0], instanceId: 'i-0123456789abcdef0' };
    fs.writeFileSync(file, JSON.stringify({ ...record, machines: [...old, unknown] }));
    const next = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, keychain, {
      home: machine.home,
    });
    others.push(next);
    fateOf = ({ action, params }) =>
      action === 'DescribeInstances' && params.has('Filter.1.Name')
        ? ec2Answer('DescribeInstances', '<reservationSet/>')
        : 'pass';

    const [seen] = valueOf(await next.api.lookAtLaunches({ launchIds: null })).launches;

    expect(seen?.instances.map(({ instanceId, goneAt }) => [instanceId, goneAt === null])).toEqual(
      expect.arrayContaining([
        ...launch.instances.map(({ instanceId }) => [instanceId, true]),
        ['i-0123456789abcdef0', false],
      ]),
    );
  });

  test('a disk that stays when its machine is ended is said, and goes with the launch', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    const [first] = launch.instances;
    const InstanceId = first?.instanceId ?? '';
    const stays = { DeviceName: launch.plan.image.rootDeviceName, Ebs: { DeleteOnTermination: false } };
    await judge.send(new ModifyInstanceAttributeCommand({ InstanceId, BlockDeviceMappings: [stays] }));

    const change = { launchId, instanceIds: [InstanceId], act: 'terminate', snapshotsFirst: false } as const;
    valueOf(await machine.api.changeInstances(change));
    const changed = await machine.ended(launchId, 'partly');
    expect(changed.made.leftVolumes).toEqual(first?.volumes.map(({ volumeId }) => volumeId));

    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    const removed = await machine.ended(launchId, 'removed', 'not-removed');
    expect(removed).toMatchObject({ state: 'removed', made: { leftVolumes: [] } });
    expect((await judge.send(new DescribeVolumesCommand({}))).Volumes ?? []).toEqual([]);
  });

  test('a machine that the journal has forgotten is known by its token', async () => {
    const { launch } = await launchWithoutRoom();
    const { launchId } = launch;
    machine.close();
    const file = path.join(machine.home, 'launches', `${launchId}.json`);
    const record = JSON.parse(fs.readFileSync(file, 'utf8')) as LaunchRecord;
    const [kept] = record.machines;
    const placements = record.placements.map((each) =>
      each.placementId === 'p2' ? { ...each, attempts: [] } : each,
    );
    fs.writeFileSync(file, JSON.stringify({ ...record, placements, machines: [kept] }));
    const next = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, keychain, {
      home: machine.home,
    });
    others.push(next);
    fateOf = () => 'pass';

    valueOf(await next.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    expect((await next.ended(launchId, 'removed', 'not-removed')).state).toBe('removed');
    expect(await living()).toEqual([]);
  });

  /** EC2's answer about these machines at this moment. */
  const runningNow = async (ids: readonly string[]): Promise<Fate> => {
    const items = ids
      .map(
        (id) =>
          `<item><instancesSet><item><instanceId>${id}</instanceId><instanceState><name>running</name></instanceState><placement><availabilityZone>us-east-1a</availabilityZone></placement></item></instancesSet></item>`,
      )
      .join('');
    return ec2Answer('DescribeInstances', `<reservationSet>${items}</reservationSet>`);
  };
});

function sorted(texts: readonly (string | undefined)[]): readonly string[] {
  return texts.map((text) => text ?? '').toSorted();
}

function identityOf(account: string): Fate {
  return {
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/somebody</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  };
}

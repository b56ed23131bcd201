import { randomUUID } from 'node:crypto';
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type Instance,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valueOf } from '../support/aws-clients.ts';
import { ec2Answer, ec2Error } from '../support/fake-aws.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

describe('an AWS that misbehaves', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate>;
  let machine: TestMachine;

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
    machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
  });
  afterEach(() => machine.remove());

  const living = async (): Promise<readonly Instance[]> => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances).filter(
      ({ State }) => State?.Name !== 'terminated',
    );
  };
  const groupNames = async () => {
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    return SecurityGroups.map(({ GroupName }) => GroupName);
  };
  const launchTwo = async () => {
    const plan = await defaultPlan(machine.api);
    const launchId = randomUUID();
    const two = { ...plan, placements: plan.placements.slice(0, 2) };
    valueOf(await machine.api.startLaunch({ launchId, plan: two, confirmed: [] }));
    return machine.ended(launchId, 'running', 'partly', 'failed');
  };
  const undo = async (launchId: string) => {
    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    return machine.ended(launchId, 'removed', 'not-removed');
  };

  test('an instance whose answer was lost is not forgotten because the next attempt was throttled', async () => {
    const answered = new Set<string>();
    fateOf = ({ action, params }) => {
      const token = params.get('ClientToken') ?? '';
      if (action !== 'RunInstances' || params.has('DryRun')) return 'pass';
      if (answered.has(token)) return ec2Error('RequestLimitExceeded', 'slow down', 503);
      answered.add(token);
      return 'lose-answer';
    };
    const launch = await launchTwo();
    const there = new Set((await living()).map(({ InstanceId }) => InstanceId));
    expect(there.size).toBe(2);
    expect(new Set(launch.instances.map(({ instanceId }) => instanceId))).toEqual(there);
  });

  test('a group whose answer was lost is found by its tag, used, and removed', async () => {
    const already = proxy.count('CreateSecurityGroup');
    fateOf = ({ action, nth }) =>
      action === 'CreateSecurityGroup' && nth === already + 1 ? 'lose-answer' : 'pass';
    const launch = await launchTwo();
    const removed = await undo(launch.launchId);
    expect(removed.state).toBe('removed');
    expect(await groupNames()).toEqual(['default']);
  });

  test.each([
    ['all traffic', rule('-1', '-1', '-1', '<cidrIpv4>0.0.0.0/0</cidrIpv4>')],
    ['every port', rule('tcp', '0', '65535', '<cidrIpv4>0.0.0.0/0</cidrIpv4>')],
    ['UDP', rule('udp', '443', '443', '<cidrIpv6>::/0</cidrIpv6>')],
    [
      'another group',
      rule('tcp', '22', '22', '<referencedGroupInfo><groupId>sg-1</groupId></referencedGroupInfo>'),
    ],
    ['a list of addresses', rule('tcp', '22', '22', '<prefixListId>pl-1</prefixListId>')],
  ])('nothing is started behind a group that also admits %s', async (_, extra) => {
    fateOf = ({ action }) =>
      action === 'DescribeSecurityGroupRules'
        ? ec2Answer(action, `<securityGroupRuleSet>${extra}</securityGroupRuleSet>`)
        : 'pass';
    const launch = await launchTwo();

    expect(launch).toMatchObject({ state: 'failed', problem: { code: 'refused-by-ec2' } });
    expect(launch.problem?.raw).toMatch(/not planned \[\S+ \S+ \S+\]$/);
    expect(await living()).toEqual([]);
  });

  test('a group that somebody else has deleted is no obstacle to an undo', async () => {
    const launch = await launchTwo();
    fateOf = ({ action }) =>
      action === 'DeleteSecurityGroup' ? ec2Error('InvalidGroup.NotFound', 'no such group') : 'pass';
    const removed = await undo(launch.launchId);
    expect(removed.state).toBe('removed');
  });

  test('rules that EC2 shows a moment later are waited for', async () => {
    const already = proxy.count('DescribeSecurityGroupRules');
    fateOf = ({ action, nth }) =>
      action === 'DescribeSecurityGroupRules' && nth <= already + 2
        ? ec2Answer(action, '<securityGroupRuleSet/>')
        : 'pass';
    const launch = await launchTwo();
    expect(launch.problem).toBeNull();
  });

  test('an instance that may not be ended holds back nothing but the group, and can be ended later', async () => {
    const launch = await launchTwo();
    const [kept] = launch.instances;
    fateOf = ({ action, params }) =>
      action === 'TerminateInstances' && params.get('InstanceId.1') === kept?.instanceId
        ? ec2Error('OperationNotPermitted', 'The instance may not be terminated')
        : 'pass';
    const first = await undo(launch.launchId);

    expect(first).toMatchObject({
      state: 'not-removed',
      problem: { code: 'termination-protected', whatIsRunning: 'One instance is running and costs money.' },
    });
    expect((await living()).map(({ InstanceId }) => InstanceId)).toEqual([kept?.instanceId]);

    fateOf = () => 'pass';
    expect((await undo(launch.launchId)).state).toBe('removed');
    expect(await groupNames()).toEqual(['default']);
  });

  test('an AWS that is down while a launch is removed loses nothing: once it is back, all of it goes', async () => {
    const launch = await launchTwo();
    fateOf = ({ action }) => (action === 'GetCallerIdentity' ? 'pass' : 'refuse-connection');
    expect(await undo(launch.launchId)).toMatchObject({
      state: 'not-removed',
      problem: { whatIsRunning: '2 instances are running and cost money.' },
    });
    fateOf = () => 'refuse-connection';
    expect(await machine.api.finishLaunch({ launchId: launch.launchId })).toMatchObject({ ok: false });

    fateOf = () => 'pass';
    expect((await undo(launch.launchId)).state).toBe('removed');
    expect(await living()).toEqual([]);
    expect(await groupNames()).toEqual(['default']);
  });

  test('nothing is called removed by credentials that now belong to another account', async () => {
    const { launchId } = await launchTwo();
    const already = proxy.count('TerminateInstances');
    fateOf = ({ action }) => (action === 'GetCallerIdentity' ? identityOf('999999999999') : 'pass');
    const asked = { launchId, keyPairToo: true, snapshotsFirst: false };
    expect(await machine.api.undoLaunch(asked)).toMatchObject({
      problem: { code: 'account-changed', explanation: expect.stringMatching(/\d{12}.*999999999999/) },
    });
    expect(valueOf(await machine.api.readLaunch({ launchId })).state).toBe('running');
    expect(proxy.count('TerminateInstances')).toBe(already);

    fateOf = () => 'pass';
    expect((await undo(launchId)).state).toBe('removed');
    expect(await living()).toEqual([]);
  });

  test('removed twice at once is removed once', async () => {
    const { launchId } = await launchTwo();
    const already = proxy.count('TerminateInstances');

    const [first, second] = await Promise.all([
      machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }),
      machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }),
    ]);
    await machine.ended(launchId, 'removed', 'not-removed');

    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, problem: { code: 'launch-busy' } });
    expect(proxy.count('TerminateInstances') - already).toBe(2);
  });

  test('a storm of throttling in mid-launch ends it in words, with all that was made listed', async () => {
    let isStorm = false;
    fateOf = ({ action, params }) => {
      isStorm ||= action === 'CreateKeyPair' && !params.has('DryRun');
      return isStorm ? ec2Error('RequestLimitExceeded', 'slow down', 503) : 'pass';
    };
    const launch = await launchTwo();

    expect(launch).toMatchObject({ state: 'failed', problem: { code: 'throttled' }, instances: [] });
    fateOf = () => 'pass';
    if ((await groupNames()).length > 1) await undo(launch.launchId);
    expect(await groupNames()).toEqual(['default']);
  });
});

/** What STS says of a user of this account. */
function identityOf(accountId: string): Fate {
  const arn = `arn:aws:iam::${accountId}:user/me`;
  const identity = `<UserId>AIDA</UserId><Account>${accountId}</Account><Arn>${arn}</Arn>`;
  return {
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
}

/** An inbound rule as EC2 shows it. */
function rule(protocol: string, from: string, to: string, source: string): string {
  return `<item><isEgress>false</isEgress><ipProtocol>${protocol}</ipProtocol><fromPort>${from}</fromPort><toPort>${to}</toPort>${source}</item>`;
}

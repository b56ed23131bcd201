import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPlan } from '../../shared/check-plan.ts';
import { NO_FACTS } from '../../shared/facts.ts';
import { confirmationOf } from '../../shared/finding.ts';
import { launchPlanSchema, type LaunchPlan } from '../../shared/launch-plan.ts';
import { ec2Error } from '../support/fake-aws.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { valueOf } from '../support/aws-clients.ts';
import { defaultPlan, HERE, openMachine, type TestMachine } from '../support/machine.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

const MINE = '203.0.113.7/32';

needs('moto')('a launch with security groups that are there already', () => {
  let moto: Moto;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate>;
  let machine: TestMachine;
  let plan: LaunchPlan;

  beforeAll(async () => {
    moto = await startMoto();
    judge = new EC2Client({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    proxy = await startProxy(moto.endpoint, (call) => fateOf(call));
  });
  afterAll(async () => {
    judge.destroy();
    await proxy.stop();
    await moto.stop();
  });
  beforeEach(async () => {
    await moto.reset();
    fateOf = () => 'pass';
    machine = openMachine({ ...moto.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
    plan = await defaultPlan(machine.api);
  });
  afterEach(() => machine.remove());

  const makeGroup = async (name: string, permissions: IpPermission[], vpcId = plan.access.vpcId) => {
    const input = { GroupName: name, Description: name, VpcId: vpcId };
    const { GroupId = '' } = await judge.send(new CreateSecurityGroupCommand(input));
    if (permissions.length > 0) await authorize(GroupId, permissions);
    return { groupId: GroupId, name };
  };
  const authorize = (groupId: string, permissions: IpPermission[]) =>
    judge.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: permissions }));
  const using = (...groups: { readonly groupId: string; readonly name: string }[]): LaunchPlan => ({
    ...plan,
    access: { kind: 'existing-group', vpcId: plan.access.vpcId, groups },
  });
  const groupsNow = async () => {
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    return SecurityGroups.toSorted((one, other) => ((one.GroupId ?? '') < (other.GroupId ?? '') ? -1 : 1));
  };
  const living = async () => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances).filter(
      ({ State }) => State?.Name !== 'terminated',
    );
  };
  const expectNothingMade = async () => {
    expect(await living()).toEqual([]);
    expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
    expect(proxy.calls.map(({ action }) => action)).not.toContain('CreateSecurityGroup');
    expect(fs.existsSync(path.join(machine.home, 'launches'))).toBe(false);
  };

  test('puts exactly these groups on every machine, makes none, and its undo leaves them as they were', async () => {
    const web = await makeGroup('web', [open(443)]);
    const me = await makeGroup('me', [open(22, MINE)]);
    const before = await groupsNow();
    const launchId = randomUUID();

    valueOf(await machine.api.startLaunch({ launchId, plan: using(web, me), confirmed: [] }));
    const launch = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(launch.problem).toBeNull();
    const instances = await living();
    expect(instances).toHaveLength(plan.placements.length);
    for (const { NetworkInterfaces = [] } of instances) {
      const ids = NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId));
      expect(new Set(ids)).toEqual(new Set([web.groupId, me.groupId]));
    }
    expect(launch.lines.filter(({ kind }) => kind === 'used-group')).toMatchObject([
      { state: 'done', resourceId: null },
      { state: 'done', resourceId: null },
    ]);
    expect(launch.lines.map(({ kind }) => kind)).not.toContain('security-group');
    expect(launch.connect.existingGroups).toMatchObject({
      groups: [web, me],
      doors: [
        { port: 22, opening: 'one-address', cidr: MINE },
        { port: 3389, opening: 'closed' },
        { port: 80, opening: 'closed' },
        { port: 443, opening: 'everyone' },
      ],
    });
    expect(await groupsNow()).toEqual(before);
    expect(recordOf(launchId)).toMatchObject({ group: null });

    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    const removed = await machine.ended(launchId, 'removed', 'not-removed');

    expect(removed.state).toBe('removed');
    expect(await living()).toEqual([]);
    expect(await groupsNow()).toEqual(before);
    const calls = new Set(proxy.calls.map(({ action }) => action));
    for (const action of WRITES_TO_GROUPS) expect(calls).not.toContain(action);
  });

  const recordOf = (launchId: string): unknown =>
    JSON.parse(fs.readFileSync(path.join(machine.home, 'launches', `${launchId}.json`), 'utf8'));

  test('is refused before anything is made when a group was deleted since', async () => {
    const web = await makeGroup('web', [open(443)]);
    const me = await makeGroup('me', [open(22, MINE)]);
    await judge.send(new DeleteSecurityGroupCommand({ GroupId: me.groupId }));

    const refused = await machine.api.startLaunch({
      launchId: randomUUID(),
      plan: using(web, me),
      confirmed: [],
    });

    expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-refused', raw: 'group-gone' } });
    await expectNothingMade();
  });

  test('is refused before anything is made when the group is one of another network', async () => {
    const { Vpc } = await judge.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
    const elsewhere = await makeGroup('elsewhere', [open(22, MINE)], Vpc?.VpcId);

    const refused = await machine.api.startLaunch({
      launchId: randomUUID(),
      plan: using(elsewhere),
      confirmed: [],
    });

    expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-refused', raw: 'group-gone' } });
    await expectNothingMade();
  });

  describe('of which one was opened to the world since', () => {
    const confirmationsFor = async (usingIt: LaunchPlan) => {
      const groups = valueOf(await machine.api.readLaunchGroups(HERE));
      return checkPlan(usingIt, { ...NO_FACTS, groups })
        .filter(({ severity }) => severity === 'danger')
        .map(confirmationOf);
    };

    test('is refused before anything is made, whatever else was confirmed', async () => {
      const bastion = await makeGroup('bastion', [open(22, MINE), open(3389)]);
      const usingIt = using(bastion);
      const confirmed = await confirmationsFor(usingIt);
      await authorize(bastion.groupId, [open(22)]);

      const refused = await machine.api.startLaunch({ launchId: randomUUID(), plan: usingIt, confirmed });

      expect(confirmed).toHaveLength(1);
      expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-refused', raw: 'group-danger' } });
      expect(refused).toMatchObject({
        problem: { explanation: expect.stringContaining('“bastion”') as string },
      });
      await expectNothingMade();
    });

    test('while its key was made, starts no machine; what was made can be removed', async () => {
      const bastion = await makeGroup('bastion', [open(22, MINE)]);
      const launchId = randomUUID();
      let wasStarted = false;
      fateOf = async ({ action, params }): Promise<Fate> => {
        if (params.has('DryRun')) return 'pass';
        wasStarted ||= action === 'RunInstances';
        if (action === 'CreateKeyPair') await authorize(bastion.groupId, [open(22)]);
        return 'pass';
      };

      valueOf(await machine.api.startLaunch({ launchId, plan: using(bastion), confirmed: [] }));
      const launch = await machine.ended(launchId, 'failed', 'running', 'partly');

      expect(launch).toMatchObject({
        state: 'failed',
        problem: { code: 'plan-refused', raw: 'group-danger' },
      });
      expect(launch.lines.filter(({ kind }) => kind === 'instance').map(({ state }) => state)).toEqual(
        plan.placements.map(() => 'skipped'),
      );
      expect(wasStarted).toBe(false);
      valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
      expect((await machine.ended(launchId, 'removed', 'not-removed')).state).toBe('removed');
      expect((await groupsNow()).map(({ GroupName }) => GroupName)).toContain('bastion');
    });

    test('starts once that very danger is confirmed', async () => {
      const bastion = await makeGroup('bastion', [open(22)]);
      const usingIt = using(bastion);
      const confirmed = await confirmationsFor(usingIt);
      const launchId = randomUUID();

      expect(
        await machine.api.startLaunch({ launchId: randomUUID(), plan: usingIt, confirmed: [] }),
      ).toMatchObject({ ok: false, problem: { raw: 'group-danger' } });
      valueOf(await machine.api.startLaunch({ launchId, plan: usingIt, confirmed }));
      const launch = await machine.ended(launchId, 'running', 'partly', 'failed');

      expect(launch.state).toBe('running');
    });
  });

  test('with more groups than EC2 takes does not pass the door', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const groups = await Promise.all(names.map((name) => makeGroup(name, [])));

    expect(launchPlanSchema.safeParse(using(...groups.slice(0, 5))).success).toBe(true);
    expect(launchPlanSchema.safeParse(using(...groups)).success).toBe(false);
  });

  describe('and the list to choose from', () => {
    test('holds the groups of the default network only, each with its judgement', async () => {
      await makeGroup('bastion', [open(22)]);
      const { Vpc } = await judge.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
      await makeGroup('elsewhere', [], Vpc?.VpcId);

      const { vpcId, groups, planned } = valueOf(await machine.api.readLaunchGroups(HERE));

      expect(vpcId).toBe(plan.access.vpcId);
      expect(groups.map(({ group }) => group.name).toSorted()).toEqual(['bastion', 'default']);
      const bastion = groups.find(({ group }) => group.name === 'bastion');
      expect(bastion?.findings.map(({ id, severity }) => [id, severity])).toContainEqual([
        'SG-ADMIN',
        'danger',
      ]);
      expect(bastion?.doors[0]).toMatchObject({ port: 22, opening: 'everyone' });
      // moto's default subnets give no IPv6 address.
      expect(planned.level).toEqual({ ipv4: 'X4', ipv6: 'X3' });
    });

    test('resolves lists of addresses, and says of one it may not read that nobody knows', async () => {
      const { PrefixList } = await judge.send(
        new CreateManagedPrefixListCommand({
          PrefixListName: 'offices',
          AddressFamily: 'IPv4',
          MaxEntries: 5,
          Entries: [{ Cidr: '198.51.100.7/32' }],
        }),
      );
      const PrefixListIds = [{ PrefixListId: PrefixList?.PrefixListId ?? '' }];
      await makeGroup('listed', [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds }]);
      const doorOf = async () => {
        const { groups } = valueOf(await machine.api.readLaunchGroups(HERE));
        return groups.find(({ group }) => group.name === 'listed')?.doors[0];
      };

      expect(await doorOf()).toMatchObject({ opening: 'some' });
      fateOf = ({ action }) =>
        action === 'GetManagedPrefixListEntries' ? ec2Error('UnauthorizedOperation', 'no', 403) : 'pass';
      expect(await doorOf()).toMatchObject({ opening: 'unknown' });
    });
  });
});

const WRITES_TO_GROUPS = [
  'CreateSecurityGroup',
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'RevokeSecurityGroupEgress',
  'ModifySecurityGroupRules',
  'DeleteSecurityGroup',
  'CreateTags',
  'DeleteTags',
];

function open(port: number, cidr = '0.0.0.0/0'): IpPermission {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: cidr }] };
}

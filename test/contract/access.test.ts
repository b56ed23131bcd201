import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  DeleteRouteCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  ModifyVpcBlockPublicAccessOptionsCommand,
  RevokeSecurityGroupIngressCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessStepId, AccessTest } from '../../shared/connect/access-test.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { clientsAt, valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, HERE, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

// Why one cannot get in, on an account that says what EC2 says. Its machines are no machines of AWS, so that nobody knocks at them.

const MY_ADDRESS = '203.0.113.7';
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];

let practice: ServedPractice;
let machine: TestMachine;
let launch: Launch;
let at: AtMachine;
let ec2: EC2Client;

let myAddress: string;
let service: http.Server;

beforeEach(async () => {
  practice = await startPractice();
  myAddress = MY_ADDRESS;
  service = http.createServer((_, response) => void response.end(myAddress));
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  const env = { ...practice.env, KEYPORT_ADDRESS_URL: `http://127.0.0.1:${String(port)}/` };
  machine = openMachine(env, fakeKeychain());
  ec2 = clientsAt(practice.endpoint).ec2;
  valueOf(await machine.api.connectAccount(HERE));
  const proposed = await defaultPlan(machine.api);
  if (proposed.access.kind !== 'new-group') throw new Error('no group of its own');
  const plan = { ...proposed, access: { ...proposed.access, adminAddress: MY_ADDRESS } };
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
  launch = await machine.ended(launchId, 'running');
  at = { launchId, instanceId: launch.instances[0]?.instanceId ?? '' };
});
afterEach(async () => {
  machine.remove();
  service.close();
  await practice.stop();
});

test('all is well by the rules, which is as far as a machine that is not of AWS is looked at', async () => {
  const tested = await walk();

  expect(tested).toMatchObject({
    verdict: 'reached',
    from: MY_ADDRESS,
    port: 22,
    headline: 'By AWS’s rules you would be let in',
    fixes: [],
  });
  expect(statesOf(tested)).toEqual({
    machine: 'ok',
    checks: expect.stringMatching(/ok|note/u) as unknown,
    address: 'ok',
    route: 'ok',
    'block-public-access': 'ok',
    acl: 'ok',
    group: 'ok',
    connect: 'skipped',
    answer: 'skipped',
    login: 'skipped',
  });
  // Each step was told as it went, and the last of it is the answer.
  expect(machine.tested.at(-1)).toEqual(tested);
  expect(machine.tested.some(({ steps }) => steps.some(({ state }) => state === 'working'))).toBe(true);
});

describe('the walk stops, and says why, at', () => {
  const { instanceId } = { instanceId: () => at.instanceId };
  const BRANCHES: readonly [string, AccessStepId, string, readonly string[], () => Promise<unknown>][] = [
    [
      'a machine that is stopped',
      'machine',
      'It is stopped',
      ['start'],
      () => ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId()] })),
    ],
    [
      'a machine that has ended',
      'machine',
      'It has ended',
      ['launch-again'],
      () => ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId()] })),
    ],
    ['a route that is gone', 'route', 'There is no way back from the machine to you', [], loseRoute],
    [
      'public access that is blocked',
      'block-public-access',
      'Public access is blocked for this network',
      [],
      () =>
        ec2.send(
          new ModifyVpcBlockPublicAccessOptionsCommand({ InternetGatewayBlockMode: 'block-bidirectional' }),
        ),
    ],
    ['a network ACL that refuses', 'acl', 'The network’s own filter keeps you out', [], refuseInAcl],
    [
      'a group that lets in another address',
      'group',
      'The firewall lets in another address than yours',
      ['fix-access'],
      async () => {
        myAddress = '198.51.100.9';
      },
    ],
    [
      'a group that lets nobody in',
      'group',
      'The firewall lets in another address than yours',
      ['fix-access'],
      closeGroup,
    ],
  ];

  test.each(BRANCHES)('%s', async (_, step, headline, fixes, spoil) => {
    await spoil();

    const tested = await walk();

    expect(tested).toMatchObject({ verdict: 'stopped', headline });
    expect(tested.fixes.map(({ kind }) => kind)).toEqual(fixes);
    expect(statesOf(tested)[step]).toBe('wrong');
    const order = tested.steps.map(({ state }) => state);
    expect(order.slice(order.indexOf('wrong') + 1).every((state) => state === 'waiting')).toBe(true);
    expect(order.slice(0, order.indexOf('wrong'))).not.toContain('waiting');
    expect(tested.advice).not.toBe('');
  });
});

describe('what cannot be read is not known, and stops nothing', () => {
  test.each([
    ['DescribeRouteTables', 'route', 'unknown'],
    ['DescribeNetworkAcls', 'acl', 'unknown'],
    ['DescribeVpcBlockPublicAccessOptions', 'block-public-access', 'unknown'],
    ['DescribeSecurityGroups', 'group', 'unknown'],
    ['DescribeNetworkInterfaces', 'address', 'unknown'],
    // Nobody is let in or kept out by it.
    ['DescribeInstanceStatus', 'checks', 'reached'],
  ] as const)('%s refused', async (action, step, verdict) => {
    practice.account().setWeather([...AT_ONCE, { action, kind: 'unauthorized' }]);

    const tested = await walk();

    expect(tested.verdict).toBe(verdict);
    expect(statesOf(tested)[step]).toBe('unknown');
  });

  test('nor does an address that nobody says', async () => {
    myAddress = 'a page to log in';
    const tested = await walk();
    expect(tested).toMatchObject({ verdict: 'unknown', from: null });
    expect(statesOf(tested).group).toBe('unknown');
  });

  test('a machine that EC2 may not be asked about is a problem, and nothing is said of it', async () => {
    practice.account().setWeather([...AT_ONCE, { action: 'DescribeInstances', kind: 'unauthorized' }]);
    expect(await machine.api.testAccess(at)).toMatchObject({ ok: false, problem: { code: 'not-permitted' } });
  });

  test('AWS asking to slow down is waited for', async () => {
    practice
      .account()
      .setWeather([...AT_ONCE, { action: '*', kind: 'throttle', value: { bucket: 2, perSecond: 50 } }]);
    expect((await walk()).verdict).toBe('reached');
  });
});

test('a walk that is stopped says so, and the next one begins anew', async () => {
  const walking = walk();
  await machine.api.cancelAccessTest(at);
  expect(await walking).toMatchObject({ verdict: 'cancelled', headline: 'The test was stopped' });
  expect((await walk()).verdict).toBe('reached');
});

describe('an address that has changed', () => {
  const OTHER = '198.51.100.9';

  test('is noticed, let in, and the one before let out; and all of it can be undone', async () => {
    expect(valueOf(await machine.api.readAddressChange())).toBeNull();
    myAddress = OTHER;
    expect(valueOf(await machine.api.readAddressChange())).toEqual({
      address: OTHER,
      launches: [
        { launchId: at.launchId, name: launch.name, region: 'us-east-1', port: 22, before: MY_ADDRESS },
      ],
    });
    expect(await whoLogsIn()).toEqual([`${MY_ADDRESS}/32`]);

    const [one, two] = await Promise.all([
      machine.api.fixAccess({ launchId: at.launchId }),
      machine.api.fixAccess({ launchId: at.launchId }),
    ]);
    const begun = valueOf(one);
    expect(valueOf(two)?.changeId).toBe(begun?.changeId);
    await machine.groupChanged(begun?.changeId ?? '', 'done');

    expect(await whoLogsIn()).toEqual([`${OTHER}/32`]);
    expect(valueOf(await machine.api.readAddressChange())).toBeNull();
    expect((await walk()).verdict).toBe('reached');
    const fixed = valueOf(await machine.api.readLaunch({ launchId: at.launchId }));
    expect(fixed.connect.adminAddress).toBe(OTHER);

    valueOf(await machine.api.undoChange({ changeId: begun?.changeId ?? '' }));
    await machine.groupChanged(begun?.changeId ?? '', 'undone');
    // Who undoes it is not shut out by that.
    expect(await whoLogsIn()).toEqual([`${OTHER}/32`, `${MY_ADDRESS}/32`]);
    expect(valueOf(await machine.api.readAddressChange())).toBeNull();
  });

  test('takes away the launch’s own rule and no other', async () => {
    const groupId = launch.made.securityGroup?.groupId ?? '';
    const range = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpPermissions: [{ ...range, IpRanges: [{ CidrIp: '192.0.2.5/32', Description: 'a colleague' }] }],
      }),
    );
    myAddress = OTHER;

    const begun = valueOf(await machine.api.fixAccess({ launchId: at.launchId }));
    await machine.groupChanged(begun?.changeId ?? '', 'done');

    expect(await whoLogsIn()).toEqual(['192.0.2.5/32', `${OTHER}/32`]);
  });

  test('does not keep the launch from being removed, even while the rules are being changed', async () => {
    myAddress = OTHER;
    const begun = valueOf(await machine.api.fixAccess({ launchId: at.launchId }));

    valueOf(await machine.api.undoLaunch({ launchId: at.launchId, keyPairToo: true, snapshotsFirst: false }));

    const removed = await machine.ended(at.launchId, 'removed', 'not-removed');
    expect(removed.state).toBe('removed');
    await machine.groupChanged(begun?.changeId ?? '', 'done', 'failed', 'added-only', 'unfinished');
  });

  test('that is let in already is only noted', async () => {
    expect(valueOf(await machine.api.fixAccess({ launchId: at.launchId }))).toBeNull();
    expect(await whoLogsIn()).toEqual([`${MY_ADDRESS}/32`]);
  });

  test('that nobody says is a problem, and nothing is changed', async () => {
    myAddress = '<html>';
    expect(await machine.api.fixAccess({ launchId: at.launchId })).toMatchObject({
      ok: false,
      problem: { code: 'address-unreachable' },
    });
    expect(await whoLogsIn()).toEqual([`${MY_ADDRESS}/32`]);
  });
});

test('another user is remembered for the launch, and what can be no user is refused', async () => {
  const { launchId } = at;
  expect(await machine.api.setLoginUser({ launchId, loginUser: 'Root' })).toMatchObject({ ok: false });
  valueOf(await machine.api.setLoginUser({ launchId, loginUser: 'ubuntu' }));
  expect(valueOf(await machine.api.readLaunch({ launchId })).connect.loginUser).toBe('ubuntu');
});

async function walk(): Promise<AccessTest> {
  return valueOf(await machine.api.testAccess(at));
}

function statesOf({ steps }: AccessTest): Readonly<Record<AccessStepId, string>> {
  return Object.fromEntries(steps.map(({ step, state }) => [step, state])) as Record<AccessStepId, string>;
}

/** By EC2's own list of rules. */
async function whoLogsIn(): Promise<readonly string[]> {
  const Filters = [{ Name: 'group-id', Values: [launch.made.securityGroup?.groupId ?? ''] }];
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
  return SecurityGroupRules.filter(({ IsEgress, FromPort }) => IsEgress !== true && FromPort === 22)
    .map(({ CidrIpv4 = '' }) => CidrIpv4)
    .toSorted((one, other) => (one < other ? -1 : 1));
}

async function closeGroup(): Promise<void> {
  const GroupId = launch.made.securityGroup?.groupId ?? '';
  const range = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: `${MY_ADDRESS}/32` }] };
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [range] }));
}

async function loseRoute(): Promise<void> {
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
  for (const { RouteTableId } of RouteTables) {
    await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0' }));
  }
}

async function refuseInAcl(): Promise<void> {
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}));
  const entry = {
    RuleNumber: 1,
    Protocol: '6',
    RuleAction: 'deny',
    Egress: false,
    CidrBlock: '0.0.0.0/0',
  } as const;
  for (const { NetworkAclId } of NetworkAcls) {
    await ec2.send(
      new CreateNetworkAclEntryCommand({ ...entry, NetworkAclId, PortRange: { From: 22, To: 22 } }),
    );
  }
}

import { CreateTagsCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { afterEach, expect, test } from 'vitest';
import { readPermissions } from '../../../electron/aws/permissions.ts';
import { ACTS } from '../../../electron/aws/permission-acts.ts';
import { TAGS } from '../../../shared/launch-plan.ts';
import {
  PERMISSION_ACTIONS,
  type PermissionAction,
  type PermissionReport,
} from '../../../shared/permissions.ts';
import type { Weather } from '../../../shared/practice/weather.ts';
import { openFleet } from '../../support/practice-fleet.ts';
import { openPractice, type OpenPractice } from '../../support/practice-account.ts';
import { practiceClients } from '../../support/practice-clients.ts';
import { connectionOf, countAll, recorded, type Sent } from '../../support/preflight-world.ts';
import { startProxy, type Proxy } from '../../support/proxy.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';
import { clientsAt } from '../../support/aws-clients.ts';

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const MUTATING = new Set(Object.keys(ACTS).map((action) => action.replace(/^[\w-]+:/u, '')));

/** The page of a practice account, and every request it has cost. */
async function askAt({ account }: Pick<OpenPractice, 'account'>): Promise<{
  readonly report: PermissionReport;
  readonly sent: readonly Sent[];
}> {
  const recording = recorded(account);
  const report = await readPermissions(connectionOf(practiceClients(recording.account)), {
    env: { KEYPORT_PATIENCE: '0.001' },
  });
  return { report, sent: recording.sent };
}

function stateIn({ checks }: PermissionReport, state: string): readonly PermissionAction[] {
  return checks.filter((check) => check.state === state).map(({ action }) => action);
}

function checkIn({ checks }: PermissionReport, action: PermissionAction) {
  return checks.find((check) => check.action === action);
}

/** With a machine of Keyport's, its disk and its group. */
async function fleetOfOurs(): Promise<OpenPractice> {
  const fleet = await openFleet(AT_ONCE);
  const Tags = [{ Key: TAGS.createdBy, Value: 'keyport' }];
  const SecurityGroupIds = [await fleet.makeGroup('web')];
  const kinds = ['instance', 'volume', 'network-interface'] as const;
  await fleet.run({
    SecurityGroupIds,
    TagSpecifications: kinds.map((ResourceType) => ({ ResourceType, Tags })),
  });
  fleet.pass(60_000);
  await fleet.ec2.send(new CreateTagsCommand({ Resources: SecurityGroupIds, Tags }));
  return fleet.practice;
}

test('who may do everything sees that, once there is something to try it on', async () => {
  const practice = await fleetOfOurs();
  const { report } = await askAt(practice);
  expect(stateIn(report, 'may-not')).toEqual([]);
  // What is in use is not deleted by anybody, and EC2 says that instead.
  expect(stateIn(report, 'unknown')).toEqual(['ec2:DeleteSecurityGroup', 'ec2:DeleteVolume']);
  expect(checkIn(report, 'ec2:DeleteSecurityGroup')).toMatchObject({
    because: 'no-clear-answer',
    problem: { code: 'still-in-use' },
  });
  expect(report.checks.map(({ action }) => action)).toEqual(PERMISSION_ACTIONS);
});

test('nothing is made and nothing is changed: every call that could was a dry run', async () => {
  const practice = await fleetOfOurs();
  const before = await countAll(practice.ec2());
  const stateOf = async () => (await practice.ec2().send(new DescribeInstancesCommand({}))).Reservations;
  const machines = await stateOf();

  const { sent } = await askAt(practice);

  const mutating = sent.filter(({ action }) => MUTATING.has(action));
  expect(new Set(mutating.map(({ action }) => action))).toEqual(MUTATING);
  expect(mutating.filter(({ params }) => params.get('DryRun') !== 'true')).toEqual([]);
  const known = new Set(PERMISSION_ACTIONS.map((action) => action.replace(/^[\w-]+:/u, '')));
  expect(sent.filter(({ action }) => !known.has(action))).toEqual([]);
  expect(await countAll(practice.ec2())).toEqual(before);
  expect(await stateOf()).toEqual(machines);
});

test('in a new account, what needs a machine to be tried on is unknown, and says so', async () => {
  const { report } = await askAt(await openPractice());
  expect(stateIn(report, 'may-not')).toEqual([]);
  expect(stateIn(report, 'unknown').toSorted()).toEqual([
    'ec2:CreateSnapshot',
    'ec2:DeleteSecurityGroup',
    'ec2:DeleteVolume',
    'ec2:GetConsoleOutput',
    'ec2:GetPasswordData',
    'ec2:ModifyInstanceAttribute',
    'ec2:ModifyNetworkInterfaceAttribute',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'ec2:TerminateInstances',
  ]);
  expect(checkIn(report, 'ec2:StopInstances')).toMatchObject({ because: 'no-machine', problem: null });
});

test.each([
  'ec2:RunInstances',
  'ec2:CreateKeyPair',
  'ec2:DeleteKeyPair',
  'ec2:DescribeSubnets',
  'ec2:DescribeNetworkAcls',
  'ssm:GetParameters',
  'pricing:GetProducts',
  'servicequotas:GetServiceQuota',
  'freetier:GetAccountPlanState',
  'sts:DecodeAuthorizationMessage',
] as const)('what is refused is red, and only that: %s', async (action) => {
  const denied = { action: action.replace(/^[\w-]+:/u, ''), kind: 'unauthorized' } as const;
  const { report } = await askAt(await openPractice({ weather: [...AT_ONCE, denied] }));
  expect(stateIn(report, 'may-not')).toEqual([action]);
  expect(checkIn(report, action)).toMatchObject({ problem: { code: 'not-permitted' } });
});

test('what was refused before says of what hangs on it that nobody knows, and why', async () => {
  const weather: Weather = [...AT_ONCE, { action: 'DescribeVpcs', kind: 'unauthorized' }];
  const { report } = await askAt(await openPractice({ weather }));
  expect(checkIn(report, 'ec2:RunInstances')).toMatchObject({
    state: 'unknown',
    because: 'not-read',
    problem: { code: 'not-permitted' },
  });
  expect(checkIn(report, 'ec2:CreateTags')).toMatchObject({ state: 'unknown', because: 'with-launch' });
});

test.each(['pending-verification', 'html-500', 'opt-in-required'] as const)(
  'what says neither yes nor no is unknown, with what it said: %s',
  async (kind) => {
    const { report } = await askAt(
      await openPractice({ weather: [...AT_ONCE, { action: 'RunInstances', kind }] }),
    );
    expect(checkIn(report, 'ec2:RunInstances')).toMatchObject({
      state: 'unknown',
      because: 'no-clear-answer',
      problem: { code: expect.stringMatching(/verified|subscription|aws/u) },
    });
  },
);

let served: ServedPractice | undefined;
let proxy: Proxy | undefined;
afterEach(async () => {
  await proxy?.stop();
  await served?.stop();
  [proxy, served] = [undefined, undefined];
});

test('where it is not AWS that answers, nothing is tried that would change what is there', async () => {
  served = await startPractice();
  proxy = await startProxy(served.endpoint, () => 'pass');
  const connection = connectionOf(clientsAt(proxy.endpoint));
  const account = { ...connection.account, endpoint: proxy.endpoint };

  const report = await readPermissions({ ...connection, account }, { env: { KEYPORT_PATIENCE: '0.001' } });

  expect(checkIn(report, 'ec2:TerminateInstances')).toMatchObject({ because: 'not-aws' });
  const sent = new Set(proxy.calls.map(({ action }) => action).filter((action) => MUTATING.has(action)));
  expect([...sent].toSorted()).toEqual([
    'AuthorizeSecurityGroupIngress',
    'CreateKeyPair',
    'CreateSecurityGroup',
    'ImportKeyPair',
    'RunInstances',
  ]);
  expect(proxy.calls.filter(({ action, params }) => MUTATING.has(action) && !params.has('DryRun'))).toEqual(
    [],
  );
});

test.each([
  [{ accountId: '123456789012' }, false],
  [{ arn: 'arn:aws:iam::111122223333:user/somebody' }, false],
  [{ endpoint: 'https://ec2.example.com' }, false],
  [{}, true],
])(
  'Keyport’s own practice account, served on this computer, knows what a dry run is (%j)',
  async (otherwise, isTried) => {
    served = await startPractice();
    const connection = connectionOf(clientsAt(served.endpoint));
    const user = { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/practice' };
    const account = { ...connection.account, ...user, endpoint: served.endpoint, ...otherwise };

    const report = await readPermissions({ ...connection, account }, { env: { KEYPORT_PATIENCE: '0.001' } });

    const { because } = checkIn(report, 'ec2:TerminateInstances') as { because: string };
    expect(because).toBe(isTried ? 'no-machine' : 'not-aws');
    expect(checkIn(report, 'ec2:DeleteKeyPair')?.state).toBe(isTried ? 'may' : 'unknown');
  },
);

test('what does not answer in time is unknown, and nobody waits for it', async () => {
  served = await startPractice();
  proxy = await startProxy(served.endpoint, ({ action }) =>
    action === 'DescribeKeyPairs' ? 'hang' : 'pass',
  );
  const report = await readPermissions(connectionOf(clientsAt(proxy.endpoint)), {
    env: { KEYPORT_PATIENCE: '0.001' },
    withinMs: 3_000,
  });
  expect(checkIn(report, 'ec2:DescribeKeyPairs')).toMatchObject({
    state: 'unknown',
    problem: { code: 'unreachable' },
  });
});

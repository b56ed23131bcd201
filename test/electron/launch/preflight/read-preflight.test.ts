import {
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  ModifyVpcBlockPublicAccessOptionsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../../electron/aws/clients.ts';
import { readNetwork } from '../../../../electron/aws/network.ts';
import { readPreflight } from '../../../../electron/launch/preflight/read-preflight.ts';
import type { LaunchPlan } from '../../../../shared/launch-plan.ts';
import { placementsIn } from '../../../../shared/placement.ts';
import type { Preflight } from '../../../../shared/preflight.ts';
import type { Weather, WeatherRule } from '../../../../shared/practice/weather.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';
import { connectionOf, countAll, planFor, recorded, type Sent } from '../../../support/preflight-world.ts';

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const ENV = { KEYPORT_PATIENCE: '0.001' };

let practice: OpenPractice;
let clients: AwsClients;
let sent: readonly Sent[];
let plan: LaunchPlan;
beforeEach(async () => {
  practice = await openPractice();
  const recording = recorded(practice.account);
  sent = recording.sent;
  clients = practiceClients(recording.account);
  plan = await planFor(clients);
});

const read = (change: Partial<LaunchPlan> = {}, withinMs?: number): Promise<Preflight> =>
  readPreflight(
    connectionOf(clients),
    { ...plan, ...change },
    { env: ENV, ...(withinMs === undefined ? {} : { withinMs }) },
  );

const readIn = (...rules: readonly WeatherRule[]): Promise<Preflight> => {
  practice.account.setWeather([...AT_ONCE, ...rules]);
  return read();
};

const verdicts = ({ dryRuns }: Preflight) =>
  dryRuns.map(({ action, zoneName, verdict }) => [action, zoneName, verdict].filter(Boolean).join(' '));

describe('in an account in which everything is well', () => {
  test('every call of the launch may be made, and the way from the internet is open', async () => {
    const preflight = await read();

    expect(verdicts(preflight)).toEqual([
      'CreateKeyPair may',
      'CreateSecurityGroup may',
      'AuthorizeSecurityGroupIngress may',
      ...plan.placements.map(({ zoneName }) => `RunInstances ${zoneName} may`),
    ]);
    expect(plan.placements.length).toBeGreaterThan(2);
    expect(preflight.dryRuns.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
    expect(preflight.subnets.map(({ zoneName, verdict }) => [zoneName, verdict])).toEqual(
      plan.placements.map(({ zoneName }) => [zoneName, 'yes']),
    );
    expect(preflight).toMatchObject({
      quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 32, inUse: 0 },
      diskKey: { kind: 'aws-managed' },
      accountPlan: 'paid',
      about: {
        accountId: '123456789012',
        region: 'us-east-1',
        imageId: plan.image.imageId,
        instanceType: 't3.micro',
        subnetIds: plan.placements.map(({ subnetId }) => subnetId),
        access: 'new-group',
        key: 'aws-makes-it',
        rootSizeGiB: plan.storage.rootSizeGiB,
      },
    });
  });

  test.each([
    ['a key that AWS makes', {}],
    ['a key made here', { key: { kind: 'made-here', type: 'ed25519' } }],
    ['an RSA key made here', { key: { kind: 'made-here', type: 'rsa' } }],
  ] as const)('nothing is made, and whatever could make something says DryRun: %s', async (_, change) => {
    const before = await countAll(practice.ec2());

    await read(change);

    expect(await countAll(practice.ec2())).toEqual(before);
    const changing = sent.filter(({ action }) => !/^(Describe|Get)/u.test(action));
    expect(changing.length).toBe(3 + plan.placements.length);
    expect(changing.map(({ params }) => params.get('DryRun'))).toEqual(changing.map(() => 'true'));
  });

  test('a key made here is tried as an import', async () => {
    const [first] = verdicts(await read({ key: { kind: 'made-here', type: 'ed25519' } }));

    expect(first).toBe('ImportKeyPair may');
    expect(sent.some(({ action }) => action === 'CreateKeyPair')).toBe(false);
  });

  test('machines are tried with the default group, without a key, and each as nobody’s', async () => {
    await read();

    const runs = sent.filter(({ action }) => action === 'RunInstances').map(({ params }) => params);
    const group = runs[0]?.get('NetworkInterface.1.SecurityGroupId.1');
    expect(group).toMatch(/^sg-/u);
    const { SecurityGroups = [] } = await clients.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [group ?? ''] }),
    );
    expect(SecurityGroups[0]).toMatchObject({ GroupName: 'default', VpcId: plan.access.vpcId });
    expect(runs.map((run) => run.get('KeyName'))).toEqual(runs.map(() => null));
    expect(runs.map((run) => run.get('NetworkInterface.1.SubnetId'))).toEqual(
      plan.placements.map(({ subnetId }) => subnetId),
    );
    expect(new Set(runs.map((run) => run.get('ClientToken'))).size).toBe(runs.length);
  });

  test('groups that are there already are tried as they are, and nothing else is asked of groups', async () => {
    const { GroupId = '' } = await practice
      .ec2()
      .send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }));
    const access = {
      kind: 'existing-group' as const,
      vpcId: plan.access.vpcId,
      groups: [{ groupId: GroupId, name: 'web' }],
    };

    const preflight = await read({ access });

    expect(verdicts(preflight)).toEqual([
      'CreateKeyPair may',
      ...plan.placements.map(({ zoneName }) => `RunInstances ${zoneName} may`),
    ]);
    const run = sent.find(({ action }) => action === 'RunInstances');
    expect(run?.params.get('NetworkInterface.1.SecurityGroupId.1')).toBe(GroupId);
    expect(preflight.subnets.every(({ verdict }) => verdict === 'yes')).toBe(true);
  });

  test('a group without rules is not tried for any', async () => {
    const { access } = plan;
    if (access.kind !== 'new-group') throw new Error('another plan');
    const closed = { ...access, httpsFromEveryone: false, httpFromEveryone: false, adminAddress: null };

    const { dryRuns } = await read({ access: closed });
    expect(dryRuns.map(({ action }) => action)).not.toContain('AuthorizeSecurityGroupIngress');
    expect(dryRuns.length).toBe(2 + plan.placements.length);
  });

  test('what runs counts against the limit', async () => {
    await practice.ec2().send(
      new RunInstancesCommand({
        ImageId: plan.image.imageId,
        InstanceType: 't3.micro',
        MinCount: 2,
        MaxCount: 2,
      }),
    );

    expect((await read()).quota).toMatchObject({ kind: 'known', inUse: 4 });
  });
});

describe('what EC2 says no to', () => {
  test('a size that a zone does not have is refused there, and nowhere else', async () => {
    const { zones } = valueOf(await readNetwork(clients, 't3.micro'));
    const without = placementsIn(zones.filter(({ offersType }) => !offersType));
    const preflight = await read({ placements: [...plan.placements, ...without] });

    const refused = preflight.dryRuns.filter(({ verdict }) => verdict !== 'may');
    expect(without.length).toBeGreaterThan(0);
    expect(refused.map(({ zoneName, verdict, problem }) => [zoneName, verdict, problem?.code])).toEqual(
      without.map(({ zoneName }) => [zoneName, 'refused', 'size-not-in-zone']),
    );
  });

  test('a name that is taken is refused', async () => {
    await practice.ec2().send(new CreateSecurityGroupCommand({ GroupName: plan.name, Description: 'x' }));

    expect((await read()).dryRuns).toContainEqual({
      action: 'CreateSecurityGroup',
      zoneName: null,
      verdict: 'refused',
      problem: expect.objectContaining({ code: 'group-name-taken' }),
    });
  });

  test('a region that blocks public access lets nobody in', async () => {
    await practice
      .ec2()
      .send(new ModifyVpcBlockPublicAccessOptionsCommand({ InternetGatewayBlockMode: 'block-ingress' }));

    const [subnet] = (await read()).subnets;
    expect(subnet?.verdict).toBe('no');
    expect(subnet?.steps.find(({ verdict }) => verdict === 'no')?.step).toBe('block-public-access');
  });

  test('missing room and a limit that is too low are no business of a dry run', async () => {
    const preflight = await readIn({ action: 'RunInstances', kind: 'no-capacity' });

    expect(preflight.dryRuns.every(({ verdict }) => verdict === 'may')).toBe(true);
  });
});

const ACTIONS = [
  'CreateKeyPair',
  'CreateSecurityGroup',
  'AuthorizeSecurityGroupIngress',
  'RunInstances',
] as const;

const WEATHERS: readonly (readonly [WeatherRule['kind'], Partial<WeatherRule>, string])[] = [
  ['unauthorized', {}, 'may-not'],
  ['pending-verification', {}, 'refused'],
  ['opt-in-required', {}, 'refused'],
  ['lose-request', {}, 'unknown'],
  ['html-500', {}, 'unknown'],
  ['throttle', { value: { bucket: 1, perSecond: 0 } }, 'unknown'],
  ['error', { value: { code: 'ExpiredToken', message: 'over', status: 400 } }, 'unknown'],
  ['error', { value: { code: 'NeverHeardOf', message: 'no', status: 400 } }, 'refused'],
];

describe.each(ACTIONS)('bad weather for %s', (action) => {
  test.each(WEATHERS)('%s %j: %s, and the rest is known', async (kind, change, verdict) => {
    const before = await countAll(practice.ec2());
    practice.account.setWeather([...AT_ONCE, { action, kind, ...change } as WeatherRule]);
    const preflight = await read();

    const its = preflight.dryRuns.filter((run) => run.action === action);
    const last = its.at(-1);
    // A bucket of one has something in it for the first.
    if (kind !== 'throttle') expect(its.map((run) => run.verdict)).toEqual(its.map(() => verdict));
    if (kind !== 'throttle' || its.length > 1) {
      expect(last?.verdict).toBe(verdict);
      expect(last?.problem).not.toBeNull();
    }
    const others = preflight.dryRuns.filter((run) => run.action !== action);
    expect(others.map((run) => run.verdict)).toEqual(others.map(() => 'may'));
    expect(preflight.quota.kind).toBe('known');
    expect(preflight.subnets.every((subnet) => subnet.verdict === 'yes')).toBe(true);
    practice.account.setWeather(AT_ONCE);
    expect(await countAll(practice.ec2())).toEqual(before);
  });
});

const BAD: readonly WeatherRule['kind'][] = ['unauthorized', 'lose-answer', 'lose-request', 'html-500'];

describe.each(BAD)('%s, for what is only read', (kind) => {
  const bad = (action: string) => readIn({ action, kind } as WeatherRule);

  test('a quota is unknown, and a right that is missing is said', async () => {
    for (const action of ['GetServiceQuota', 'DescribeInstances']) {
      const { quota } = await bad(action);
      expect(quota).toMatchObject({ kind: 'unknown', isForbidden: kind === 'unauthorized' });
    }
  });

  test('a subnet of which a part cannot be read is unknown, and never public', async () => {
    for (const action of [
      'DescribeRouteTables',
      'DescribeNetworkAcls',
      'DescribeVpcBlockPublicAccessOptions',
    ]) {
      const { subnets } = await bad(action);
      expect(subnets.map(({ verdict }) => verdict)).toEqual(plan.placements.map(() => 'unknown'));
    }
  });

  test('the disk key and the account’s plan are unknown', async () => {
    expect((await bad('GetEbsDefaultKmsKeyId')).diskKey).toMatchObject({ kind: 'unknown' });
    expect((await bad('GetAccountPlanState')).accountPlan).toBe('unknown');
  });

  test('without the default group, machines are tried as EC2 would group them, and rules are not known', async () => {
    const { dryRuns } = await bad('DescribeSecurityGroups');

    for (const { action, verdict } of dryRuns) {
      expect([action, verdict]).toEqual([
        action,
        action === 'AuthorizeSecurityGroupIngress' ? 'unknown' : 'may',
      ]);
    }
  });

  test('with everything lost it still answers, and knows nothing', async () => {
    const preflight = await bad('*');

    // A refusal still arrives where good answers are lost, and EC2 refuses every dry run.
    const ofRuns = kind === 'unauthorized' ? 'may-not' : kind === 'lose-answer' ? 'may' : 'unknown';
    for (const { verdict } of preflight.dryRuns) expect([ofRuns, 'unknown']).toContain(verdict);
    expect(preflight.subnets.every(({ verdict }) => verdict === 'unknown')).toBe(true);
    expect(preflight).toMatchObject({
      quota: { kind: 'unknown' },
      diskKey: { kind: 'unknown' },
      accountPlan: 'unknown',
    });
  });
});

test('a call that never answers takes nothing from what the others have said', async () => {
  practice.account.setWeather([...AT_ONCE, { action: 'RunInstances', kind: 'latency', value: 600_000 }]);

  const preflight = await read({}, 2_000);

  for (const { action, verdict } of preflight.dryRuns) {
    expect([action, verdict]).toEqual([action, action === 'RunInstances' ? 'unknown' : 'may']);
  }
  expect(preflight).toMatchObject({ quota: { kind: 'known' }, accountPlan: 'paid' });
});

test('what never answers is given up on together', async () => {
  practice.account.setWeather([{ action: '*', kind: 'latency', value: 600_000 }]);

  const preflight = await read({}, 50);

  expect(preflight.dryRuns.every(({ verdict }) => verdict === 'unknown')).toBe(true);
  expect(preflight.quota.kind).toBe('unknown');
});

test('clients that are not there make nothing but unknowns', async () => {
  const none = connectionOf({} as AwsClients);

  const preflight = await readPreflight(none, plan, { env: ENV });

  expect(preflight.dryRuns.every(({ verdict }) => verdict === 'unknown')).toBe(true);
  expect(preflight).toMatchObject({ diskKey: { kind: 'unknown' }, accountPlan: 'unknown' });
});

test('a region of twenty zones leaves no warning', async () => {
  const warnings: string[] = [];
  const warn = (warning: Error) => void warnings.push(warning.message);
  process.on('warning', warn);
  const [first] = plan.placements;
  if (first === undefined) throw new Error('no zone');

  const twenty = Array.from({ length: 20 }, (_, at) => ({ ...first, zoneName: `${first.zoneName}${at}` }));

  const { dryRuns } = await read({ placements: twenty });

  await new Promise(setImmediate);
  process.off('warning', warn);
  expect(dryRuns.filter(({ verdict }) => verdict === 'may')).toHaveLength(23);
  expect(warnings).toEqual([]);
});

import {
  DeleteSubnetCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { createDefaultNetwork } from '../../../electron/aws/default-network.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import type { Weather } from '../../../shared/practice/weather.ts';
import { openPractice, type OpenPractice } from '../../support/practice-account.ts';
import { practiceClients } from '../../support/practice-clients.ts';
import { recorded } from '../../support/preflight-world.ts';

/** Somebody has deleted the default VPC of this region of the practice account. */
const WITHOUT = 'eu-north-1';
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const patience = createPatience({ KEYPORT_PATIENCE: '0.001' });

async function open(weather: Weather = []) {
  const practice = await openPractice({ weather: [...AT_ONCE, ...weather] });
  const recording = recorded(practice.account);
  const make = (zoneName: string | null, region = WITHOUT) =>
    createDefaultNetwork(practiceClients(recording.account, region), patience, zoneName);
  /** Every call that could have made something, with whether it was a dry run. */
  const made = () =>
    recording.sent
      .filter(({ action }) => action.startsWith('Create'))
      .map(({ action, params }) => `${action} ${params.get('DryRun') === 'true' ? 'dry' : 'real'}`);
  return { practice, make, made };
}

async function countIn({ ec2 }: OpenPractice, region = WITHOUT) {
  const [vpcs, subnets, gateways] = await Promise.all([
    ec2(region).send(new DescribeVpcsCommand({})),
    ec2(region).send(new DescribeSubnetsCommand({})),
    ec2(region).send(new DescribeInternetGatewaysCommand({})),
  ]);
  return [vpcs.Vpcs?.length, subnets.Subnets?.length, gateways.InternetGateways?.length];
}

describe('the default network', () => {
  test('is made whole, after AWS was asked whether one may', async () => {
    const { practice, make, made } = await open();

    expect(await make(null)).toEqual({ ok: true, value: null });
    expect(made()).toEqual(['CreateDefaultVpc dry', 'CreateDefaultVpc real']);
    expect(await countIn(practice)).toEqual([1, 3, 1]);
  });

  test('is there once, however often it is asked for', async () => {
    const { practice, make } = await open();

    for (const outcome of [await make(null), await make(null)]) expect(outcome.ok).toBe(true);
    expect(await countIn(practice)).toEqual([1, 3, 1]);
  });

  test('whose answer is lost is found by asking again', async () => {
    const { practice, make } = await open([{ action: 'CreateDefaultVpc', kind: 'lose-answer', nth: 1 }]);

    expect((await make(null)).ok).toBe(true);
    expect(await countIn(practice)).toEqual([1, 3, 1]);
  });

  test('is waited for until EC2 shows it', async () => {
    const { make } = await open([{ action: 'CreateDefaultVpc', kind: 'not-found', value: { calls: 2 } }]);

    expect((await make(null)).ok).toBe(true);
  });

  test.each([
    ['is refused', { kind: 'unauthorized' }, 'not-permitted'],
    ['meets an account that is being verified', { kind: 'pending-verification' }, 'account-being-verified'],
  ] as const)('that %s is a problem, and nothing was made', async (_what, rule, code) => {
    const { practice, make, made } = await open([{ action: 'CreateDefaultVpc', ...rule }]);
    const outcome = await make(null);

    expect(outcome).toMatchObject({ ok: false, problem: { code } });
    expect(made()).toEqual(['CreateDefaultVpc dry']);
    expect(await countIn(practice)).toEqual([0, 0, 0]);
  });

  test('that is refused comes with the policy that would allow it', async () => {
    const { make } = await open([{ action: 'CreateDefaultVpc', kind: 'unauthorized' }]);
    const outcome = await make(null);

    const policy: unknown = outcome.ok ? null : JSON.parse(outcome.problem.policy ?? 'null');
    expect(policy).toMatchObject({
      Statement: [
        {
          Action: ['ec2:CreateDefaultVpc'],
          Resource: ['*'],
          Condition: { StringLike: { 'ec2:Region': WITHOUT } },
        },
      ],
    });
  });
});

describe('a default subnet', () => {
  test('is made in the zone that lacks it, and once', async () => {
    const { practice, make, made } = await open();
    const ec2 = practice.ec2('us-east-1');
    const Filters = [{ Name: 'availability-zone', Values: ['us-east-1b'] }];
    const there = async () => (await ec2.send(new DescribeSubnetsCommand({ Filters }))).Subnets ?? [];
    const [gone] = await there();
    await ec2.send(new DeleteSubnetCommand({ SubnetId: gone?.SubnetId }));

    expect((await make('us-east-1b', 'us-east-1')).ok).toBe(true);
    expect((await make('us-east-1b', 'us-east-1')).ok).toBe(true);
    const subnets = await there();
    expect(
      subnets.map(({ DefaultForAz, MapPublicIpOnLaunch }) => [DefaultForAz, MapPublicIpOnLaunch]),
    ).toEqual([[true, true]]);
    expect(made()[0]).toBe('CreateDefaultSubnet dry');
  });

  test('needs the default network', async () => {
    const { make, made } = await open();

    expect(await make(`${WITHOUT}a`)).toMatchObject({ ok: false, problem: { code: 'no-default-network' } });
    expect(made()).toEqual(['CreateDefaultSubnet dry']);
  });
});

import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  AuthorizeSecurityGroupIngressCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  DescribeImagesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from 'vitest';
import { readWeather, type Weather } from '../../../../shared/practice/weather.ts';
import { unknownAction } from '../../../../electron/practice/weather/unknown-action.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';

// What AWS's own client sees of a zone that has failed.

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const LOST: Weather = [...AT_ONCE, { action: '*', zone: 'us-east-1b', kind: 'zone-lost' }];
const HERE = '203.0.113.7';

let practice: OpenPractice;
let ec2: EC2Client;
let imageId: string;
beforeEach(async () => {
  practice = await openPractice();
  ec2 = practice.ec2();
  const images = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  );
  imageId = images.Images?.[0]?.ImageId ?? '';
});

const run = async (zone: string, dryRun = false): Promise<string> => {
  const answer = await ec2.send(
    new RunInstancesCommand({
      ImageId: imageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      DryRun: dryRun,
      Placement: { AvailabilityZone: zone },
    }),
  );
  return answer.Instances?.[0]?.InstanceId ?? '';
};

async function addressOf(id: string): Promise<string> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0]?.PublicIpAddress ?? '';
}

async function letIn(): Promise<void> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }));
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: `${HERE}/32` }] }],
    }),
  );
}

async function zones() {
  const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
  return AvailabilityZones?.map(({ ZoneName, State }) => `${String(ZoneName)} ${String(State)}`);
}

test('the zone is unavailable and says why; the others are not, and it is back with the rule', async () => {
  practice.account.setWeather(LOST);
  expect(await zones()).toEqual([
    'us-east-1a available',
    'us-east-1b unavailable',
    ...['c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter} available`),
  ]);
  const filter = { Filters: [{ Name: 'state', Values: ['unavailable'] }] };
  const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand(filter));
  expect(AvailabilityZones?.map(({ Messages }) => Messages)).toEqual([
    [{ Message: 'We are investigating a loss of power in us-east-1b.' }],
  ]);

  practice.account.setWeather(AT_ONCE);
  expect(await zones()).not.toContain('us-east-1b unavailable');
});

test('its machines are impaired and let nobody in, and run on as EC2 says; others serve', async () => {
  await letIn();
  const [there, elsewhere] = [await run('us-east-1b'), await run('us-east-1a')];
  const doors = await Promise.all([there, elsewhere].map(addressOf));
  const answers = () => doors.map((to) => practice.account.letsIn({ from: HERE, to, port: 22 }));
  expect(answers()).toEqual([true, true]);

  practice.account.setWeather(LOST);

  expect(answers()).toEqual([false, true]);
  const { InstanceStatuses } = await ec2.send(
    new DescribeInstanceStatusCommand({ InstanceIds: [there, elsewhere] }),
  );
  const byId = new Map(InstanceStatuses?.map((each) => [each.InstanceId, each]));
  expect(byId.get(there)).toMatchObject({
    InstanceState: { Name: 'running' },
    SystemStatus: { Status: 'impaired', Details: [{ Name: 'reachability', Status: 'failed' }] },
    InstanceStatus: { Status: 'impaired' },
  });
  expect(byId.get(elsewhere)?.SystemStatus?.Status).toBe('ok');
  expect(practice.account.machines().map(({ zone, serves }) => [zone, serves])).toEqual([
    ['us-east-1b', false],
    ['us-east-1a', true],
  ]);

  practice.account.setWeather(AT_ONCE);
  expect(answers()).toEqual([true, true]);
});

test('nothing is started in it, and EC2 names the zones that have room; what is there can be ended', async () => {
  const stopped = await run('us-east-1b');
  const running = await run('us-east-1b');
  await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));
  practice.account.setWeather(LOST);

  const refused = await run('us-east-1b').catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'InsufficientInstanceCapacity' });
  expect(String(refused)).toContain('choosing us-east-1a, us-east-1c');
  await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [stopped] }))).rejects.toMatchObject({
    name: 'InsufficientInstanceCapacity',
  });
  expect(await run('us-east-1a')).not.toBe('');

  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [stopped, running] }));
  expect(practice.account.machines().map(({ zone }) => zone)).toEqual(['us-east-1a']);
});

test('the rule is about a zone and about every call, and nothing else', () => {
  const rule = { action: '*', zone: 'us-east-1b', kind: 'zone-lost' };
  expect(readWeather([rule]).ok).toBe(true);
  for (const wrong of [
    { ...rule, action: 'RunInstances' },
    { action: '*', kind: 'zone-lost' },
    { ...rule, nth: 1 },
    { ...rule, from: { action: '*', nth: 1 } },
    { ...rule, value: 3 },
  ]) {
    expect(readWeather([wrong]).ok).toBe(false);
  }
});

test('a rule that begins with a call that there is not is told', () => {
  const begins = (action: string): Weather => [
    { action: '*', from: { action, nth: 1 }, kind: 'lose-request' },
  ];
  expect(unknownAction(begins('RunInstances'))).toBeNull();
  expect(unknownAction(begins('RunInstance'))).toBe('RunInstance');
});

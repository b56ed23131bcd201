import {
  CreateSubnetCommand,
  DeleteKeyPairCommand,
  TerminateInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, openFleet, refusalOf, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await openFleet();
});

describe('a dry run', () => {
  test('finds what is wrong, does not look at the quota, and starts nothing', async () => {
    const DryRun = true;

    expect(await refusalOf(fleet.run({ DryRun }))).toMatchObject({ code: 'DryRunOperation', status: 412 });
    expect(await refusalOf(fleet.run({ DryRun, InstanceType: 'm5.24xlarge' }))).toMatchObject({
      code: 'DryRunOperation',
    });
    expect(await refusalOf(fleet.run({ DryRun, KeyName: 'nobody' }))).toMatchObject({
      code: 'InvalidKeyPair.NotFound',
    });
    expect(await fleet.describe()).toEqual([]);
  });

  test('does not use up its token', async () => {
    await refusalOf(fleet.run({ DryRun: true, ClientToken: 'once' }));
    await fleet.run({ ClientToken: 'once', InstanceType: 't3.small' });

    expect(await fleet.describe()).toHaveLength(1);
  });
});

describe('a request with a token', () => {
  const ClientToken = 'one-of-mine';

  test('is carried out once, however often it is sent', async () => {
    const first = await fleet.runOne({ ClientToken });
    fleet.pass(MINUTE);
    const [again] = await fleet.run({ ClientToken });

    expect(again).toMatchObject({ InstanceId: first, State: { Name: 'running' }, ClientToken });
    expect(await fleet.describe()).toHaveLength(1);
  });

  test('is answered although its key pair is gone by now', async () => {
    await fleet.makeKey('mine');
    const first = await fleet.runOne({ ClientToken, KeyName: 'mine' });
    await fleet.ec2.send(new DeleteKeyPairCommand({ KeyName: 'mine' }));

    expect(await fleet.runOne({ ClientToken, KeyName: 'mine' })).toBe(first);
  });

  test.each<[string, Partial<RunInstancesCommandInput>]>([
    ['size', { InstanceType: 't3.small' }],
    ['count', { MaxCount: 2 }],
    ['tag', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }] }],
    ['user data', { UserData: 'aGFsbG8=' }],
    ['disk', { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 9 } }] }],
  ])('is refused with another %s', async (_, other) => {
    await fleet.run({ ClientToken });

    expect(await refusalOf(fleet.run({ ClientToken, ...other }))).toMatchObject({
      code: 'IdempotentParameterMismatch',
      status: 400,
      message:
        'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    });
    expect(await fleet.describe()).toHaveLength(1);
  });

  test('starts one machine in each zone that it names', async () => {
    const inZone = (zone: string) => fleet.runOne({ ClientToken, Placement: { AvailabilityZone: zone } });
    const first = await inZone('us-east-1a');
    const second = await inZone('us-east-1b');

    expect(second).not.toBe(first);
    expect([await inZone('us-east-1a'), await inZone('us-east-1b')]).toEqual([first, second]);
    expect(await fleet.describe()).toHaveLength(2);
  });

  test('names its zone by its subnet too, and another subnet of that zone is another request', async () => {
    const subnet = (SubnetId: string) => ({
      ClientToken,
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId }],
    });
    const first = await fleet.subnetIn('us-east-1a');
    const { Subnet } = await fleet.ec2.send(
      new CreateSubnetCommand({
        VpcId: await fleet.vpcId(),
        CidrBlock: '172.31.240.0/24',
        AvailabilityZone: 'us-east-1a',
      }),
    );
    await fleet.run(subnet(first));

    expect(await refusalOf(fleet.run(subnet(there(Subnet?.SubnetId))))).toMatchObject({
      code: 'IdempotentParameterMismatch',
    });
    expect(await fleet.runOne(subnet(await fleet.subnetIn('us-east-1b')))).not.toBe('');
    expect(await fleet.describe()).toHaveLength(2);
  });

  test('is refused once its machine has ended, until a day after that has vanished', async () => {
    const id = await fleet.runOne({ ClientToken });
    fleet.pass(MINUTE);
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(await fleet.runOne({ ClientToken })).toBe(id);
    fleet.pass(MINUTE);

    const ended = { code: 'IdempotentInstanceTerminated', status: 400 };
    expect(await refusalOf(fleet.run({ ClientToken }))).toMatchObject(ended);
    fleet.pass(2 * HOUR);
    expect(await fleet.describe()).toEqual([]);
    expect(await refusalOf(fleet.run({ ClientToken }))).toMatchObject(ended);
    fleet.pass(25 * HOUR);
    expect(await fleet.runOne({ ClientToken })).not.toBe(id);
  });

  test('is free again where it was refused', async () => {
    await refusalOf(fleet.run({ ClientToken, InstanceType: 'm5.24xlarge' }));

    expect(await fleet.run({ ClientToken })).toHaveLength(1);
  });
});

import {
  DescribeNetworkInterfacesCommand,
  DescribeVolumesCommand,
  ModifyInstanceAttributeCommand,
  MonitorInstancesCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  UnmonitorInstancesCommand,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, openFleet, refusalOf, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await openFleet();
});

const stop = (...InstanceIds: readonly string[]) =>
  fleet.ec2.send(new StopInstancesCommand({ InstanceIds: [...InstanceIds] }));
const start = (...InstanceIds: readonly string[]) =>
  fleet.ec2.send(new StartInstancesCommand({ InstanceIds: [...InstanceIds] }));
const terminate = (...InstanceIds: readonly string[]) =>
  fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [...InstanceIds] }));
const stateOf = async (id: string) => (await fleet.describe(id))[0]?.State?.Name;
const running = async () => {
  const id = await fleet.runOne();
  fleet.pass(MINUTE);
  return id;
};
const protect = (InstanceId: string) =>
  fleet.ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination: { Value: true } }));
const change = (id: string, from: number, to: number) => ({
  InstanceId: id,
  PreviousState: expect.objectContaining({ Code: from }) as object,
  CurrentState: expect.objectContaining({ Code: to }) as object,
});

describe('stopping', () => {
  test('gives the public address back and keeps the disk; starting gives another one', async () => {
    const id = await running();
    const [before] = await fleet.describe(id);

    expect((await stop(id)).StoppingInstances).toEqual([change(id, 16, 64)]);
    expect(await stateOf(id)).toBe('stopping');
    fleet.pass(MINUTE);
    expect((await fleet.describe(id))[0]).toMatchObject({
      State: { Code: 80, Name: 'stopped' },
      StateReason: { Code: 'Client.UserInitiatedShutdown' },
      StateTransitionReason: 'User initiated (2026-11-23 10:01:00 GMT)',
      PrivateIpAddress: before?.PrivateIpAddress,
      PublicDnsName: '',
      BlockDeviceMappings: before?.BlockDeviceMappings,
    });
    expect((await fleet.describe(id))[0]?.PublicIpAddress).toBeUndefined();

    expect((await start(id)).StartingInstances).toEqual([change(id, 80, 0)]);
    fleet.pass(MINUTE);
    const [after] = await fleet.describe(id);
    expect(after).toMatchObject({ State: { Name: 'running' }, LaunchTime: new Date(fleet.now() - MINUTE) });
    expect(after?.PublicIpAddress).toMatch(/^198\.1[89]\./);
    expect(after?.StateReason).toBeUndefined();
    expect(after?.StateTransitionReason).toBe('');
  });

  test('and starting again change nothing where it is so already', async () => {
    const id = await running();

    expect((await start(id)).StartingInstances).toEqual([change(id, 16, 16)]);
    await stop(id);
    expect((await stop(id)).StoppingInstances).toEqual([change(id, 64, 64)]);
    fleet.pass(MINUTE);
    expect((await stop(id)).StoppingInstances).toEqual([change(id, 80, 80)]);
  });

  test('a machine that is not ready for it is refused, and the others named with it stay as they are', async () => {
    const first = await running();
    const pending = await fleet.runOne();

    expect(await refusalOf(stop(first, pending))).toMatchObject({
      code: 'IncorrectInstanceState',
      message: `This instance '${pending}' is not in a state from which it can be stopped.`,
    });
    expect(await stateOf(first)).toBe('running');
    await stop(first);
    expect(await refusalOf(start(first))).toMatchObject({
      code: 'IncorrectInstanceState',
      message: `The instance '${first}' is not in a state from which it can be started.`,
    });
    await terminate(pending);
    expect(await refusalOf(stop(pending))).toMatchObject({ code: 'IncorrectInstanceState' });
    expect(await refusalOf(start(pending))).toMatchObject({ code: 'IncorrectInstanceState' });
  });

  test('is refused where the machine is protected from it, until it no longer is', async () => {
    const id = await fleet.runOne({ DisableApiStop: true });
    fleet.pass(MINUTE);

    expect(await refusalOf(stop(id))).toMatchObject({
      code: 'OperationNotPermitted',
      message: `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    });
    await fleet.ec2.send(
      new ModifyInstanceAttributeCommand({ InstanceId: id, DisableApiStop: { Value: false } }),
    );
    expect((await stop(id)).StoppingInstances).toEqual([change(id, 16, 64)]);
  });
});

describe('starting again', () => {
  test('asks for capacity, and for room in the quota', async () => {
    const id = await running();
    await stop(id);
    fleet.pass(MINUTE);
    fleet.practice.account.setWeather([{ action: 'StartInstances', kind: 'no-capacity' }]);
    expect(await refusalOf(start(id))).toMatchObject({ code: 'InsufficientInstanceCapacity', status: 500 });
    fleet.practice.account.setWeather([]);
    await fleet.run({ InstanceType: 'm5.8xlarge' });

    expect(await refusalOf(start(id))).toMatchObject({ code: 'VcpuLimitExceeded' });
    expect(await stateOf(id)).toBe('stopped');
  });
});

describe('terminating', () => {
  test('takes the machine, its interface and its disk, and leaves it to be seen for an hour', async () => {
    const id = await running();

    expect((await terminate(id)).TerminatingInstances).toEqual([change(id, 16, 32)]);
    expect(await stateOf(id)).toBe('shutting-down');
    fleet.pass(MINUTE);
    const [ended] = await fleet.describe(id);
    expect(ended).toMatchObject({
      State: { Code: 48, Name: 'terminated' },
      StateReason: { Message: 'Client.UserInitiatedShutdown: User initiated shutdown' },
      PrivateDnsName: '',
      BlockDeviceMappings: [],
    });
    for (const name of [
      'SubnetId',
      'VpcId',
      'PrivateIpAddress',
      'PublicIpAddress',
      'SecurityGroups',
    ] as const) {
      expect([name, ended?.[name]]).toEqual([name, undefined]);
    }
    expect((await fleet.ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces).toEqual([]);
    expect((await fleet.ec2.send(new DescribeVolumesCommand({}))).Volumes).toEqual([]);
    fleet.pass(HOUR - MINUTE);
    expect(await stateOf(id)).toBe('terminated');
    fleet.pass(MINUTE);
    expect(await refusalOf(fleet.describe(id))).toMatchObject({ code: 'InvalidInstanceID.NotFound' });
  });

  test('leaves what is not to go with it', async () => {
    const id = await fleet.runOne({
      NetworkInterfaces: [{ DeviceIndex: 0, DeleteOnTermination: false }],
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1, DeleteOnTermination: true } },
      ],
    });
    await terminate(id);
    fleet.pass(MINUTE);

    const { NetworkInterfaces = [] } = await fleet.ec2.send(new DescribeNetworkInterfacesCommand({}));
    expect(NetworkInterfaces).toMatchObject([{ Status: 'available' }]);
    expect(NetworkInterfaces[0]?.Association).toBeUndefined();
    expect((await fleet.ec2.send(new DescribeVolumesCommand({}))).Volumes).toMatchObject([
      { State: 'available', Attachments: [], Size: 8 },
    ]);
  });

  test('may be asked for again', async () => {
    const id = await running();
    await terminate(id);

    expect((await terminate(id)).TerminatingInstances).toEqual([change(id, 32, 32)]);
    fleet.pass(MINUTE);
    expect((await terminate(id)).TerminatingInstances).toEqual([change(id, 48, 48)]);
  });

  test('one that is not there keeps all the others', async () => {
    const id = await running();

    expect(await refusalOf(terminate(id, 'i-0123456789abcdef0'))).toMatchObject({
      code: 'InvalidInstanceID.NotFound',
    });
    expect(await refusalOf(terminate(id, 'web-1'))).toMatchObject({ code: 'InvalidInstanceID.Malformed' });
    expect(await stateOf(id)).toBe('running');
  });

  test('a protected machine is kept', async () => {
    const id = await fleet.runOne({ DisableApiTermination: true });

    expect(await refusalOf(terminate(id))).toMatchObject({
      code: 'OperationNotPermitted',
      status: 400,
      message: `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    });
    expect(await stateOf(id)).toBe('pending');
  });

  test('a protected machine keeps those of its zone, while those of other zones end although the call is refused', async () => {
    const inZone = (zone: string) => fleet.runOne({ Placement: { AvailabilityZone: zone } });
    const held = await inZone('us-east-1a');
    const beside = await inZone('us-east-1a');
    const elsewhere = await inZone('us-east-1b');
    await protect(held);

    expect(await refusalOf(terminate(elsewhere, beside, held))).toMatchObject({
      code: 'OperationNotPermitted',
    });
    expect(await Promise.all([held, beside, elsewhere].map(stateOf))).toEqual([
      'pending',
      'pending',
      'shutting-down',
    ]);
  });
});

test('a restart is for machines that run', async () => {
  const id = await running();
  const reboot = () => fleet.ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
  await reboot();
  expect(await stateOf(id)).toBe('running');
  await stop(id);

  expect(await refusalOf(reboot())).toMatchObject({ code: 'IncorrectInstanceState' });
});

test('detailed monitoring goes on and off', async () => {
  const id = await running();
  const monitoring = async () => there((await fleet.describe(id))[0]?.Monitoring?.State);

  const on = await fleet.ec2.send(new MonitorInstancesCommand({ InstanceIds: [id] }));
  expect(on.InstanceMonitorings).toEqual([{ InstanceId: id, Monitoring: { State: 'pending' } }]);
  expect(await monitoring()).toBe('enabled');
  await fleet.ec2.send(new UnmonitorInstancesCommand({ InstanceIds: [id] }));
  expect(await monitoring()).toBe('disabled');
});

test.each([
  ['none', [], 'MissingParameter'],
  [
    'more than 1000',
    Array.from({ length: 1001 }, (_, n) => `i-${n.toString(16).padStart(17, '0')}`),
    'InvalidParameterValue',
  ],
])('a call that names %s is refused', async (_, ids, code) => {
  expect(await refusalOf(terminate(...ids))).toMatchObject({ code });
});

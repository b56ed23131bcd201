import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceCreditSpecificationsCommand,
  DescribeNetworkInterfacesCommand,
  ModifyInstanceAttributeCommand,
  ModifyInstanceCreditSpecificationCommand,
  ModifyInstanceMetadataOptionsCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type DescribeInstanceAttributeCommandOutput,
  type InstanceAttributeName,
  type ModifyInstanceAttributeCommandInput,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, openFleet, refusalOf, there, type Fleet } from '../../../support/practice-fleet.ts';

let fleet: Fleet;
let id: string;

const USER_DATA = Buffer.from('#!/bin/sh\n').toString('base64');

beforeEach(async () => {
  fleet = await openFleet();
  id = await fleet.runOne({ UserData: USER_DATA });
  fleet.pass(MINUTE);
});

const read = async (
  Attribute: InstanceAttributeName,
): Promise<Omit<DescribeInstanceAttributeCommandOutput, '$metadata'>> => {
  const { $metadata, ...answer } = await fleet.ec2.send(
    new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute }),
  );
  expect($metadata.httpStatusCode).toBe(200);
  return answer;
};
const modify = (input: Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>) =>
  fleet.ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, ...input }));
const stopped = async () => {
  await fleet.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  fleet.pass(MINUTE);
};
const machine = async () => there((await fleet.describe(id))[0]);

describe('an attribute', () => {
  test('is told by itself', async () => {
    expect(await read('instanceType')).toEqual({ InstanceId: id, InstanceType: { Value: 't3.micro' } });
    expect(await read('userData')).toEqual({ InstanceId: id, UserData: { Value: USER_DATA } });
    expect(await read('disableApiTermination')).toEqual({
      InstanceId: id,
      DisableApiTermination: { Value: false },
    });
    expect(await read('disableApiStop')).toEqual({ InstanceId: id, DisableApiStop: { Value: false } });
    expect(await read('instanceInitiatedShutdownBehavior')).toEqual({
      InstanceId: id,
      InstanceInitiatedShutdownBehavior: { Value: 'stop' },
    });
    expect(await read('sourceDestCheck')).toEqual({ InstanceId: id, SourceDestCheck: { Value: true } });
    expect(await read('rootDeviceName')).toEqual({
      InstanceId: id,
      RootDeviceName: { Value: '/dev/xvda' },
    });
    expect(await read('ebsOptimized')).toEqual({ InstanceId: id, EbsOptimized: { Value: false } });
    expect(await read('enaSupport')).toEqual({ InstanceId: id, EnaSupport: { Value: true } });
    expect((await read('groupSet')).Groups).toEqual((await machine()).SecurityGroups);
    expect((await read('blockDeviceMapping')).BlockDeviceMappings).toEqual(
      (await machine()).BlockDeviceMappings,
    );
  });

  test('is refused where there is none of that name, or no such machine', async () => {
    expect(await refusalOf(read('colour' as 'kernel'))).toMatchObject({ code: 'InvalidParameterValue' });
    id = 'i-0123456789abcdef0';
    expect(await refusalOf(read('kernel'))).toMatchObject({ code: 'InvalidInstanceID.NotFound' });
  });

  test.each([
    ['the protection from ending', { DisableApiTermination: { Value: true } }, 'disableApiTermination'],
    ['the protection from stopping', { DisableApiStop: { Value: true } }, 'disableApiStop'],
    [
      'what a shutdown from within does',
      { InstanceInitiatedShutdownBehavior: { Value: 'terminate' } },
      'instanceInitiatedShutdownBehavior',
    ],
    ['the check of its traffic', { SourceDestCheck: { Value: false } }, 'sourceDestCheck'],
  ] as const)('can be changed while it runs: %s', async (_, input, name) => {
    await modify(input);

    expect(await read(name)).toEqual({ InstanceId: id, ...input });
  });

  test.each([
    ['its size', { InstanceType: { Value: 'm5.large' } }, 'instanceType'],
    ['its EBS optimisation', { EbsOptimized: { Value: true } }, 'ebsOptimized'],
  ] as const)('can be changed only while it is stopped: %s', async (_, input, name) => {
    expect(await refusalOf(modify(input))).toMatchObject({
      code: 'IncorrectInstanceState',
      message: `The instance '${id}' is not in the 'stopped' state.`,
    });
    await stopped();
    await modify(input);

    expect(await read(name)).toEqual({ InstanceId: id, ...input });
  });

  test('user data is changed while it is stopped, by EC2’s limits', async () => {
    const given = (text: string | number) => ({
      UserData: { Value: typeof text === 'string' ? Buffer.from(text) : Buffer.alloc(text) },
    });
    expect(await refusalOf(modify(given('x')))).toMatchObject({ code: 'IncorrectInstanceState' });
    await stopped();
    await modify(given('hallo'));

    expect(await read('userData')).toMatchObject({ UserData: { Value: 'aGFsbG8=' } });
    expect(await refusalOf(modify(given(16_385)))).toMatchObject({
      message: 'User data is limited to 16384 bytes',
    });
  });

  test('the groups of its interface are changed with it', async () => {
    const group = await fleet.makeGroup('web');
    await modify({ Groups: [group] });

    expect((await machine()).SecurityGroups).toEqual([{ GroupId: group, GroupName: 'web' }]);
    const { NetworkInterfaces } = await fleet.ec2.send(new DescribeNetworkInterfacesCommand({}));
    expect(NetworkInterfaces?.[0]?.Groups).toEqual([{ GroupId: group, GroupName: 'web' }]);
    expect(await refusalOf(modify({ Groups: ['sg-0123456789abcdef0'] }))).toMatchObject({
      code: 'InvalidGroup.NotFound',
    });
  });

  test('a disk can be kept when the machine ends', async () => {
    const keep = (DeviceName: string) =>
      modify({ BlockDeviceMappings: [{ DeviceName, Ebs: { DeleteOnTermination: false } }] });
    await keep('/dev/xvda');

    expect((await machine()).BlockDeviceMappings?.[0]?.Ebs?.DeleteOnTermination).toBe(false);
    expect(await refusalOf(keep('/dev/sdz'))).toMatchObject({ code: 'InvalidInstanceAttributeValue' });
  });

  test('may be named in the older way, as text', async () => {
    await modify({ Attribute: 'disableApiTermination', Value: 'true' });

    expect(await read('disableApiTermination')).toMatchObject({ DisableApiTermination: { Value: true } });
  });

  test.each<[string, Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>, string, RegExp]>([
    ['none', {}, 'InvalidParameterCombination', /^No attributes specified\.$/],
    [
      'two at once',
      { DisableApiTermination: { Value: true }, DisableApiStop: { Value: true } },
      'InvalidParameterCombination',
      /^Fields for multiple attribute types specified: disableApiTermination, disableApiStop$/,
    ],
    ['a kernel', { Kernel: { Value: 'aki-1' } }, 'Unsupported', /not supported/],
    [
      'one that is none',
      { Attribute: 'colour' as 'kernel', Value: 'red' },
      'InvalidParameterValue',
      /colour/,
    ],
    [
      'a behaviour that is none',
      { InstanceInitiatedShutdownBehavior: { Value: 'hide' } },
      'InvalidParameterValue',
      /Valid values are: stop, terminate/,
    ],
  ])('is refused: %s', async (_, input, code, message) => {
    expect(await refusalOf(modify(input))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test.each([
    ['t9.huge', 'InvalidParameterValue', /t9\.huge/],
    ['t4g.nano', 'InvalidParameterValue', /does not match the architecture/],
  ])('a stopped machine does not become a %s', async (Value, code, message) => {
    await stopped();

    expect(await refusalOf(modify({ InstanceType: { Value } }))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test('of a machine that has ended stays as it is', async () => {
    await fleet.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));

    expect(await refusalOf(modify({ DisableApiStop: { Value: true } }))).toMatchObject({
      code: 'IncorrectInstanceState',
    });
  });
});

test('the settings of the metadata service are changed one by one', async () => {
  const change = (input: object) =>
    fleet.ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: id, ...input }));

  const changed = await change({ HttpTokens: 'optional' });
  expect(changed).toMatchObject({
    InstanceId: id,
    InstanceMetadataOptions: { State: 'pending', HttpTokens: 'optional', HttpPutResponseHopLimit: 2 },
  });
  await change({ HttpEndpoint: 'disabled', HttpPutResponseHopLimit: 7 });
  expect((await machine()).MetadataOptions).toMatchObject({
    State: 'applied',
    HttpTokens: 'optional',
    HttpPutResponseHopLimit: 7,
    HttpEndpoint: 'disabled',
  });
  expect(await refusalOf(change({ HttpPutResponseHopLimit: 0 }))).toMatchObject({
    code: 'InvalidParameterValue',
  });
});

describe('CPU credits', () => {
  const credits = async (...InstanceIds: readonly string[]) =>
    (await fleet.ec2.send(new DescribeInstanceCreditSpecificationsCommand({ InstanceIds: [...InstanceIds] })))
      .InstanceCreditSpecifications;

  test('are as the family has them, or as asked', async () => {
    const older = await fleet.runOne({ InstanceType: 't2.nano' });
    const thrifty = await fleet.runOne({ CreditSpecification: { CpuCredits: 'standard' } });

    expect(await credits(id, older, thrifty)).toEqual([
      { InstanceId: id, CpuCredits: 'unlimited' },
      { InstanceId: older, CpuCredits: 'standard' },
      { InstanceId: thrifty, CpuCredits: 'standard' },
    ]);
    expect(await credits()).toEqual([{ InstanceId: id, CpuCredits: 'unlimited' }]);
  });

  test('are refused for sizes that earn none', async () => {
    const other = await fleet.runOne({ InstanceType: 'm5.large' });

    expect(await refusalOf(credits(other))).toMatchObject({
      code: 'InstanceCreditSpecification.NotSupported',
    });
  });

  test('are changed for each machine by itself', async () => {
    const other = await fleet.runOne({ InstanceType: 'm5.large' });
    const change = (InstanceId: string) => ({ InstanceId, CpuCredits: 'standard' });
    const changed = await fleet.ec2.send(
      new ModifyInstanceCreditSpecificationCommand({
        InstanceCreditSpecifications: [id, other, 'i-0123456789abcdef0'].map(change),
      }),
    );

    expect(changed.SuccessfulInstanceCreditSpecifications).toEqual([{ InstanceId: id }]);
    expect(changed.UnsuccessfulInstanceCreditSpecifications).toMatchObject([
      { InstanceId: other, Error: { Code: 'InstanceCreditSpecification.NotSupported' } },
      { InstanceId: 'i-0123456789abcdef0', Error: { Code: 'InvalidInstanceID.NotFound' } },
    ]);
    expect(await credits(id)).toEqual([{ InstanceId: id, CpuCredits: 'standard' }]);
  });
});

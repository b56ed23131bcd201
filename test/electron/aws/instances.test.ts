import { afterEach, expect, test } from 'vitest';
import { terminateInstance } from '../../../electron/aws/instance-acts.ts';
import { findInstancesByTag, runInstance, type RunInstanceInput } from '../../../electron/aws/instances.ts';
import { isOutcomeUnknown, problemFrom } from '../../../electron/aws/problem.ts';
import { METADATA, ROOT_DISK } from '../../../shared/launch-plan.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import {
  REQUEST_ID,
  ec2Answer,
  ec2Error,
  startFakeAws,
  type FakeAnswer,
  type FakeAws,
} from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

const INPUT: RunInstanceInput = {
  clientToken: 'l-1.use1-az1.1',
  imageId: 'ami-0123456789abcdef0',
  instanceType: 't3.micro',
  keyName: 'web',
  subnetId: 'subnet-0123456789abcdef0',
  groupIds: ['sg-0123456789abcdef0'],
  rootDisk: { ...ROOT_DISK, deviceName: '/dev/xvda', sizeGiB: 8 },
  metadata: METADATA,
  cpuCredits: 'standard',
  userData: '#!/bin/sh\necho Zürich\n',
  tags: { Name: 'web-us-east-1a', 'keyport:launch-id': 'l-1' },
};

const instance = (id: string, more = '') =>
  `<item><instanceId>${id}</instanceId><instanceState><name>pending</name></instanceState><placement><availabilityZone>us-east-1a</availabilityZone></placement>${more}</item>`;
const started = ec2Answer('RunInstances', `<instancesSet>${instance('i-1')}</instancesSet>`);

async function run(answer: (call: number) => FakeAnswer, input = INPUT) {
  let call = 0;
  aws = await startFakeAws(() => answer((call += 1)));
  return runInstance(clientsAt(aws.endpoint), input);
}
const sent = () => Object.fromEntries(aws?.requests[0]?.params ?? []);

test('what is asked for is one instance, just as promised, and nothing besides', async () => {
  await run(() => started);
  expect(sent()).toEqual({
    Action: 'RunInstances',
    Version: '2016-11-15',
    ClientToken: 'l-1.use1-az1.1',
    MinCount: '1',
    MaxCount: '1',
    ImageId: 'ami-0123456789abcdef0',
    InstanceType: 't3.micro',
    KeyName: 'web',
    'NetworkInterface.1.DeviceIndex': '0',
    'NetworkInterface.1.AssociatePublicIpAddress': 'true',
    'NetworkInterface.1.DeleteOnTermination': 'true',
    'NetworkInterface.1.SubnetId': 'subnet-0123456789abcdef0',
    'NetworkInterface.1.SecurityGroupId.1': 'sg-0123456789abcdef0',
    'MetadataOptions.HttpTokens': 'required',
    'MetadataOptions.HttpEndpoint': 'enabled',
    'MetadataOptions.HttpPutResponseHopLimit': '2',
    'BlockDeviceMapping.1.DeviceName': '/dev/xvda',
    'BlockDeviceMapping.1.Ebs.VolumeType': 'gp3',
    'BlockDeviceMapping.1.Ebs.VolumeSize': '8',
    'BlockDeviceMapping.1.Ebs.Encrypted': 'true',
    'BlockDeviceMapping.1.Ebs.DeleteOnTermination': 'true',
    'CreditSpecification.CpuCredits': 'standard',
    // `printf '#!/bin/sh\necho Zürich\n' | base64`
    UserData: 'IyEvYmluL3NoCmVjaG8gWsO8cmljaAo=',
    ...tagsFor(1, 'instance'),
    ...tagsFor(2, 'volume'),
    ...tagsFor(3, 'network-interface'),
  });
});

test('CPU credits are not mentioned for a size that earns none', async () => {
  await run(() => started, { ...INPUT, cpuCredits: null });
  expect(Object.keys(sent()).filter((key) => key.startsWith('Credit'))).toEqual([]);
});

test('an instance profile goes along by its name, and is not mentioned where there is none', async () => {
  await run(() => started, { ...INPUT, instanceProfile: 'web' });
  expect(sent()).toMatchObject({ 'IamInstanceProfile.Name': 'web' });
  await run(() => started, { ...INPUT, instanceProfile: null });
  expect(sent()).not.toHaveProperty('IamInstanceProfile.Name');
});

test('nothing is said of a start script where there is none', async () => {
  await run(() => started, { ...INPUT, userData: null });
  expect(sent()).not.toHaveProperty('UserData');
});

test('a dropped answer is asked for again with the same token', async () => {
  expect(await run((call) => (call === 1 ? 'drop' : started))).toMatchObject({
    instanceId: 'i-1',
    state: 'pending',
  });
  expect(aws?.requests.map(({ params }) => params.get('ClientToken'))).toEqual([
    INPUT.clientToken,
    INPUT.clientToken,
  ]);
});

test.each<[string, FakeAnswer, string, boolean]>([
  ['answers dropped', 'drop', 'answer-lost', true],
  ['internal errors', ec2Error('InternalError', 'oops', 500), 'aws-internal', true],
  ['a page instead of an answer', { body: '<html></html>' }, 'not-an-aws-answer', true],
  ['an answer without an instance', ec2Answer('RunInstances', '<instancesSet/>'), 'not-an-aws-answer', true],
  ['no capacity', ec2Error('InsufficientInstanceCapacity', 'not now', 500), 'no-capacity', false],
  ['a group not shown yet', ec2Error('InvalidGroup.NotFound', 'no such group'), 'group-gone', false],
  ['a token used otherwise', ec2Error('IdempotentParameterMismatch', 'no'), 'token-reused', false],
])('%s: is it known that nothing was started?', async (_, answer, code, isUnknown) => {
  const error: unknown = await run(() => answer).catch((thrown: unknown) => thrown);
  expect(problemFrom(error).code).toBe(code);
  expect(isOutcomeUnknown(error)).toBe(isUnknown);
});

test('a refusal has its request id', async () => {
  const error: unknown = await run(() => ec2Error('VcpuLimitExceeded', 'limit of 1')).catch(
    (thrown: unknown) => thrown,
  );
  expect(problemFrom(error)).toMatchObject({
    code: 'vcpu-limit',
    requestId: REQUEST_ID,
    raw: 'VcpuLimitExceeded: limit of 1',
  });
});

test('an instance that died says why', async () => {
  const reason =
    '<stateReason><code>Client.VolumeLimitExceeded</code><message>Too many volumes</message></stateReason>';
  const dead = `<reservationSet><item><instancesSet>${instance('i-1', reason)}</instancesSet></item></reservationSet>`;
  aws = await startFakeAws(() => ec2Answer('DescribeInstances', dead));
  expect(await findInstancesByTag(clientsAt(aws.endpoint), 'keyport:launch-id', 'a*b')).toMatchObject([
    {
      instanceId: 'i-1',
      state: 'pending',
      stateReason: 'Too many volumes',
      zoneName: 'us-east-1a',
      publicAddress: null,
      privateAddress: null,
    },
  ]);
  expect(sent()).toMatchObject({ 'Filter.1.Name': 'tag:keyport:launch-id', 'Filter.1.Value.1': 'a\\*b' });
});

test('instances found are those of all pages', async () => {
  aws = await startFakeAws(({ params }) => {
    const isFirst = params.get('NextToken') === null;
    const set = `<instancesSet>${instance(isFirst ? 'i-1' : 'i-2')}</instancesSet>`;
    return ec2Answer(
      'DescribeInstances',
      `<reservationSet><item>${set}</item></reservationSet>${isFirst ? '<nextToken>2</nextToken>' : ''}`,
    );
  });
  const found = await findInstancesByTag(clientsAt(aws.endpoint), 'a', 'b');
  expect(found.map(({ instanceId }) => instanceId)).toEqual(['i-1', 'i-2']);
});

test('a page instead of an answer does not count as ended', async () => {
  aws = await startFakeAws(() => ({ body: '<html></html>' }));
  await expect(terminateInstance(clientsAt(aws.endpoint), 'i-1')).rejects.toThrow('lacks a field');
});

function tagsFor(index: number, kind: string): Record<string, string> {
  const key = `TagSpecification.${String(index)}`;
  return {
    [`${key}.ResourceType`]: kind,
    [`${key}.Tag.1.Key`]: 'Name',
    [`${key}.Tag.1.Value`]: 'web-us-east-1a',
    [`${key}.Tag.2.Key`]: 'keyport:launch-id',
    [`${key}.Tag.2.Value`]: 'l-1',
  };
}

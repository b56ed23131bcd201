import { beforeEach, expect, test } from 'vitest';
import { closeClients } from '../../../electron/aws/clients.ts';
import { outcomeOf } from '../../../electron/aws/problem.ts';
import { readSessionAgent } from '../../../electron/aws/session-agent.ts';
import type { Problem } from '../../../shared/problem.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { jsonAnswer, startFakeAws } from '../../support/fake-aws.ts';
import { startMoto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { practiceClients } from '../../support/practice-clients.ts';
import { openFleet, SECOND, type Fleet } from '../../support/practice-fleet.ts';

const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S';

let fleet: Fleet;
beforeEach(async () => {
  fleet = await openFleet();
});

const lend = (instanceId: string) =>
  outcomeOf(() =>
    practiceClients(fleet.practice.account).instanceConnect.lend({
      instanceId,
      zoneName: null,
      loginUser: 'ec2-user',
      publicKey: PUBLIC_KEY,
    }),
  );

async function refusalOf(instanceId: string): Promise<Problem> {
  const lent = await lend(instanceId);
  if (lent.ok) throw new Error('it was lent');
  return lent.problem;
}

test('a machine is lent a key when it runs, and not before', async () => {
  const instanceId = await fleet.runOne();
  expect(await refusalOf(instanceId)).toMatchObject({
    code: 'cannot-now',
    retryable: true,
    explanation: expect.stringContaining('still starting'),
  });
  fleet.pass(60 * SECOND);
  expect(await lend(instanceId)).toEqual({ ok: true, value: undefined });
});

test('a machine that nobody knows is not found', async () => {
  expect(await refusalOf('i-00000000000000009')).toMatchObject({
    code: 'instance-gone',
    explanation: expect.stringContaining('does not find this machine'),
  });
});

test('who may not lend keys is told the permission, and gets the policy for it', async () => {
  fleet.practice.account.setWeather([{ kind: 'unauthorized', action: 'SendSSHPublicKey' }]);
  const problem = await refusalOf('i-00000000000000009');
  expect(problem.code).toBe('not-permitted');
  expect(problem.explanation).toContain('ec2-instance-connect:SendSSHPublicKey');
  expect(problem.policy).toContain('ec2-instance-connect:SendSSHPublicKey');
});

test.each([
  ['EC2InstanceStateInvalidException', 'cannot-now', 'stopped or on its way'],
  ['EC2InstanceUnavailableException', 'cannot-now', 'still starting'],
  ['EC2InstanceTypeInvalidException', 'refused-by-ec2', 'machines of this size'],
  ['InvalidArgsException', 'refused-by-ec2', 'did not take the key'],
  ['AuthException', 'not-permitted', 'ec2-instance-connect:SendSSHPublicKey'],
  ['ThrottlingException', 'throttled', 'too many calls'],
  ['ServiceException', 'aws-internal', 'fault on the side of AWS'],
])('%s is said in words of its own', async (code, ours, says) => {
  const value = { code, message: 'x', status: 400 };
  fleet.practice.account.setWeather([{ kind: 'error', action: 'SendSSHPublicKey', value }]);
  const problem = await refusalOf('i-00000000000000009');
  expect(problem).toMatchObject({ code: ours, explanation: expect.stringContaining(says) });
  expect(problem.raw).toContain(code);
});

test('what is sent is the key, the user and the machine, and nothing else', async () => {
  const aws = await startFakeAws(() => jsonAnswer({ RequestId: 'r', Success: true }));
  const clients = clientsAt(aws.endpoint);
  const asked = { instanceId: 'i-00000000000000009', loginUser: 'ubuntu', publicKey: PUBLIC_KEY };
  await clients.instanceConnect.lend({ ...asked, zoneName: 'us-east-1a' });
  expect(aws.requests.map(({ action, body }) => [action, JSON.parse(body) as unknown])).toEqual([
    [
      'SendSSHPublicKey',
      {
        InstanceId: 'i-00000000000000009',
        InstanceOSUser: 'ubuntu',
        SSHPublicKey: PUBLIC_KEY,
        AvailabilityZone: 'us-east-1a',
      },
    ],
  ]);
  closeClients(clients);
  await aws.stop();
});

test('Session Manager knows the machines that run and may call it', async () => {
  const clients = practiceClients(fleet.practice.account);
  const profile = { IamInstanceProfile: { Name: 'practice-session-manager' } };
  const [plain, calling] = [await fleet.runOne(), await fleet.runOne(profile)];
  expect(await readSessionAgent(clients, calling)).toBe('never');
  fleet.pass(60 * SECOND);
  expect(await readSessionAgent(clients, calling)).toBe('online');
  expect(await readSessionAgent(clients, plain)).toBe('never');
});

test('who may not ask Session Manager does not know', async () => {
  fleet.practice.account.setWeather([{ kind: 'unauthorized', action: 'DescribeInstanceInformation' }]);
  expect(await readSessionAgent(practiceClients(fleet.practice.account), 'i-00000000000000009')).toBe(
    'unknown',
  );
});

test.each([
  ['ConnectionLost', 'silent'],
  ['Inactive', 'silent'],
  ['Online', 'online'],
])('an agent that is %s is %s', async (PingStatus, agent) => {
  const InstanceInformationList = [{ InstanceId: 'i-00000000000000009', PingStatus }];
  const aws = await startFakeAws(() => jsonAnswer({ InstanceInformationList }));
  const clients = clientsAt(aws.endpoint);
  expect(await readSessionAgent(clients, 'i-00000000000000009')).toBe(agent);
  expect(await readSessionAgent(clients, 'i-00000000000000008')).toBe('never');
  closeClients(clients);
  await aws.stop();
});

needs('moto')('against moto', () => {
  test('whether an agent has called is unknown, because moto cannot be asked', async () => {
    const moto = await startMoto();
    const clients = clientsAt(moto.endpoint);
    expect(await readSessionAgent(clients, 'i-00000000000000009')).toBe('unknown');
    closeClients(clients);
    await moto.stop();
  });
});

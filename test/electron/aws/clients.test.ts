import { CreateKeyPairCommand, DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { closeClients } from '../../../electron/aws/clients.ts';
import { isOutcomeUnknown, problemFrom } from '../../../electron/aws/problem.ts';
import { refusePlainHttp } from '../../../electron/aws/refuse-plain-http.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Error, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

test('a question whose answer is dropped is asked three times', async () => {
  aws = await startFakeAws(() => 'drop');
  const clients = clientsAt(aws.endpoint);
  const error: unknown = await clients.ec2
    .send(new DescribeRegionsCommand({}))
    .catch((thrown: unknown) => thrown);
  expect(problemFrom(error).code).toBe('answer-lost');
  expect(aws.asked('DescribeRegions')).toHaveLength(3);
});

test.each([
  'drop',
  ec2Error('InternalError', 'oops', 500),
  ec2Error('RequestLimitExceeded', 'slower', 503),
] as const)('the client for making keys asks once, whatever happens', async (answer) => {
  aws = await startFakeAws(() => answer);
  const clients = clientsAt(aws.endpoint);
  await expect(clients.ec2Once.send(new CreateKeyPairCommand({ KeyName: 'web' }))).rejects.toThrow();
  expect(aws.requests).toHaveLength(1);
});

test('AWS asking to slow down is not an unknown outcome', async () => {
  aws = await startFakeAws(() => ec2Error('RequestLimitExceeded', 'slower', 503));
  const clients = clientsAt(aws.endpoint);
  const error: unknown = await clients.ec2Once
    .send(new CreateKeyPairCommand({ KeyName: 'web' }))
    .catch((thrown: unknown) => thrown);
  expect(isOutcomeUnknown(error)).toBe(false);
  expect(problemFrom(error)).toMatchObject({ code: 'throttled' });
});

test.each(['http://192.0.2.1:1', 'http://aws.example', 'http://localhost.example:1'])(
  'no client sends anything to %s',
  async (endpoint) => {
    const clients = clientsAt(endpoint);
    const sent = [
      clients.ec2.send(new DescribeRegionsCommand({})),
      clients.ec2Once.send(new DescribeRegionsCommand({})),
      clients.sts.send(new GetCallerIdentityCommand({})),
    ];
    for (const outcome of await Promise.allSettled(sent)) {
      expect(outcome.status).toBe('rejected');
      const { code } = problemFrom(outcome.status === 'rejected' ? outcome.reason : undefined);
      expect(code).toBe('endpoint-not-secure');
    }
    closeClients(clients);
  },
);

test('the guard lets requests to this computer pass, over IPv6 too', async () => {
  aws = await startFakeAws(() => ec2Error('Blocked', 'answered'));
  const port = new URL(aws.endpoint).port;
  for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
    const ec2 = new EC2Client({
      endpoint: `http://${host}:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });
    ec2.middlewareStack.use(refusePlainHttp);
    const error: unknown = await ec2.send(new DescribeRegionsCommand({})).catch((thrown: unknown) => thrown);
    expect(['account-blocked', 'unreachable']).toContain(problemFrom(error).code);
  }
});

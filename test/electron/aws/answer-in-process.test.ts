import dns from 'node:dns';
import net from 'node:net';
import { CreateKeyPairCommand, DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetProductsCommand } from '@aws-sdk/client-pricing';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeEach, expect, test, vi } from 'vitest';
import { answerInProcess, type AnswerRequest } from '../../../electron/aws/answer-in-process.ts';
import { closeClients, createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { practiceAccounts } from '../../../electron/aws/practice-accounts.ts';
import { isOutcomeUnknown, problemFrom } from '../../../electron/aws/problem.ts';
import { ConnectionLost, type HttpRequest } from '../../../electron/practice/http.ts';
import { valueOf } from '../../support/aws-clients.ts';

let connect: ReturnType<typeof vi.spyOn>;
let lookup: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  connect = vi.spyOn(net.Socket.prototype, 'connect');
  lookup = vi.spyOn(dns, 'lookup');
});

const EC2 =
  '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo></DescribeRegionsResponse>';

function answered(status: number, text: string, type = 'text/xml;charset=UTF-8'): AnswerRequest {
  return async () => ({ status, headers: { 'content-type': type }, body: Buffer.from(text) });
}

async function clientsOf(answer: AnswerRequest, region = 'eu-west-1'): Promise<AwsClients> {
  return createClients(valueOf(await practiceAccounts(answer).resolve({ sourceId: 'practice', region })));
}

test('every client is answered here: no name is looked up and no socket is opened', async () => {
  const asked: HttpRequest[] = [];
  const clients = await clientsOf(async (request) => {
    asked.push(request);
    return answered(400, '{}', 'application/x-amz-json-1.1')(request);
  });

  await Promise.allSettled([
    clients.ec2.send(new DescribeRegionsCommand({})),
    clients.ec2Once.send(new CreateKeyPairCommand({ KeyName: 'web' })),
    clients.sts.send(new GetCallerIdentityCommand({})),
    clients.ssm.send(new GetParametersCommand({ Names: ['/aws/service/x'] })),
    clients.pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2' })),
  ]);

  expect(asked.map(({ headers }) => headers['host'] ?? '').toSorted()).toEqual([
    'api.pricing.us-east-1.amazonaws.com',
    'ec2.eu-west-1.amazonaws.com',
    'ec2.eu-west-1.amazonaws.com',
    'ssm.eu-west-1.amazonaws.com',
    'sts.eu-west-1.amazonaws.com',
  ]);
  expect(connect).not.toHaveBeenCalled();
  expect(lookup).not.toHaveBeenCalled();
  closeClients(clients);
});

test('what arrives is the signed request as it would go out', async () => {
  const asked: HttpRequest[] = [];
  const { ec2 } = await clientsOf(async (request) => {
    asked.push(request);
    return answered(200, EC2)(request);
  });

  const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));

  expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['eu-west-1']);
  const [request] = asked;
  expect(request).toMatchObject({ method: 'POST', path: '/', query: '' });
  expect(Buffer.from(request?.body ?? '').toString()).toBe(
    'Action=DescribeRegions&Version=2016-11-15&AllRegions=false',
  );
  expect(request?.headers['authorization']).toMatch(/Credential=ASIA\w+\/\d{8}\/eu-west-1\/ec2\//);
  expect(Object.keys(request?.headers ?? {})).toEqual(
    Object.keys(request?.headers ?? {}).map((name) => name.toLowerCase()),
  );
});

test('a lost answer is what it is over the network: asked for again, and its outcome unknown', async () => {
  let asks = 0;
  const clients = await clientsOf(async () => {
    asks += 1;
    throw new ConnectionLost();
  });

  const error: unknown = await clients.ec2
    .send(new DescribeRegionsCommand({}))
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect(problemFrom(error).code).toBe('answer-lost');
  expect(asks).toBe(3);

  const once: unknown = await clients.ec2Once
    .send(new CreateKeyPairCommand({ KeyName: 'web' }))
    .catch((thrown: unknown) => thrown);
  expect(asks).toBe(4);
  expect(isOutcomeUnknown(once)).toBe(true);
});

test('a page instead of an answer is told as one', async () => {
  const { ec2Once } = await clientsOf(answered(500, '<html><body>Internal error</body></html>', 'text/html'));
  const error: unknown = await ec2Once
    .send(new DescribeRegionsCommand({}))
    .catch((thrown: unknown) => thrown);
  expect(['aws-internal', 'not-an-aws-answer']).toContain(problemFrom(error).code);
});

test('whoever cancels is not kept waiting, and the account is told', async () => {
  const cancel = new AbortController();
  let seen: AbortSignal | undefined;
  const { ec2 } = await clientsOf((_request, signal) => {
    seen = signal;
    cancel.abort();
    return new Promise(() => {});
  });

  const error: unknown = await ec2
    .send(new DescribeRegionsCommand({}), { abortSignal: cancel.signal })
    .catch((thrown: unknown) => thrown);

  expect(problemFrom(error).code).toBe('cancelled');
  expect(seen?.aborted).toBe(true);
});

test('an answer that takes too long is not waited for, as over the network', async () => {
  const { handle } = answerInProcess(() => new Promise(() => {}), 1);
  const request = { method: 'GET', hostname: 'ec2.eu-west-1.amazonaws.com', path: '/', headers: {} };
  const error: unknown = await handle(request).catch((thrown: unknown) => thrown);
  expect(problemFrom(error).code).toBe('answer-lost');
});

test.each([
  ['none', undefined, ''],
  ['text', 'é', 'é'],
  ['bytes', Uint8Array.of(0xc3, 0xa9), 'é'],
])('a body is taken as it is: %s', async (_, body, text) => {
  const { handle } = answerInProcess(async (request) => ({ status: 200, headers: {}, body: request.body }));
  const request = { method: 'POST', hostname: 'a', path: '/', headers: {}, body };
  const { response } = await handle(request);
  expect(Buffer.concat(await response.body.toArray()).toString()).toBe(text);
});

test('a body of another kind is a fault, and is not sent', async () => {
  const answer = vi.fn<AnswerRequest>();
  const request = { method: 'POST', hostname: 'a', path: '/', headers: {}, body: { a: 1 } };
  await expect(answerInProcess(answer).handle(request)).rejects.toThrow('neither text nor bytes');
  expect(answer).not.toHaveBeenCalled();
});

test('a query is written as a signature wants it', async () => {
  let query = '';
  const { handle } = answerInProcess(async (request) => {
    query = request.query;
    return { status: 200, headers: {}, body: new Uint8Array() };
  });
  const given = { 'a b': "it's (1)*", list: ['1', '2'], flag: null };
  await handle({ method: 'GET', hostname: 'a', path: '/', headers: {}, query: given });
  expect(query).toBe('a%20b=it%27s%20%281%29%2A&list=1&list=2&flag');
});

test("nothing of the person's own settings reaches a practice client", async () => {
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
  vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true');
  vi.stubEnv('AWS_SDK_UA_APP_ID', 'mine');
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
  const asked: HttpRequest[] = [];
  const { ec2 } = await clientsOf(async (request) => {
    asked.push(request);
    return answered(200, EC2)(request);
  });
  await ec2.send(new DescribeRegionsCommand({}));
  expect(asked[0]?.headers['host']).toBe('ec2.eu-west-1.amazonaws.com');
  expect(asked[0]?.headers['user-agent']).not.toContain('mine');
});

test('there is one way in to practise, and no other', async () => {
  const accounts = practiceAccounts(answered(200, EC2));
  expect(valueOf(await accounts.list())).toMatchObject([
    { id: 'practice', kind: 'practice', endpoint: null },
  ]);
  for (const sourceId of ['environment', 'profile:default', 'profile:practice']) {
    expect(await accounts.resolve({ sourceId, region: 'us-east-1' })).toMatchObject({
      ok: false,
      problem: { code: 'no-credentials' },
    });
  }
});

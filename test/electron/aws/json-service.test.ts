import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { allAt } from '../../../electron/aws/endpoints.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import {
  jsonAnswer,
  REQUEST_ID,
  startFakeAws,
  type FakeAnswer,
  type FakeAws,
} from '../../support/fake-aws.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

const never = new AbortController().signal;

async function failing(answer: FakeAnswer, signal = never): Promise<unknown> {
  aws = await startFakeAws(() => answer);
  return clientsAt(aws.endpoint)
    .kms.ask('DescribeKey', { KeyId: 'a' }, signal)
    .catch((error: unknown) => error);
}

test('a question is one POST, in the service’s own JSON', async () => {
  aws = await startFakeAws(() => jsonAnswer({ accountPlanType: 'FREE' }));
  const { freeTier } = clientsAt(aws.endpoint, 'eu-central-1');

  expect(await freeTier.ask('GetAccountPlanState', {}, never)).toEqual({ accountPlanType: 'FREE' });

  expect(aws.requests).toHaveLength(1);
  const { headers, body } = aws.requests[0] ?? {};
  expect(body).toBe('{}');
  expect(headers).toMatchObject({
    'x-amz-target': 'AWSFreeTierService.GetAccountPlanState',
    'content-type': 'application/x-amz-json-1.0',
    authorization: expect.stringContaining('/us-east-1/freetier/aws4_request'),
  });
});

test.each([
  [
    'with its namespace',
    jsonAnswer({ __type: 'com.amazonaws.kms#NotFoundException', message: 'no' }, 400),
    'NotFoundException',
  ],
  ['without', jsonAnswer({ __type: 'AccessDeniedException', Message: 'no' }, 400), 'AccessDeniedException'],
  ['none', jsonAnswer({ message: 'no' }, 400), 'Unknown'],
  ['no code but a number', jsonAnswer({ __type: 7 }, 400), 'Unknown'],
] as const)('a refusal has AWS’s own code for its name: %s', async (_, answer, name) => {
  expect(await failing(answer)).toMatchObject({
    name,
    $metadata: { httpStatusCode: 400, requestId: REQUEST_ID },
  });
});

test.each([
  ['a denial', jsonAnswer({ __type: 'AccessDeniedException', message: 'no' }, 400), 'not-permitted'],
  ['too many', jsonAnswer({ __type: 'ThrottlingException', message: 'slow' }, 400), 'throttled'],
  ['a page with an error', { status: 500, type: 'text/html', body: '<html>' }, 'not-an-aws-answer'],
  ['a page', { status: 200, type: 'text/html', body: '<html>' }, 'not-an-aws-answer'],
  ['nothing', { status: 200, body: '' }, 'not-an-aws-answer'],
  ['no object', { status: 200, body: '"yes"' }, 'not-an-aws-answer'],
  ['an endless answer', { status: 200, body: `{"a":"${'a'.repeat(200_000)}"}` }, 'not-an-aws-answer'],
  ['no answer', 'drop', 'answer-lost'],
] as const)('%s becomes a problem as with every other service', async (_, answer, code) => {
  const error = await failing(answer);

  expect(error).toBeInstanceOf(Error);
  expect(problemFrom(error).code).toBe(code);
  expect(aws?.requests).toHaveLength(1);
});

test('an answer that does not come is waited for as long as the caller says', async () => {
  expect(await failing('hang', AbortSignal.timeout(50))).toBeInstanceOf(Error);
});

test('nothing is sent over plain http to another computer', async () => {
  const error: unknown = await clientsAt('http://192.0.2.1:1')
    .kms.ask('DescribeKey', {}, never)
    .catch((thrown: unknown) => thrown);

  expect(problemFrom(error).code).toBe('endpoint-not-secure');
});

needs('moto')('a server that verifies signatures', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  const withKey = (accessKeyId: string, secretAccessKey: string): AwsClients =>
    createClients({
      choice: { sourceId: 'environment', region: 'us-east-1' },
      sourceName: 'environment',
      credentials: async () => ({ accessKeyId, secretAccessKey }),
      endpoints: allAt(moto.endpoint),
      answer: null,
    });

  test('believes ours, and not one by another secret', async () => {
    const user = withKey('seed', 'seed');
    const key = await user.kms.ask('CreateKey', {}, never);
    const { KeyId } = (key as { readonly KeyMetadata: { readonly KeyId: string } }).KeyMetadata;
    const { accessKeyId, secretAccessKey } = await adminOf(moto.endpoint);
    await fetch(`${moto.endpoint}/moto-api/reset-auth`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '0',
    });
    const described = await withKey(accessKeyId, secretAccessKey).kms.ask('DescribeKey', { KeyId }, never);
    expect(described).toMatchObject({ KeyMetadata: { KeyId } });
    await expect(
      withKey(accessKeyId, 'another secret').kms.ask('DescribeKey', { KeyId }, never),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

/** A user of moto's IAM who may do everything, by plain Query requests: no client for IAM is here. */
async function adminOf(
  endpoint: string,
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }> {
  const iam = async (fields: Readonly<Record<string, string>>) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=seed/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: new URLSearchParams({ Version: '2010-05-08', ...fields }).toString(),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
  await iam({ Action: 'CreateUser', UserName: 'admin' });
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await iam({
    Action: 'PutUserPolicy',
    UserName: 'admin',
    PolicyName: 'all',
    PolicyDocument: JSON.stringify(document),
  });
  const made = await iam({ Action: 'CreateAccessKey', UserName: 'admin' });
  const field = (name: string) => new RegExp(`<${name}>([^<]+)<`, 'u').exec(made)?.[1] ?? '';
  return { accessKeyId: field('AccessKeyId'), secretAccessKey: field('SecretAccessKey') };
}

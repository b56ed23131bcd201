import {
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { afterEach, expect, test } from 'vitest';
import { createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { allAt } from '../../../electron/aws/endpoints.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import type { Problem } from '../../../shared/problem.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Error, jsonAnswer, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';
import { startMoto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { openPractice } from '../../support/practice-account.ts';
import { practiceClients } from '../../support/practice-clients.ts';

const RUN = { ImageId: 'ami-1', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;

test('a refusal of the practice account is decoded by its STS: action, resource and policy', async () => {
  const { account } = await openPractice({
    weather: [
      { action: '*', kind: 'pace', value: 0 },
      { action: 'RunInstances', kind: 'unauthorized' },
    ],
  });
  const problem = await problemOf(practiceClients(account), run);
  expect(problem).toMatchObject({
    code: 'not-permitted',
    actions: ['copy-policy', 'retry', 'choose-account'],
    raw: expect.stringContaining('characters removed'),
  });
  expect(problem.explanation).toContain('the permission ec2:RunInstances');
  expect(problem.explanation).not.toContain('*/*');
  expect(actionsIn(problem)).toEqual(['ec2:RunInstances', 'ec2:CreateTags']);
  expect(problem.policy).toMatch(/arn:aws:ec2:us-east-1:\d{12}:instance\/\*/);
  expect(lengthOf(problem)).toBeLessThan(300);
});

test.each([
  'RunInstances',
  'CreateSecurityGroup',
  'TerminateInstances',
  'DescribeInstances',
  'GetParameters',
])(
  '%s, refused by the practice account without a right to decode either, is named all the same',
  async (action) => {
    const { account } = await openPractice({
      weather: [
        { action, kind: 'unauthorized' },
        { action: 'DecodeAuthorizationMessage', kind: 'unauthorized' },
      ],
    });
    const problem = await problemOf(practiceClients(account), CALLS[action] ?? run);
    const full = `${action === 'GetParameters' ? 'ssm' : 'ec2'}:${action}`;
    expect(problem).toMatchObject({ code: 'not-permitted', explanation: expect.stringContaining(full) });
    expect(actionsIn(problem)).toContain(full);
  },
);

const CALLS: Readonly<Record<string, (clients: AwsClients) => Promise<unknown>>> = {
  CreateSecurityGroup: ({ ec2 }) =>
    ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' })),
  TerminateInstances: ({ ec2 }) =>
    ec2.send(new TerminateInstancesCommand({ InstanceIds: ['i-0123456789abcdef0'] })),
  DescribeInstances: ({ ec2 }) => ec2.send(new DescribeInstancesCommand({})),
  GetParameters: ({ ssm }) => ssm.send(new GetParametersCommand({ Names: ['/aws/service/x'] })),
};

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

const ENCODED = 'Encoded authorization failure message: aB-_cD123';
const DENIED = ec2Error('UnauthorizedOperation', `You are not authorized. ${ENCODED}`, 403);

test('what STS has decoded counts more than what the text says', async () => {
  const problem = await refusedBy(
    decoded({ action: 'iam:PassRole', resource: 'arn:aws:iam::123456789012:role/web' }),
  );
  expect(problem.explanation).toContain('iam:PassRole (on role/web)');
  expect(actionsIn(problem)).toEqual(['iam:PassRole', 'ec2:RunInstances', 'ec2:CreateTags']);
  expect(problem.policy).toContain('"arn:aws:iam::123456789012:role/web"');
  expect(aws?.asked('DecodeAuthorizationMessage')[0]?.params.get('EncodedMessage')).toBe('aB-_cD123');
});

test('a right to give tags that is missed comes with the call that gives them', async () => {
  const problem = await refusedBy(
    decoded({ action: 'ec2:CreateTags', resource: 'arn:aws:ec2:us-east-1:123456789012:volume/*' }),
  );
  expect(problem.explanation).toContain('ec2:CreateTags (on volume/*)');
  expect(actionsIn(problem)).toEqual(['ec2:RunInstances', 'ec2:CreateTags']);
  expect(problem.policy).toContain('"ec2:CreateAction": "RunInstances"');
});

test('who may start machines, but not hand on the role of an instance profile, is told that and given the policy', async () => {
  const role = 'arn:aws:iam::123456789012:role/session-manager';
  const text = `You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/me is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action.`;
  const problem = await refusedBy('drop', ec2Error('UnauthorizedOperation', text, 403));

  expect(problem).toMatchObject({
    code: 'not-permitted',
    explanation: expect.stringContaining('iam:PassRole'),
  });
  expect(actionsIn(problem)).toEqual(['iam:PassRole', 'ec2:RunInstances', 'ec2:CreateTags']);
  expect(problem.policy).toContain(role);
});

test('what is forbidden expressly is not offered as a permission', async () => {
  const problem = await refusedBy(decoded({ action: 'ec2:RunInstances', explicitDeny: true }));
  expect(problem).toMatchObject({ code: 'not-permitted', policy: null });
  expect(problem.actions).not.toContain('copy-policy');
  expect(problem.explanation).toMatch(/forbids ec2:RunInstances/);
});

test.each([
  ['with an explicit deny in a service control policy', 'service control policy'],
  ['because no permissions boundary allows the ec2:RunInstances action', 'permissions boundary'],
  ['because no session policy allows the ec2:RunInstances action', 'session policy'],
  ['because no service control policy allows the ec2:RunInstances action', 'service control policy'],
])('a refusal %s says who forbids it', async (reason, by) => {
  const text = `You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/me is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:123456789012:instance/* ${reason}.`;
  const problem = await refusedBy('drop', ec2Error('UnauthorizedOperation', text, 403));
  expect(problem.policy).toBeNull();
  expect(problem.explanation).toContain(`A rule (${by}) forbids ec2:RunInstances (on instance/*)`);
  expect(lengthOf(problem)).toBeLessThan(300);
});

test.each<[string, FakeAnswer]>([
  ['hangs up', 'drop'],
  ['does not know the call', { status: 500, type: 'text/html', body: '<html><body>500<br></body></html>' }],
  ['answers something else', stsDecoded('not JSON')],
  ['answers an empty object', stsDecoded('{}')],
  ['may not be asked', ec2Error('AccessDenied', 'no', 403)],
])('where STS %s, the call itself says what is missing', async (_, answer) => {
  const problem = await refusedBy(answer);
  expect(problem).toMatchObject({
    code: 'not-permitted',
    explanation: expect.stringContaining('ec2:RunInstances'),
  });
  expect(actionsIn(problem)).toEqual(['ec2:RunInstances', 'ec2:CreateTags']);
});

test('who may not decode is asked once, not for each refusal', async () => {
  aws = await startFakeAws(({ action }) =>
    action === 'DecodeAuthorizationMessage' ? ec2Error('AccessDenied', 'no', 403) : DENIED,
  );
  const clients = clientsAt(aws.endpoint);
  await problemOf(clients, run);
  await problemOf(clients, run);
  expect(aws.asked('DecodeAuthorizationMessage')).toHaveLength(1);
});

test.each<[string, string, RegExp]>([
  [
    'a text without an encoded message',
    'You are not authorized to perform this operation.',
    /ec2:RunInstances/,
  ],
  ['one that is too long to be decoded', `${ENCODED}${'x'.repeat(10_240)}`, /ec2:RunInstances/],
])('STS is not asked about %s', async (_, message, says) => {
  const problem = await refusedBy(stsDecoded('{}'), ec2Error('UnauthorizedOperation', message, 403));
  expect(problem.explanation).toMatch(says);
  expect(aws?.asked('DecodeAuthorizationMessage')).toEqual([]);
});

test('a service that speaks JSON names the right in its text', async () => {
  const message =
    'User: arn:aws:sts::123456789012:assumed-role/dev/me is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-east-1::parameter/aws/service/x because no identity-based policy allows the ssm:GetParameters action';
  aws = await startFakeAws(() => jsonAnswer({ __type: 'AccessDeniedException', message }, 400));
  const problem = await problemOf(clientsAt(aws.endpoint), CALLS['GetParameters'] ?? run);
  expect(problem.explanation).toContain('ssm:GetParameters (on parameter/aws/service/x)');
  expect(problem.policy).toContain('"arn:aws:ssm:us-east-1::parameter/aws/service/*"');
});

test('an error of no known call is told in the catalogue’s words, without a policy', () => {
  const error = Object.assign(new Error('no'), { name: 'UnauthorizedOperation' });
  expect(problemFrom(error)).toMatchObject({
    code: 'not-permitted',
    policy: null,
    actions: ['retry', 'choose-account'],
  });
});

test('a resource with a long name is cut', async () => {
  const resource = `arn:aws:ec2:us-east-1:123456789012:instance/${'x'.repeat(900)}`;
  expect(lengthOf(await refusedBy(decoded({ action: 'ec2:RunInstances', resource })))).toBeLessThan(300);
});

needs('moto')('a refusal of moto, which encodes nothing', () => {
  test('names the action', async () => {
    const moto = await startMoto();
    try {
      const denied = await deniedUser(moto.endpoint);
      const problem = await problemOf(denied, ({ ec2 }) => ec2.send(new DescribeInstancesCommand({})));
      expect(problem).toMatchObject({ code: 'not-permitted' });
      expect(actionsIn(problem)).toEqual(['ec2:DescribeInstances']);
    } finally {
      await moto.stop();
    }
  });
});

/** By the keys of a user of moto's that may do nothing. After the two calls that make it, moto asks who may do what. */
async function deniedUser(endpoint: string): Promise<AwsClients> {
  await fetch(`${endpoint}/moto-api/reset-auth`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '2',
  });
  const ask = async (action: string) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: `Action=${action}&Version=2010-05-08&UserName=nobody`,
    });
    return answer.text();
  };
  await ask('CreateUser');
  const keys = await ask('CreateAccessKey');
  const field = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(keys)?.[1] ?? '';
  const credentials = { accessKeyId: field('AccessKeyId'), secretAccessKey: field('SecretAccessKey') };
  return createClients({
    choice: { sourceId: 'environment', region: 'us-east-1' },
    sourceName: 'environment',
    credentials: () => Promise.resolve(credentials),
    endpoints: allAt(endpoint),
    answer: null,
  });
}

function run({ ec2Once }: AwsClients): Promise<unknown> {
  return ec2Once.send(new RunInstancesCommand(RUN));
}

async function problemOf(
  clients: AwsClients,
  call: (clients: AwsClients) => Promise<unknown>,
): Promise<Problem> {
  return call(clients).then(
    () => {
      throw new TypeError('it was not refused');
    },
    (error: unknown) => problemFrom(error),
  );
}

/** RunInstances refused, with this answer of STS to the question why. */
async function refusedBy(decoding: FakeAnswer, refusal: FakeAnswer = DENIED): Promise<Problem> {
  aws = await startFakeAws(({ action }) => (action === 'DecodeAuthorizationMessage' ? decoding : refusal));
  return problemOf(clientsAt(aws.endpoint), run);
}

function decoded({
  explicitDeny = false,
  ...context
}: {
  readonly action: string;
  readonly resource?: string;
  readonly explicitDeny?: boolean;
}): FakeAnswer {
  return stsDecoded(JSON.stringify({ allowed: false, explicitDeny, context }));
}

function stsDecoded(text: string): FakeAnswer {
  const message = text.replaceAll('"', '&quot;');
  return {
    body: `<DecodeAuthorizationMessageResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><DecodeAuthorizationMessageResult><DecodedMessage>${message}</DecodedMessage></DecodeAuthorizationMessageResult></DecodeAuthorizationMessageResponse>`,
  };
}

function actionsIn({ policy }: Problem): readonly string[] {
  const { Statement }: { Statement: readonly { readonly Action: readonly string[] }[] } = JSON.parse(
    policy ?? '{"Statement":[]}',
  );
  return Statement.flatMap(({ Action }) => Action);
}

function lengthOf({ title, explanation }: Problem): number {
  return title.length + 1 + explanation.length;
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectAccount, resolveAccount } from '../../../electron/aws/account.ts';
import { closeClients, createClients } from '../../../electron/aws/clients.ts';
import type { ConnectedAccount } from '../../../shared/account.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';

let answers: Record<string, FakeAnswer>;
let aws: FakeAws;
let folder: string;
beforeEach(async () => {
  answers = { GetCallerIdentity: identity('user/me'), DescribeRegions: regions('us-east-1', 'eu-west-1') };
  aws = await startFakeAws(({ action }) => answers[action] ?? ec2Error('InvalidAction', action));
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-account-'));
});
afterEach(async () => {
  await aws.stop();
  fs.rmSync(folder, { recursive: true });
});

describe('an account that answers', () => {
  test('is connected, with its regions in order', async () => {
    expect(valueOf(await connectEnvironment())).toEqual({
      sourceId: 'environment',
      region: 'eu-west-1',
      sourceName: 'environment',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:user/me',
      endpoint: aws.endpoint,
      isRoot: false,
      hasLongLivedKey: true,
      regions: ['eu-west-1', 'us-east-1'],
    });
  });

  test('may be the root user', async () => {
    answers['GetCallerIdentity'] = identity('root');
    expect(await connectEnvironment()).toMatchObject({ value: { isRoot: true, hasLongLivedKey: true } });
  });

  test('may have keys that end by themselves', async () => {
    const temporary = { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SESSION_TOKEN: 'token' };
    expect(await connectEnvironment(temporary)).toMatchObject({ value: { hasLongLivedKey: false } });
    expect(aws.asked('GetCallerIdentity')[0]?.headers['x-amz-security-token']).toBe('token');
  });

  test('needs not be allowed to list regions', async () => {
    answers['DescribeRegions'] = ec2Error('UnauthorizedOperation', 'no', 403);
    expect(await connectEnvironment()).toMatchObject({ ok: true, value: { regions: [] } });
  });
});

describe('an account that does not', () => {
  test.each<[string, FakeAnswer, string]>([
    ['unknown keys', stsError('InvalidClientTokenId', 403), 'credentials-refused'],
    ['a wrong secret', stsError('SignatureDoesNotMatch', 403), 'credentials-refused'],
    ['an ended session', stsError('ExpiredToken', 403), 'session-expired'],
    [
      'a page of a hotel',
      { type: 'text/html', body: '<html><head><title>Welcome</title></head></html>' },
      'captive-portal',
    ],
    [
      'a page that is no XML',
      { type: 'text/html', status: 200, body: '<!DOCTYPE html><p>Hello<br>' },
      'captive-portal',
    ],
    [
      'a page with an error',
      { type: 'text/html', status: 502, body: '<html><body>Bad gateway</body></html>' },
      'aws-internal',
    ],
    [
      'a page that refuses',
      { type: 'text/html', status: 403, body: '<html><body>No</body></html>' },
      'not-an-aws-answer',
    ],
    ['a page elsewhere', { status: 302, body: '' }, 'not-an-aws-answer'],
    ['nothing at all', { body: '' }, 'not-an-aws-answer'],
    ['a hang-up', 'drop', 'answer-lost'],
  ])('%s', async (_, answer, code) => {
    answers['GetCallerIdentity'] = answer;
    expect(await connectEnvironment()).toMatchObject({ ok: false, problem: { code } });
  });

  test('nobody there', async () => {
    await aws.stop();
    expect(await connectEnvironment()).toMatchObject({
      problem: { code: 'unreachable', actions: ['retry'], raw: expect.stringContaining('ECONNREFUSED') },
    });
    aws = await startFakeAws(() => 'drop');
  });
});

describe('a choice is resolved to its own credentials and endpoint, and to no others', () => {
  const KEYS = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n';
  const other = 'http://127.0.0.1:9';

  test('a profile without an endpoint does not take that of the default one', async () => {
    const env = files(`[default]\nendpoint_url = ${other}\n[profile web]\n${KEYS}`);
    vi.stubEnv('AWS_CONFIG_FILE', env['AWS_CONFIG_FILE']);
    const resolved = valueOf(await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, env));
    const clients = createClients(resolved);
    const hosts: unknown[] = [];
    clients.sts.middlewareStack.add(
      () => async (args) => {
        hosts.push(args.request);
        throw new Error('not sent');
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await connectAccount(clients, resolved);
    expect(hosts).toMatchObject([{ protocol: 'https:', hostname: 'sts.us-east-1.amazonaws.com' }]);
  });

  test('the environment does not fall back to a profile, nor a profile to the environment', async () => {
    const env = files(`[default]\n${KEYS}[profile empty]\nregion = us-east-1\n`);
    const resolve = (sourceId: string, more = {}) =>
      resolveAccount({ sourceId, region: 'us-east-1' }, { ...env, ...more });
    expect(await resolve('environment')).toMatchObject({ problem: { code: 'no-credentials' } });
    expect(await resolve('profile:nobody')).toMatchObject({ problem: { code: 'no-credentials' } });
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'secret' };
    const empty = valueOf(await resolve('profile:empty', keys));
    await expect(empty.credentials()).rejects.toThrow('Could not resolve credentials');
  });

  test.each(['practice', '', 'Environment', 'default'])(
    'a source that is neither is nobody, also where the environment has keys: %j',
    async (sourceId) => {
      const keys = { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'secret' };
      const env = { ...files(`[default]\n${KEYS}`), ...keys };
      expect(await resolveAccount({ sourceId, region: 'us-east-1' }, env)).toMatchObject({
        problem: { code: 'no-credentials' },
      });
    },
  );

  test('an endpoint over plain http is refused before anything is sent', async () => {
    const env = files(`[profile web]\n${KEYS}endpoint_url = http://aws.example\n`);
    expect(await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, env)).toMatchObject({
      problem: { code: 'endpoint-not-secure' },
    });
  });

  test('a sign-in program that never answers is not waited for without end', async () => {
    const env = {
      ...files('[profile web]\ncredential_process = sleep 5\n'),
      AWS_ENDPOINT_URL: aws.endpoint,
      KEYPORT_PATIENCE: '0.001',
    };
    const resolved = valueOf(await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, env));
    const clients = createClients(resolved);
    expect(await connectAccount(clients, resolved)).toMatchObject({
      ok: false,
      problem: {
        code: 'no-credentials',
        actions: ['retry', 'choose-account'],
        raw: expect.stringContaining('120'),
      },
    });
    closeClients(clients);
  });

  test.each([
    ['does not end', 'sleep 5', '0.001', /did not end/],
    ['prints what is no credentials', 'echo hello', '1', /printed something else/],
    ['prints half of them', `echo '{"Version": 1}'`, '1', /printed something else/],
    ['fails', 'false', '1', /failed, or is not there/],
    ['is not there', '/nonexistent/get-keys', '1', /failed, or is not there/],
  ])('a sign-in program that %s is told as that', async (_, program, patience, says) => {
    const env = {
      ...files(`[profile web]\ncredential_process = ${program}\n`),
      AWS_ENDPOINT_URL: aws.endpoint,
      KEYPORT_PATIENCE: patience,
    };
    const resolved = valueOf(await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, env));
    const clients = createClients(resolved);
    expect(await connectAccount(clients, resolved)).toMatchObject({
      problem: { code: 'no-credentials', explanation: expect.stringMatching(says) },
    });
    closeClients(clients);
  });

  test('a role is assumed at the endpoint of the profile', async () => {
    answers['AssumeRole'] = assumedRole('ASIAASSUMED');
    const env = files(
      `[profile base]\n${KEYS}[profile web]\nrole_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = base\nendpoint_url = ${aws.endpoint}\n`,
    );
    expect(valueOf(await connect('profile:web', env))).toMatchObject({ hasLongLivedKey: false });
    expect(aws.asked('AssumeRole')).toHaveLength(1);
    expect(aws.asked('GetCallerIdentity')[0]?.headers.authorization).toContain('ASIAASSUMED');
  });

  test('a program that gives credentials is run once for all clients', async () => {
    const log = path.join(folder, 'runs');
    const keys = `{"Version":1,"AccessKeyId":"ASIAPROCESS","SecretAccessKey":"secret"}`;
    const program = path.join(folder, 'program.cjs');
    fs.writeFileSync(
      program,
      `require('fs').appendFileSync(${JSON.stringify(log)}, 'x'); console.log('${keys}');`,
    );
    const env = files(
      `[profile web]\ncredential_process = "${process.execPath}" "${program}"\nendpoint_url = ${aws.endpoint}\n`,
    );
    expect(valueOf(await connect('profile:web', env))).toMatchObject({ regions: ['eu-west-1', 'us-east-1'] });
    expect(fs.readFileSync(log, 'utf8')).toBe('x');
  });
});

function files(config: string): Record<string, string> {
  const file = path.join(folder, 'config');
  fs.writeFileSync(file, config);
  return { HOME: folder, AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none') };
}

function connectEnvironment(more: Record<string, string> = {}): Promise<Outcome<ConnectedAccount>> {
  return connect('environment', {
    HOME: folder,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    ...more,
  });
}

async function connect(sourceId: string, env: Record<string, string>): Promise<Outcome<ConnectedAccount>> {
  const resolved = valueOf(await resolveAccount({ sourceId, region: 'eu-west-1' }, env));
  const clients = createClients(resolved);
  const account = await connectAccount(clients, resolved);
  closeClients(clients);
  return account;
}

function identity(who: string): FakeAnswer {
  const fields = `<Arn>arn:aws:iam::123456789012:${who}</Arn><UserId>AIDA</UserId><Account>123456789012</Account>`;
  return stsAnswer('GetCallerIdentity', fields);
}

function assumedRole(accessKeyId: string): FakeAnswer {
  const credentials = `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>`;
  return stsAnswer('AssumeRole', `<Credentials>${credentials}</Credentials>`);
}

function stsAnswer(action: string, fields: string): FakeAnswer {
  return {
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${fields}</${action}Result></${action}Response>`,
  };
}

function stsError(code: string, status: number): FakeAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status, body };
}

function regions(...names: readonly string[]): FakeAnswer {
  const items = names.map((name) => `<item><regionName>${name}</regionName></item>`).join('');
  return ec2Answer('DescribeRegions', `<regionInfo>${items}</regionInfo>`);
}

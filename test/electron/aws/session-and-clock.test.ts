import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectAccount, resolveAccount } from '../../../electron/aws/account.ts';
import { closeClients, createClients } from '../../../electron/aws/clients.ts';
import { allAt } from '../../../electron/aws/endpoints.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import type { SignIn } from '../../../electron/aws/sign-in.ts';
import type { Problem } from '../../../shared/problem.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { ec2Error, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';
import { listen } from '../../support/loopback.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

const HOUR_MS = 60 * 60_000;
const KEYS: SignIn = { kind: 'keys', profile: 'web', endsSometime: true };
const LASTING_KEYS: SignIn = { kind: 'keys', profile: 'web', endsSometime: false };

describe('a request from another time', () => {
  test.each<[string, number, RegExp]>([
    ['three hours ahead', 3 * HOUR_MS, /3 hours ahead of AWS’s clock/],
    ['a day and an hour behind', -25 * HOUR_MS, /1 day 1 hour behind AWS’s clock/],
    ['ten minutes behind', -10 * 60_000, /10 minutes behind AWS’s clock/],
    ['some years ahead', 800 * 24 * HOUR_MS, /800 days ahead of AWS’s clock/],
  ])('by a clock that is %s is told with the difference', async (_, aheadMs, says) => {
    const problem = await refusedAt(aheadMs, 'RequestExpired', KEYS);
    expect(problem).toMatchObject({ code: 'clock-off', explanation: expect.stringMatching(says) });
    expect(problem.explanation).toMatch(/answers are kept/);
    expect(problem.title.length + problem.explanation.length).toBeLessThan(300);
  });

  test.each<[string, SignIn | null]>([
    ['keys that end', KEYS],
    ['a sign-in', { kind: 'sso', profile: 'web', startUrl: null }],
    ['what nobody knows of', null],
  ])('by clocks that agree is the end of %s: EC2 calls both the same', async (_, signIn) => {
    expect((await refusedAt(0, 'RequestExpired', signIn)).code).toBe('session-expired');
  });

  test('by clocks that agree, with keys that never end, came too late on its way', async () => {
    expect(await refusedAt(0, 'RequestExpired', LASTING_KEYS)).toMatchObject({
      code: 'clock-off',
      explanation: expect.stringMatching(/two clocks agree/),
    });
  });

  test('is told by the times in the text, where the answer has no date', () => {
    const text =
      'Signature expired: 20261122T200000Z is now earlier than 20261122T205500Z (20261122T210000Z - 5 min.)';
    const error = Object.assign(new Error(text), { name: 'SignatureDoesNotMatch' });
    expect(problemFrom(error)).toMatchObject({
      code: 'clock-off',
      explanation: expect.stringMatching(/1 hour behind AWS’s clock/),
    });
  });

  test('is told without a difference where there is no time at all', () => {
    const error = Object.assign(new Error('Request has expired.'), { name: 'RequestExpired' });
    expect(problemFrom(error)).toMatchObject({ code: 'clock-off', actions: ['retry'] });
    expect(problemFrom(error).explanation).toMatch(/Set the clock automatically/);
  });
});

describe('a sign-in that has ended says how to sign in again', () => {
  let aws: FakeAws;
  let folder: string;
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-sign-in-'));
    aws = await startFakeAws(({ action }) =>
      action === 'GetCallerIdentity' ? stsError('ExpiredToken') : ec2Error('RequestExpired', 'expired'),
    );
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await aws.stop();
    fs.rmSync(folder, { recursive: true });
  });

  const START = 'https://d-1234567890.awsapps.com/start';
  const SSO = `[profile web]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session corp]\nsso_start_url = ${START}\nsso_region = us-east-1\n`;
  const OLD_SSO = `[profile web]\nsso_start_url = ${START}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = dev\n`;
  const KEYS_THAT_END =
    'aws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\naws_session_token = token\n';

  test.each<[string, string, readonly RegExp[]]>([
    ['a single sign-on', SSO, [/aws sso login --profile web/, /d-1234567890\.awsapps\.com/]],
    ['a single sign-on of the old form', OLD_SSO, [/aws sso login --profile web/, /d-1234567890/]],
    [
      'AWS’s own log-in',
      '[profile web]\nlogin_session = arn:aws:iam::1:user/me\n',
      [/aws login --profile web/],
    ],
    ['keys that end', `[profile web]\n${KEYS_THAT_END}`, [/profile “web” holds keys/, /Put new ones/]],
    [
      'a role that is assumed with keys that end',
      `[profile web]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\n[profile base]\n${KEYS_THAT_END}`,
      [/profile “web” holds keys/],
    ],
  ])('of %s', async (_, config, says) => {
    const problem = await problemOfProfile(config);
    const here = config.includes('sso_') ? ['sign-in'] : [];
    expect(problem).toMatchObject({
      code: 'session-expired',
      actions: [...here, 'retry', 'choose-account'],
    });
    for (const part of [...says, /answers are kept/]) expect(problem.explanation).toMatch(part);
    expect(problem.title.length + problem.explanation.length).toBeLessThan(300);
  });

  test('of the environment', async () => {
    const env = {
      ...files(''),
      AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    };
    const problem = await problemBy(env, 'environment');
    expect(problem).toMatchObject({
      code: 'session-expired',
      explanation: expect.stringMatching(/start it with new ones/),
    });
  });

  test('a name that a shell would read is not put into a command', async () => {
    const credentials = `[a;reboot]\n${KEYS_THAT_END}`;
    const env = files(`[sso-session corp]\nsso_start_url = ${START}\n`, `${credentials}sso_session = corp\n`);
    const problem = await problemBy(env, 'profile:a;reboot');
    expect(problem.explanation).not.toContain('reboot');
  });

  test('sources that go round in a circle are no way of signing in', async () => {
    const circle =
      '[profile web]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\n[profile base]\nrole_arn = arn:aws:iam::123456789012:role/y\nsource_profile = web\n';
    const resolved = valueOf(
      await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, files(circle)),
    );
    expect(resolved.signIn).toBeNull();
  });

  async function problemOfProfile(config: string): Promise<Problem> {
    return problemBy(files(config), 'profile:web');
  }

  async function problemBy(env: Record<string, string>, sourceId: string): Promise<Problem> {
    const resolved = valueOf(await resolveAccount({ sourceId, region: 'us-east-1' }, env));
    const clients = createClients(resolved);
    const account = await connectAccount(clients, resolved);
    closeClients(clients);
    if (account.ok) throw new TypeError('it was connected');
    return account.problem;
  }

  function files(config: string, credentials = ''): Record<string, string> {
    const configFile = path.join(folder, 'config');
    const credentialsFile = path.join(folder, 'credentials');
    fs.writeFileSync(configFile, config);
    fs.writeFileSync(credentialsFile, credentials);
    // The SDK's single sign-on looks there itself.
    vi.stubEnv('AWS_CONFIG_FILE', configFile);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentialsFile);
    vi.stubEnv('HOME', folder);
    return {
      HOME: folder,
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
      AWS_ENDPOINT_URL: aws.endpoint,
    };
  }
});

/** EC2 refuses the request, with a date by which this computer's clock is so far ahead. */
async function refusedAt(aheadMs: number, code: string, signIn: SignIn | null): Promise<Problem> {
  const server = http.createServer((request, response) => {
    request.resume();
    const date = new Date(Date.now() - aheadMs).toUTCString();
    const refused = ec2Error(code, 'Request has expired.');
    const body = typeof refused === 'string' ? '' : refused.body;
    response.writeHead(400, { 'content-type': 'text/xml', date }).end(body);
  });
  const listening = await listen(server);
  stop = listening.stop;
  const clients = createClients({
    choice: { sourceId: 'profile:web', region: 'us-east-1' },
    sourceName: 'web',
    credentials: () => Promise.resolve({ accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }),
    endpoints: allAt(listening.endpoint),
    answer: null,
    signIn,
  });
  try {
    return await clients.ec2Once.send(new DescribeInstancesCommand({})).then(
      () => {
        throw new TypeError('it was answered');
      },
      (error: unknown) => problemFrom(error),
    );
  } finally {
    closeClients(clients);
  }
}

function stsError(code: string) {
  const error = `<Error><Code>${code}</Code><Message>The security token included in the request is expired</Message></Error>`;
  return { status: 403, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
}

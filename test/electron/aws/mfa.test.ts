import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createConnections } from '../../../electron/aws/connections.ts';
import { createMfaSessions, type AskMfaCode } from '../../../electron/aws/mfa-sessions.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { runCaptured } from '../../support/captured-cli.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';

const SERIAL = 'arn:aws:iam::123456789012:mfa/me';
const HERE = { sourceId: 'profile:work', region: 'eu-west-1' };
const THERE = { ...HERE, region: 'us-east-1' };
/** What the device of the stand-in shows. */
const RIGHT = '654321';

let aws: FakeAws;
let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  aws = await startFakeAws(({ action, params }) => {
    if (action === 'AssumeRole') return params.get('TokenCode') === RIGHT ? assumed() : refused();
    if (action === 'GetCallerIdentity') return identity();
    return action === 'DescribeRegions' ? regions() : ec2Error('UnauthorizedOperation', action, 403);
  });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-mfa-'));
  const file = path.join(folder, 'config');
  const role = `role_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = base\nmfa_serial = ${SERIAL}`;
  const keys = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret';
  const at = `region = eu-west-1\nendpoint_url = ${aws.endpoint}`;
  fs.writeFileSync(file, `[profile work]\n${role}\n${at}\n[profile base]\n${keys}\n${at}\n`);
  env = { HOME: folder, AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none') };
});
afterEach(async () => {
  await aws.stop();
  fs.rmSync(folder, { recursive: true });
});

test('without a code the sign-in says that one is needed, and after it was offered it goes on', async () => {
  const accounts = accountsOf(env);
  const { connect } = createConnections(accounts);
  expect(await connect(HERE)).toMatchObject({ problem: { code: 'mfa-needed', actions: ['choose-account'] } });
  expect(aws.asked('AssumeRole')).toHaveLength(0);

  accounts.offerMfaCode?.(HERE.sourceId, RIGHT);
  expect(valueOf(await connect(HERE)).account).toMatchObject({ accountId: '123456789012' });
  const [sent] = aws.asked('AssumeRole');
  expect([sent?.params.get('SerialNumber'), sent?.params.get('TokenCode')]).toEqual([SERIAL, RIGHT]);
});

test('one code is for every region, and for every time that somebody asks again', async () => {
  const accounts = accountsOf(env);
  const { connect } = createConnections(accounts);
  accounts.offerMfaCode?.(HERE.sourceId, RIGHT);
  for (const choice of [HERE, THERE, HERE]) valueOf(await connect(choice));
  expect(aws.asked('AssumeRole')).toHaveLength(1);
});

test('a wrong code is told twice, is sent once each, and the right one is taken then', async () => {
  const accounts = accountsOf(env);
  const { connect } = createConnections(accounts);
  for (const code of ['707070', '808080']) {
    accounts.offerMfaCode?.(HERE.sourceId, code);
    const answer = await connect(HERE);
    expect(answer).toMatchObject({ problem: { code: 'mfa-wrong' } });
    expect(JSON.stringify(answer)).not.toContain(code);
  }
  expect(await connect(HERE)).toMatchObject({ problem: { code: 'mfa-needed' } });
  accounts.offerMfaCode?.(HERE.sourceId, RIGHT);
  valueOf(await connect(HERE));
  expect(aws.asked('AssumeRole').map(({ params }) => params.get('TokenCode'))).toEqual([
    '707070',
    '808080',
    RIGHT,
  ]);
});

test('a code that was offered for one way in is for no other', async () => {
  const accounts = accountsOf(env);
  accounts.offerMfaCode?.('profile:other', RIGHT);
  expect(await createConnections(accounts).connect(HERE)).toMatchObject({ problem: { code: 'mfa-needed' } });
});

test('who is asked at once is asked once for all that wait, and three times at most', async () => {
  const asked: boolean[] = [];
  const ask: AskMfaCode = async ({ isAgain }) => {
    asked.push(isAgain);
    return '000000';
  };
  const { connect } = createConnections(accountsOf(env, ask));
  const answers = await Promise.all([connect(HERE), connect(THERE)]);
  expect(answers).toMatchObject([{ problem: { code: 'mfa-wrong' } }, { problem: { code: 'mfa-wrong' } }]);
  expect(asked).toEqual([false, true, true]);
});

test('credentials that are about to end are asked for anew', async () => {
  const codes: string[] = [];
  let now = 0;
  const sessions = createMfaSessions(
    async () => {
      codes.push(RIGHT);
      return RIGHT;
    },
    () => now,
  );
  const signIn = () =>
    sessions.signIn('profile:work', async (codeFor) => {
      await codeFor(SERIAL);
      return { accessKeyId: 'ASIA', secretAccessKey: 's', expiration: new Date(3_600_000) };
    });
  await signIn();
  now = 3_200_000;
  await signIn();
  expect(codes).toHaveLength(1);
  now = 3_400_000;
  await signIn();
  expect(codes).toHaveLength(2);
});

test('the command line asks on the terminal, says that a code was refused, and prints none', async () => {
  const said = await runCaptured(
    { KEYPORT_PATIENCE: '0.1', ...env },
    ['permissions', '--profile', 'work', '--policy', 'keys'],
    { typed: ['000000', RIGHT] },
  );
  expect(said.code).toBe(0);
  expect(said.stderr).toContain(`Code of the second factor ${SERIAL} (six digits):`);
  expect(said.stderr).toContain('AWS refused this code.');
  expect(said.stdout + said.stderr).not.toContain(RIGHT);
});

test('where nobody can be asked, the command ends and says what is missing', async () => {
  const said = await runCaptured(env, ['permissions', '--profile', 'work']);
  expect(said.code).toBe(5);
  expect(said.stderr).toContain('A code from your second factor is needed');
});

function sts(action: string, fields: string): FakeAnswer {
  return {
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${fields}</${action}Result></${action}Response>`,
  };
}

function assumed(): FakeAnswer {
  const credentials =
    '<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>';
  return sts('AssumeRole', `<Credentials>${credentials}</Credentials>`);
}

function refused(): FakeAnswer {
  const message = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status: 403, body };
}

function identity(): FakeAnswer {
  const fields =
    '<Arn>arn:aws:sts::123456789012:assumed-role/dev/me</Arn><UserId>AIDA</UserId><Account>123456789012</Account>';
  return sts('GetCallerIdentity', fields);
}

function regions(): FakeAnswer {
  return ec2Answer(
    'DescribeRegions',
    '<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>',
  );
}

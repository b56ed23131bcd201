import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromSSO } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createSsoSignIns } from '../../../electron/aws/sso-sign-ins.ts';
import { ssoTokenFile } from '../../../electron/aws/sso-token.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { runCaptured } from '../../support/captured-cli.ts';
import { needs } from '../../support/parts.ts';
import { startSsoOidc, type FakeSsoOidc } from '../../support/sso-oidc.ts';

const SOURCE = 'profile:work';
const START_URL = 'https://d-1234567890.awsapps.com/start';
const PROFILE = 'sso_account_id = 123456789012\nsso_role_name = admin\nregion = eu-west-1';

let folder: string;
let env: NodeJS.ProcessEnv;
let oidc: FakeSsoOidc | null;
let opened: string[];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-sso-'));
  fs.mkdirSync(path.join(folder, '.aws'));
  env = { HOME: folder, KEYPORT_PATIENCE: '0.001' };
  opened = [];
  oidc = null;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await oidc?.stop();
  fs.rmSync(folder, { recursive: true });
});

const writeConfig = (text: string) => fs.writeFileSync(path.join(folder, '.aws', 'config'), text);
const SESSION = `[profile work]\nsso_session = corp\n${PROFILE}\n[sso-session corp]\nsso_start_url = ${START_URL}\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n`;
const OLD = `[profile work]\nsso_start_url = ${START_URL}\nsso_region = eu-central-1\n${PROFILE}\n`;

async function begin(config: string, options: Parameters<typeof startSsoOidc>[0], now?: () => number) {
  writeConfig(config);
  oidc = await startSsoOidc(options);
  env = { ...env, AWS_ENDPOINT_URL_SSO_OIDC: oidc.endpoint, AWS_ENDPOINT_URL_SSO: oidc.endpoint };
  const openExternal = async (url: string) => void opened.push(url);
  return createSsoSignIns({ env, openExternal, ...(now === undefined ? {} : { now }) });
}

async function signIn(config: string, options: Parameters<typeof startSsoOidc>[0]) {
  const signIns = await begin(config, options);
  const { signInId } = valueOf(await signIns.start(SOURCE));
  return signIns.finish(signInId);
}
const tokenOf = (name: string) => ssoTokenFile(name, env);

describe('a sign-in by IAM Identity Center', () => {
  test('shows a code, opens AWS’s page, and waits as long as AWS says that nobody has confirmed it', async () => {
    const tokens = ['authorization_pending', 'slow_down', 'authorization_pending', 'yes'];
    const signIns = await begin(SESSION, { tokens });
    const started = valueOf(await signIns.start(SOURCE));
    expect(started).toMatchObject({ userCode: 'WDJB-MJHT', address: `${START_URL}/#/device` });
    expect(opened).toEqual([`${START_URL}/#/device?user_code=WDJB-MJHT`]);
    expect(await signIns.finish(started.signInId)).toEqual({ ok: true, value: null });

    const asked = oidc?.asked ?? [];
    expect(asked.map((each) => each.path)).toEqual([
      '/client/register',
      '/device_authorization',
      ...tokens.map(() => '/token'),
    ]);
    expect(asked[0]?.input).toEqual({
      clientName: 'keyport',
      clientType: 'public',
      scopes: ['sso:account:access'],
    });
    expect(asked[1]?.input).toMatchObject({ startUrl: START_URL });
    const file = tokenOf('corp');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({
      startUrl: START_URL,
      region: 'eu-central-1',
      accessToken: 'the-access-token',
      refreshToken: 'the-refresh-token',
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(started)).not.toMatch(/device-code|client-secret/);
  });

  test.each([
    ['nobody confirmed it in time', 'expired_token', 'sign-in-late'],
    ['somebody said no', 'access_denied', 'sign-in-refused'],
    ['the connection is lost', 'drop', 'answer-lost'],
    ['the network wants a log-in first', 'page', 'not-an-aws-answer'],
  ])('in which %s says so, and writes nothing', async (_, said, code) => {
    expect(await signIn(SESSION, { tokens: ['authorization_pending', said] })).toMatchObject({
      problem: { code },
    });
    expect(fs.existsSync(tokenOf('corp'))).toBe(false);
  });

  test('ends by itself when the code is too old, also where AWS says only that it waits', async () => {
    let at = 0;
    const signIns = await begin(
      SESSION,
      { tokens: ['authorization_pending'], expiresIn: 3 },
      () => (at += 1000),
    );
    const { signInId } = valueOf(await signIns.start(SOURCE));
    expect(await signIns.finish(signInId)).toMatchObject({ problem: { code: 'sign-in-late' } });
  });

  test('that was cancelled asks no more', async () => {
    const signIns = await begin(SESSION, { tokens: ['authorization_pending'] });
    const { signInId } = valueOf(await signIns.start(SOURCE));
    const finishing = signIns.finish(signInId);
    signIns.cancel(signInId);
    expect(await finishing).toMatchObject({ problem: { code: 'cancelled' } });
    expect(await signIns.finish(signInId)).toMatchObject({ problem: { code: 'cancelled' } });
  });

  test.each([
    'http://d-1234567890.awsapps.com/start',
    'https://awsapps.com.evil.example/start',
    'https://evil.s3.amazonaws.com/device.sso.us-east-1.amazonaws.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('that leads to %s is refused, and nothing is opened', async (page) => {
    const signIns = await begin(SESSION, { tokens: ['yes'], page });
    expect(await signIns.start(SOURCE)).toMatchObject({ problem: { code: 'sign-in-refused' } });
    expect(opened).toEqual([]);
  });

  test('is for profiles that have one, through the role that is assumed with it', async () => {
    const role = `[profile role]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = work\n`;
    const signIns = await begin(`${SESSION}${role}[profile keys]\ncredential_process = x\n`, {
      tokens: ['yes'],
    });
    expect(await signIns.start('profile:role')).toMatchObject({ ok: true });
    for (const sourceId of ['profile:keys', 'profile:none', 'environment']) {
      expect(await signIns.start(sourceId)).toMatchObject({ problem: { code: 'account-refused' } });
    }
  });
});

describe('the token that is written', () => {
  test.each([
    ['of a session', SESSION],
    ['of the old form', OLD],
  ])('%s is taken by the SDK’s own provider', async (_, config) => {
    valueOf(await signIn(config, { tokens: ['yes'] }));
    vi.stubEnv('HOME', folder);
    const credentials = await fromSSO({
      profile: 'work',
      configFilepath: path.join(folder, '.aws', 'config'),
      filepath: path.join(folder, '.aws', 'credentials'),
      ignoreCache: true,
      clientConfig: { endpoint: oidc?.endpoint ?? '' },
    })();
    expect(credentials).toMatchObject({ accessKeyId: 'ASIASSO' });
    expect(oidc?.asked.at(-1)?.path).toBe('/federation/credentials');
  });

  test('is taken by Keyport’s own way to the account, and before it was there the sign-in is offered', async () => {
    vi.stubEnv('HOME', folder);
    vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, '.aws', 'config'));
    const signIns = await begin(OLD, { tokens: ['yes'] });
    // The sign-in itself is waited for as long as this, too.
    env = { ...env, KEYPORT_PATIENCE: '0.1' };
    const resolved = valueOf(await accountsOf(env).resolve({ sourceId: SOURCE, region: 'eu-west-1' }));
    await expect(resolved.credentials()).rejects.toThrow(/SSO session/);
    const { signInId } = valueOf(await signIns.start(SOURCE));
    valueOf(await signIns.finish(signInId));
    expect(await resolved.credentials()).toMatchObject({ accessKeyId: 'ASIASSO' });
  });
});

needs('aws')('the AWS CLI reads the token, too', () => {
  test('and asks the portal with it', async () => {
    valueOf(await signIn(SESSION, { tokens: ['yes'] }));
    const cli = {
      PATH: process.env['PATH'],
      HOME: folder,
      PYENV_ROOT: process.env['PYENV_ROOT'] ?? path.join(os.homedir(), '.pyenv'),
      AWS_ENDPOINT_URL: oidc?.endpoint,
    };
    // What it then asks of STS is answered in no words of STS's: it is the way there that is looked at.
    await promisify(execFile)('aws', ['sts', 'get-caller-identity', '--profile', 'work'], { env: cli }).catch(
      () => null,
    );
    expect(oidc?.asked).toContainEqual({
      path: '/federation/credentials',
      input: { token: 'the-access-token' },
    });
  });
});

test('the command line shows the code and the address, and says when it is done', async () => {
  await begin(SESSION, { tokens: ['authorization_pending', 'yes'] });
  const said = await runCaptured(env, ['accounts', 'sign-in', '--profile', 'work']);
  expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('Signed in.') });
  expect(said.stderr).toContain('WDJB-MJHT');
  expect(said.stderr).toContain(`${START_URL}/#/device`);
});

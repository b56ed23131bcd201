import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fromIni } from '@aws-sdk/credential-providers';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAccountSources } from '../../../electron/aws/account-sources.ts';
import { resolveAccount } from '../../../electron/aws/account.ts';
import { sectionsOf } from '../../../electron/aws/shared-files.ts';
import type { SignInKind } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { listen } from '../../support/loopback.ts';

let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-aws-'));
  env = { HOME: folder };
  fs.mkdirSync(path.join(folder, '.aws'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const write = (name: 'config' | 'credentials', text: string) =>
  fs.writeFileSync(path.join(folder, '.aws', name), text);
const KEYS = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n';
const list = async () => valueOf(await listAccountSources(env));
const ids = async () => (await list()).map(({ id }) => id);

describe('ways in', () => {
  test('there are none where nothing is set up', async () => {
    expect(await list()).toEqual([]);
  });

  test('a profile has its region, from either file', async () => {
    write('credentials', `[web]\n${KEYS}`);
    write('config', '[profile web]\nregion = eu-west-1\n');
    expect(await list()).toEqual([
      {
        id: 'profile:web',
        name: 'web',
        kind: 'profile',
        signIn: 'keys',
        region: 'eu-west-1',
        endpoint: null,
      },
    ]);
  });

  test.each([
    ['an access key', KEYS],
    ['a role', 'role_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = base'],
    ['a command', 'credential_process = get-keys'],
    ['single sign-on', 'sso_session = work\nsso_account_id = 123456789012\nsso_role_name = admin'],
    ['the older single sign-on', 'sso_start_url = https://example.com/start'],
    ['a console log-in', 'login_session = arn:aws:iam::123456789012:user/me'],
  ])('%s is one', async (_, settings) => {
    write('config', `[profile web]\n${settings}\n`);
    expect(await ids()).toEqual(['profile:web']);
  });

  test.each<[SignInKind, string]>([
    ['keys', KEYS],
    ['session-keys', `${KEYS}aws_session_token = t`],
    ['role', 'role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base'],
    ['role', 'role_arn = arn:aws:iam::123456789012:role/a\ncredential_source = Environment'],
    ['role-mfa', 'role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nmfa_serial = x'],
    ['role', `${KEYS}role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base`],
    ['web-identity', 'role_arn = arn:aws:iam::123456789012:role/a\nweb_identity_token_file = /token'],
    ['process', 'credential_process = get-keys'],
    ['sso', 'sso_session = work\nsso_account_id = 123456789012\nsso_role_name = admin'],
    ['sso', 'sso_start_url = https://example.com/start'],
    ['login', 'login_session = arn:aws:iam::123456789012:user/me'],
  ])('a profile is called %s by what it says', async (kind, settings) => {
    write('config', `[profile web]\n${settings}\n`);
    expect(await list()).toMatchObject([{ id: 'profile:web', signIn: kind }]);
    expect(words.accounts.kinds[kind]).not.toBe('');
  });

  test('what a container or a pod lays out is one, after the profiles, and asked where the environment says', async () => {
    write('credentials', `[web]\n${KEYS}`);
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      const expires = { Token: 't', Expiration: '2099-01-01T00:00:00Z' };
      response.end(JSON.stringify({ AccessKeyId: 'ASIACONTAINER', SecretAccessKey: 's', ...expires }));
    });
    const { endpoint, stop } = await listen(server);
    Object.assign(env, {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/pod',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/here`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'who-am-i',
    });
    expect(await ids()).toEqual(['profile:web', 'web-identity', 'container']);
    const resolve = (sourceId: string) => resolveAccount({ sourceId, region: 'us-east-1' }, env);
    const container = valueOf(await resolve('container'));
    expect(await container.credentials()).toMatchObject({ accessKeyId: 'ASIACONTAINER' });
    expect(asked).toEqual(['/here who-am-i']);
    await expect(valueOf(await resolve('web-identity')).credentials()).rejects.toThrow(/token|ENOENT/i);
    env = { HOME: folder };
    expect(await resolve('container')).toMatchObject({ problem: { code: 'no-credentials' } });
    await stop();
  });

  test('a profile without any is not listed, nor are sections of other kinds', async () => {
    write(
      'config',
      `[default]\nregion = eu-west-1\n[sso-session work]\nsso_start_url = https://example.com\n[services here]\nec2 =\n  endpoint_url = http://localhost:1\n[plugins]\ncredential_process = x\n[web]\n${KEYS}`,
    );
    expect(await ids()).toEqual([]);
  });

  test('the environment comes before the default profile, and that before the others', async () => {
    write('credentials', `[abc]\n${KEYS}[default]\n${KEYS}`);
    Object.assign(env, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-west-2' });
    expect(await ids()).toEqual(['environment', 'profile:default', 'profile:abc']);
    expect((await list()).map(({ region }) => region)).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
  });

  test('AWS_PROFILE comes first of all', async () => {
    write('credentials', `[default]\n${KEYS}[web]\n${KEYS}`);
    Object.assign(env, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x', AWS_PROFILE: 'web' });
    expect(await ids()).toEqual(['profile:web', 'environment', 'profile:default']);
  });

  test('AWS_PROFILE is not passed over because it names nothing: its own problem is told, and no other account taken', async () => {
    write('credentials', `[default]\n${KEYS}`);
    Object.assign(env, { AWS_PROFILE: 'missing' });
    expect(await ids()).toEqual(['profile:missing', 'profile:default']);
    expect(await resolveAccount({ sourceId: 'profile:missing', region: 'us-east-1' }, env)).toMatchObject({
      ok: false,
      problem: { code: 'no-credentials', raw: 'source: profile:missing' },
    });
  });

  test('half a key in the environment is none', async () => {
    Object.assign(env, { AWS_ACCESS_KEY_ID: 'AKIA' });
    expect(await ids()).toEqual([]);
  });

  test('files may be elsewhere, and change while the app is open', async () => {
    const file = path.join(folder, 'mine');
    env = { HOME: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: file };
    fs.writeFileSync(file, `[one]\n${KEYS}`);
    expect(await ids()).toEqual(['profile:one']);
    fs.writeFileSync(file, `[two]\n${KEYS}`);
    expect(await ids()).toEqual(['profile:two']);
  });

  test('a file that cannot be read is a problem, not an empty file', async () => {
    fs.mkdirSync(path.join(folder, '.aws', 'credentials'));
    expect(await listAccountSources(env)).toMatchObject({
      ok: false,
      problem: { code: 'profile-unreadable', raw: expect.stringContaining('credentials') },
    });
  });
});

describe('the files are read as the SDK reads them', () => {
  test('every profile with keys that is listed gives the SDK the same keys', async () => {
    write(
      'credentials',
      [
        '\uFEFF[first]\n' + KEYS.replaceAll('7EXAMPLE', '7FIRST00'),
        '# [no]\n; [no]\n[ default ]\n' + KEYS,
        '[with-comment] # here\n' + KEYS.replace('\n', ' ; a comment\n'),
        '[a.b/c@d+e:f%g]\n' + KEYS,
        '[profile wrong]\n' + KEYS,
        '[two words]\n' + KEYS,
        '[spaced]\r\n  aws_access_key_id=AKIASPACED\r\n\taws_secret_access_key  =  with=equals\r\n',
      ].join('\n'),
    );
    write('config', `[profile "quoted"]\n${KEYS}[profile  wide]\n${KEYS}[profile x]extra\n${KEYS}`);
    const found = (await list()).map(({ name }) => name);
    for (const profile of found) {
      const keys = await fromIni({
        profile,
        filepath: path.join(folder, '.aws', 'credentials'),
        configFilepath: path.join(folder, '.aws', 'config'),
        ignoreCache: true,
      })();
      const resolved = valueOf(
        await resolveAccount({ sourceId: `profile:${profile}`, region: 'us-east-1' }, env),
      );
      expect(await resolved.credentials()).toEqual(keys);
    }
    expect(found).toEqual(['quoted', 'first', 'with-comment', 'a.b/c@d+e:f%g', 'spaced']);
  });

  test('keys that were changed in the file are the ones taken from now on', async () => {
    for (const secret of ['old', 'new']) {
      write('credentials', `[web]\n${KEYS.replace('secret\n', `${secret}\n`)}`);
      const resolved = valueOf(await resolveAccount({ sourceId: 'profile:web', region: 'us-east-1' }, env));
      expect(await resolved.credentials()).toMatchObject({ secretAccessKey: secret });
    }
  });

  test('a line as long as a file is read in no time', () => {
    const spaces = ' '.repeat(60_000);
    const startedAt = performance.now();
    expect(sectionsOf(`[web]\nx${spaces}y\nregion =${spaces}here`).get('web')).toEqual({ region: 'here' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('settings of a nested block stand under its name, until the next line that is not indented', () => {
    const text = '[profile web]\ns3 =\n  endpoint_url = a\n  region = b\nregion = c\n';
    expect(sectionsOf(text).get('profile web')).toEqual({
      's3.endpoint_url': 'a',
      's3.region': 'b',
      region: 'c',
    });
  });

  test('any text can be read, and no name is that of something every object has', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void sectionsOf(text)));
    const sections = sectionsOf('[__proto__]\n__proto__ = x\n[constructor]\ntoString = y\n');
    expect(sections.get('constructor')?.['toString']).toBe('y');
    expect(sections.get('default')?.['toString']).toBeUndefined();
  });
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseAccount, withEndpoint } from '../../../electron/cli/account.ts';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { endpointsFrom, NO_SETTINGS } from '../../../electron/aws/endpoints.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-account-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
fs.writeFileSync(
  path.join(folder, 'config'),
  '[profile work]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = x\n',
);
const FILES = { AWS_CONFIG_FILE: path.join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
const KEYS = { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

const choose = (env: NodeJS.ProcessEnv, asked: Parameters<typeof chooseAccount>[1]) =>
  chooseAccount({ accounts: accountsOf(env), env }, asked);

test.each([
  ['the environment’s keys and region', { ...KEYS, AWS_REGION: 'us-east-1' }, {}, 'environment', 'us-east-1'],
  [
    'the older name of the region',
    { ...KEYS, AWS_DEFAULT_REGION: 'us-east-2' },
    {},
    'environment',
    'us-east-2',
  ],
  ['the profile that is there', {}, {}, 'profile:work', 'eu-west-1'],
  ['the one that is said', KEYS, { profile: 'work' }, 'profile:work', 'eu-west-1'],
  ['the region that is said', KEYS, { profile: 'work', region: 'sa-east-1' }, 'profile:work', 'sa-east-1'],
  [
    'one that is nowhere, so that it is told',
    KEYS,
    { profile: 'no', region: 'sa-east-1' },
    'profile:no',
    'sa-east-1',
  ],
] as const)('is %s', async (_, env, asked, sourceId, region) => {
  expect(await choose({ ...FILES, ...env }, asked)).toEqual({ ok: true, value: { sourceId, region } });
});

test('without a region, or any way in, it is asked for', async () => {
  expect(await choose({ ...FILES, ...KEYS }, {})).toMatchObject({ problem: { code: 'bad-request' } });
  expect(await choose({ ...KEYS, ...FILES, AWS_REGION: '' }, {})).toMatchObject({
    problem: { code: 'bad-request' },
  });
  const nothing = { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
  expect(await choose(nothing, { region: 'us-east-1' })).toMatchObject({
    problem: { code: 'no-credentials' },
  });
});

test('an endpoint that is said goes before every other', () => {
  const env = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:2',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  };
  const said = 'http://127.0.0.1:3';
  const profile = { profile: { endpoint_url: 'http://127.0.0.1:4' }, services: {} };

  const endpoints = Object.values(endpointsFrom(withEndpoint(env, said), profile));
  expect(endpoints.length).toBeGreaterThan(3);
  expect(new Set(endpoints)).toEqual(new Set([said]));
  expect(withEndpoint(env, undefined)).toBe(env);
  expect(endpointsFrom(withEndpoint({}, undefined), NO_SETTINGS).ec2).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { endpointsFrom, safeEndpoints, withoutPassword } from '../../../electron/aws/endpoints.ts';

const settings = {
  profile: { endpoint_url: 'https://profile.example', services: 'here' },
  services: { 'ec2.endpoint_url': 'https://services.example' },
};
const none = { profile: {}, services: {} };

describe('the configured endpoint, in the order AWS documents', () => {
  const env = { AWS_ENDPOINT_URL: 'https://all.example', AWS_ENDPOINT_URL_EC2: 'https://ec2.example' };

  test('the service in the environment, then all services there', () => {
    expect(endpointsFrom(env, settings)).toEqual({
      ec2: 'https://ec2.example',
      ssm: 'https://all.example',
      sts: 'https://all.example',
      pricing: 'https://all.example',
    });
  });

  test('then the service in the profile, then all services there', () => {
    expect(endpointsFrom({}, settings)).toEqual({
      ec2: 'https://services.example',
      ssm: 'https://profile.example',
      sts: 'https://profile.example',
      pricing: 'https://profile.example',
    });
  });

  test('else AWS itself', () => {
    const itself = { ec2: null, ssm: null, sts: null, pricing: null };
    expect(endpointsFrom({}, none)).toEqual(itself);
    expect(endpointsFrom({ AWS_ENDPOINT_URL: ' ' }, none)).toEqual(itself);
    expect(endpointsFrom({ ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, settings)).toEqual(itself);
    const ignoring = {
      ...settings,
      profile: { ...settings.profile, ignore_configured_endpoint_urls: 'TRUE' },
    };
    expect(endpointsFrom(env, ignoring)).toEqual(itself);
  });

  test('the environment may take back what the profile ignores', () => {
    const ignoring = {
      ...settings,
      profile: { ...settings.profile, ignore_configured_endpoint_urls: 'true' },
    };
    expect(endpointsFrom({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' }, ignoring).ec2).toBe(
      'https://services.example',
    );
  });
});

describe('an endpoint is judged before there is any client', () => {
  const judged = (endpoint: string) => safeEndpoints({ ec2: null, ssm: null, sts: endpoint, pricing: null });

  test.each(['https://vpce.example', 'http://localhost:5000', 'http://127.0.0.1:5000', 'http://[::1]:5000'])(
    '%s may be used',
    (endpoint) => {
      expect(judged(endpoint)).toMatchObject({ ok: true, value: { sts: endpoint } });
    },
  );

  test.each([
    ['http://aws.example', 'unencrypted'],
    ['http://localhost.example', 'unencrypted'],
    ['http://10.0.0.1:5000', 'unencrypted'],
    ['ftp://aws.example', 'must start with https'],
    ['aws.example', 'not a web address'],
    ['https://me:hunter2@aws.example', 'user name or password'],
  ])('%s may not', (endpoint, why) => {
    const outcome = judged(endpoint);
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'endpoint-not-secure', explanation: expect.stringContaining(why) },
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  test('a password is not shown', () => {
    expect(withoutPassword('https://me:hunter2@aws.example/x')).toBe('https://…@aws.example/x');
    expect(withoutPassword('https://me:hun/ter@2@aws.example')).toBe('https://…@aws.example');
    expect(withoutPassword('me:hunter2@aws.example')).toBe('…@aws.example');
    expect(withoutPassword('https://aws.example/x')).toBe('https://aws.example/x');
  });
});

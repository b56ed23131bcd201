import { describe, expect, test } from 'vitest';
import { allAt, endpointsFrom, safeEndpoints, withoutPassword } from '../../../electron/aws/endpoints.ts';

const settings = {
  profile: { endpoint_url: 'https://profile.example', services: 'here' },
  services: { 'ec2.endpoint_url': 'https://services.example' },
};
const none = { profile: {}, services: {} };

describe('the configured endpoint, in the order AWS documents', () => {
  const env = { AWS_ENDPOINT_URL: 'https://all.example', AWS_ENDPOINT_URL_EC2: 'https://ec2.example' };

  test('the service in the environment, then all services there', () => {
    expect(endpointsFrom(env, settings)).toEqual({
      ...allAt('https://all.example'),
      ec2: 'https://ec2.example',
    });
  });

  test('then the service in the profile, then all services there', () => {
    expect(endpointsFrom({}, settings)).toEqual({
      ...allAt('https://profile.example'),
      ec2: 'https://services.example',
    });
  });

  // The names of AWS's own reference of service-specific endpoints.
  test.each([
    ['ec2', 'EC2'],
    ['ssm', 'SSM'],
    ['sts', 'STS'],
    ['pricing', 'PRICING'],
    ['serviceQuotas', 'SERVICE_QUOTAS'],
    ['freeTier', 'FREETIER'],
    ['kms', 'KMS'],
  ] as const)('%s is AWS_ENDPOINT_URL_%s, and no other service is', (service, name) => {
    const one = 'https://one.example';
    expect(endpointsFrom({ [`AWS_ENDPOINT_URL_${name}`]: one }, none)).toEqual({
      ...allAt(null),
      [service]: one,
    });
    const services = { [`${name.toLowerCase()}.endpoint_url`]: one };
    expect(endpointsFrom({}, { profile: {}, services })).toEqual({ ...allAt(null), [service]: one });
  });

  test('else AWS itself', () => {
    const itself = allAt(null);
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
  const judged = (endpoint: string) => safeEndpoints({ ...allAt(null), sts: endpoint });

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

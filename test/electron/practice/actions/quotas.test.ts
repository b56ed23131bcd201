import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { servePractice } from '../../../../electron/practice/serve.ts';
import { needs } from '../../../support/parts.ts';
import { openPractice, SIGNED, type OpenPractice } from '../../../support/practice-account.ts';

let practice: OpenPractice;
beforeAll(async () => {
  practice = await openPractice();
});

async function ask(target: string, input: object) {
  const headers = { ...SIGNED, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const { status, text, code } = await practice.send(JSON.stringify(input), { headers });
  return { status, code, answer: JSON.parse(text) as Record<string, unknown> };
}

const quotas = (action: string, input: object) => ask(`ServiceQuotasV20190624.${action}`, input);

describe('quotas', () => {
  test('of standard instances are 32 vCPUs, where AWS starts with 5', async () => {
    const STANDARD = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' };
    const { status, answer } = await quotas('GetServiceQuota', STANDARD);
    expect(status).toBe(200);
    expect(answer['Quota']).toEqual({
      ...STANDARD,
      QuotaName: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
      QuotaArn: 'arn:aws:servicequotas:us-east-1:111122223333:ec2/L-1216C47A',
      ServiceName: 'Amazon Elastic Compute Cloud (Amazon EC2)',
      Value: 32,
      Unit: 'None',
      Adjustable: true,
      GlobalQuota: false,
      QuotaAppliedAtLevel: 'ACCOUNT',
    });
    const standard = await quotas('GetAWSDefaultServiceQuota', STANDARD);
    expect(standard.answer['Quota']).toMatchObject({
      Value: 5,
      QuotaArn: 'arn:aws:servicequotas:us-east-1::ec2/L-1216C47A',
    });
  });

  test.each([
    ['L-0EA8095F', 60],
    ['L-2AFB9258', 5],
    ['L-E79EC296', 2_500],
  ])('of the network: %s is %i', async (QuotaCode, Value) => {
    const { answer } = await quotas('GetServiceQuota', { ServiceCode: 'vpc', QuotaCode });
    expect(answer['Quota']).toMatchObject({ QuotaCode, Value });
  });

  test('are listed page by page', async () => {
    const first = await quotas('ListServiceQuotas', { ServiceCode: 'ec2', MaxResults: 6 });
    expect(first.answer['Quotas']).toHaveLength(6);
    const NextToken = first.answer['NextToken'];
    const second = await quotas('ListServiceQuotas', { ServiceCode: 'ec2', NextToken });
    expect(second.answer['Quotas']).toHaveLength(4);
    expect(second.answer['NextToken']).toBeUndefined();
    const vpc = await quotas('ListAWSDefaultServiceQuotas', { ServiceCode: 'vpc' });
    expect(vpc.answer['Quotas']).toHaveLength(4);
  });

  test.each([
    [
      'an unknown quota',
      'GetServiceQuota',
      { ServiceCode: 'ec2', QuotaCode: 'L-0' },
      'NoSuchResourceException',
    ],
    ['an unknown service', 'ListServiceQuotas', { ServiceCode: 'tea' }, 'NoSuchResourceException'],
    [
      "a service by an object's own name",
      'ListServiceQuotas',
      { ServiceCode: 'constructor' },
      'NoSuchResourceException',
    ],
    ['a quota without a service', 'GetServiceQuota', { QuotaCode: 'L-1216C47A' }, 'IllegalArgumentException'],
    [
      'a token of its own making',
      'ListServiceQuotas',
      { ServiceCode: 'ec2', NextToken: 'x' },
      'InvalidPaginationTokenException',
    ],
    [
      '101 at a time',
      'ListServiceQuotas',
      { ServiceCode: 'ec2', MaxResults: 101 },
      'IllegalArgumentException',
    ],
  ])('refuse %s', async (_, action, input, code) => {
    expect(await quotas(action, input)).toMatchObject({ status: 400, code });
  });
});

test('the account is on the paid plan, where every size may be started', async () => {
  const { answer } = await ask('AWSFreeTierService.GetAccountPlanState', {});
  expect(answer).toEqual({
    accountId: '111122223333',
    accountPlanType: 'PAID',
    accountPlanStatus: 'ACTIVE',
  });
  expect(await ask('AWSFreeTierService.GetAccountPlanState', { x: 1 })).toMatchObject({
    code: 'ValidationException',
  });
});

test('the one key of a region is the one that AWS keeps for disks', async () => {
  const named = async (KeyId: string) => ask('TrentService.DescribeKey', { KeyId });
  const { answer } = await named('alias/aws/ebs');
  const key = answer['KeyMetadata'] as { KeyManager: string; KeyId: string; Arn: string };
  expect(key).toMatchObject({ KeyManager: 'AWS', KeyState: 'Enabled' });
  expect(key.Arn).toMatch(new RegExp(`^arn:aws:kms:us-east-1:111122223333:key/${key.KeyId}$`, 'u'));
  expect((await named(key.Arn)).answer).toEqual(answer);
  expect(await named('alias/aws/s3')).toMatchObject({ status: 400, code: 'NotFoundException' });
  expect(await named('')).toMatchObject({ status: 400, code: 'ValidationException' });
});

needs('aws')('the AWS CLI', () => {
  test('reads quotas and the plan, and is told what is not there', async () => {
    const { endpoint, stop } = await servePractice(practice.account, { port: 0 });
    const aws = async (...words: readonly string[]): Promise<string> => {
      const env = {
        PATH: process.env['PATH'],
        HOME: os.tmpdir(),
        AWS_ACCESS_KEY_ID: 'ASIAPRACTICEPRACTICE',
        AWS_SECRET_ACCESS_KEY: 'practice',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: endpoint,
        AWS_EC2_METADATA_DISABLED: 'true',
      };
      const { stdout } = await promisify(execFile)('aws', [...words, '--output', 'text'], { env });
      return stdout.trim();
    };
    const quota = ['service-quotas', 'get-service-quota', '--service-code', 'ec2', '--quota-code'];
    try {
      const [standard, network, plan, key, nothing] = await Promise.all([
        aws(...quota, 'L-1216C47A', '--query', 'Quota.Value'),
        aws(
          'service-quotas',
          'list-service-quotas',
          '--service-code',
          'vpc',
          '--query',
          'Quotas[].QuotaCode',
        ),
        aws('freetier', 'get-account-plan-state', '--query', 'accountPlanType'),
        aws('kms', 'describe-key', '--key-id', 'alias/aws/ebs', '--query', 'KeyMetadata.KeyManager'),
        aws(...quota, 'L-0').catch((error: unknown) => String(error)),
      ]);
      expect(Number(standard)).toBe(32);
      expect(network.split(/\s+/)).toEqual(['L-F678F1CE', 'L-E79EC296', 'L-0EA8095F', 'L-2AFB9258']);
      expect(plan).toBe('PAID');
      expect(key).toBe('AWS');
      expect(nothing).toContain('(NoSuchResourceException)');
    } finally {
      await stop();
    }
  });
});

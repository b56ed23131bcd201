import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyFor, PURPOSES, wholePolicy } from '../../../shared/permissions.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';

needs('moto')('judged by moto’s IAM, which reads a policy before it keeps it', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  const createPolicy = async (name: string, document: string) => {
    const answer = await fetch(moto.endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20261123/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: new URLSearchParams({
        Action: 'CreatePolicy',
        Version: '2010-05-08',
        PolicyName: name,
        PolicyDocument: document,
      }),
    });
    const text = await answer.text();
    return /<Code>([^<]+)<\/Code>/u.exec(text)?.[1] ?? (text.includes('<PolicyId>') ? 'kept' : text);
  };

  test.each(PURPOSES)('the policy for %s is one', async (purpose) => {
    const policy = policyFor(purpose, { region: 'eu-west-1', accountId: '123456789012' });
    expect(await createPolicy(purpose, policy)).toBe('kept');
  });

  test('so is the one for everything, for an account that nobody knows yet', async () => {
    expect(await createPolicy('everything', wholePolicy({ region: '*', accountId: null }))).toBe('kept');
  });

  test.each([
    ['an action of no service', '"ec2:RunInstances"', '"RunInstances"'],
    ['a resource that is no ARN', '"arn:aws:ec2:eu-west-1::image/*"', '"image/*"'],
    ['an effect that there is not', '"Allow"', '"Permit"'],
    ['a version that there is not', '2012-10-17', '2026-11-23'],
  ])('what is none is refused: %s', async (_, part, other) => {
    const policy = policyFor('launch', { region: 'eu-west-1', accountId: '123456789012' });
    expect(policy).toContain(part);
    expect(await createPolicy('spoilt', policy.replaceAll(part, other))).toBe('MalformedPolicyDocument');
  });
});

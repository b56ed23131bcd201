import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { neededPolicy } from '../../shared/needed-policy.ts';

const HERE = { region: 'eu-west-1', accountId: '123456789012' };

test('an instance needs the kinds of resources that the call names, and its tags', () => {
  expect(JSON.parse(neededPolicy([right('ec2:RunInstances')], HERE))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ec2:RunInstances'],
        Resource: [
          'arn:aws:ec2:eu-west-1::image/*',
          'arn:aws:ec2:eu-west-1:123456789012:instance/*',
          'arn:aws:ec2:eu-west-1:123456789012:key-pair/*',
          'arn:aws:ec2:eu-west-1:123456789012:network-interface/*',
          'arn:aws:ec2:eu-west-1:123456789012:security-group/*',
          'arn:aws:ec2:eu-west-1:123456789012:subnet/*',
          'arn:aws:ec2:eu-west-1:123456789012:volume/*',
        ],
      },
      {
        Effect: 'Allow',
        Action: ['ec2:CreateTags'],
        Resource: [
          'arn:aws:ec2:eu-west-1:123456789012:instance/*',
          'arn:aws:ec2:eu-west-1:123456789012:network-interface/*',
          'arn:aws:ec2:eu-west-1:123456789012:volume/*',
        ],
        Condition: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } },
      },
    ],
  });
});

test('what ends or changes a machine is permitted for machines with Keyport’s tag only', () => {
  const policy = JSON.parse(
    neededPolicy([right('ec2:TerminateInstances'), right('ec2:StopInstances')], HERE),
  );
  expect(policy).toMatchObject({
    Statement: [
      {
        Action: ['ec2:StopInstances', 'ec2:TerminateInstances'],
        Resource: ['arn:aws:ec2:eu-west-1:123456789012:instance/*'],
        Condition: { StringEquals: { 'aws:ResourceTag/keyport:created-by': 'keyport' } },
      },
    ],
  });
});

test('what reads in EC2 has no resource; several are one statement', () => {
  const reads = [right('ec2:DescribeSubnets', 'arn:x'), right('ec2:DescribeVpcs'), right('ec2:DescribeVpcs')];
  expect(JSON.parse(neededPolicy(reads, HERE))).toMatchObject({
    Statement: [{ Action: ['ec2:DescribeSubnets', 'ec2:DescribeVpcs'], Resource: ['*'] }],
  });
});

test.each([
  ['ssm:GetParameters', null, 'arn:aws:ssm:eu-west-1::parameter/aws/service/*'],
  ['pricing:GetProducts', null, '*'],
  ['iam:PassRole', 'arn:aws:iam::123456789012:role/web', 'arn:aws:iam::123456789012:role/web'],
  ['kms:CreateGrant', null, '*'],
])('%s on %s is permitted on %s', (action, resource, expected) => {
  expect(JSON.parse(neededPolicy([{ action, resource }], HERE))).toMatchObject({
    Statement: [{ Action: [action], Resource: [expected] }],
  });
});

test.each([
  ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1:*:key-pair/*'],
  ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:*:key-pair/*'],
  ['eu-west-1', 'arn:aws:ec2:eu-west-1:*:key-pair/*'],
])('in %s, and without a known account: %s', (region, arn) => {
  expect(neededPolicy([right('ec2:DeleteKeyPair')], { region, accountId: null })).toContain(`"${arn}"`);
});

test('a snapshot belongs to no account in its name', () => {
  expect(neededPolicy([right('ec2:CreateSnapshot')], HERE)).toContain('"arn:aws:ec2:eu-west-1::snapshot/*"');
});

test('whatever is named stays inside the text of a policy that permits no more than it', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string()), (action, resource) => {
      const { Statement }: { Statement: readonly { readonly Action: readonly string[] }[] } = JSON.parse(
        neededPolicy([{ action, resource }], HERE),
      );
      expect(Statement[0]?.Action).toEqual([action]);
    }),
  );
});

function right(action: string, resource: string | null = null) {
  return { action, resource };
}

import { describe, expect, test } from 'vitest';
import { identityActions } from '../../../../electron/practice/actions/identity.ts';
import type { AwsError } from '../../../../electron/practice/aws-error.ts';
import { unauthorizedOperation } from '../../../../electron/practice/weather/denial.ts';
import { practiceRegion } from '../../../support/practice-context.ts';

const region = await practiceRegion();
const ask = (action: string, params: Readonly<Record<string, string>> = {}) =>
  region.call(identityActions, action, params);

const principal = {
  accountId: '111122223333',
  arn: 'arn:aws:iam::111122223333:user/practice',
  userId: 'AIDA',
};

test('the caller is the user of the practice account', () => {
  expect(ask('GetCallerIdentity')).toEqual({
    UserId: expect.stringMatching(/^AIDA[A-Z0-9]+$/),
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/practice',
  });
});

describe('the encoded message of a refusal', () => {
  const encodedIn = ({ message }: AwsError) => /failure message: (\S+)$/.exec(message)?.[1] ?? '';

  test('says what was not allowed', () => {
    const refusal = unauthorizedOperation({
      principal,
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:us-east-1:111122223333:instance/*',
    });

    const { DecodedMessage } = ask('DecodeAuthorizationMessage', { EncodedMessage: encodedIn(refusal) });

    expect(JSON.parse(typeof DecodedMessage === 'string' ? DecodedMessage : '')).toMatchObject({
      allowed: false,
      explicitDeny: false,
      context: {
        action: 'ec2:RunInstances',
        resource: 'arn:aws:ec2:us-east-1:111122223333:instance/*',
        principal: { arn: principal.arn },
      },
    });
  });

  test.each([
    [{}, 'ValidationError'],
    [{ EncodedMessage: '' }, 'ValidationError'],
    [{ EncodedMessage: 'x'.repeat(10_241) }, 'ValidationError'],
    [{ EncodedMessage: 'x'.repeat(10_240) }, 'InvalidAuthorizationMessageException'],
    [{ EncodedMessage: 'bm90aGluZw' }, 'InvalidAuthorizationMessageException'],
  ])('is refused where it is none', (params, code) => {
    const refusal = expect.objectContaining({
      code,
      status: 400,
      message: expect.stringMatching(/^.{0,400}$/),
    });
    expect(() => ask('DecodeAuthorizationMessage', params)).toThrow(refusal);
  });
});

describe('keys for a time', () => {
  test('last twelve hours, or as long as is asked', () => {
    const { now } = region.weather;

    expect(ask('GetSessionToken')).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
        SessionToken: expect.stringMatching(/^[A-Za-z0-9+/]{100,}$/),
        Expiration: new Date(now + 43_200_000),
      },
    });
    expect(ask('GetSessionToken', { DurationSeconds: '900' })).toMatchObject({
      Credentials: { Expiration: new Date(now + 900_000) },
    });
  });

  test.each([
    [{ DurationSeconds: '899' }, 'ValidationError'],
    [{ DurationSeconds: '129601' }, 'ValidationError'],
    [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/practice', TokenCode: '123456' }, 'AccessDenied'],
  ])('are not given for %j', (params, code) => {
    expect(() => ask('GetSessionToken', params)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  [{}, 'ValidationError', 400],
  [{ RoleArn: 'arn:aws:iam::111122223333:role/web' }, 'ValidationError', 400],
  [{ RoleArn: 'arn:aws:iam::111122223333:role/web', RoleSessionName: 'x' }, 'ValidationError', 400],
  [{ RoleArn: 'web', RoleSessionName: 'me' }, 'ValidationError', 400],
  [{ RoleArn: 'arn:aws:iam::111122223333:role/web', RoleSessionName: 'me' }, 'AccessDenied', 403],
])('no role can be assumed: %j', (params, code, status) => {
  expect(() => ask('AssumeRole', params)).toThrow(expect.objectContaining({ code, status }));
});

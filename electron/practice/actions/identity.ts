import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { accessDenied, decodeDenial } from '../weather/denial.ts';

/** What the Security Token Service answers: who one is, why one may not, and keys for a time. */
export const identityActions: Actions = {
  GetCallerIdentity: reads(({ account }) => ({
    UserId: account.userId,
    Account: account.accountId,
    Arn: account.arn,
  })),
  DecodeAuthorizationMessage: reads(decodeAuthorizationMessage),
  GetSessionToken: reads(getSessionToken),
  AssumeRole: reads(assumeRole),
};

function decodeAuthorizationMessage(_context: ActionContext, params: Params): Answer {
  const message = textOf(params, 'EncodedMessage', { least: 1, most: 10_240 });
  return { DecodedMessage: decodeDenial(message) };
}

const TWELVE_HOURS_S = 43_200;

function getSessionToken({ now, random, account }: ActionContext, params: Params): Answer {
  const seconds = params.optionalInteger('DurationSeconds') ?? TWELVE_HOURS_S;
  if (seconds < 900) throw outOfBounds('DurationSeconds', seconds, 'greater than or equal to 900');
  if (seconds > 129_600) throw outOfBounds('DurationSeconds', seconds, 'less than or equal to 129600');
  const [serialNumber, tokenCode] = [params.optionalText('SerialNumber'), params.optionalText('TokenCode')];
  if (serialNumber !== null || tokenCode !== null) {
    throw new AwsError(
      'AccessDenied',
      `MultiFactorAuthentication failed, unable to validate MFA code: ${account.arn} has no MFA device`,
      403,
    );
  }
  return {
    Credentials: {
      AccessKeyId: `ASIA${signsFrom(random(16), CAPITALS)}`,
      SecretAccessKey: signsFrom(random(40), BASE64),
      SessionToken: signsFrom(random(240), BASE64),
      Expiration: new Date(now + seconds * 1000),
    },
  };
}

/** The practice account has no roles, and AWS does not say whether a role does not exist or is somebody else's. */
function assumeRole({ account }: ActionContext, params: Params): Answer {
  const resource = textOf(params, 'RoleArn', { least: 20, most: 2_048 });
  textOf(params, 'RoleSessionName', { least: 2, most: 64 });
  throw accessDenied({ principal: account, action: 'sts:AssumeRole', resource }, 'AccessDenied');
}

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function signsFrom(bytes: Uint8Array, signs: string): string {
  return [...bytes].map((byte) => signs[byte % signs.length] ?? '').join('');
}

function textOf(params: Params, name: string, { least, most }: { least: number; most: number }): string {
  const value = params.optionalText(name);
  if (value === null) throw invalid(`Value null at '${wireName(name)}'`, 'must not be null');
  const found = `Value '${shortened(value)}' at '${wireName(name)}'`;
  if (value.length < least) {
    throw invalid(found, `must have length greater than or equal to ${String(least)}`);
  }
  if (value.length > most) throw invalid(found, `must have length less than or equal to ${String(most)}`);
  return value;
}

function outOfBounds(name: string, value: number, bound: string): AwsError {
  return invalid(`Value '${String(value)}' at '${wireName(name)}'`, `must have value ${bound}`);
}

/** In the words in which STS refuses. */
function invalid(found: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: ${found} failed to satisfy constraint: Member ${constraint}`,
  );
}

function wireName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

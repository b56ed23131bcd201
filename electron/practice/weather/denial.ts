import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PracticePrincipal } from '../action.ts';
import { AwsError } from '../aws-error.ts';

export type Denied = {
  readonly principal: PracticePrincipal;
  /** As a policy names it: `ec2:RunInstances`. */
  readonly action: string;
  readonly resource: string;
};

/** EC2's refusal of what the caller may not do, with the encoded message that only STS can read. */
export function unauthorizedOperation(denied: Denied): AwsError {
  const { principal, action, resource } = denied;
  return new AwsError(
    'UnauthorizedOperation',
    `You are not authorized to perform this operation. User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action. Encoded authorization failure message: ${encodeDenial(denied)}`,
    403,
  );
}

/** What the other services say instead: no encoded message. */
export function accessDenied({ principal, action, resource }: Denied, code: string): AwsError {
  return new AwsError(
    code,
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    403,
  );
}

function encodeDenial({ principal, action, resource }: Denied): string {
  const message = {
    allowed: false,
    explicitDeny: false,
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: principal.userId, name: principal.arn.split('/').at(-1) ?? '', arn: principal.arn },
      action,
      resource,
      conditions: { items: [] },
    },
  };
  return deflateRawSync(JSON.stringify(message)).toString('base64url');
}

const MOST_BYTES = 64 * 1024;

/**
 * The JSON text inside an encoded message of `unauthorizedOperation`, as DecodeAuthorizationMessage answers it. Throws
 * `InvalidAuthorizationMessageException` for anything else.
 */
export function decodeDenial(encoded: string): string {
  try {
    const text = inflateRawSync(Buffer.from(encoded, 'base64url'), { maxOutputLength: MOST_BYTES }).toString(
      'utf8',
    );
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && 'allowed' in read) return text;
  } catch {
    // Not one of ours: refused below.
  }
  throw new AwsError('InvalidAuthorizationMessageException', 'Message is not valid', 400);
}

import { createHash } from 'node:crypto';
import { AwsError, invalidValue } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';

const LONGEST = 64;

/** `ClientToken`; null where the client sends none: such a request is a new one each time. */
export function readClientToken(params: Params): string | null {
  const token = params.optionalText('ClientToken');
  if (token === null || token === '') return null;
  if (token.length <= LONGEST && /^[\x20-\x7e]+$/u.test(token)) return token;
  throw invalidValue(
    `Invalid value for ClientToken. It must be at most ${String(LONGEST)} ASCII characters.`,
  );
}

/** Of a request as it was read, without its token: the same for the same request. */
export function digestOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/** EC2's answer where a token comes with another request than before. */
export function parameterMismatch(): AwsError {
  return new AwsError(
    'IdempotentParameterMismatch',
    'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
  );
}

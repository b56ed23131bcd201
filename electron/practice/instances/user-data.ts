import { AwsError, invalidValue } from '../aws-error.ts';

/** EC2's limit on what a machine is told at its start, before it is encoded. */
const MOST_BYTES = 16_384;

/** User data as the caller sends it, in base64; null where there is none. Throws for what is no base64, and for too much. */
export function readUserData(encoded: string | null): string | null {
  if (encoded === null || encoded === '') return null;
  const text = encoded.replaceAll(/\s/gu, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(text) || text.length % 4 !== 0) {
    throw new AwsError('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.');
  }
  if (Buffer.from(text, 'base64').byteLength <= MOST_BYTES) return text;
  throw invalidValue(`User data is limited to ${String(MOST_BYTES)} bytes`);
}

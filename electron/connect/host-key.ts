import { opensshFingerprintOf } from '../custody/fingerprints.ts';
import { fieldsOf } from '../custody/openssh-format.ts';
import type { HostKey, HostKeyType, ShownHostKey } from '../../shared/connect/host-keys.ts';

/** Whether this is what it says: well written, of the kind that stands before it, and whole (RFC 4253, 5656 and 8709). */
export function isHostKey({ type, base64 }: HostKey): boolean {
  const blob = Buffer.from(base64, 'base64');
  if (blob.toString('base64') !== base64) return false;
  try {
    const fields = fieldsOf(blob);
    return fields.next().toString('latin1') === type && HAS_REST[type](fields) && fields.isEmpty();
  } catch {
    return false;
  }
}

/** Each with what a person compares it by. */
export function shownKeys(keys: readonly HostKey[]): readonly ShownHostKey[] {
  return keys.flatMap(({ type, base64 }) => {
    const fingerprint = opensshFingerprintOf(`${type} ${base64}`);
    return fingerprint === null ? [] : [{ type, fingerprint }];
  });
}

type Fields = ReturnType<typeof fieldsOf>;

const HAS_REST: Readonly<Record<HostKeyType, (fields: Fields) => boolean>> = {
  'ssh-ed25519': (fields) => fields.next().length === 32,
  'ecdsa-sha2-nistp256': (fields) => isOnCurve(fields, 'nistp256', 65),
  'ecdsa-sha2-nistp384': (fields) => isOnCurve(fields, 'nistp384', 97),
  'ecdsa-sha2-nistp521': (fields) => isOnCurve(fields, 'nistp521', 133),
  'ssh-rsa': (fields) => fields.next().length > 0 && fields.next().length >= 128,
};

function isOnCurve(fields: Fields, curve: string, pointBytes: number): boolean {
  return fields.next().toString('latin1') === curve && fields.next().length === pointBytes;
}

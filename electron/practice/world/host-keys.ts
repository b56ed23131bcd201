import { createECDH, createHash, createPrivateKey } from 'node:crypto';
import { asString, blobOf } from './ssh-public-key.ts';

export type HostKeyType = 'ecdsa' | 'ed25519' | 'rsa';

export type HostKey = {
  /** `ssh-… base64 root@host`, as it stands in /etc/ssh. */
  readonly line: string;
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
};

/**
 * The SSH host key of a machine: always the same for the same instance, without being kept. Nothing listens there, so that only the public
 * half has to look right; that of RSA is a number of the right length.
 */
export function hostKeyOf(instanceId: string, type: HostKeyType, host: string): HostKey {
  const { bits, word, blob } = MAKERS[type](instanceId);
  const hash = createHash('sha256').update(blob).digest('base64').replace(/=+$/u, '');
  return {
    line: `${word} ${blob.toString('base64')} root@${host}`,
    fingerprint: `${String(bits)} SHA256:${hash} root@${host} (${type.toUpperCase()})`,
  };
}

type Made = { readonly bits: number; readonly word: string; readonly blob: Buffer };

const MAKERS: Readonly<Record<HostKeyType, (instanceId: string) => Made>> = {
  ecdsa: (instanceId) => {
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(bytesFrom(instanceId, 'ecdsa', 32));
    const word = 'ecdsa-sha2-nistp256';
    const fields = [word, 'nistp256', curve.getPublicKey()];
    return { bits: 256, word, blob: Buffer.concat(fields.map(asString)) };
  },
  ed25519: (instanceId) => {
    const seed = bytesFrom(instanceId, 'ed25519', 32);
    const der = Buffer.concat([PKCS8_PREFIX, seed]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { bits: 256, word: 'ssh-ed25519', blob: blobOf(key) };
  },
  rsa: (instanceId) => {
    const modulus = bytesFrom(instanceId, 'rsa', RSA_BITS / 8);
    modulus[0] = (modulus[0] ?? 0) | 0x80;
    modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
    const fields = ['ssh-rsa', Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0]), modulus])];
    return { bits: RSA_BITS, word: 'ssh-rsa', blob: Buffer.concat(fields.map(asString)) };
  },
};

const RSA_BITS = 3072;
/** What stands before the 32 bytes of an ed25519 private key in PKCS#8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** As many bytes as are wanted, hash after hash. */
function bytesFrom(instanceId: string, purpose: string, count: number): Buffer {
  const hashes = Array.from({ length: Math.ceil(count / 32) }, (_, at) =>
    createHash('sha256')
      .update(`${instanceId} ${purpose} ${String(at)}`)
      .digest(),
  );
  return Buffer.concat(hashes).subarray(0, count);
}

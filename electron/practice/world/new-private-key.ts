import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { ppkOf } from './ppk-file.ts';
import { openSshOf } from './openssh-file.ts';
import { blobOf, colons, fingerprintOf, readBlob, type SshPublicKey } from './ssh-public-key.ts';

export type NewPrivateKey = {
  readonly publicKey: SshPublicKey;
  readonly fingerprint: string;
  /** The file that EC2 hands out, once. */
  readonly privateKey: string;
};

/** The two forms in which EC2 hands a private key out. */
export type KeyFormat = 'pem' | 'ppk';

/**
 * A key pair as EC2 makes one: RSA of 2048 bits, or ed25519. Its fingerprint is, for RSA, SHA-1 of the private key's PKCS#8 DER (EC2 User
 * Guide, "Verify the fingerprint of your key pair").
 */
export function newPrivateKey(
  type: SshPublicKey['type'],
  { format, comment }: { readonly format: KeyFormat; readonly comment: string },
): NewPrivateKey {
  const { privateKey: key } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const publicKey = readBlob(blobOf(key));
  if (publicKey === null) throw new Error('a new key pair cannot be read');
  const fingerprint = type === 'rsa' ? ofPrivateRsa(key) : fingerprintOf(publicKey);
  const privateKey = format === 'ppk' ? ppkOf(key, comment) : pemOf(key);
  return { publicKey, fingerprint, privateKey };
}

function ofPrivateRsa(key: KeyObject): string {
  return colons(createHash('sha1').update(key.export({ format: 'der', type: 'pkcs8' })));
}

/** EC2's RSA files end without a line break. */
function pemOf(key: KeyObject): string {
  return key.asymmetricKeyType === 'rsa'
    ? key.export({ format: 'pem', type: 'pkcs1' }).toString().trimEnd()
    : openSshOf(key);
}

import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { Fingerprints, KeyOrigin } from '../../shared/keys/vault.ts';
import { blobOf, publicKeyOf, readPrivateKey } from './key-format.ts';

/**
 * What a person compares a key by. EC2 makes its own in three ways: of an RSA pair that it made, SHA-1 of the private key;
 * of an imported one, MD5 of the public half; of ed25519, OpenSSH's hash with base64's padding, and without `SHA256:`.
 * Information only: what a key is, its public half says. Null where the bytes hold no private key that we read.
 */
export function fingerprintsOf(privateKey: Uint8Array, origin: KeyOrigin): Fingerprints | null {
  const [key, publicKey] = [readPrivateKey(privateKey), publicKeyOf(privateKey)];
  const openssh = publicKey === null ? null : opensshFingerprintOf(publicKey);
  if (!key || publicKey === null || openssh === null) return null;
  if (key.asymmetricKeyType === 'ed25519') return { openssh, aws: hashOf(publicKey) };
  return { openssh, aws: origin === 'aws-made' ? ofPrivateRsa(key) : ofPublicRsa(key) };
}

/** `SHA256:…`, as ssh-keygen prints it; null where the text is no public key. */
export function opensshFingerprintOf(publicKey: string): string | null {
  const hash = hashOf(publicKey);
  return hash === null ? null : `SHA256:${hash.replace(/=+$/, '')}`;
}

function hashOf(publicKey: string): string | null {
  const blob = blobOf(publicKey);
  return blob && createHash('sha256').update(blob).digest('base64');
}

function ofPrivateRsa(key: KeyObject): string {
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  try {
    return withColons(createHash('sha1').update(pkcs8).digest('hex'));
  } finally {
    pkcs8.fill(0);
  }
}

function ofPublicRsa(key: KeyObject): string {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return withColons(createHash('md5').update(spki).digest('hex'));
}

function withColons(hex: string): string {
  return (hex.match(/../g) ?? []).join(':');
}

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyType } from '../../shared/platform.ts';
import {
  field,
  fieldsOf,
  isOpenSshFormat,
  publicBlobOf,
  readOpenSsh,
  writeOpenSsh,
} from './openssh-format.ts';

const generate = promisify(generateKeyPair);

/**
 * A new private key, as text: ed25519 in OpenSSH's format, RSA-2048 as PKCS#1 PEM; what EC2 hands out itself. The caller
 * owns the bytes and fills them with 0 after use. (The strings they were made from are the engine's, and stay until
 * it collects them: JavaScript cannot wipe a string.)
 */
export async function newPrivateKey(type: KeyType): Promise<Uint8Array> {
  const { privateKey } =
    type === 'ed25519' ? await generate('ed25519') : await generate('rsa', { modulusLength: 2048 });
  return privateKeyTextOf(privateKey);
}

/** The text that custody keeps, as above. */
export function privateKeyTextOf(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === 'ed25519') return writeOpenSsh(key);
  return Buffer.from(key.export({ format: 'pem', type: 'pkcs1' }));
}

/**
 * The public half, `ssh-… base64`, derived from the private one; null where the bytes hold no private key that we read
 * (RSA as PEM, ed25519 as OpenSSH). No error comes out of here: a parser's message might quote what it was given.
 */
export function publicKeyOf(privateKey: Uint8Array): string | null {
  const key = readPrivateKey(privateKey);
  return key ? sshTextOf(key) : null;
}

/** Same type and same key. The comment behind them is anyone's. */
export function isSamePublicKey(one: string, other: string): boolean {
  const [a, b] = [blobOf(one), blobOf(other)];
  return a !== null && b !== null && a.equals(b);
}

/** True where what this private key signs is verified by that public key (`ssh-…`, as EC2 shows it). */
export function isPrivateHalfOf(privateKey: Uint8Array, publicKey: string): boolean {
  const [secret, shown] = [readPrivateKey(privateKey), readPublicKey(publicKey)];
  const derived = publicKeyOf(privateKey);
  if (!secret || !shown || derived === null || !isSamePublicKey(derived, publicKey)) return false;
  const nonce = randomBytes(32);
  const digest = secret.asymmetricKeyType === 'rsa' ? 'sha256' : null;
  try {
    return verify(digest, nonce, shown, sign(digest, nonce, secret));
  } catch {
    // A key whose numbers do not fit together cannot sign.
    return false;
  }
}

/** Null where the bytes hold no private key that we read. */
export function readPrivateKey(privateKey: Uint8Array): KeyObject | null {
  const text = Buffer.from(privateKey).toString('latin1');
  try {
    const key = isOpenSshFormat(text) ? readOpenSsh(text) : createPrivateKey(text);
    return key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** `ssh-… base64`, from the private half. */
export function sshTextOf(privateKey: KeyObject): string {
  const blob = publicBlobOf(createPublicKey(privateKey));
  return `${fieldsOf(blob).next().toString()} ${blob.toString('base64')}`;
}

function readPublicKey(text: string): KeyObject | null {
  const blob = blobOf(text);
  if (!blob) return null;
  try {
    const fields = fieldsOf(blob);
    const type = fields.next().toString();
    if (type === 'ssh-ed25519') {
      return publicKeyFrom({ kty: 'OKP', crv: 'Ed25519', x: urlText(fields.next()) });
    }
    if (type !== 'ssh-rsa') return null;
    return publicKeyFrom({ kty: 'RSA', e: urlText(fields.next()), n: urlText(fields.next()) });
  } catch {
    return null;
  }
}

/** The bytes of `ssh-… base64`, as OpenSSH hashes them; null where it is no public key. */
export function blobOf(text: string): Buffer | null {
  const [type = '', base64 = ''] = text.trim().split(/\s+/);
  const blob = Buffer.from(base64, 'base64');
  return blob.subarray(0, 4 + type.length).equals(field(type)) ? blob : null;
}

function publicKeyFrom(jwk: Record<string, string>): KeyObject {
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function urlText(bytes: Buffer): string {
  return bytes.toString('base64url');
}

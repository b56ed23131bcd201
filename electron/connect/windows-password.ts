import { constants, privateDecrypt, type KeyObject } from 'node:crypto';

/**
 * What came of it. `wrong-key`: it was encrypted for another key. `not-rsa`: nothing can be encrypted for such a key. `garbage`: it is
 * no encrypted text at all, or no password is in it.
 */
export type ReadPassword =
  | { readonly kind: 'ok'; /** The caller fills it with 0 after use. */ readonly password: Buffer }
  | { readonly kind: 'wrong-key' | 'not-rsa' | 'garbage' };

/**
 * The administrator's password out of what GetPasswordData gives: base64, with line breaks around it, of a text that was encrypted by
 * RSA with the padding of PKCS#1 v1.5. The padding is taken off here, because an engine that is asked to do it answers random bytes,
 * and no error, where the key is a wrong one (Node 24; CVE-2023-46809).
 */
export function readPassword(passwordData: string, privateKey: KeyObject): ReadPassword {
  const modulusBits = privateKey.asymmetricKeyDetails?.modulusLength;
  if (privateKey.asymmetricKeyType !== 'rsa' || modulusBits === undefined) return { kind: 'not-rsa' };
  const encrypted = bytesOf(passwordData);
  if (encrypted === null) return { kind: 'garbage' };
  if (encrypted.length !== Math.ceil(modulusBits / 8)) return { kind: 'wrong-key' };
  const padded = decrypted(encrypted, privateKey);
  if (padded === null) return { kind: 'wrong-key' };
  try {
    const start = messageStart(padded);
    if (start === null) return { kind: 'wrong-key' };
    const message = padded.subarray(start);
    return isPassword(message) ? { kind: 'ok', password: Buffer.from(message) } : { kind: 'garbage' };
  } finally {
    padded.fill(0);
  }
}

/** 512 bytes, which is the longest key that EC2 takes (4096 bits), are 684 characters. */
const MOST_CHARACTERS = 1000;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2,3}={1,2}$/;

function bytesOf(passwordData: string): Buffer | null {
  if (passwordData.length > MOST_CHARACTERS) return null;
  const text = passwordData.replaceAll(/[\r\n\t ]/g, '');
  return BASE64.test(text) ? Buffer.from(text, 'base64') : null;
}

/** As many bytes as the modulus has; null where the number is larger than the modulus, which is so of half of all other keys. */
function decrypted(encrypted: Buffer, privateKey: KeyObject): Buffer | null {
  try {
    return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encrypted);
  } catch {
    return null;
  }
}

/** So many bytes of padding at least. (RFC 8017, 7.2.1.) */
const LEAST_PADDING = 8;

/** After 00 02, at least eight bytes that are not 0, and a 0. Null for every padding that is otherwise: which way it is wrong is not said. */
function messageStart(padded: Buffer): number | null {
  const end = padded.indexOf(0, 2);
  const isPadded = padded[0] === 0 && padded[1] === 2 && end >= 2 + LEAST_PADDING;
  return isPadded ? end + 1 : null;
}

/** Windows takes passwords of up to 127 characters. EC2's have 32 signs that are on every keyboard. */
const MOST_PASSWORD = 127;

function isPassword(message: Buffer): boolean {
  const isPrintable = message.every((byte) => byte > 0x20 && byte < 0x7f);
  return message.length > 0 && message.length <= MOST_PASSWORD && isPrintable;
}

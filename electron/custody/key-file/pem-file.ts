import { createDecipheriv, createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { readDer } from './der.ts';
import { KeyFileError, neededPassphrase, unsupportedFormat, unsupportedKind } from './key-file-error.ts';
import { checkedKey, keyFrom } from './key-from-numbers.ts';
import { openPkcs8 } from './pkcs8-cipher.ts';
import { bytesOfBase64 } from './wire.ts';

/** `-----BEGIN RSA PRIVATE KEY-----`, as EC2 hands it out; with a passphrase as OpenSSL and OpenSSH wrote it until 2014. */
export function readPkcs1(text: string, passphrase: string | null): KeyObject {
  const settings = /^DEK-Info: *([A-Z0-9-]+),([0-9A-Fa-f]+)\s*$/m.exec(text);
  if (!settings && !text.includes('ENCRYPTED')) return checkedKey(rsaKeyIn(bytesOfBase64(text)));
  const [, name = '', iv = ''] = settings ?? [];
  const body = text.slice((settings?.index ?? 0) + (settings?.[0].length ?? 0));
  const plain = openLegacy(name, Buffer.from(iv, 'hex'), bytesOfBase64(body), passphrase);
  return checkedKey(sensible(() => rsaKeyIn(plain)));
}

export function readPkcs8(text: string): KeyObject {
  return checkedKey(pkcs8KeyIn(bytesOfBase64(text)));
}

export async function readEncryptedPkcs8(text: string, passphrase: string | null): Promise<KeyObject> {
  const plain = await openPkcs8(bytesOfBase64(text), passphrase);
  return checkedKey(sensible(() => pkcs8KeyIn(plain)));
}

/** Bytes that were opened with a passphrase and are no key: it was another one. */
function sensible(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    if (error instanceof KeyFileError && error.code === 'key-kind-unsupported') throw error;
    throw new KeyFileError('passphrase-wrong');
  }
}

function rsaKeyIn(der: Buffer): KeyObject {
  return wiped(der, () => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }));
}

function pkcs8KeyIn(der: Buffer): KeyObject {
  refuseOtherKinds(der);
  return wiped(der, () => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

// Object identifiers, as DER has them: rsaEncryption and ed25519.
const KINDS: ReadonlySet<string> = new Set(['2a864886f70d010101', '2b6570']);

/** By what the file says, for engines differ in which other kinds they know. */
function refuseOtherKinds(der: Buffer): void {
  const info = readDer(der).sequence();
  info.number();
  if (!KINDS.has(info.sequence().oid())) throw unsupportedKind();
}

function wiped(der: Buffer, create: () => KeyObject): KeyObject {
  try {
    return keyFrom(create);
  } finally {
    der.fill(0);
  }
}

const LEGACY: ReadonlyMap<string, { readonly keyBytes: number; readonly ivBytes: number }> = new Map([
  ['DES-EDE3-CBC', { keyBytes: 24, ivBytes: 8 }],
  ['AES-128-CBC', { keyBytes: 16, ivBytes: 16 }],
  ['AES-192-CBC', { keyBytes: 24, ivBytes: 16 }],
  ['AES-256-CBC', { keyBytes: 32, ivBytes: 16 }],
]);

function openLegacy(name: string, iv: Buffer, secret: Buffer, passphrase: string | null): Buffer {
  const cipher = LEGACY.get(name);
  if (!cipher || iv.length !== cipher.ivBytes) throw unsupportedFormat();
  const bytes = neededPassphrase(passphrase);
  const key = legacyKey(bytes, iv.subarray(0, 8), cipher.keyBytes);
  try {
    const decipher = createDecipheriv(name.toLowerCase(), key, iv);
    return Buffer.concat([decipher.update(secret), decipher.final()]);
  } catch {
    throw new KeyFileError('passphrase-wrong');
  } finally {
    bytes.fill(0);
    key.fill(0);
  }
}

/** One MD5 a block: OpenSSL's way of old, and why such a file is hardly protected. */
function legacyKey(passphrase: Buffer, salt: Buffer, length: number): Buffer {
  let [key, last] = [Buffer.alloc(0), Buffer.alloc(0)];
  while (key.length < length) {
    last = createHash('md5').update(last).update(passphrase).update(salt).digest();
    key = Buffer.concat([key, last]);
  }
  return key.subarray(0, length);
}

import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** A public key of one of the two kinds that EC2 takes. */
export type SshPublicKey = {
  readonly type: 'rsa' | 'ed25519';
  /** As SSH sends it (RFC 4253 §6.6, RFC 8709 §4). */
  readonly blob: Buffer;
  readonly key: KeyObject;
  /** Of the modulus; 256 for ed25519. */
  readonly bits: number;
};

const RSA = 'ssh-rsa';
const ED25519 = 'ssh-ed25519';

/** The key in these bytes, whole and nothing after it; null where they are no RSA or ed25519 key. */
export function readBlob(blob: Buffer): SshPublicKey | null {
  const [type, first, second, ...rest] = stringsOf(blob) ?? [];
  const jwk = rest.length === 0 ? jwkOf(type?.toString('latin1'), first, second) : null;
  if (jwk === null) return null;
  try {
    const key = createPublicKey({ format: 'jwk', key: jwk });
    const read = jwk.kty === 'RSA' ? 'rsa' : 'ed25519';
    return { type: read, blob, key, bits: key.asymmetricKeyDetails?.modulusLength ?? 256 };
  } catch {
    return null;
  }
}

/** The key of a line `ssh-… base64 comment`; null where it is no RSA or ed25519 key. */
export function readLine(line: string): SshPublicKey | null {
  const [type = '', base64 = ''] = line.trim().split(/[\t ]+/u);
  const blob = fromBase64(base64);
  const read = blob === null ? null : readBlob(blob);
  return read !== null && typeWord(read) === type ? read : null;
}

/** The bytes of this base64; null where it is not written as these bytes are written: a sign too many, the padding left out. */
export function fromBase64(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}

/** `ssh-… base64`, without a comment. */
export function lineOf(key: SshPublicKey): string {
  return `${typeWord(key)} ${key.blob.toString('base64')}`;
}

/** The public half of either half. */
export function blobOf(key: KeyObject): Buffer {
  const { kty, n, e, x } = key.export({ format: 'jwk' });
  return kty === 'RSA'
    ? Buffer.concat([asString(RSA), asNumber(e), asNumber(n)])
    : Buffer.concat([asString(ED25519), asString(Buffer.from(x ?? '', 'base64url'))]);
}

/**
 * EC2's fingerprint of a key that somebody imported, and of any ed25519 key: MD5 of the public key's DER with colons for RSA, for
 * ed25519 SHA-256 in base64 with its padding (EC2 User Guide, "Verify the fingerprint of your key pair").
 */
export function fingerprintOf({ type, blob, key }: SshPublicKey): string {
  if (type === 'ed25519') return createHash('sha256').update(blob).digest('base64');
  return colons(createHash('md5').update(key.export({ format: 'der', type: 'spki' })));
}

/** `ab:cd:…` */
export function colons(hash: { readonly digest: (encoding: 'hex') => string }): string {
  return hash.digest('hex').replaceAll(/..(?=.)/gu, '$&:');
}

/** A length in four bytes, then the bytes (RFC 4251 §5). */
export function asString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A number of a JSON Web Key as SSH writes it: with a sign, so that a first bit of 1 needs a byte before it. */
export function asNumber(base64url: string | undefined): Buffer {
  const bytes = Buffer.from(base64url ?? '', 'base64url');
  return asString(isNegative(bytes) ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function typeWord({ type }: SshPublicKey): string {
  return type === 'rsa' ? RSA : ED25519;
}

function jwkOf(type: string | undefined, first?: Buffer, second?: Buffer) {
  if (first === undefined || first.length === 0) return null;
  if (type === ED25519 && second === undefined) {
    return { kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') };
  }
  if (type !== RSA || second === undefined || isNegative(first) || isNegative(second)) return null;
  return { kty: 'RSA', e: first.toString('base64url'), n: withoutSign(second).toString('base64url') };
}

/** RFC 4251 writes numbers with a sign: the first bit. */
function isNegative(number: Buffer): boolean {
  return (number[0] ?? 0x80) > 0x7f;
}

function withoutSign(number: Buffer): Buffer {
  return number[0] === 0 ? number.subarray(1) : number;
}

/** Null where the last one ends too early. */
function stringsOf(bytes: Buffer): readonly Buffer[] | null {
  const strings: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length || strings.length > 3) return null;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    strings.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

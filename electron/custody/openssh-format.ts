import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';

/**
 * OpenSSH's own file format (PROTOCOL.key in its sources). `node:crypto` does not read it, and `ssh` takes an ed25519 key in no
 * other form. Read here as far as custody keeps it: one ed25519 key without a passphrase.
 */
const MAGIC = Buffer.from('openssh-key-v1\0');
const BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----';
const END = '-----END OPENSSH PRIVATE KEY-----';
const TYPE = 'ssh-ed25519';
const SEED_BYTES = 32;
/** What stands before the 32 bytes of an ed25519 private key in PKCS#8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export function isOpenSshFormat(text: string): boolean {
  return text.trimStart().startsWith(BEGIN);
}

/** Reads the secret half and ignores the public one beside it: what is proved must come from the secret. */
export function readOpenSsh(text: string): KeyObject {
  const body = text.trim().slice(BEGIN.length, -END.length);
  const bytes = Buffer.from(body, 'base64');
  try {
    return ed25519KeyFrom(readSeed(bytes));
  } finally {
    bytes.fill(0);
  }
}

/** Without a passphrase. */
export function writeOpenSsh(privateKey: KeyObject, comment = ''): Uint8Array {
  const secret = secretSection(privateKey, comment, 8);
  return openSshText(publicBlobOf(privateKey), {
    cipher: 'none',
    kdf: 'none',
    kdfOptions: Buffer.alloc(0),
    secret,
  });
}

/** What a passphrase protects, in whole blocks. The caller fills it with 0. */
export function secretSection(privateKey: KeyObject, comment: string, blockBytes: 8 | 16): Buffer {
  const { kty, n, e, d, p, q, qi, x } = privateKey.export({ format: 'jwk' });
  const numbers =
    kty === 'RSA' ? [n, e, d, qi, p, q].map(positive) : [bytesOf(x), Buffer.concat([bytesOf(d), bytesOf(x)])];
  const check = randomBytes(4);
  const fields = [typeOf(kty), ...numbers, Buffer.from(comment, 'utf8')].map(field);
  const section = padded(Buffer.concat([check, check, ...fields]), blockBytes);
  for (const buffer of [...numbers, ...fields]) buffer.fill(0);
  return section;
}

/** Wipes the secret. */
export function openSshText(
  publicBlob: Uint8Array,
  {
    cipher,
    kdf,
    kdfOptions,
    secret,
  }: Readonly<Record<'cipher' | 'kdf', string>> & Readonly<Record<'kdfOptions' | 'secret', Uint8Array>>,
): Uint8Array {
  const count = Buffer.from([0, 0, 0, 1]);
  const file = Buffer.concat([
    MAGIC,
    field(cipher),
    field(kdf),
    field(kdfOptions),
    count,
    field(publicBlob),
    field(secret),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  for (const buffer of [secret, file]) buffer.fill(0);
  return Buffer.from([BEGIN, ...lines, END, ''].join('\n'));
}

/** The public half of either half, as SSH sends it. */
export function publicBlobOf(key: KeyObject): Buffer {
  const { kty, n, e, x } = key.export({ format: 'jwk' });
  const numbers = kty === 'RSA' ? [positive(e), positive(n)] : [bytesOf(x)];
  return Buffer.concat([typeOf(kty), ...numbers].map(field));
}

function typeOf(kty: string | undefined): string {
  return kty === 'RSA' ? 'ssh-rsa' : TYPE;
}

/** SSH writes numbers with a sign: a first bit of 1 would make it negative. */
function positive(base64url: string | undefined): Buffer {
  const bytes = bytesOf(base64url);
  return (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function bytesOf(base64url: string | undefined): Buffer {
  return Buffer.from(base64url ?? '', 'base64url');
}

/** A length in four bytes, then the bytes. */
export function field(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Takes fields off the front, and throws where they end too early. */
export function fieldsOf(bytes: Buffer): {
  readonly skip: (count: number) => void;
  readonly take: (count: number) => Buffer;
  readonly next: () => Buffer;
  readonly isEmpty: () => boolean;
} {
  let at = 0;
  const take = (count: number) => {
    if (at + count > bytes.length) throw new Error('the key ends too early');
    at += count;
    return bytes.subarray(at - count, at);
  };
  return {
    skip: take,
    take,
    next: () => take(take(4).readUInt32BE()),
    isEmpty: () => at === bytes.length,
  };
}

function readSeed(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('not an OpenSSH key');
  const outer = fieldsOf(bytes.subarray(MAGIC.length));
  // Cipher, its salt, its settings, the count of keys, the public half. With a passphrase the rest makes no sense.
  for (let at = 0; at < 3; at++) outer.next();
  outer.skip(4);
  outer.next();
  const inner = fieldsOf(outer.next());
  inner.skip(8);
  if (inner.next().toString() !== TYPE) throw new Error('not an ed25519 key');
  inner.next();
  const secret = inner.next();
  if (secret.length !== 2 * SEED_BYTES) throw new Error('not an ed25519 key');
  return secret.subarray(0, SEED_BYTES);
}

export function ed25519KeyFrom(seed: Buffer): KeyObject {
  const pkcs8 = Buffer.concat([PKCS8_PREFIX, seed]);
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } finally {
    pkcs8.fill(0);
  }
}

/** To a whole number of blocks, with 1, 2, 3, … */
function padded(secret: Buffer, blockBytes: number): Buffer {
  const missing = (blockBytes - (secret.length % blockBytes)) % blockBytes;
  const padding = Buffer.from(Array.from({ length: missing }, (_, at) => at + 1));
  const section = Buffer.concat([secret, padding]);
  secret.fill(0);
  return section;
}

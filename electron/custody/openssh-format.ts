import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';

/**
 * OpenSSH's own file format (PROTOCOL.key in its sources), as far as EC2 uses it: one ed25519 key without a passphrase.
 * `node:crypto` does not read it, and `ssh` takes an ed25519 key in no other form.
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

export function writeOpenSsh(privateKey: KeyObject): Uint8Array {
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const seed = pkcs8.subarray(PKCS8_PREFIX.length);
  const publicBytes = Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const check = randomBytes(4);
  const secret = padded(
    Buffer.concat([
      check,
      check,
      field(TYPE),
      field(publicBytes),
      field(Buffer.concat([seed, publicBytes])),
      field(''),
    ]),
  );
  const count = Buffer.from([0, 0, 0, 1]);
  const publicBlob = Buffer.concat([field(TYPE), field(publicBytes)]);
  const file = Buffer.concat([
    MAGIC,
    field('none'),
    field('none'),
    field(''),
    count,
    field(publicBlob),
    field(secret),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  for (const buffer of [pkcs8, secret, file]) buffer.fill(0);
  return Buffer.from([BEGIN, ...lines, END, ''].join('\n'));
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

/** To a whole number of 8-byte blocks, with 1, 2, 3, … */
function padded(secret: Buffer): Buffer {
  const missing = (8 - (secret.length % 8)) % 8;
  return Buffer.concat([secret, Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, missing))]);
}

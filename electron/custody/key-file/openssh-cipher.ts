import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20orig } from '@noble/ciphers/chacha.js';
import { bcryptKey } from './bcrypt-key.ts';
import { damaged, KeyFileError, neededPassphrase, tooCostly, unsupportedFormat } from './key-file-error.ts';
import { readWire } from './wire.ts';

type Cipher = {
  /** As node:crypto calls it; null for the one that it has not in this form. */
  readonly name: string | null;
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly blockBytes: number;
  readonly tagBytes: number;
};

const CHACHA = { name: null, keyBytes: 64, ivBytes: 0, blockBytes: 8, tagBytes: 16 };
/** Every one that `ssh-keygen -Z` writes. */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ...[128, 192, 256].flatMap((bits) => [
    [`aes${bits}-ctr`, aes(bits, 'ctr', 16, 0)] as const,
    [`aes${bits}-cbc`, aes(bits, 'cbc', 16, 0)] as const,
    [`aes${bits}-gcm@openssh.com`, aes(bits, 'gcm', 12, 16)] as const,
  ]),
  ['3des-cbc', { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8, blockBytes: 8, tagBytes: 0 }],
  ['chacha20-poly1305@openssh.com', CHACHA],
]);

/** About twenty milliseconds each. OpenSSH writes 16 or 24; the careful choose 100. */
const MAX_ROUNDS = 1000;

export type Locked = {
  readonly cipher: string;
  readonly kdf: string;
  readonly kdfOptions: Buffer;
  readonly secret: Buffer;
  /** What stands behind the secret. */
  readonly tag: Buffer;
};

/** What the passphrase protects. With a cipher that has no tag, a wrong passphrase gives bytes that make no sense. */
export async function unlock(locked: Locked, passphrase: string | null): Promise<Buffer> {
  const cipher = CIPHERS.get(locked.cipher);
  if (!cipher || locked.kdf !== 'bcrypt') throw unsupportedFormat();
  const { secret, tag } = locked;
  if (secret.length % cipher.blockBytes !== 0 || tag.length !== cipher.tagBytes) throw damaged();
  const options = readWire(locked.kdfOptions);
  const [salt, rounds] = [options.field(), options.uint32()];
  if (salt.length === 0 || rounds === 0) throw damaged();
  if (rounds > MAX_ROUNDS) throw tooCostly();
  const bytes = neededPassphrase(passphrase);
  const keys = await bcryptKey(bytes, salt, rounds, cipher.keyBytes + cipher.ivBytes);
  try {
    const [key, iv] = [keys.subarray(0, cipher.keyBytes), keys.subarray(cipher.keyBytes)];
    return cipher.name === null ? openChaCha(key, secret, tag) : open(cipher.name, key, iv, secret, tag);
  } finally {
    bytes.fill(0);
    keys.fill(0);
  }
}

const WRITTEN = { cipher: 'aes256-ctr', kdf: 'bcrypt', rounds: 24, saltBytes: 16 };

/** As OpenSSH itself does it when nothing else is asked for. `secret` must be whole blocks of 16 bytes. */
export async function lock(secret: Uint8Array, passphrase: string): Promise<Locked> {
  const salt = randomBytes(WRITTEN.saltBytes);
  const options = Buffer.alloc(4 + salt.length + 4);
  options.writeUInt32BE(salt.length);
  options.set(salt, 4);
  options.writeUInt32BE(WRITTEN.rounds, 4 + salt.length);
  const bytes = Buffer.from(passphrase, 'utf8');
  const keys = await bcryptKey(bytes, salt, WRITTEN.rounds, 48);
  try {
    const aes256 = createCipheriv('aes-256-ctr', keys.subarray(0, 32), keys.subarray(32));
    return {
      cipher: WRITTEN.cipher,
      kdf: WRITTEN.kdf,
      kdfOptions: options,
      secret: Buffer.concat([aes256.update(secret), aes256.final()]),
      tag: Buffer.alloc(0),
    };
  } finally {
    bytes.fill(0);
    keys.fill(0);
  }
}

function aes(bits: number, mode: string, ivBytes: number, tagBytes: number): Cipher {
  return { name: `aes-${bits}-${mode}`, keyBytes: bits / 8, ivBytes, blockBytes: 16, tagBytes };
}

function open(name: string, key: Buffer, iv: Buffer, secret: Buffer, tag: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, iv);
  if ('setAuthTag' in decipher && tag.length > 0) Object(decipher).setAuthTag(tag);
  else decipher.setAutoPadding(false);
  try {
    return Buffer.concat([decipher.update(secret), decipher.final()]);
  } catch {
    throw new KeyFileError('passphrase-wrong');
  }
}

/** OpenSSH's own way: the key's first half for both, block 0 makes the tag's key, and the tag covers the bytes alone. */
function openChaCha(key: Buffer, secret: Buffer, tag: Buffer): Buffer {
  const [half, nonce] = [key.subarray(0, 32), new Uint8Array(8)];
  const tagKey = chacha20orig(half, nonce, new Uint8Array(32));
  if (!timingSafeEqual(poly1305(secret, tagKey), tag)) throw new KeyFileError('passphrase-wrong');
  return Buffer.from(chacha20orig(half, nonce, Uint8Array.from(secret), undefined, 1));
}

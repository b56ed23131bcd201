import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import bcrypt from 'bcrypt-pbkdf';

const HASH_BYTES = 32;

/**
 * The key that OpenBSD's bcrypt_pbkdf makes of a passphrase. Each round takes about ten milliseconds here, so the window is
 * let do its own work between two of them.
 */
export async function bcryptKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Promise<Buffer> {
  const key = Buffer.alloc(length);
  const password = sha512(passphrase);
  const blocks = Math.ceil(length / HASH_BYTES);
  for (let block = 0; block < blocks; block++) {
    const bytes = await blockOf(password, salt, rounds, block + 1);
    // Spread over the whole key: no part of it can be had for less work.
    for (let at = 0; at * blocks + block < length; at++) key[at * blocks + block] = bytes[at] ?? 0;
    bytes.fill(0);
  }
  password.fill(0);
  return key;
}

async function blockOf(
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  number: number,
): Promise<Uint8Array> {
  const counted = Buffer.concat([salt, Buffer.alloc(4)]);
  counted.writeUInt32BE(number, salt.length);
  const [hash, sum] = [new Uint8Array(HASH_BYTES), new Uint8Array(HASH_BYTES)];
  for (let round = 0; round < rounds; round++) {
    bcrypt.hash(password, sha512(round === 0 ? counted : hash), hash);
    for (const [at, byte] of hash.entries()) sum[at] = (sum[at] ?? 0) ^ byte;
    await setImmediate();
  }
  hash.fill(0);
  return sum;
}

function sha512(bytes: Uint8Array): Buffer {
  return createHash('sha512').update(bytes).digest();
}

import { createDecipheriv, createHash, createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { argon2dAsync, argon2iAsync, argon2idAsync } from '@noble/hashes/argon2.js';
import { words } from '../../../shared/words/en.ts';
import { ed25519KeyFrom, field } from '../openssh-format.ts';
import { damaged, KeyFileError, neededPassphrase, tooCostly, unsupportedFormat } from './key-file-error.ts';
import { rsaKeyFrom } from './key-from-numbers.ts';
import { mustBePublicHalf, refuseOtherKinds } from './openssh-file.ts';
import { bytesOfBase64, readWire } from './wire.ts';

/** PuTTY's form, versions 2 and 3 (appendix C of its manual). */
export async function readPuttyFile(text: string, passphrase: string | null): Promise<KeyObject> {
  const file = readLines(text);
  refuseOtherKinds(file.type);
  const isEncrypted = file.encryption !== 'none';
  if (isEncrypted && file.encryption !== CIPHER) throw unsupportedFormat();
  if (isEncrypted && file.secret.length % 16 !== 0) throw damaged();
  const bytes = isEncrypted ? neededPassphrase(passphrase) : Buffer.alloc(0);
  const keys = await (file.version === 2 ? keysOfVersion2(bytes) : keysOfVersion3(file, bytes));
  const secret = isEncrypted ? decrypt(file.secret, keys) : file.secret;
  try {
    if (!isMac(file, secret, keys.mac)) throw isEncrypted ? new KeyFileError('passphrase-wrong') : damaged();
    return mustBePublicHalf(file.publicBlob, keyIn(file, secret));
  } finally {
    for (const buffer of [bytes, secret, keys.cipher, keys.mac]) buffer.fill(0);
  }
}

const CIPHER = 'aes256-cbc';

type PuttyFile = {
  readonly version: 2 | 3;
  readonly type: string;
  readonly encryption: string;
  readonly comment: string;
  readonly publicBlob: Buffer;
  readonly secret: Buffer;
  readonly mac: Buffer;
  /** The other lines: how the passphrase becomes a key. */
  readonly named: ReadonlyMap<string, string>;
};

function readLines(text: string): PuttyFile {
  const named = new Map<string, string>();
  const blobs = new Map<string, Buffer>();
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at++) {
    const [name, value] = splitAt(lines[at] ?? '', ': ');
    if (!name.endsWith('-Lines')) {
      named.set(name, value);
      continue;
    }
    const count = countOf(value);
    blobs.set(name, bytesOfBase64(lines.slice(at + 1, at + 1 + count).join('')));
    at += count;
  }
  const [version, type] = versionOf(text, named);
  return {
    version,
    type,
    encryption: named.get('Encryption') ?? '',
    comment: named.get('Comment') ?? '',
    publicBlob: blobs.get('Public-Lines') ?? Buffer.alloc(0),
    secret: blobs.get('Private-Lines') ?? Buffer.alloc(0),
    mac: Buffer.from(named.get('Private-MAC') ?? '', 'hex'),
    named,
  };
}

function versionOf(text: string, named: ReadonlyMap<string, string>): [2 | 3, string] {
  if (text.startsWith('PuTTY-User-Key-File-1')) throw unsupportedFormat(words.keyFiles.oldPutty);
  const two = named.get('PuTTY-User-Key-File-2');
  if (two !== undefined) return [2, two];
  const three = named.get('PuTTY-User-Key-File-3');
  if (three !== undefined) return [3, three];
  throw unsupportedFormat();
}

type Keys = { readonly cipher: Buffer; readonly iv: Buffer; readonly mac: Buffer };

function keysOfVersion2(passphrase: Buffer): Keys {
  const counted = [0, 1].map((count) => sha1(Buffer.from([0, 0, 0, count]), passphrase));
  return {
    cipher: Buffer.concat(counted).subarray(0, 32),
    iv: Buffer.alloc(16),
    mac: sha1('putty-private-key-file-mac-key', passphrase),
  };
}

function sha1(first: string | Buffer, second: Buffer): Buffer {
  return createHash('sha1').update(first).update(second).digest();
}

const ARGON2 = new Map([
  ['Argon2d', argon2dAsync],
  ['Argon2i', argon2iAsync],
  ['Argon2id', argon2idAsync],
]);
/** PuTTY takes 8 MiB and some 20 passes, a second here; at most some ten. */
const MAX_MEMORY_KIB = 256 * 1024;
const MAX_WORK_KIB = 1024 * 1024;
const MAX_LANES = 16;

async function keysOfVersion3({ encryption, named }: PuttyFile, passphrase: Buffer): Promise<Keys> {
  if (encryption === 'none') return { cipher: Buffer.alloc(0), iv: Buffer.alloc(0), mac: Buffer.alloc(0) };
  const argon2 = ARGON2.get(named.get('Key-Derivation') ?? '');
  if (!argon2) throw unsupportedFormat();
  const [m, t, p] = ['Memory', 'Passes', 'Parallelism'].map((name) => countOf(named.get(`Argon2-${name}`)));
  const salt = Buffer.from(named.get('Argon2-Salt') ?? '', 'hex');
  if (!m || !t || !p || m < 8 * p || salt.length < 8) throw damaged();
  if (m > MAX_MEMORY_KIB || m * t > MAX_WORK_KIB || p > MAX_LANES) throw tooCostly();
  const all = Buffer.from(await argon2(passphrase, salt, { m, t, p, dkLen: 80 }));
  return { cipher: all.subarray(0, 32), iv: all.subarray(32, 48), mac: all.subarray(48) };
}

function decrypt(secret: Buffer, { cipher, iv }: Keys): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', cipher, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(secret), decipher.final()]);
}

/** Over everything that stands in the file, as it was before it was encrypted. */
function isMac(
  { version, type, encryption, comment, publicBlob, mac }: PuttyFile,
  secret: Buffer,
  key: Buffer,
) {
  const hmac = createHmac(version === 2 ? 'sha1' : 'sha256', key);
  for (const part of [type, encryption]) hmac.update(field(part));
  const expected = hmac
    .update(field(Buffer.from(comment, 'latin1')))
    .update(field(publicBlob))
    .update(field(secret))
    .digest();
  return mac.length === expected.length && timingSafeEqual(mac, expected);
}

function keyIn({ type, publicBlob }: PuttyFile, secret: Buffer): KeyObject {
  const [inner, outer] = [readWire(secret), readWire(publicBlob)];
  if (type === 'ssh-ed25519') {
    const seed = inner.field();
    if (seed.length !== 32) throw damaged();
    return ed25519KeyFrom(seed);
  }
  outer.field();
  const [e, n] = [outer.number(), outer.number()];
  const [d, p, q, qi] = [inner.number(), inner.number(), inner.number(), inner.number()];
  return rsaKeyFrom({ n, e, d, p, q, qi });
}

function countOf(text = ''): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : 0;
}

function splitAt(line: string, separator: string): [string, string] {
  const at = line.indexOf(separator);
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + separator.length)];
}

import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { damaged, KeyFileError, neededPassphrase, tooCostly, unsupportedFormat } from './key-file-error.ts';
import { DER_NUMBER, DER_SEQUENCE, readDer, type Der } from './der.ts';

// Object identifiers, as DER has them.
const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const SCRYPT = '2b06010401da47040b';
const SHA1 = '2a864886f70d0207';
const HASHES: ReadonlyMap<string, string> = new Map([
  [SHA1, 'sha1'],
  ['2a864886f70d0208', 'sha224'],
  ['2a864886f70d0209', 'sha256'],
  ['2a864886f70d020a', 'sha384'],
  ['2a864886f70d020b', 'sha512'],
]);
const CIPHERS: ReadonlyMap<
  string,
  { readonly name: string; readonly keyBytes: number; readonly ivBytes: number }
> = new Map([
  ['608648016503040102', { name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 }],
  ['608648016503040116', { name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 }],
  ['60864801650304012a', { name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 }],
  ['2a864886f70d0307', { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 }],
]);

/** OpenSSL writes 2048; a few seconds' worth. */
const MAX_ITERATIONS = 10_000_000;
const MAX_SCRYPT_BYTES = 256 * 1024 * 1024;
const MAX_SCRYPT_LANES = 16;

/**
 * The key in an `ENCRYPTED PRIVATE KEY` (PKCS#8 with PBES2). Opened here and not by the engine, which would do what any file
 * says, a thousand million rounds too, with the window standing still.
 */
export async function openPkcs8(file: Buffer, passphrase: string | null): Promise<Buffer> {
  const outer = readDer(file).sequence();
  const algorithm = outer.sequence();
  const secret = outer.bytes();
  if (algorithm.oid() !== PBES2) throw unsupportedFormat();
  const settings = algorithm.sequence();
  const [derivation, encryption] = [settings.sequence(), settings.sequence()];
  const cipher = CIPHERS.get(encryption.oid());
  if (!cipher) throw unsupportedFormat();
  const iv = encryption.bytes();
  if (iv.length !== cipher.ivBytes) throw damaged();
  const derive = readDerivation(derivation, cipher.keyBytes);
  const bytes = neededPassphrase(passphrase);
  const key = await derive(bytes);
  try {
    const decipher = createDecipheriv(cipher.name, key, iv);
    return Buffer.concat([decipher.update(secret), decipher.final()]);
  } catch {
    throw new KeyFileError('passphrase-wrong');
  } finally {
    bytes.fill(0);
    key.fill(0);
  }
}

type Derive = (passphrase: Buffer) => Promise<Buffer>;

function readDerivation(derivation: Der, keyBytes: number): Derive {
  const oid = derivation.oid();
  if (oid === PBKDF2) return readPbkdf2(derivation.sequence(), keyBytes);
  if (oid === SCRYPT) return readScrypt(derivation.sequence(), keyBytes);
  throw unsupportedFormat();
}

function readPbkdf2(settings: Der, keyBytes: number): Derive {
  const [salt, iterations] = [settings.bytes(), settings.number()];
  if (settings.nextTag() === DER_NUMBER && settings.number() !== keyBytes) throw damaged();
  const hash = HASHES.get(settings.nextTag() === DER_SEQUENCE ? settings.sequence().oid() : SHA1);
  if (hash === undefined) throw unsupportedFormat();
  if (iterations < 1) throw damaged();
  if (iterations > MAX_ITERATIONS) throw tooCostly();
  return (passphrase) => promisify(pbkdf2)(passphrase, salt, iterations, keyBytes, hash);
}

function readScrypt(settings: Der, keyBytes: number): Derive {
  const [salt, N, r, p] = [settings.bytes(), settings.number(), settings.number(), settings.number()];
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r < 1 || p < 1) throw damaged();
  if (128 * N * r > MAX_SCRYPT_BYTES || p > MAX_SCRYPT_LANES) throw tooCostly();
  const maxmem = 2 * MAX_SCRYPT_BYTES;
  return (passphrase) =>
    new Promise((resolve, reject) => {
      scrypt(passphrase, salt, keyBytes, { N, r, p, maxmem }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
}

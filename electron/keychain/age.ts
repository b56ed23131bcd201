import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import {
  armor,
  Decrypter,
  Encrypter,
  generateX25519Identity,
  identityToRecipient,
  Stanza,
  type Identity,
} from 'age-encryption';

/** 2 to the power of it: about a second and 256 MiB for each passphrase that somebody tries. What `age` itself takes. */
const WORK_FACTOR = 18;
/** A file could ask for hours and for all memory. This is 1 GiB. */
const MAX_WORK_FACTOR = 20;

export type Opened =
  | { readonly state: 'opened'; readonly plain: Uint8Array }
  | { readonly state: 'passphrase-wrong' }
  /** Cut off, changed, or another kind of file. Nothing more is said: a parser's message might quote what it was given. */
  | { readonly state: 'damaged' };

/**
 * As text in the format of age (age-encryption.org/v1), so that a person opens it with the plain `age` program where Keyport
 * is gone. The library derives a key from a passphrase while everything else stands still; here Node's threads do.
 */
export async function encryptWithPassphrase(
  plain: Uint8Array,
  passphrase: string,
  workFactor: number = WORK_FACTOR,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyFrom(passphrase, salt, workFactor);
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: (fileKey) => {
      const body = chacha20poly1305(key, NONCE).encrypt(fileKey);
      return [new Stanza(['scrypt', base64Of(salt), String(workFactor)], body)];
    },
  });
  const file = await encrypter.encrypt(plain);
  key.fill(0);
  return armor.encode(file);
}

/** The receiver of `plain` fills it with 0 after use. A changed first line of the file cannot be told from a wrong passphrase. */
export async function decryptWithPassphrase(file: Uint8Array, passphrase: string): Promise<Opened> {
  const binary = binaryOf(file);
  const header = binary && passphraseHeaderOf(binary);
  if (!binary || !header || header.workFactor > MAX_WORK_FACTOR) return { state: 'damaged' };
  const key = await keyFrom(passphrase, header.salt, header.workFactor);
  const fileKey = orNull(() => chacha20poly1305(key, NONCE).decrypt(header.body));
  key.fill(0);
  if (fileKey === null) return { state: 'passphrase-wrong' };
  const plain = await decryptAs({ unwrapFileKey: () => fileKey }, binary);
  fileKey.fill(0);
  return plain === null ? { state: 'damaged' } : { state: 'opened', plain };
}

/** A key pair of age: whoever has the identity opens what was encrypted to its recipient. */
export type AgeIdentity = { readonly identity: string; readonly recipient: string };

export async function newIdentity(): Promise<AgeIdentity> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** As `age-keygen` writes it, so that `age -d -i` reads it. */
export function identityText({ identity, recipient }: AgeIdentity): string {
  return `# public key: ${recipient}\n${identity}\n`;
}

export async function readIdentity(text: string): Promise<AgeIdentity | null> {
  const identity = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text)?.[0];
  if (identity === undefined) return null;
  try {
    return { identity, recipient: await identityToRecipient(identity) };
  } catch {
    return null;
  }
}

export async function encryptTo(recipient: string, plain: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(plain));
}

/** Null where it is not whole, not age's, or for someone else. The receiver fills it with 0 after use. */
export async function decryptWith({ identity }: AgeIdentity, file: Uint8Array): Promise<Uint8Array | null> {
  const binary = binaryOf(file);
  return binary && decryptAs(identity, binary);
}

/** What the format fixes: one stanza only, its salt in 16 bytes, its wrapped key in 32. */
const PASSPHRASE_HEADER =
  /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n([A-Za-z0-9+/]{43})\n--- [A-Za-z0-9+/]{43}\n/;
const SALT_BYTES = 16;
/** Each of these keys encrypts one thing only. */
const NONCE = new Uint8Array(12);

function passphraseHeaderOf(binary: Uint8Array) {
  const found = PASSPHRASE_HEADER.exec(Buffer.from(binary.subarray(0, 256)).toString('latin1'));
  const [, salt = '', workFactor = '', body = ''] = found ?? [];
  if (found === null) return null;
  return {
    salt: Buffer.from(salt, 'base64'),
    workFactor: Number(workFactor),
    body: Buffer.from(body, 'base64'),
  };
}

function keyFrom(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Buffer> {
  const [N, r] = [2 ** workFactor, 8];
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  return scryptAsync(passphrase, labelled, 32, { N, r, p: 1, maxmem: 128 * r * N + 1024 * 1024 });
}

const scryptAsync = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** With or without the lines of text around it. */
function binaryOf(file: Uint8Array): Uint8Array | null {
  const start = Buffer.from(file.subarray(0, 64)).toString('latin1');
  if (!start.trimStart().startsWith('-----BEGIN AGE')) return file;
  return orNull(() => armor.decode(Buffer.from(file).toString('latin1')));
}

async function decryptAs(identity: string | Identity, binary: Uint8Array): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(binary);
  } catch {
    return null;
  }
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Without the `=` at its end, as the format has it. */
function base64Of(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

import { execFileSync } from 'node:child_process';
import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPassword } from '../../../electron/connect/windows-password.ts';
import { privateKeyTextOf, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { encryptedPassword } from '../../../electron/practice/world/windows-password.ts';
import { needs } from '../../support/parts.ts';

const PASSWORD = 'Kx7&bQ)m2?TzW=9rFh;Uc4*Na-Yp3.Le';
const rsa = (modulusLength = 2048): KeyObject => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const key = rsa();
const ed25519 = generateKeyPairSync('ed25519').privateKey;

/** As EC2 shows it. */
const shown = (bytes: Uint8Array) => `\r\n${Buffer.from(bytes).toString('base64')}\r\n`;
const encrypted = (message: string | Uint8Array, to: KeyObject = key): Buffer =>
  publicEncrypt(
    { key: createPublicKey(to), padding: constants.RSA_PKCS1_PADDING },
    typeof message === 'string' ? Buffer.from(message) : message,
  );
/** Whatever stands in the place of a padded message. */
const raw = (padded: Uint8Array): Buffer =>
  publicEncrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, padded);
const textOf = (read: ReturnType<typeof readPassword>) =>
  read.kind === 'ok' ? read.password.toString('latin1') : read.kind;

needs('openssl')('what openssl has encrypted', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-password-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test.each([2048, 3072, 4096])('is read with a key of %i bits', (bits) => {
    const own = bits === 2048 ? key : rsa(bits);
    const file = path.join(folder, `${String(bits)}.pem`);
    fs.writeFileSync(file, createPublicKey(own).export({ format: 'pem', type: 'spki' }));
    const args = ['pkeyutl', '-encrypt', '-pubin', '-inkey', file, '-pkeyopt', 'rsa_padding_mode:pkcs1'];
    const bytes = execFileSync('openssl', args, { input: PASSWORD });

    expect(textOf(readPassword(shown(bytes), own))).toBe(PASSWORD);
  });
});

test('what the practice account has encrypted is read', () => {
  const publicKey = publicKeyOf(privateKeyTextOf(key)) ?? '';

  const read = readPassword(`\r\n${encryptedPassword(publicKey, randomBytes)}\r\n`, key);

  expect(textOf(read)).toMatch(/^[\x21-\x7e]{32}$/u);
});

test('line breaks within the base64 are no part of it', () => {
  const text = encrypted(PASSWORD)
    .toString('base64')
    .replaceAll(/.{64}/gu, (line) => `${line}\r\n`);

  expect(textOf(readPassword(text, key))).toBe(PASSWORD);
});

test('of another key, of every length, it is said that it is another one', () => {
  for (const other of [rsa(), rsa(1024), rsa(3072), rsa(4096)]) {
    expect(readPassword(shown(encrypted(PASSWORD)), other)).toEqual({ kind: 'wrong-key' });
    expect(readPassword(shown(encrypted(PASSWORD, other)), key)).toEqual({ kind: 'wrong-key' });
  }
});

test('of a key that is not RSA nothing is tried', () => {
  expect(readPassword(shown(encrypted(PASSWORD)), ed25519)).toEqual({ kind: 'not-rsa' });
});

test('one byte that was changed on the way never gives a password that is almost the right one', () => {
  const bytes = encrypted(PASSWORD);
  const almost = fc.record({
    at: fc.integer({ min: 0, max: bytes.length - 1 }),
    change: fc.integer({ min: 1, max: 255 }),
  });
  fc.assert(
    fc.property(almost, ({ at, change }) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      // A padding can be right by chance, about once in 65,000; what is behind it is then no password.
      return ['wrong-key', 'garbage'].includes(readPassword(shown(changed), key).kind);
    }),
    { numRuns: 300 },
  );
});

test.each([1, 2, 128, 255])('what was cut short by %i bytes is for no key of this length', (less) => {
  const bytes = encrypted(PASSWORD);

  expect(readPassword(shown(bytes.subarray(less)), key)).toEqual({ kind: 'wrong-key' });
  expect(readPassword(shown(bytes.subarray(0, bytes.length - less)), key)).toEqual({ kind: 'wrong-key' });
});

describe('the padding', () => {
  const message = Buffer.from(PASSWORD);
  const padded = ({ first = 0, second = 2, padding = 0x41, count = 256 - 3 - message.length } = {}) => {
    const filling = Buffer.alloc(count, padding);
    const rest = Buffer.alloc(256 - 3 - count - message.length, 0x5a);
    return Buffer.concat([Buffer.from([first, second]), filling, Buffer.from([0]), rest, message]);
  };

  test('is right where it is as the standard has it', () => {
    expect(textOf(readPassword(shown(raw(padded())), key))).toBe(PASSWORD);
  });

  test('may have eight bytes', () => {
    const long = Buffer.concat([
      Buffer.from([0, 2]),
      Buffer.alloc(8, 1),
      Buffer.from([0]),
      Buffer.alloc(245, 0x61),
    ]);

    // Right, but nobody's password is that long.
    expect(readPassword(shown(raw(long)), key)).toEqual({ kind: 'garbage' });
  });

  test.each([
    ['another first byte', padded({ first: 1 })],
    ['the block type of signatures', padded({ second: 1 })],
    ['no block type', padded({ second: 0 })],
    ['seven bytes of padding', padded({ count: 7 })],
    ['none', padded({ count: 0 })],
    ['no end', Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(254, 0x41)])],
    ['nothing but zeros', Buffer.alloc(256)],
    ['only an end in the block type', Buffer.concat([Buffer.from([0, 0]), Buffer.alloc(254, 0x41)])],
  ])('is refused with %s, and always with the same answer', (_, wrong) => {
    expect(readPassword(shown(raw(wrong)), key)).toEqual({ kind: 'wrong-key' });
  });
});

test.each([
  ['nothing', ''],
  ['a blank', 'with blank'],
  ['a line break', 'two\nlines'],
  ['a NUL', 'with\0nul'],
  ['an escape sequence', '\u001b[2J'],
  ['letters that are not ASCII', 'Paßwort'],
  ['bytes that are no text', Uint8Array.from([0xff, 0xfe])],
  ['more than a password has', 'a'.repeat(128)],
])('%s is no password', (_, message) => {
  expect(readPassword(shown(encrypted(message)), key)).toEqual({ kind: 'garbage' });
});

test.each([
  ['nothing', ''],
  ['blanks', '\r\n \r\n'],
  ['no base64', 'no password is here!'],
  ['half a base64', 'QUJ'],
  ['padding in the middle', 'QQ==QQ=='],
  ['the alphabet of links', 'QUJ_-w=='],
  ['a text without an end', 'QUJD'.repeat(100_000)],
])('%s is no encrypted text', (_, data) => {
  expect(readPassword(data, key)).toEqual({ kind: 'garbage' });
});

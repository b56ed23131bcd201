import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { MAX_STORED_BYTES, storedForm, withoutPadding } from '../../../electron/keychain/stored-form.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const stored = (privateKey: string) => text(storedForm(Buffer.from(privateKey)));
const rsaPem = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength })
    .privateKey.export({ format: 'pem', type: 'pkcs1' })
    .toString();

test.each([
  ['even already', 'abc\n', 'abc\n'],
  ['odd', 'abcd\n', 'abcd\n\n'],
  ['no final newline', 'abc', 'abc\n'],
  ['several final newlines', 'abc\n\n\n\n', 'abc\n'],
  ['CRLF', 'a\r\nbc\r\n', 'a\nbc\n\n'],
  ['CR alone', 'a\rbc\r', 'a\nbc\n\n'],
])('is ASCII with LF, a final newline and an even length: %s', (_, given, expected) => {
  expect(stored(given)).toBe(expected);
});

test.each(['abc', 'abcd', 'a\r\nb', 'a\n\nb'])('comes back with exactly one final newline: %j', (given) => {
  const back = text(withoutPadding(storedForm(Buffer.from(given))));

  expect(back).toBe(`${given.replaceAll('\r\n', '\n')}\n`);
});

test('what comes back is a copy, also of a Buffer', () => {
  const given = Buffer.from('abcd\n\n');
  const back = withoutPadding(given);
  given.fill(0);

  expect(text(back)).toBe('abcd\n');
});

test('what another program stored comes back as it is', () => {
  expect(text(withoutPadding(Buffer.from('no newline')))).toBe('no newline');
});

test.each(['', '\n', '\r\n\n'])('nothing at all is refused: %j', (given) => {
  expect(() => stored(given)).toThrow('must not be empty');
});

test('what is not ASCII is refused', () => {
  expect(() => storedForm(Buffer.from('schlüssel\n'))).toThrow('must be ASCII');
});

test('2560 bytes fit in one credential of Windows, one more does not', () => {
  expect(storedForm(Buffer.from(`${'a'.repeat(MAX_STORED_BYTES - 1)}\n`))).toHaveLength(2560);
  expect(() => stored(`${'a'.repeat(MAX_STORED_BYTES)}\n`)).toThrow('at most 2560');
});

test('an RSA-2048 key fits, an RSA-4096 key is refused without a word of it', () => {
  expect(() => stored(rsaPem(2048))).not.toThrow();
  expect(() => stored(rsaPem(4096))).toThrow(
    /^keychain failed: a private key of \d+ bytes does not fit: at most 2560$/,
  );
});

test('the given bytes are left alone', () => {
  const given = Buffer.from('abc\r\n');

  storedForm(given).fill(0);

  expect(given.toString()).toBe('abc\r\n');
});

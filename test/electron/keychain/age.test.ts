import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  decryptWith,
  decryptWithPassphrase,
  encryptTo,
  encryptWithPassphrase,
  identityText,
  newIdentity,
  readIdentity,
} from '../../../electron/keychain/age.ts';
import { runAge } from '../../support/age.ts';
import { needs } from '../../support/parts.ts';

const PASSPHRASE = 'four words, no relation';
/** A thousandth of the work, where not the work is what is tested. */
const CHEAP = 8;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-age-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const plainOf = (opened: Awaited<ReturnType<typeof decryptWithPassphrase>>) =>
  opened.state === 'opened' ? Buffer.from(opened.plain).toString() : opened.state;

test('what a passphrase encrypted, it opens, and no other one does', async () => {
  const file = Buffer.from(await encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, CHEAP));

  expect(plainOf(await decryptWithPassphrase(file, PASSPHRASE))).toBe('secret');
  expect(plainOf(await decryptWithPassphrase(file, `${PASSPHRASE} `))).toBe('passphrase-wrong');
  expect(plainOf(await decryptWithPassphrase(file, ''))).toBe('passphrase-wrong');
});

test('the file is text, and holds nothing of what is in it', async () => {
  const file = await encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, CHEAP);

  expect(file).toMatch(
    /^-----BEGIN AGE ENCRYPTED FILE-----\n[\w+/=\n]+\n-----END AGE ENCRYPTED FILE-----\n$/,
  );
  expect(binaryOf(file).includes('secret')).toBe(false);
});

test('a second time the same is another file, and the passphrase another key', async () => {
  const twice = [0, 0].map(() => encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, CHEAP));
  const headers = (await Promise.all(twice))
    .map(binaryOf)
    .map((file) => file.toString('latin1').split('\n')[1]);

  expect(headers[0]).toMatch(/^-> scrypt \S{22} 8$/);
  expect(headers[0]).not.toBe(headers[1]);
});

test('the machine goes on while a passphrase is worked on', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, 17);
  clearInterval(timer);

  expect(turns).toBeGreaterThan(5);
});

test('every changed byte and every cut is noticed', async () => {
  const binary = binaryOf(await encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, CHEAP));
  expect(plainOf(await decryptWithPassphrase(binary, PASSPHRASE))).toBe('secret');

  for (let index = 0; index < binary.length; index++) {
    const changed = Buffer.from(binary);
    changed[index] = (changed[index] ?? 0) ^ 1;
    // A work factor of 9 in place of 8 is another key, as a wrong passphrase is.
    expect(plainOf(await decryptWithPassphrase(changed, PASSPHRASE))).toMatch(/^(damaged|passphrase-wrong)$/);
    expect(plainOf(await decryptWithPassphrase(binary.subarray(0, index), PASSPHRASE))).toBe('damaged');
  }
});

test.each([
  ['nothing', ''],
  ['another text', 'hello'],
  ['only the frame', '-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n'],
  ['a work factor of hours', headerWith('30')],
  ['a work factor beyond all memory', headerWith('99')],
  ['a work factor that is none', headerWith('0')],
])('another file is refused at once: %s', async (_, text) => {
  expect(await decryptWithPassphrase(Buffer.from(text), PASSPHRASE)).toEqual({ state: 'damaged' });
});

test('a file for a key is not one for a passphrase, nor the reverse', async () => {
  const identity = await newIdentity();
  const forKey = Buffer.from(await encryptTo(identity.recipient, Buffer.from('secret')));
  const forPassphrase = Buffer.from(await encryptWithPassphrase(Buffer.from('secret'), PASSPHRASE, CHEAP));

  expect(plainOf(await decryptWithPassphrase(forKey, PASSPHRASE))).toBe('damaged');
  expect(await decryptWith(identity, forPassphrase)).toBeNull();
  expect(await decryptWith(await newIdentity(), forKey)).toBeNull();
  expect(String(Buffer.from((await decryptWith(identity, forKey)) ?? ''))).toBe('secret');
});

test('an identity is read out of its text, and out of no other', async () => {
  const identity = await newIdentity();

  expect(await readIdentity(identityText(identity))).toEqual(identity);
  expect(await readIdentity('')).toBeNull();
  expect(await readIdentity(identity.recipient)).toBeNull();
  expect(
    await readIdentity(identity.identity.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'))),
  ).toBeNull();
});

needs('age')('the plain age program', () => {
  test('opens what a passphrase of Keyport encrypted, and only with it', async () => {
    fs.writeFileSync(at('kept.age'), await encryptWithPassphrase(Buffer.from('secret\n'), PASSPHRASE));

    expect(await runAge(['-d', '-o', at('plain'), at('kept.age')], [PASSPHRASE])).toMatchObject({ code: 0 });
    expect(fs.readFileSync(at('plain'), 'utf8')).toBe('secret\n');
    expect(await runAge(['-d', '-o', at('other'), at('kept.age')], ['another passphrase'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('incorrect passphrase'),
    });
    expect(fs.existsSync(at('other'))).toBe(false);
  });

  test.each([
    ['binary', []],
    ['text', ['-a']],
  ])('makes files that Keyport opens: %s', async (_, options) => {
    fs.writeFileSync(at('plain'), 'secret\n');
    const asked = [PASSPHRASE, PASSPHRASE];

    expect(await runAge(['-p', ...options, '-o', at('theirs.age'), at('plain')], asked)).toMatchObject({
      code: 0,
    });

    const theirs = fs.readFileSync(at('theirs.age'));
    expect(plainOf(await decryptWithPassphrase(theirs, PASSPHRASE))).toBe('secret\n');
    expect(plainOf(await decryptWithPassphrase(theirs, 'another passphrase'))).toBe('passphrase-wrong');
  });
});

function binaryOf(armored: string): Buffer {
  return Buffer.from(armored.split('\n').slice(1, -2).join(''), 'base64');
}

function headerWith(workFactor: string): string {
  const [salt, body] = ['A'.repeat(22), 'A'.repeat(43)];
  return `age-encryption.org/v1\n-> scrypt ${salt} ${workFactor}\n${body}\n--- ${body}\n${'A'.repeat(60)}`;
}

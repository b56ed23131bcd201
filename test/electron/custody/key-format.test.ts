import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  isPrivateHalfOf,
  isSamePublicKey,
  newPrivateKey,
  publicKeyOf,
} from '../../../electron/custody/key-format.ts';
import { storedForm } from '../../../electron/keychain/stored-form.ts';
import { withoutSense } from '../../support/damaged-key.ts';
import { needs } from '../../support/parts.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-format-'));

afterEach(() => {
  for (const file of fs.readdirSync(folder)) fs.rmSync(path.join(folder, file));
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

const types = ['ed25519', 'rsa'] as const;

needs('ssh-keygen')('OpenSSH agrees', () => {
  test.each(types)('on the public half of a key made here: %s', async (type) => {
    const privateKey = await newPrivateKey(type);

    expect(publicKeyOf(privateKey)).toBe(sshKeygenOn(privateKey));
  });

  test.each(types)('on the public half of a key in the form that the keychain keeps: %s', async (type) => {
    const stored = storedForm(await newPrivateKey(type));

    expect(stored.length % 2).toBe(0);
    expect(publicKeyOf(stored)).toBe(sshKeygenOn(stored));
  });

  test.each([
    ['ed25519', []],
    ['rsa', ['-b', '2048', '-m', 'PEM']],
    ['rsa', ['-b', '3072', '-m', 'PKCS8']],
  ])('on the public half of a key that it made itself: %s %s', (type, options) => {
    const file = path.join(folder, 'theirs');
    spawnSync('ssh-keygen', ['-q', '-t', type, ...options, '-N', '', '-f', file, '-C', 'web']);
    const publicKey = fs.readFileSync(`${file}.pub`, 'utf8');
    const privateKey = fs.readFileSync(file);

    expect(`${publicKeyOf(privateKey)} web\n`).toBe(publicKey);
    expect(isPrivateHalfOf(privateKey, publicKey)).toBe(true);
  });

  test('many ed25519 keys in a row are read alike by both', async () => {
    const keys = await Promise.all(Array.from({ length: 40 }, () => newPrivateKey('ed25519')));

    expect(keys.map(publicKeyOf)).toEqual(keys.map(sshKeygenOn));
  });
});

test.each(types)(
  'a key made here is RSA-2048 as PKCS#1 PEM or ed25519 as OpenSSH, and fits: %s',
  async (type) => {
    const text = Buffer.from(await newPrivateKey(type)).toString();

    expect(text).toMatch(
      type === 'rsa' ? /^-----BEGIN RSA PRIVATE KEY-----\n/ : /^-----BEGIN OPENSSH PRIVATE KEY-----\n/,
    );
    expect(text).toMatch(/[^\n]\n$/);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(70);
    expect(storedForm(Buffer.from(text)).length).toBeLessThanOrEqual(2560);
  },
);

test.each(types)('only the right private key proves a public one: %s', async (type) => {
  const [ours, other] = await Promise.all([newPrivateKey(type), newPrivateKey(type)]);
  const publicKey = publicKeyOf(ours) ?? '';

  expect(isPrivateHalfOf(ours, publicKey)).toBe(true);
  expect(isPrivateHalfOf(ours, `${publicKey} some comment\n`)).toBe(true);
  expect(isPrivateHalfOf(other, publicKey)).toBe(false);
});

test('an ed25519 key whose public bytes were put in by somebody else is not believed', async () => {
  const [ours, other] = await Promise.all([newPrivateKey('ed25519'), newPrivateKey('ed25519')]);
  // Their public half everywhere in the file, our secret.
  const [mine, theirs] = [bytesOf(ours), bytesOf(other)];
  const seed = mine.subarray(161, 193);
  const forged = pem(Buffer.concat([theirs.subarray(0, 161), seed, theirs.subarray(193)]));

  expect(publicKeyOf(forged)).toBe(publicKeyOf(ours));
  expect(isPrivateHalfOf(forged, publicKeyOf(other) ?? '')).toBe(false);
});

test('an RSA key with the right public half that cannot sign proves nothing', async () => {
  const privateKey = await newPrivateKey('rsa');
  const publicKey = publicKeyOf(privateKey) ?? '';
  const senseless = withoutSense(privateKey);

  expect(publicKeyOf(senseless)).toBe(publicKey);
  expect(isPrivateHalfOf(senseless, publicKey)).toBe(false);
});

test.each([
  ['nothing', ''],
  ['no key', 'hello\n'],
  ['a header alone', '-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n'],
  ['a cut OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n'],
  ['a PEM of rubbish', '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n'],
  ['a kind that EC2 does not know', ecKey()],
])('what is no private key of ours has no public half, and raises nothing: %s', (_, text) => {
  expect(publicKeyOf(Buffer.from(text))).toBeNull();
  expect(isPrivateHalfOf(Buffer.from(text), 'ssh-ed25519 AAAA')).toBe(false);
});

needs('ssh-keygen')('a key with a passphrase', () => {
  test('has no public half that we could prove', () => {
    const file = path.join(folder, 'locked');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'a passphrase', '-f', file]);

    expect(publicKeyOf(fs.readFileSync(file))).toBeNull();
  });
});

test.each([
  ['another comment', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA a', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA', true],
  ['another key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAB', false],
  ['another type', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA', 'ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA', false],
  ['nothing', '', '', false],
  ['rubbish', 'ssh-rsa', 'ssh-rsa', false],
])('public keys are the same by type and bytes: %s', (_, one, other, expected) => {
  expect(isSamePublicKey(one, other)).toBe(expected);
});

function sshKeygenOn(privateKey: Uint8Array): string {
  const file = path.join(folder, 'key');
  fs.writeFileSync(file, privateKey, { mode: 0o600 });
  const { stdout } = spawnSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' });
  fs.rmSync(file);
  return stdout.trim();
}

function ecKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'sec1' }).toString();
}

function bytesOf(privateKey: Uint8Array): Buffer {
  const [, ...body] = Buffer.from(privateKey).toString().trimEnd().split('\n').slice(0, -1);
  return Buffer.from(body.join(''), 'base64');
}

function pem(bytes: Buffer): Buffer {
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return Buffer.from(
    ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n'),
  );
}

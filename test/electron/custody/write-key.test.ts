import { describe, expect, test } from 'vitest';
import { newPrivateKey, publicKeyOf, readPrivateKey } from '../../../electron/custody/key-format.ts';
import { readKeyFile } from '../../../electron/custody/read-key-file.ts';
import { writeKey } from '../../../electron/custody/write-key.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { opensslCheck, openssl, sshKeygenOn } from '../../support/key-files.ts';
import { needs } from '../../support/parts.ts';

const types = ['ed25519', 'rsa'] as const;
const PASSPHRASE = 'correct horse Ünïcode';

const cases = [
  ...types.flatMap((type) =>
    (['openssh', 'pem'] as const).flatMap((format) =>
      [null, PASSPHRASE].map((passphrase) => ({ type, format, passphrase })),
    ),
  ),
  { type: 'ed25519', format: 'openssh', passphrase: 'x1234' },
  { type: 'ed25519', format: 'openssh', passphrase: 'longer than bcrypt takes '.repeat(8) },
] as const;

needs('ssh-keygen')('OpenSSH reads what Keyport writes, and so does Keyport', () => {
  test.each(cases)('$type as $format, passphrase $passphrase', async ({ type, format, passphrase }) => {
    const { text, publicKey } = await written(type, format, passphrase);

    expect(sshKeygenOn(text, passphrase ?? '')).toBe(publicKey);
    expect(valueOf(await readKeyFile(text, passphrase)).publicKey).toBe(publicKey);
    if (passphrase !== null) expect(sshKeygenOn(text, `${passphrase}.`)).toMatch(/passphrase/);
  });
});

describe('each form begins as other programs know it', () => {
  test.each([
    ['ed25519', 'openssh', null, 'OPENSSH PRIVATE KEY'],
    ['ed25519', 'pem', null, 'OPENSSH PRIVATE KEY'],
    ['rsa', 'openssh', null, 'OPENSSH PRIVATE KEY'],
    ['rsa', 'pem', null, 'RSA PRIVATE KEY'],
    ['rsa', 'pem', 'a passphrase', 'ENCRYPTED PRIVATE KEY'],
  ] as const)('%s as %s, passphrase %s: %s', async (type, format, passphrase, label) => {
    const { text } = await written(type, format, passphrase);

    expect(text.toString()).toMatch(new RegExp(`^-----BEGIN ${label}-----\n`));
    expect(text.toString()).toMatch(new RegExp(`\n-----END ${label}-----\n$`));
  });
});

test('OpenSSL finds every number of an RSA key right', async () => {
  const plain = await written('rsa', 'pem', null);
  const locked = await written('rsa', 'pem', 'a passphrase');

  expect(opensslCheck(plain.text)).toBe('RSA key ok');
  expect(opensslCheck(openssl(['pkcs8', '-passin', 'pass:a passphrase'], locked.text))).toBe('RSA key ok');
});

needs('ssh-keygen')('the comment', () => {
  test.each(types)('stands beside the key: %s', async (type) => {
    const { text } = await written(type, 'openssh', null);

    expect(sshKeygenOn(text, '', 9)).toMatch(/ größer als web$/);
  });
});

/** A key written by us, as its bytes and what its public half is. */
async function written(type: 'ed25519' | 'rsa', format: 'openssh' | 'pem', passphrase: string | null) {
  const stored = await newPrivateKey(type);
  const privateKey = readPrivateKey(stored);
  if (privateKey === null) throw new Error('a new key');
  const text = Buffer.from(await writeKey(privateKey, { format, passphrase, comment: 'größer als web' }));
  return { text, publicKey: publicKeyOf(stored) };
}

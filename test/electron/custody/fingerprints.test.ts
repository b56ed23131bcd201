import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintsOf, opensshFingerprintOf } from '../../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { needs } from '../../support/parts.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-fingerprints-'));
const file = (type: string) => path.join(folder, type);
const keys: Record<string, Uint8Array> = {};

beforeAll(async () => {
  for (const type of ['rsa', 'ed25519'] as const) {
    keys[type] = await newPrivateKey(type);
    fs.writeFileSync(file(type), keyOf(type), { mode: 0o600 });
    fs.writeFileSync(`${file(type)}.pub`, `${publicKeyOf(keyOf(type))} a comment\n`);
  }
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

needs('ssh-keygen')('OpenSSH and OpenSSL agree', () => {
  test.each(['rsa', 'ed25519'])('on the fingerprint of a key: %s', (type) => {
    const theirs = run('ssh-keygen', '-l', '-f', `${file(type)}.pub`).split(' ')[1];

    expect(theirs).toMatch(/^SHA256:/);
    expect(fingerprintsOf(keyOf(type), 'added')?.openssh).toBe(theirs);
    expect(opensshFingerprintOf(publicKeyOf(keyOf(type)) ?? '')).toBe(theirs);
  });

  // As AWS's user guide tells people to compute it.
  test('on what EC2 shows of an RSA pair that it made', () => {
    const theirs = shell(`openssl pkcs8 -in ${file('rsa')} -topk8 -nocrypt -outform DER | openssl sha1 -c`);

    expect(fingerprintsOf(keyOf('rsa'), 'aws-made')?.aws).toBe(theirs);
  });

  test.each(['made-here', 'added'] as const)('on what EC2 shows of an imported RSA pair: %s', (origin) => {
    const theirs = shell(`openssl rsa -in ${file('rsa')} -pubout -outform DER | openssl md5 -c`);

    expect(fingerprintsOf(keyOf('rsa'), origin)?.aws).toBe(theirs);
  });

  test.each(['aws-made', 'made-here', 'added'] as const)(
    'on what EC2 shows of an ed25519 pair: %s',
    (origin) => {
      const theirs = run('ssh-keygen', '-l', '-f', `${file('ed25519')}.pub`).split(' ')[1];

      expect(fingerprintsOf(keyOf('ed25519'), origin)?.aws).toBe(`${theirs?.slice('SHA256:'.length)}=`);
    },
  );
});

test.each(['', 'hello', '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n'])(
  'what is no key has no fingerprints: %j',
  (text) => {
    expect(fingerprintsOf(Buffer.from(text), 'added')).toBeNull();
    expect(opensshFingerprintOf(text)).toBeNull();
  },
);

function keyOf(type: string): Uint8Array {
  return keys[type] ?? new Uint8Array();
}

function run(command: string, ...args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout;
}

function shell(line: string): string | undefined {
  return run('sh', '-c', line).trim().split('= ')[1];
}

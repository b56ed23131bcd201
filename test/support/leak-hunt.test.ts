import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assert, nat, property } from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import { createLeakHunter, filesUnder } from './leak-hunt.ts';

describe.each(['ed25519', 'rsa'] as const)('a hunter of an %s key', async (type) => {
  const bytes = await newPrivateKey(type);
  const privateKey = Buffer.from(bytes).toString();
  const publicKey = publicKeyOf(bytes) ?? '';
  const hunter = createLeakHunter([privateKey]);
  const hunt = (text: string | Buffer) => hunter.hunt([{ name: 'here', bytes: Buffer.from(text) }]);
  const noise = (length: number) => randomBytes(length).toString('base64');

  test('finds the whole key in each form that it may take on its way', () => {
    const json = JSON.stringify({ key: privateKey });
    expect(hunt(noise(500) + privateKey + noise(500))).toContain('here: as it stands');
    expect(hunt(json)).toContain('here: as it stands');
    for (const before of ['', 'a', 'ab', 'abc']) {
      const inside = Buffer.from(`${before}${privateKey}`);
      expect(hunt(inside.toString('base64'))).toContain('here: in base64');
      expect(hunt(inside.toString('hex'))).toContain('here: in hex');
      expect(hunt(inside.toString('hex').toUpperCase())).toContain('here: in hex');
    }
    const body = privateKey.replaceAll(/-----.*-----|\n/g, '');
    expect(hunt(Buffer.from(body, 'base64').toString('hex'))).toContain('here: its bytes in hex');
  });

  test('finds any 24 characters in a row out of the middle of the secret, and not 23', () => {
    const body = privateKey.replaceAll(/-----.*-----|\n/g, '');
    const secret = body.slice(...secretRange(privateKey, body));
    assert(
      property(nat(secret.length - 24), (at) => {
        expect(hunt(`${noise(30)}|${secret.slice(at, at + 24)}|${noise(30)}`)).toEqual([
          'here: as it stands',
        ]);
        expect(hunt(`${noise(30)}|${secret.slice(at, at + 23)}|${noise(30)}`)).toEqual([]);
      }),
    );
  });

  test('takes the public half for no leak, in any form', () => {
    const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
    const forms = [publicKey, `a${publicKey}`, `ab${publicKey}`].map((text) => Buffer.from(text));
    for (const form of [...forms, blob, Buffer.concat([Buffer.alloc(1), blob])]) {
      expect(hunt(form)).toEqual([]);
      expect(hunt(form.toString('base64'))).toEqual([]);
      expect(hunt(form.toString('hex'))).toEqual([]);
    }
  });

  test('does not find another key of the same kind', async () => {
    expect(hunt(Buffer.from(await newPrivateKey(type)))).toEqual([]);
  });
});

test('files are found however deep they lie', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-hunt-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a/b/key');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  const hunter = createLeakHunter([fs.readFileSync(file, 'utf8')]);

  expect(hunter.hunt(filesUnder(folder))).toEqual([`${file}: as it stands`]);
});

/** Where in the body the secret surely lies: behind the public numbers of an RSA key; the seed of an ed25519 one. */
function secretRange(privateKey: string, body: string): [number, number] {
  if (privateKey.includes('RSA')) return [Math.ceil(body.length * 0.4), Math.floor(body.length * 0.98)];
  const bytes = Buffer.from(body, 'base64');
  const publicHalf = bytes.subarray(bytes.indexOf('ssh-ed25519') + 15).subarray(0, 32);
  const end = bytes.lastIndexOf(publicHalf);
  return [Math.ceil(((end - 32) * 4) / 3), Math.floor((end * 4) / 3)];
}

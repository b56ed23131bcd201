import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AwsError } from '../../../../electron/practice/aws-error.ts';
import { newPrivateKey } from '../../../../electron/practice/world/new-private-key.ts';
import { readPublicKey } from '../../../../electron/practice/world/read-public-key.ts';
import {
  blobOf,
  fingerprintOf,
  lineOf,
  readBlob,
} from '../../../../electron/practice/world/ssh-public-key.ts';
import { needs } from '../../../support/parts.ts';
import { judgedPublicKeyOf } from '../../../support/ssh-keygen.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-public-key-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const LINES = [
  generateKeyPairSync('ed25519').publicKey,
  generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey,
].map((key) => {
  const publicKey = readBlob(blobOf(key));
  if (publicKey === null) throw new Error('not read');
  return `${lineOf(publicKey)} me@here`;
});

/** The key as it is read, or null where it is refused; anything else is a fault. */
function read(material: string): ReturnType<typeof readPublicKey> | null {
  try {
    return readPublicKey(material);
  } catch (error) {
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({ code: 'InvalidKey.Format' });
    return null;
  }
}

/** A line with a few of its signs taken out, put in, or exchanged. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...LINES),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.string({ minLength: 1, maxLength: 3 })), { maxLength: 4 }),
  )
  .map(([line, changes]) =>
    changes.reduce((text, [at, length, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + length);
    }, line),
  );

test('anything at all is a key or is refused', () => {
  fc.assert(
    fc.property(fc.oneof(spoilt, fc.string(), fc.base64String()), (material) => {
      const key = read(material);
      return key === null || fingerprintOf(key).length > 40;
    }),
    { seed: 5, numRuns: 3_000 },
  );
});

needs('ssh-keygen')('OpenSSH', () => {
  test('reads every line that is taken as the same key', () => {
    let taken = 0;
    fc.assert(
      fc.property(spoilt, (material) => {
        const key = read(material);
        if (key === null || taken >= 40) return;
        taken += 1;
        const file = path.join(folder, 'key.pub');
        fs.writeFileSync(file, `${material.trim()}\n`);
        const judged = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', file], { encoding: 'utf8' });
        fs.writeFileSync(file, `${lineOf(key)}\n`);
        const ours = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', file], { encoding: 'utf8' });
        expect(judged.split(' ').slice(0, 2)).toEqual(ours.split(' ').slice(0, 2));
      }),
      { seed: 5, numRuns: 2_000 },
    );
    expect(taken).toBe(40);
  });

  test('reads every ed25519 file that is handed out', () => {
    for (let at = 0; at < 20; at += 1) {
      const { privateKey, publicKey } = newPrivateKey('ed25519', { format: 'pem', comment: 'web' });
      expect(judgedPublicKeyOf(Buffer.from(privateKey))).toBe(lineOf(publicKey));
    }
  });
});

import { randomBytes, type KeyObject } from 'node:crypto';
import { asString, blobOf } from './ssh-public-key.ts';

const BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----';
const END = '-----END OPENSSH PRIVATE KEY-----';
const BLOCK_BYTES = 8;

/** An ed25519 private key without a passphrase, as OpenSSH writes it (PROTOCOL.key in its sources). */
export function openSshOf(key: KeyObject): string {
  const { d, x } = key.export({ format: 'jwk' });
  const [seed, point] = [bytesOf(d), bytesOf(x)];
  const check = randomBytes(4);
  const secret = [
    asString('ssh-ed25519'),
    asString(point),
    asString(Buffer.concat([seed, point])),
    asString(''),
  ];
  const noCipher = [asString('none'), asString('none'), asString('')];
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...noCipher,
    Buffer.from([0, 0, 0, 1]),
    asString(blobOf(key)),
    asString(padded(Buffer.concat([check, check, ...secret]))),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/gu) ?? [];
  return [BEGIN, ...lines, END, ''].join('\n');
}

/** To whole blocks, with 1, 2, 3, … */
function padded(secret: Buffer): Buffer {
  const missing = (BLOCK_BYTES - (secret.length % BLOCK_BYTES)) % BLOCK_BYTES;
  return Buffer.concat([secret, Buffer.from(Array.from({ length: missing }, (_, at) => at + 1))]);
}

function bytesOf(base64url: string | undefined): Buffer {
  return Buffer.from(base64url ?? '', 'base64url');
}

import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { asNumber, asString, blobOf } from './ssh-public-key.ts';

/**
 * A private key without a passphrase in PuTTY's own format, version 2 (appendix C of PuTTY's manual): what EC2 hands out as `ppk`.
 */
export function ppkOf(key: KeyObject, comment: string): string {
  const type = key.asymmetricKeyType === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519';
  const [publicBlob, privateBlob] = [blobOf(key), privateBlobOf(key)];
  const signed = [type, 'none', comment, publicBlob, privateBlob].map(asString);
  const macKey = createHash('sha1').update('putty-private-key-file-mac-key').digest();
  const mac = createHmac('sha1', macKey).update(Buffer.concat(signed)).digest('hex');
  return [
    `PuTTY-User-Key-File-2: ${type}`,
    'Encryption: none',
    `Comment: ${comment}`,
    ...linesOf('Public', publicBlob),
    ...linesOf('Private', privateBlob),
    `Private-MAC: ${mac}`,
    '',
  ].join('\r\n');
}

function privateBlobOf(key: KeyObject): Buffer {
  const { kty, d, p, q, qi } = key.export({ format: 'jwk' });
  return kty === 'RSA'
    ? Buffer.concat([d, p, q, qi].map(asNumber))
    : asString(Buffer.from(d ?? '', 'base64url'));
}

function linesOf(name: string, blob: Buffer): readonly string[] {
  const lines = blob.toString('base64').match(/.{1,64}/gu) ?? [];
  return [`${name}-Lines: ${String(lines.length)}`, ...lines];
}

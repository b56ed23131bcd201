import { createPublicKey } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { blobOf, fromBase64, readBlob, readLine, type SshPublicKey } from './ssh-public-key.ts';

const BEGIN = '---- BEGIN SSH2 PUBLIC KEY ----';
const END = '---- END SSH2 PUBLIC KEY ----';
const SHORTEST_RSA = 1024;

/**
 * The public key that somebody imports: OpenSSH's line, or, for RSA only, a DER in base64 or the file of RFC 4716 (EC2 User Guide, "Create a
 * key pair using a third-party tool and import the public key"). Everything else is `InvalidKey.Format`: ECDSA, DSA, PEM, a private key.
 */
export function readPublicKey(material: string): SshPublicKey {
  const text = material.trim();
  const key = text.startsWith('ssh-')
    ? fromLine(text)
    : rsaOnly(text.startsWith(BEGIN) ? fromRfc4716(text) : fromDer(text));
  if (key === null || (key.type === 'rsa' && key.bits < SHORTEST_RSA)) {
    throw new AwsError('InvalidKey.Format', 'Key is not in valid OpenSSH public key format');
  }
  return key;
}

function fromLine(text: string): SshPublicKey | null {
  return /[\n\r]/u.test(text) ? null : readLine(text);
}

function rsaOnly(key: SshPublicKey | null): SshPublicKey | null {
  return key?.type === 'rsa' ? key : null;
}

/** Headers, which may go on in the next line after a backslash, and then the base64 of what SSH sends. */
function fromRfc4716(text: string): SshPublicKey | null {
  const lines = text.split(/\r?\n/u);
  if (lines.at(-1) !== END) return null;
  const inside = lines.slice(1, -1).join('\n').replaceAll('\\\n', '');
  const base64 = inside.replaceAll(/^[^:\n]+:.*$/gmu, '').replaceAll('\n', '');
  const blob = fromBase64(base64);
  return blob === null ? null : readBlob(blob);
}

function fromDer(text: string): SshPublicKey | null {
  const der = fromBase64(text.replaceAll(/\s/gu, ''));
  if (der === null) return null;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'rsa' ? readBlob(blobOf(key)) : null;
  } catch {
    return null;
  }
}

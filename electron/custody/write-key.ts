import type { KeyObject } from 'node:crypto';
import { lock } from './key-file/openssh-cipher.ts';
import { openSshText, publicBlobOf, secretSection, writeOpenSsh } from './openssh-format.ts';

export type KeyFileForm = {
  readonly format: 'openssh' | 'pem';
  readonly passphrase: string | null;
  /** Stands in OpenSSH's form beside the key, for people. */
  readonly comment: string;
};

/**
 * The text of a private key for a file that other programs read. An ed25519 key is always in OpenSSH's form, as EC2 hands it
 * out too: `ssh` reads it in no PEM. RSA as PEM is PKCS#1, and with a passphrase PKCS#8. The caller fills the bytes with 0.
 */
export async function writeKey(privateKey: KeyObject, form: KeyFileForm): Promise<Uint8Array> {
  const { format, passphrase, comment } = form;
  if (format === 'pem' && privateKey.asymmetricKeyType === 'rsa') return writePem(privateKey, passphrase);
  if (passphrase === null) return writeOpenSsh(privateKey, comment);
  const secret = secretSection(privateKey, comment, 16);
  try {
    return openSshText(publicBlobOf(privateKey), await lock(secret, passphrase));
  } finally {
    secret.fill(0);
  }
}

function writePem(privateKey: KeyObject, passphrase: string | null): Uint8Array {
  const pem =
    passphrase === null
      ? privateKey.export({ format: 'pem', type: 'pkcs1' })
      : privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase });
  return Buffer.from(pem);
}

import type { KeyObject } from 'node:crypto';
import { assertNever } from '../../shared/assert-never.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { KeyType } from '../../shared/platform.ts';
import { words } from '../../shared/words/en.ts';
import { MAX_STORED_BYTES } from '../keychain/stored-form.ts';
import { isPrivateHalfOf, privateKeyTextOf, sshTextOf } from './key-format.ts';
import { damaged, KeyFileError } from './key-file/key-file-error.ts';
import { findKeyText, type KeyText } from './key-file/key-text.ts';
import { readOpenSshFile } from './key-file/openssh-file.ts';
import { readEncryptedPkcs8, readPkcs1, readPkcs8 } from './key-file/pem-file.ts';
import { readPuttyFile } from './key-file/putty-file.ts';

/** No private key that EC2 takes is nearly as long. */
export const MAX_KEY_FILE_BYTES = 64 * 1024;

export type ReadKey = {
  /** In the form that custody keeps: ed25519 as OpenSSH's, RSA as PKCS#1 PEM. The caller fills it with 0. */
  readonly privateKey: Uint8Array;
  readonly type: KeyType;
  /** `ssh-… base64`, derived from the private one. */
  readonly publicKey: string;
  readonly bits: number;
};

/**
 * The private key in a file of OpenSSH, PEM (PKCS#1 and PKCS#8) or PuTTY: only one whose numbers fit together, that has signed,
 * and that fits every keychain. A file with hostile settings is refused, and no file keeps the window waiting.
 */
export async function readKeyFile(bytes: Uint8Array, passphrase: string | null): Promise<Outcome<ReadKey>> {
  try {
    if (bytes.length > MAX_KEY_FILE_BYTES) {
      throw new KeyFileError('not-a-private-key', words.keyFiles.tooLarge);
    }
    return succeeded(proved(await keyIn(findKeyText(bytes), passphrase)));
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    const { code, explanation } = error;
    return failed(makeProblem(code, explanation === null ? {} : { explanation }));
  }
}

async function keyIn({ form, text }: KeyText, passphrase: string | null): Promise<KeyObject> {
  switch (form) {
    case 'openssh':
      return readOpenSshFile(text, passphrase);
    case 'pkcs1':
      return readPkcs1(text, passphrase);
    case 'pkcs8':
      return readPkcs8(text);
    case 'encrypted-pkcs8':
      return readEncryptedPkcs8(text, passphrase);
    case 'putty':
      return readPuttyFile(text, passphrase);
    default:
      return assertNever(form);
  }
}

function proved(key: KeyObject): ReadKey {
  const privateKey = privateKeyTextOf(key);
  const publicKey = sshTextOf(key);
  try {
    if (!isPrivateHalfOf(privateKey, publicKey)) throw damaged();
    if (!fits(privateKey)) throw new KeyFileError('key-too-long');
    const type = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ed25519';
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 256;
    return { privateKey: Uint8Array.from(privateKey), type, publicKey, bits };
  } finally {
    privateKey.fill(0);
  }
}

function fits(privateKey: Uint8Array): boolean {
  // One byte may be added, to make the length even.
  return privateKey.length + (privateKey.length % 2) <= MAX_STORED_BYTES;
}

import { createHash } from 'node:crypto';
import { readAtMost } from '../journal/read-at-most.ts';
import { decryptWith, encryptTo, type AgeIdentity } from './age.ts';
import { KeychainError } from './keychain.ts';

/** Far more than any item or identity has. */
const MAX_FILE_BYTES = 64 * 1024;

/** The file's name: an account may hold what a file system does not take. */
export function itemFileName(account: string): string {
  return `${createHash('sha256').update(account).digest('hex').slice(0, 32)}.age`;
}

/** What stands in the file; null where there is none. */
export async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readAtMost(file, MAX_FILE_BYTES);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The first line says whose key follows: for a person with nothing but the `age` program, and so that no two files are swapped. */
export async function sealItem(
  { recipient }: AgeIdentity,
  account: string,
  stored: Uint8Array,
): Promise<string> {
  const plain = Buffer.concat([firstLineOf(account), stored]);
  try {
    return await encryptTo(recipient, plain);
  } finally {
    plain.fill(0);
  }
}

/** Rejects where this is not the item of this account, whole and as it was written. */
export async function openItem(
  identity: AgeIdentity,
  account: string,
  content: Uint8Array,
): Promise<Uint8Array> {
  const plain = await decryptWith(identity, content);
  const firstLine = firstLineOf(account);
  if (plain === null) throw new KeychainError('failed', `not whole: ${itemFileName(account)}`, 'file');
  try {
    if (!firstLine.equals(plain.subarray(0, firstLine.length)))
      throw new KeychainError('failed', `the item of another account: ${itemFileName(account)}`, 'file');
    return plain.slice(firstLine.length);
  } finally {
    plain.fill(0);
  }
}

function firstLineOf(account: string): Buffer {
  return Buffer.from(`# keyport ${JSON.stringify(account)}\n`);
}

import { isPassphraseWeak } from '../../shared/keys/passphrase.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { writeDurably } from '../journal/durable-file.ts';
import {
  decryptWithPassphrase,
  encryptWithPassphrase,
  identityText,
  newIdentity,
  readIdentity,
  type AgeIdentity,
} from './age.ts';
import { contentOf } from './vault-item.ts';

/** With the file as it was when it was opened. */
export type OpenIdentity = AgeIdentity & { readonly content: Buffer };

/** Makes the key that opens every item, encrypted with the passphrase. Never replaces one: all items would be lost with it. */
export async function makeIdentityFile(
  file: string,
  passphrase: string,
  workFactor?: number,
): Promise<Outcome<OpenIdentity>> {
  if (isPassphraseWeak(passphrase)) return failed(makeProblem('passphrase-weak'));
  if ((await contentOf(file)) !== null) return failed(makeProblem('file-exists', { raw: file }));
  const plain = Buffer.from(identityText(await newIdentity()));
  try {
    await writeDurably(file, await encryptWithPassphrase(plain, passphrase, workFactor));
  } finally {
    plain.fill(0);
  }
  // Read back before the first key is stored.
  return openIdentityFile(file, passphrase);
}

export async function openIdentityFile(file: string, passphrase: string): Promise<Outcome<OpenIdentity>> {
  const content = await contentOf(file);
  if (content === null) return unusable(file, words.stores.vaultFileGone);
  const opened = await decryptWithPassphrase(content, passphrase);
  if (opened.state === 'passphrase-wrong')
    return failed(makeProblem('passphrase-wrong', { retryable: true }));
  const identity = opened.state === 'opened' ? await identityIn(opened.plain) : null;
  return identity === null
    ? unusable(file, words.stores.vaultFileDamaged)
    : succeeded({ ...identity, content });
}

async function identityIn(plain: Uint8Array): Promise<AgeIdentity | null> {
  const text = Buffer.from(plain).toString('latin1');
  plain.fill(0);
  return readIdentity(text);
}

function unusable(file: string, explanation: string): Outcome<never> {
  return failed(makeProblem('file-unreadable', { explanation, raw: file }));
}

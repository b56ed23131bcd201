import type { KeyObject } from 'node:crypto';
import { isPrivateHalfOf, readPrivateKey } from '../custody/key-format.ts';
import type { KeyRecord } from '../custody/key-record.ts';
import { lookAtSentinel } from '../custody/look-here.ts';
import type { VaultServices } from '../custody/vault-services.ts';
import { problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

/** `privateKey` is the engine's own object: it cannot be printed, copied into a message or written down by mistake. */
export type LoadedKey = {
  readonly name: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
};

/** The private key of a finished key, read from the keychain and proved to be the one that the journal knows. */
export async function loadKey(services: VaultServices, custodyId: string): Promise<Outcome<LoadedKey>> {
  const record = await recordOf(services, custodyId);
  if (!record.ok) return record;
  const { state, publicKey, name, keychainAccount } = record.value;
  const isFinished = (state === 'READY' || state === 'SECURED') && !services.inWork.has(custodyId);
  if (!isFinished || publicKey === null) return failed(makeProblem('key-not-finished'));
  try {
    const bytes = await services.keychain.read(keychainAccount);
    if (bytes === null) return await absent(services, record.value);
    const privateKey = proved(bytes, publicKey);
    if (privateKey !== null) return succeeded({ name, publicKey, privateKey });
    return failed(makeProblem('key-not-proved', { explanation: words.agent.otherValue(name) }));
  } catch (error) {
    return failed(problemFromKeychain(error));
  }
}

/** Wipes what the keychain gave. */
function proved(bytes: Uint8Array, publicKey: string): KeyObject | null {
  try {
    return isPrivateHalfOf(bytes, publicKey) ? readPrivateKey(bytes) : null;
  } finally {
    bytes.fill(0);
  }
}

/** "There is no such key" is believed of the keychain that the key was given to, and of no other. */
async function absent(services: VaultServices, record: KeyRecord): Promise<Outcome<never>> {
  const seen = await lookAtSentinel(services);
  if (seen.state === 'unreadable') return failed(problemFromKeychain(seen.error));
  const isThatOne = seen.state === 'readable' && seen.hash === record.sentinelHash;
  return failed(makeProblem(isThatOne ? 'key-missing-here' : 'not-this-keychain'));
}

async function recordOf({ journal }: VaultServices, custodyId: string): Promise<Outcome<KeyRecord>> {
  try {
    const record = await journal.read(custodyId);
    return record === null ? failed(makeProblem('key-unknown')) : succeeded(record);
  } catch (error) {
    return failed(makeProblem('record-unreadable', { raw: String(error) }));
  }
}

import { rawOf } from '../aws/raw-of.ts';
import { KeychainError } from '../keychain/keychain.ts';
import type { Fingerprints } from '../../shared/keys/vault.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { isPrivateHalfOf, isSamePublicKey, publicKeyOf } from './key-format.ts';
import type { KeyRecord, Trouble } from './key-record.ts';
import type { SentinelSeen } from './sentinel.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * What the keychain holds for one record. `key`: a private key that signs, and is no other than the record says. `none` may be
 * believed: the sentinel was read after it. `unknown`: nothing is to be concluded.
 */
export type Here =
  | { readonly state: 'key'; readonly publicKey: string; readonly fingerprints: Fingerprints }
  | { readonly state: 'other' }
  | { readonly state: 'none' }
  | { readonly state: 'unknown'; readonly trouble: Trouble };

export async function lookHere(services: VaultServices, record: KeyRecord): Promise<Here> {
  try {
    const privateKey = await services.keychain.read(record.keychainAccount);
    if (privateKey !== null) return keyIn(privateKey, record);
  } catch (error) {
    return { state: 'unknown', trouble: keychainTrouble(error) };
  }
  // A keychain that was locked since the run began may say the same of every key.
  const trouble = troubleOfSentinel(await lookAtSentinel(services), record);
  return trouble === null ? { state: 'none' } : { state: 'unknown', trouble };
}

/** As `look`, where the home's own half of the sentinel is damaged too. */
export async function lookAtSentinel({ sentinel }: VaultServices): Promise<SentinelSeen> {
  try {
    return await sentinel.look();
  } catch {
    return { state: 'different' };
  }
}

/** Why nothing that this keychain says of this record counts; null where it does. */
export function troubleOfSentinel(seen: SentinelSeen, record: KeyRecord): Trouble | null {
  if (seen.state === 'unreadable') return keychainTrouble(seen.error);
  if (seen.state === 'readable' && seen.hash === record.sentinelHash) return null;
  return { code: 'not-this-keychain', raw: null };
}

function keychainTrouble(error: unknown): Trouble {
  if (!(error instanceof KeychainError)) return { code: 'keychain-failed', raw: rawOf(error) };
  return { code: error.kind === 'locked' ? 'keychain-locked' : 'keychain-failed', raw: error.raw };
}

/** Wipes the bytes. */
function keyIn(privateKey: Uint8Array, { publicKey: known, origin }: KeyRecord): Here {
  try {
    const publicKey = publicKeyOf(privateKey);
    const fingerprints = fingerprintsOf(privateKey, origin);
    if (publicKey === null || fingerprints === null) return { state: 'other' };
    if (known !== null && !isSamePublicKey(known, publicKey)) return { state: 'other' };
    return isPrivateHalfOf(privateKey, publicKey)
      ? { state: 'key', publicKey, fingerprints }
      : { state: 'other' };
  } finally {
    privateKey.fill(0);
  }
}

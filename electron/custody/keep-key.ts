import type { Keychain } from '../keychain/keychain.ts';
import { isStoredFormOf } from '../keychain/stored-form.ts';
import { publicKeyOf } from './key-format.ts';

/**
 * What the keychain holds after a save. `kept`: it gave the same private key back; the receiver fills those bytes with 0.
 * `not-kept`: the save failed and nothing is there. `unreadable`: nobody can tell. `wrong`: something else came back.
 */
export type Kept =
  | { readonly state: 'kept'; readonly privateKey: Uint8Array; readonly publicKey: string }
  | { readonly state: 'not-kept' | 'unreadable'; readonly error: unknown }
  | { readonly state: 'wrong' };

/**
 * Saves, and lets what can be read back decide: a save that failed by a timeout may have been carried out, and one that
 * succeeded proves nothing yet. Starts to save before it returns, and never rejects.
 */
export async function keepKey(keychain: Keychain, account: string, privateKey: Uint8Array): Promise<Kept> {
  const saved = await settled(() => keychain.save(account, privateKey));
  const read = await settled(() => keychain.read(account));
  if (!read.ok) return { state: 'unreadable', error: saved.ok ? read.error : saved.error };
  if (read.value) {
    // By its bytes: an RSA key with a damaged factor still has the same public half, and still signs.
    const publicKey = publicKeyOf(read.value);
    if (publicKey !== null && isStoredFormOf(read.value, privateKey)) {
      return { state: 'kept', privateKey: read.value, publicKey };
    }
    read.value.fill(0);
  }
  return saved.ok ? { state: 'wrong' } : { state: 'not-kept', error: saved.error };
}

type Settled<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown };

async function settled<Value>(call: () => Promise<Value>): Promise<Settled<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, error };
  }
}

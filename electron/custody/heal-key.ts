import { KeychainError, problemFromKeychain, type Keychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { keepKey } from './keep-key.ts';
import { isPrivateHalfOf } from './key-format.ts';
import { entered, type KeyRecord } from './key-record.ts';
import type { ReadKey } from './read-key-file.ts';
import type { VaultServices } from './vault-services.ts';

/** Its private key is not in this keychain, as far as is known, and the person has it elsewhere. */
export function isHealable({ state, trouble }: KeyRecord): boolean {
  if (state === 'HELD_IN_FILE') return true;
  const isFinished = state === 'READY' || state === 'SECURED';
  return isFinished && (trouble?.code === 'missing-here' || trouble?.code === 'not-this-keychain');
}

/** Back into the keychain under its own record: what is known of it, its pair and its launch stay with it. */
export async function healKey(
  services: VaultServices,
  lost: KeyRecord,
  key: ReadKey,
  sentinelHash: string,
): Promise<Outcome<KeyRecord>> {
  const { inWork, journal, keychain, now } = services;
  const { custodyId, keychainAccount, origin } = lost;
  if (inWork.has(custodyId)) return failed(makeProblem('key-not-finished'));
  inWork.add(custodyId);
  try {
    const problem = await keepUnder(keychain, keychainAccount, key);
    if (problem !== null) return failed(problem);
    const at = now();
    return succeeded(
      await journal.change(custodyId, (record) => ({
        ...entered(record, record.keyPairId === null ? 'SECURED' : 'READY', at),
        publicKey: key.publicKey,
        fingerprints: fingerprintsOf(key.privateKey, origin),
        backend: keychain.backend,
        sentinelHash,
        provedAt: at.toISOString(),
      })),
    );
  } catch (error) {
    return failed(error instanceof KeychainError ? problemFromKeychain(error) : problemOfDisk(error));
  } finally {
    inWork.delete(custodyId);
  }
}

/** The same key may be there already, in other words than ours: AWS writes its own. Then it is left as it is. */
async function keepUnder(keychain: Keychain, account: string, key: ReadKey): Promise<Problem | null> {
  const present = await keychain.read(account);
  const isThere = present !== null && isPrivateHalfOf(present, key.publicKey);
  present?.fill(0);
  if (isThere) return null;
  const kept = await keepKey(keychain, account, key.privateKey);
  if (kept.state === 'wrong') return notProved();
  if (kept.state !== 'kept') return problemFromKeychain(kept.error);
  const isProved = isPrivateHalfOf(kept.privateKey, key.publicKey);
  kept.privateKey.fill(0);
  return isProved ? null : notProved();
}

function notProved(): Problem {
  return makeProblem('key-not-proved', { explanation: words.keyFiles.notProved });
}

import type { VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { actOnKey, asVaultKey } from './act-on-key.ts';
import { troubled, type KeyRecord, type Trouble } from './key-record.ts';
import { lookHere, type Here } from './look-here.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * Reads the private key from the keychain and signs with it, for the person to see that it is there. What is seen is written
 * down; where nothing can be seen, nothing is.
 */
export async function proveVaultKey(services: VaultServices, custodyId: string): Promise<Outcome<VaultKey>> {
  const proved = await actOnKey(services, custodyId, async (record) => {
    const refusal = refusalOf(record);
    if (refusal !== null) return failed(refusal);
    const here = await lookHere(services, record);
    if (here.state === 'unknown') return failed(problemOfTrouble(here.trouble));
    const seen = await services.journal.change(custodyId, (current) => asSeen(current, here, services.now()));
    if (here.state === 'none') return failed(makeProblem('key-missing-here'));
    return here.state === 'other' ? failed(otherValue(record.name)) : succeeded(seen);
  });
  return asVaultKey(services, proved);
}

/** What a look into the keychain shows of a key that is to be there. */
export function asSeen(record: KeyRecord, here: Exclude<Here, { state: 'unknown' }>, at: Date): KeyRecord {
  if (here.state === 'none') return troubled(record, 'missing-here');
  if (here.state === 'other') return troubled(record, 'other-value');
  const { publicKey, fingerprints } = here;
  const trouble = record.trouble !== null && OF_THE_KEYCHAIN.has(record.trouble.code) ? null : record.trouble;
  return { ...record, publicKey, fingerprints, provedAt: at.toISOString(), trouble };
}

const OF_THE_KEYCHAIN: ReadonlySet<Trouble['code']> = new Set([
  'keychain-locked',
  'keychain-failed',
  'not-this-keychain',
  'missing-here',
  'other-value',
]);

/** Why nothing could be seen. */
export function problemOfTrouble({ code, raw }: Trouble): Problem {
  if (code === 'not-this-keychain') return makeProblem(code, { raw });
  const isLocked = code === 'keychain-locked';
  return makeProblem(isLocked ? code : 'keychain-failed', { raw, retryable: true, actions: ['retry'] });
}

export function otherValue(name: string): Problem {
  return makeProblem('key-not-proved', { explanation: words.keyActs.otherValue(name) });
}

function refusalOf({ state, trashedFrom }: KeyRecord): Problem | null {
  const before = state === 'TRASHED' ? trashedFrom : state;
  if (before === 'HELD_IN_FILE') return makeProblem('held-in-file');
  return before === 'READY' || before === 'SECURED' ? null : makeProblem('key-not-finished');
}

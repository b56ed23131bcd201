import type { Vault, VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { actOnKey, asVaultKey } from './act-on-key.ts';
import { entered, type KeyRecord } from './key-record.ts';
import { lookHere } from './look-here.ts';
import { asSeen, otherValue, problemOfTrouble } from './prove-vault-key.ts';
import { problemOfUsers } from './users-of-key.ts';
import type { VaultServices } from './vault-services.ts';

/** Which key, and its name as the person typed it. */
export type NamedKey = { readonly custodyId: string; readonly typedName: string };

/** Out of use, and kept: neither the keychain nor AWS hears of it. */
export async function trashKey(
  services: VaultServices,
  { custodyId, typedName }: NamedKey,
): Promise<Outcome<VaultKey>> {
  const { journal, now } = services;
  const trashed = await actOnKey(services, custodyId, async (record) => {
    if (typedName !== record.name) return failed(makeProblem('name-not-typed'));
    const { state } = record;
    if (state === 'TRASHED') return succeeded(record);
    if (state !== 'SECURED' && state !== 'READY' && state !== 'HELD_IN_FILE') {
      return failed(makeProblem('key-not-finished'));
    }
    const change = (current: KeyRecord) => ({ ...into('TRASHED', current, now()), trashedFrom: state });
    return succeeded(await journal.change(custodyId, change));
  });
  return asVaultKey(services, trashed);
}

/** In use again, as it was before. */
export async function untrashKey(services: VaultServices, custodyId: string): Promise<Outcome<VaultKey>> {
  const { journal, now } = services;
  const restored = await actOnKey(services, custodyId, async (record) => {
    const { state, trashedFrom } = record;
    if (state !== 'TRASHED' || trashedFrom === null) return failed(makeProblem('key-not-trashed'));
    // A run that was deleting it for good may have died half-way.
    const here = trashedFrom === 'HELD_IN_FILE' ? null : await lookHere(services, record);
    return succeeded(
      await journal.change(custodyId, (current) => {
        const back = { ...into(trashedFrom, current, now()), trashedFrom: null };
        return here === null || here.state === 'unknown' ? back : asSeen(back, here, now());
      }),
    );
  });
  return asVaultKey(services, restored);
}

/**
 * For good, and only out of the trash. The item in the keychain goes first, and the record only when the keychain, which has to
 * give back the sentinel, has no such item any more. Refused where an instance may need the key, or nobody can tell. Files and
 * backups with a copy are the person's, and stay.
 */
export async function deleteKey(
  services: VaultServices,
  { custodyId, typedName }: NamedKey,
): Promise<Outcome<Vault>> {
  const deleted = await actOnKey(services, custodyId, async (record) => {
    if (record.state !== 'TRASHED') return failed(makeProblem('key-not-trashed'));
    if (typedName !== record.name) return failed(makeProblem('name-not-typed'));
    const problem = (await problemOfUsers(services, record)) ?? (await removeHere(services, record));
    if (problem !== null) return failed(problem);
    await services.journal.remove(custodyId);
    return succeeded(null);
  });
  return deleted.ok ? succeeded(services.board.vault()) : deleted;
}

/** With the trouble that it had: nothing was done about it. */
function into(state: KeyRecord['state'], record: KeyRecord, at: Date): KeyRecord {
  return { ...entered(record, state, at), trouble: record.trouble };
}

/** Null when the keychain is proved to hold no private key for this record. */
async function removeHere(services: VaultServices, record: KeyRecord): Promise<Problem | null> {
  const { records } = await services.journal.list();
  const other = records.find(
    ({ custodyId, keychainAccount }) =>
      custodyId !== record.custodyId && keychainAccount === record.keychainAccount,
  );
  if (other !== undefined) {
    return makeProblem('key-known', {
      explanation: words.keyActs.sharedHere(other.name),
      raw: other.custodyId,
    });
  }
  const before = await lookHere(services, record);
  if (before.state === 'unknown') return problemOfTrouble(before.trouble);
  // Whatever it is, it is not what the person has named.
  if (before.state === 'other') return otherValue(record.name);
  const refusal = await services.keychain.remove(record.keychainAccount).then(
    () => null,
    (error: unknown) => error,
  );
  // Whatever it said: a call that failed may have been carried out.
  const after = await lookHere(services, record);
  if (after.state === 'none') return null;
  if (after.state === 'unknown') return problemOfTrouble(after.trouble);
  return makeProblem('keychain-failed', {
    explanation: words.keyActs.notRemovedHere(record.name),
    raw: refusal instanceof Error ? refusal.message : null,
    retryable: true,
    actions: ['retry'],
  });
}

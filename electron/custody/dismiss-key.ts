import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Vault } from '../../shared/keys/vault.ts';
import type { KeyRecord } from './key-record.ts';
import { lookHere } from './look-here.ts';
import { lookThere, openAnew } from './look-there.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * Forgets a record that stands for nothing: the keychain is open and holds no such key, no copy of it is known, and AWS has
 * answered and shows no pair of it. All of that is looked at now. Refused otherwise.
 */
export async function dismissKey(services: VaultServices, custodyId: string): Promise<Outcome<Vault>> {
  const record = await readRecord(services, custodyId);
  if (record === 'unreadable') return failed(makeProblem('record-unreadable'));
  if (record === null) return failed(makeProblem('key-unknown'));
  if (services.inWork.has(custodyId)) return failed(makeProblem('key-not-finished'));
  services.inWork.add(custodyId);
  try {
    const why = await standsFor(services, record);
    if (why !== null) return failed(makeProblem('key-not-finished', { raw: why }));
    await services.journal.remove(custodyId);
  } finally {
    services.inWork.delete(custodyId);
  }
  return succeeded(await showKeys(services));
}

async function readRecord({ journal }: VaultServices, custodyId: string) {
  try {
    return await journal.read(custodyId);
  } catch {
    return 'unreadable';
  }
}

/** What speaks against forgetting it; null where nothing does. */
async function standsFor(services: VaultServices, record: KeyRecord): Promise<string | null> {
  const { held } = services.board.vault();
  if (KEPT_STATES.has(record.state) || held.some(({ custodyId }) => custodyId === record.custodyId)) {
    return record.state;
  }
  if (record.copies.length > 0) return record.copies.map(({ where }) => where).join(', ');
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return here.trouble.raw ?? here.trouble.code;
  if (here.state !== 'none') return record.keychainAccount;
  if (record.place === null) return null;
  const place = await openAnew(services, record.place);
  if (!place.ok) return place.trouble.raw ?? place.trouble.code;
  const there = await lookThere(services, place, { record, publicKey: record.publicKey }, 0);
  if (!there.ok) return there.trouble.raw ?? there.trouble.code;
  return there.pair?.keyPairId ?? null;
}

/** A file, or the trash: both are somewhere to get it back from. */
const KEPT_STATES: ReadonlySet<KeyRecord['state']> = new Set(['HELD_IN_FILE', 'TRASHED']);

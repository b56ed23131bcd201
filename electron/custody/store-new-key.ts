import { randomUUID } from 'node:crypto';
import { problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { openCustodyRecord, type CustodyRecord } from './custody-record.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { keepKey } from './keep-key.ts';
import { isPrivateHalfOf } from './key-format.ts';
import type { KeyRecord } from './key-record.ts';
import type { ReadKey } from './read-key-file.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * A key from elsewhere into the keychain: written down first, proved by reading it back, and in no account. A run that dies in
 * between leaves a record by which the next one finds out what the keychain holds.
 */
export async function storeNewKey(
  services: VaultServices,
  what: { readonly name: string; readonly key: ReadKey; readonly sentinelHash: string },
): Promise<Outcome<KeyRecord>> {
  const initial = plannedRecord(services, what);
  const record = openCustodyRecord(services.journal, initial, services.now);
  services.inWork.add(initial.custodyId);
  try {
    const problem = await record.enter('PLANNED');
    return problem === null ? await store(services, record, what.key) : failed(problem);
  } finally {
    services.inWork.delete(initial.custodyId);
  }
}

function plannedRecord(
  { keychain, now }: VaultServices,
  { name, key, sentinelHash }: Parameters<typeof storeNewKey>[1],
): KeyRecord {
  const custodyId = randomUUID();
  const at = now().toISOString();
  return {
    version: 1,
    custodyId,
    name,
    type: key.type,
    origin: 'added',
    state: 'PLANNED',
    place: null,
    keyPairId: null,
    publicKey: key.publicKey,
    fingerprints: fingerprintsOf(key.privateKey, 'added'),
    keychainAccount: [name, 'added', '-', custodyId.slice(0, 8)].join('|'),
    backend: keychain.backend,
    sentinelHash,
    launchId: null,
    createdAt: at,
    enteredAt: at,
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
  };
}

async function store(
  { keychain, now }: VaultServices,
  record: CustodyRecord,
  key: ReadKey,
): Promise<Outcome<KeyRecord>> {
  const kept = await keepKey(keychain, record.current().keychainAccount, key.privateKey);
  if (kept.state !== 'kept') {
    // Only where nothing is there for certain; else the record stays, and the recovery finds out.
    if (kept.state === 'not-kept') await record.forget();
    return failed(kept.state === 'wrong' ? notProved() : problemFromKeychain(kept.error));
  }
  try {
    if (!isPrivateHalfOf(kept.privateKey, key.publicKey)) return failed(notProved());
    const problem = await record.enter('SECURED', { provedAt: now().toISOString() });
    return problem === null ? succeeded(record.current()) : failed(problem);
  } finally {
    kept.privateKey.fill(0);
  }
}

function notProved() {
  return makeProblem('key-not-proved', { explanation: words.keyFiles.notProved });
}

import path from 'node:path';
import type { AccountKeyPair } from '../../shared/keys/account-keys.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import { isSamePublicKey } from './key-format.ts';
import type { KeyRecord } from './key-record.ts';
import { lookAtSentinel, lookHere } from './look-here.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * For keys of Keyport's own that the journal does not know, because it was lost or restored from an earlier day: the pair's tag
 * and name say under which name the private key would be in the keychain. Where it is there, and is the private half of what
 * AWS shows, the record is written again. Answers with the custody ids of those. Never rejects: a keychain or a disk that fails
 * ends it without a word, for nothing depends on it.
 */
export async function rebuildRecords(
  services: VaultServices,
  pairs: readonly AccountKeyPair[],
  account: Omit<KeyPlace, 'region'>,
): Promise<readonly string[]> {
  const rebuilt: string[] = [];
  try {
    const lost = await unknownOf(services, pairs);
    const sentinelHash = lost.pairs.length === 0 ? null : await hashToWrite(services, lost.isJournalEmpty);
    if (sentinelHash === null) return [];
    for (const pair of lost.pairs) {
      const record = await recordOf(services, pair, account, sentinelHash);
      if (record === null || (await isKnownOtherwise(services, record))) continue;
      await services.journal.write(record);
      rebuilt.push(record.custodyId);
    }
    if (rebuilt.length > 0) await showKeys(services);
  } catch {
    // The next reading of the account tries again.
  }
  return rebuilt;
}

/** The pairs of ours that no record speaks of, not even one that cannot be read. */
async function unknownOf({ journal, inWork }: VaultServices, pairs: readonly AccountKeyPair[]) {
  const { records, unreadable } = await journal.list();
  const known = new Set([
    ...records.map(({ custodyId }) => custodyId),
    ...unreadable.map(({ file }) => path.basename(file, '.json')),
  ]);
  const isUnknown = (custodyId: string) =>
    IS_CUSTODY_ID.test(custodyId) && !inWork.has(custodyId) && !known.has(custodyId);
  return {
    isJournalEmpty: known.size === 0,
    pairs: pairs.filter(({ custodyId }) => custodyId !== null && isUnknown(custodyId)),
  };
}

/** Tags can be edited by others in the account: two records of one item would let the one be deleted for the other. */
async function isKnownOtherwise(
  { journal }: VaultServices,
  { keychainAccount, publicKey }: KeyRecord,
): Promise<boolean> {
  const { records } = await journal.list();
  return records.some(
    (record) =>
      record.keychainAccount === keychainAccount ||
      (record.publicKey !== null && publicKey !== null && isSamePublicKey(record.publicKey, publicKey)),
  );
}

/** A UUID, as the journal's files are named. */
const IS_CUSTODY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A sentinel is made only where there is no record that could stand beside another one. */
async function hashToWrite(services: VaultServices, isJournalEmpty: boolean): Promise<string | null> {
  if (isJournalEmpty) await services.sentinel.hash();
  const seen = await lookAtSentinel(services);
  return seen.state === 'readable' ? seen.hash : null;
}

async function recordOf(
  services: VaultServices,
  pair: AccountKeyPair,
  { sourceId, accountId, endpoint }: Omit<KeyPlace, 'region'>,
  sentinelHash: string,
): Promise<KeyRecord | null> {
  const { custodyId, publicKey, region, name } = pair;
  if (custodyId === null || publicKey === null) return null;
  const at = services.now().toISOString();
  const blank: KeyRecord = {
    version: 1,
    custodyId,
    name,
    type: publicKey.startsWith('ssh-rsa ') ? 'rsa' : 'ed25519',
    origin: isImported(pair) ? 'made-here' : 'aws-made',
    state: 'READY',
    place: { sourceId, accountId, region, endpoint },
    keyPairId: pair.keyPairId,
    publicKey: null,
    fingerprints: null,
    keychainAccount: [name, region, accountId, custodyId.slice(0, 8)].join('|'),
    backend: services.keychain.backend,
    sentinelHash,
    launchId: null,
    createdAt: pair.createdAt === null ? at : new Date(pair.createdAt).toISOString(),
    enteredAt: at,
    provedAt: at,
    trashedFrom: null,
    trouble: null,
    copies: [],
  };
  const here = await lookHere(services, blank);
  if (here.state !== 'key' || !isSamePublicKey(here.publicKey, publicKey)) return null;
  return { ...blank, publicKey: here.publicKey, fingerprints: here.fingerprints };
}

/** EC2 shows MD5 of an imported RSA key, and SHA-1 of one that it made. Of ed25519 it does not show which. */
function isImported({ fingerprint, type }: AccountKeyPair): boolean {
  return type === 'rsa' && fingerprint.split(':').length === 16;
}

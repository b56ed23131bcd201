import type { AccountKeyPair } from '../../shared/keys/account-keys.ts';
import type { KeyPlace } from '../../shared/keys/vault.ts';
import { KeychainError } from '../keychain/keychain.ts';
import { isSamePublicKey } from './key-format.ts';
import type { KeyRecord } from './key-record.ts';
import { lookAtSentinel, lookHere } from './look-here.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * For keys of Keyport's own that the journal does not know, because it was lost or restored from an earlier day: the pair's tag
 * and name say under which name the private key would be in the keychain. Where it is there, and is the private half of what
 * AWS shows, the record is written again. Answers with the custody ids of those. A keychain that fails ends it without a word:
 * nothing depends on it.
 */
export async function rebuildRecords(
  services: VaultServices,
  pairs: readonly AccountKeyPair[],
  account: Omit<KeyPlace, 'region'>,
): Promise<readonly string[]> {
  const { records, unreadable } = await services.journal.list();
  const known = [
    ...records.map(({ custodyId }) => `${custodyId}.json`),
    ...unreadable.map(({ file }) => file),
  ];
  const lost = pairs.filter(
    ({ custodyId }) =>
      custodyId !== null &&
      IS_CUSTODY_ID.test(custodyId) &&
      !services.inWork.has(custodyId) &&
      !known.some((file) => file.endsWith(`${custodyId}.json`)),
  );
  if (lost.length === 0) return [];
  const sentinelHash = await hashToWrite(services, known.length === 0);
  if (sentinelHash === null) return [];
  const rebuilt: string[] = [];
  for (const pair of lost) {
    const record = await recordOf(services, pair, account, sentinelHash);
    if (record === null) continue;
    await services.journal.write(record);
    rebuilt.push(record.custodyId);
  }
  if (rebuilt.length > 0) await showKeys(services);
  return rebuilt;
}

const IS_CUSTODY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A sentinel is made only where there is no record that could stand beside another one. */
async function hashToWrite(services: VaultServices, isJournalEmpty: boolean): Promise<string | null> {
  try {
    if (isJournalEmpty) await services.sentinel.hash();
  } catch (error) {
    if (error instanceof KeychainError) return null;
    throw error;
  }
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

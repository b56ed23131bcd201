import { randomUUID } from 'node:crypto';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../electron/custody/key-record.ts';
import type { VaultServices } from '../../electron/custody/vault-services.ts';
import type { KeyType } from '../../shared/platform.ts';

export type KeptKey = {
  readonly record: KeyRecord;
  readonly custodyId: string;
  readonly publicKey: string;
};

/** A finished key in the keychain and the journal of this vault; its private half was in memory before, and nowhere else. */
export async function keepNewKey(
  { keychain, journal, sentinel, now }: Pick<VaultServices, 'keychain' | 'journal' | 'sentinel' | 'now'>,
  type: KeyType,
  part: Partial<KeyRecord> = {},
): Promise<KeptKey> {
  const custodyId = randomUUID();
  const privateKey = await newPrivateKey(type);
  const publicKey = publicKeyOf(privateKey) ?? '';
  const at = now().toISOString();
  const keychainAccount = `web|eu-central-1|123456789012|${custodyId.slice(0, 8)}`;
  const record: KeyRecord = {
    version: 1,
    custodyId,
    name: 'web',
    type,
    origin: 'made-here',
    state: 'SECURED',
    place: null,
    keyPairId: null,
    publicKey,
    fingerprints: null,
    keychainAccount,
    backend: keychain.backend,
    sentinelHash: await sentinel.hash(),
    launchId: null,
    createdAt: at,
    enteredAt: at,
    provedAt: at,
    trashedFrom: null,
    trouble: null,
    copies: [],
    ...part,
  };
  await keychain.save(keychainAccount, privateKey);
  privateKey.fill(0);
  await journal.write(record);
  return { record, custodyId, publicKey };
}

import { entered, troubled, type KeyRecord } from './key-record.ts';
import { lookHere } from './look-here.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * Made here, and perhaps saved: what the keychain holds decides. AWS has not heard of it. Null where the record stands for
 * nothing.
 */
export async function recoverPlanned(services: VaultServices, record: KeyRecord): Promise<KeyRecord | null> {
  const here = await lookHere(services, record);
  if (here.state === 'none') return null;
  if (here.state === 'unknown') return troubled(record, here.trouble.code, here.trouble.raw);
  // Without its public half in the journal nobody can say whose key it is.
  if (here.state === 'other' || record.publicKey === null) return troubled(record, 'other-value');
  const at = services.now();
  const { publicKey, fingerprints } = here;
  return { ...entered(record, 'SECURED', at), publicKey, fingerprints, provedAt: at.toISOString() };
}

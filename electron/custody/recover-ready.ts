import { troubled, type KeyRecord, type Trouble } from './key-record.ts';
import { lookHere } from './look-here.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * A finished key. It is read only where it had a trouble with the keychain: macOS may ask the person about every item that is
 * read, and a key that was safe is not asked for.
 */
export async function recoverReady(services: VaultServices, record: KeyRecord): Promise<KeyRecord> {
  const code = record.trouble?.code;
  // The sentinel is back, and nothing else was wrong.
  if (code === 'not-this-keychain') return { ...record, trouble: null };
  if (code === undefined || !OF_THE_KEYCHAIN.has(code)) return record;
  const here = await lookHere(services, record);
  if (here.state === 'unknown') return troubled(record, here.trouble.code, here.trouble.raw);
  if (here.state === 'none') return troubled(record, 'missing-here');
  if (here.state === 'other') return troubled(record, 'other-value');
  return { ...record, trouble: null, provedAt: services.now().toISOString() };
}

const OF_THE_KEYCHAIN: ReadonlySet<Trouble['code']> = new Set([
  'missing-here',
  'other-value',
  'keychain-locked',
  'keychain-failed',
]);

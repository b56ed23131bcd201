import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { readRecord } from './act-on-key.ts';
import type { VaultServices } from './vault-services.ts';

/** As it stands in a file of public keys, with the key's name for its comment. */
export async function copyPublicKey(services: VaultServices, custodyId: string): Promise<Outcome<null>> {
  const record = await readRecord(services, custodyId);
  if (!record.ok) return record;
  const { publicKey, name } = record.value;
  if (publicKey === null) return failed(makeProblem('key-not-finished'));
  await services.copyText(`${publicKey} ${name}`);
  return succeeded(null);
}

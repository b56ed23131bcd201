import { problemFrom } from '../aws/problem.ts';
import { rawOf } from '../aws/raw-of.ts';
import { KeychainError, problemFromKeychain } from '../keychain/keychain.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import type { KeyRecord } from './key-record.ts';
import { showKeys, vaultKeyFrom } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/**
 * What a person does with one key: alone with it, waited for at the end of the program, and shown on the board, however it
 * ended. Never rejects: an act throws only what the keychain or the disk said, or a bug.
 */
export async function actOnKey<Value>(
  services: VaultServices,
  custodyId: string,
  act: (record: KeyRecord) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { inWork, unfinished } = services;
  if (inWork.has(custodyId)) return failed(makeProblem('key-not-finished', { retryable: true }));
  inWork.add(custodyId);
  try {
    return await unfinished.track(actOnRecord(services, custodyId, act), 'private-key');
  } catch (error) {
    return failed(problemOf(error));
  } finally {
    inWork.delete(custodyId);
    // A board that is not up to date is no reason to say that the act failed.
    await showKeys(services).catch(() => undefined);
  }
}

/** The answer of an act that leaves a key behind. */
export function asVaultKey(services: VaultServices, outcome: Outcome<KeyRecord>): Outcome<VaultKey> {
  return outcome.ok ? succeeded(vaultKeyFrom(outcome.value, services.now())) : outcome;
}

export async function readRecord({ journal }: VaultServices, custodyId: string): Promise<Outcome<KeyRecord>> {
  try {
    const record = await journal.read(custodyId);
    return record === null ? failed(makeProblem('key-unknown')) : succeeded(record);
  } catch (error) {
    return failed(makeProblem('record-unreadable', { raw: rawOf(error) }));
  }
}

async function actOnRecord<Value>(
  services: VaultServices,
  custodyId: string,
  act: (record: KeyRecord) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const record = await readRecord(services, custodyId);
  return record.ok ? act(record.value) : record;
}

function problemOf(error: unknown): Problem {
  if (error instanceof KeychainError) return problemFromKeychain(error);
  return error instanceof Error && 'syscall' in error ? problemOfDisk(error) : problemFrom(error);
}

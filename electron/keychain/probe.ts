import { randomBytes } from 'node:crypto';
import { KeychainError, problemFromKeychain, type Keychain, type KeychainProbe } from './keychain.ts';
import type { KeychainState } from '../../shared/facts.ts';

/** One account for every probe, so that the next one removes what a killed one left behind. */
export const PROBE_ACCOUNT = 'probe';

/** As long as the private key of an RSA-2048 pair. */
const PROBE_BYTES = 1700;

/** Writes, reads and deletes a dummy item: finds a locked, absent or full keychain before AWS is asked for a key. */
export async function probeKeychain(keychain: Omit<Keychain, 'probe'>): Promise<KeychainProbe> {
  try {
    await tryOut(keychain);
    return { state: 'ready', backend: keychain.backend, raw: null, problem: null };
  } catch (error) {
    const problem = problemFromKeychain(error);
    return { state: stateOf(error), backend: keychain.backend, raw: problem.raw, problem };
  }
}

async function tryOut(keychain: Omit<Keychain, 'probe'>): Promise<void> {
  // Another window of this person may probe at the same moment, under the same account.
  for (let attempt = 1; attempt <= 3; attempt++) {
    if (await keepsAnItem(keychain)) return;
  }
  throw new KeychainError('failed', 'a trial item did not come back as it was written');
}

async function keepsAnItem(keychain: Omit<Keychain, 'probe'>): Promise<boolean> {
  const item = Buffer.from(
    `${randomBytes(PROBE_BYTES)
      .toString('base64')
      .slice(0, PROBE_BYTES - 1)}\n`,
  );
  await keychain.remove(PROBE_ACCOUNT);
  await keychain.save(PROBE_ACCOUNT, item);
  const back = await keychain.read(PROBE_ACCOUNT);
  const removed = await keychain.remove(PROBE_ACCOUNT);
  return removed && back !== null && item.equals(back);
}

function stateOf(error: unknown): KeychainState {
  const kind = error instanceof KeychainError ? error.kind : 'failed';
  return kind === 'full' ? 'failed' : kind;
}

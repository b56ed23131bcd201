import { describeKeyPair } from '../aws/key-pairs.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { lookFor, publicFactsOf, type Custody, type SecuredKey } from './custody.ts';
import { isPrivateHalfOf } from './key-format.ts';

/**
 * The gate: succeeds only where the private key that the keychain gave back is the private half of what EC2 shows under
 * this id, and where that is on disk. By public key, not by fingerprint: EC2 makes fingerprints in four ways.
 */
export async function proveKey(
  custody: Custody,
  keyPairId: string,
  kept: { readonly privateKey: Uint8Array; readonly publicKey: string },
): Promise<Outcome<SecuredKey>> {
  const { name } = custody.request;
  await custody.onStep({ step: 'proving' });
  const shown = await lookFor(() => shownKeyPair(custody, keyPairId), custody.pause);
  if (!shown) return notProved(words.custody.notShown(name));
  if (!isPrivateHalfOf(kept.privateKey, shown.publicKey)) return notProved(words.custody.notProved(name));
  const notRecorded = await enterReady(custody, keyPairId, kept.privateKey);
  if (notRecorded) return failed(notRecorded);
  await custody.onStep({ step: 'secured' });
  return succeeded({
    name,
    keyPairId,
    publicKey: kept.publicKey,
    fingerprint: shown.fingerprint,
    keychainAccount: custody.account,
    custodyId: custody.custodyId,
  });
}

export function notProved(explanation: string): Outcome<never> {
  return failed(makeProblem('key-not-proved', { explanation, actions: ['undo'] }));
}

/** Where it cannot be, both halves are safe all the same, and the next recovery sees that. */
async function enterReady(
  { record, deps, request }: Custody,
  keyPairId: string,
  privateKey: Uint8Array,
): Promise<Problem | null> {
  const problem = await record.enter('READY', {
    keyPairId,
    ...publicFactsOf(privateKey, record.current().origin),
    provedAt: deps.now().toISOString(),
  });
  if (problem === null) return null;
  const explanation = words.custody.notRecorded(request.name);
  return { ...problem, explanation, retryable: false, actions: ['undo'] };
}

async function shownKeyPair(
  custody: Custody,
  keyPairId: string,
): Promise<{ readonly publicKey: string; readonly fingerprint: string } | null> {
  const keyPair = await describeKeyPair(custody.deps.ec2, { keyPairId });
  return keyPair?.publicKey ? { publicKey: keyPair.publicKey, fingerprint: keyPair.fingerprint } : null;
}

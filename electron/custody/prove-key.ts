import { describeKeyPair } from '../aws/key-pairs.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { enter, lookFor, type Custody, type SecuredKey } from './custody.ts';
import { isPrivateHalfOf } from './key-format.ts';

/**
 * The gate: succeeds only where the private key that the keychain gave back is the private half of what EC2 shows under
 * this id. By public key, not by fingerprint: EC2 makes fingerprints in four ways.
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
  await enter(custody, 'READY', { keyPairId, publicKey: kept.publicKey });
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

async function shownKeyPair(
  custody: Custody,
  keyPairId: string,
): Promise<{ readonly publicKey: string; readonly fingerprint: string } | null> {
  const keyPair = await describeKeyPair(custody.deps.ec2, { keyPairId });
  return keyPair?.publicKey ? { publicKey: keyPair.publicKey, fingerprint: keyPair.fingerprint } : null;
}

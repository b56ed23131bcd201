import { problemFrom } from '../aws/problem.ts';
import { KeychainError, problemFromKeychain } from '../keychain/keychain.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { openCustody, type CustodyDeps, type KeyRequest, type OnStep, type SecuredKey } from './custody.ts';
import { makeKey } from './make-key.ts';
import { receiveKey } from './receive-key.ts';

/**
 * Gets a key pair whose private key is in the keychain of this computer, proved by reading it back: only then does it
 * succeed, and only then may anything be launched with it. Never rejects, and no answer holds the private key.
 */
export async function secureKey(
  deps: CustodyDeps,
  request: KeyRequest,
  onStep: OnStep,
): Promise<Outcome<SecuredKey>> {
  try {
    await onStep({ step: 'probing' });
    // Before AWS is asked: a key that cannot be kept must not be made.
    const { problem } = await deps.keychain.probe();
    if (problem) return failed(problem);
    const custody = openCustody(deps, request, onStep);
    return request.kind === 'aws-makes-it' ? await receiveKey(custody) : await makeKey(custody);
  } catch (error) {
    return failed(error instanceof KeychainError ? problemFromKeychain(error) : problemFrom(error));
  }
}

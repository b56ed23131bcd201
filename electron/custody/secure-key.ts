import { problemFrom } from '../aws/problem.ts';
import { KeychainError, problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import {
  newCustodyId,
  openCustody,
  type Custody,
  type CustodyDeps,
  type KeyRequest,
  type OnStep,
  type SecuredKey,
} from './custody.ts';
import type { KeyRecord } from './key-record.ts';
import { makeKey } from './make-key.ts';
import { receiveKey } from './receive-key.ts';
import { readySentinel } from './ready-sentinel.ts';

/**
 * Gets a key pair whose private key is in the keychain of this computer, proved by reading it back, and written down as
 * ready: only then does it succeed, and only then may anything be launched with it. Never rejects, and no answer holds the
 * private key.
 */
export async function secureKey(
  deps: CustodyDeps,
  request: KeyRequest,
  onStep: OnStep,
): Promise<Outcome<SecuredKey>> {
  const custodyId = request.custodyId ?? newCustodyId(deps);
  if (deps.inWork.has(custodyId)) return failed(makeProblem('key-not-finished'));
  deps.inWork.add(custodyId);
  try {
    await onStep({ step: 'probing' });
    const custody = await prepare(deps, request, onStep, custodyId);
    if (!custody.ok) return custody;
    return request.kind === 'aws-makes-it' ? await receiveKey(custody.value) : await makeKey(custody.value);
  } catch (error) {
    return failed(error instanceof KeychainError ? problemFromKeychain(error) : problemFrom(error));
  } finally {
    deps.inWork.delete(custodyId);
  }
}

/** Before AWS is asked: a key that cannot be kept must not be made. */
async function prepare(
  deps: CustodyDeps,
  request: KeyRequest,
  onStep: OnStep,
  custodyId: string,
): Promise<Outcome<Custody>> {
  const { problem } = await deps.keychain.probe();
  if (problem) return failed(problem);
  const sentinelHash = await readySentinel(deps.sentinel);
  if (!sentinelHash.ok) return sentinelHash;
  const earlier = request.custodyId === undefined ? null : await deps.journal.read(custodyId);
  if (earlier !== null && !isRepeatable(earlier, request)) return failed(makeProblem('key-not-finished'));
  const known = { custodyId, sentinelHash: sentinelHash.value, earlier };
  return succeeded(openCustody(deps, request, onStep, known));
}

/** What AWS makes is handed over once, so that only a key of ours can be sent to the same place again. */
function isRepeatable({ state, origin, name, place }: KeyRecord, request: KeyRequest): boolean {
  return (
    request.kind === 'made-here' &&
    origin === 'made-here' &&
    (state === 'PLANNED' || state === 'SECURED' || state === 'READY') &&
    name === request.name &&
    place?.accountId === request.accountId &&
    place.region === request.region &&
    place.endpoint === request.endpoint
  );
}

import { createKeyPair, describeKeyPair, type CreatedKeyPair } from '../aws/key-pairs.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { enter, lookFor, type Custody, type SecuredKey } from './custody.ts';
import { keepKey, type Kept } from './keep-key.ts';
import { nameTaken } from './name-taken.ts';
import { notProved, proveKey } from './prove-key.ts';

/** AWS makes the key pair and hands its private key over once; that goes straight into the keychain. */
export async function receiveKey(custody: Custody): Promise<Outcome<SecuredKey>> {
  const { ec2, ec2Once } = custody.deps;
  const { name, type } = custody.request;
  if (await describeKeyPair(ec2, { name })) return failed(nameTaken());
  // Before AWS is asked: the keychain would refuse to replace it, and the new key would be lost.
  if (await isOccupied(custody)) return failed(makeProblem('keychain-failed', { raw: custody.account }));

  await enter(custody, 'REQUESTED');
  await custody.onStep({ step: 'creating' });
  let created: CreatedKeyPair;
  try {
    created = await createKeyPair(ec2Once, { name, keyType: type, tags: custody.tags });
  } catch (error) {
    return failed(isOutcomeUnknown(error) ? await answerLost(custody, error) : problemFrom(error));
  }
  return keepAndProve(custody, created);
}

async function keepAndProve(custody: Custody, created: CreatedKeyPair): Promise<Outcome<SecuredKey>> {
  // Begins to save before anything else may run, or fail: from here on this is the only copy in the world.
  const keeping = keepKey(custody.deps.keychain, custody.account, created.privateKey);
  try {
    await reportMade(custody, created.keyPairId);
    await custody.onStep({ step: 'storing' });
    const kept = await keeping;
    return kept.state === 'kept'
      ? await proveKey(custody, created.keyPairId, kept)
      : notKept(custody.request.name, kept);
  } finally {
    const kept = await keeping;
    if (kept.state === 'kept') kept.privateKey.fill(0);
    created.privateKey.fill(0);
  }
}

/**
 * No answer is not a no. Asking again would only be told that the name exists, so the tag is looked for instead; what is
 * found is a key pair whose private key nobody has.
 */
async function answerLost(custody: Custody, error: unknown): Promise<Problem> {
  const { name } = custody.request;
  const { raw, requestId } = problemFrom(error);
  const found = await lookFor(() => foundByTag(custody), custody.pause);
  if (found) await reportMade(custody, found.keyPairId);
  return makeProblem('answer-lost', {
    raw,
    requestId,
    explanation: found ? words.custody.answerLost(name) : words.custody.answerLostUnseen(name),
    actions: found ? ['undo'] : [],
  });
}

/** The network that lost the answer may be gone for a while yet. */
async function foundByTag(custody: Custody): Promise<{ readonly keyPairId: string } | null> {
  try {
    return await describeKeyPair(custody.deps.ec2, { custodyId: custody.custodyId });
  } catch {
    return null;
  }
}

async function isOccupied({ deps, account }: Custody): Promise<boolean> {
  const present = await deps.keychain.read(account);
  present?.fill(0);
  return present !== null;
}

async function reportMade(custody: Custody, keyPairId: string): Promise<void> {
  await custody.onStep({ made: { kind: 'key-pair', keyPairId, name: custody.request.name } });
}

function notKept(name: string, kept: Exclude<Kept, { state: 'kept' }>): Outcome<never> {
  if (kept.state === 'wrong') return notProved(words.custody.notProved(name));
  const explanation =
    kept.state === 'not-kept' ? words.custody.notKept(name) : words.custody.notReadBack(name);
  return failed(problemFromKeychain(kept.error, { explanation, retryable: false, actions: ['undo'] }));
}

import { createKeyPair, deleteKeyPair, describeKeyPair, type CreatedKeyPair } from '../aws/key-pairs.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { lookFor, publicFactsOf, type Custody, type SecuredKey } from './custody.ts';
import { nameTaken } from './name-taken.ts';
import { proveKey } from './prove-key.ts';

/** AWS makes the key pair and hands its private key over once; that goes straight into the keychain. */
export async function receiveKey(custody: Custody): Promise<Outcome<SecuredKey>> {
  const { ec2, ec2Once, patience } = custody.deps;
  const { name, type } = custody.request;
  if (await describeKeyPair(ec2, { name })) return failed(nameTaken());
  // Before AWS is asked: the keychain would refuse to replace it, and the new key would be lost.
  if (await isOccupied(custody)) return failed(makeProblem('keychain-failed', { raw: custody.account }));

  await custody.onStep({ step: 'creating' });
  // On disk before AWS hears of it: by this a later run finds a key pair whose private key never arrived.
  const notRecorded = await custody.record.enter('REQUESTED');
  if (notRecorded) return failed(notRecorded);
  let created: CreatedKeyPair;
  try {
    // "Slow down" is a no: nothing was made, and the same may be asked for again.
    created = await patience.throttled(() =>
      createKeyPair(ec2Once, { name, keyType: type, tags: custody.tags }),
    );
  } catch (error) {
    return failed(await notCreated(custody, error));
  }
  return keepAndProve(custody, created);
}

async function keepAndProve(custody: Custody, created: CreatedKeyPair): Promise<Outcome<SecuredKey>> {
  // Begins to save before anything else may run, or fail: from here on this is the only copy in the world.
  const holding = hold(custody, created);
  try {
    const facts = publicFactsOf(created.privateKey, 'aws-made');
    await custody.record.note({ keyPairId: created.keyPairId, ...facts });
    await reportMade(custody, created.keyPairId);
    await custody.onStep({ step: 'storing' });
    const placed = await holding;
    return placed.how === 'kept'
      ? await proveKey(custody, created.keyPairId, placed)
      : failed(placed.problem);
  } finally {
    const placed = await holding;
    if (placed.how === 'kept') placed.privateKey.fill(0);
  }
}

function hold({ deps, request, custodyId, account, record, pause }: Custody, created: CreatedKeyPair) {
  const { keyPairId, name, privateKey } = created;
  return deps.held.hold({
    custodyId,
    name,
    region: request.region,
    keyPairId,
    privateKey,
    keychain: deps.keychain,
    keychainAccount: account,
    sentinel: deps.sentinel,
    record,
    deletePair: () => deleteKeyPair(deps.ec2, { keyPairId, name }, pause),
  });
}

/** A plain no made nothing. No answer is not a no. */
async function notCreated(custody: Custody, error: unknown): Promise<Problem> {
  if (isOutcomeUnknown(error)) return answerLost(custody, error);
  await custody.record.forget();
  return problemFrom(error);
}

/**
 * Asking again would only be told that the name exists, so the tag is looked for instead; what is found is a key pair
 * whose private key nobody has. The record stays: the next recovery looks again, and removes it.
 */
async function answerLost(custody: Custody, error: unknown): Promise<Problem> {
  const { name } = custody.request;
  const { raw, requestId } = problemFrom(error);
  const found = await lookFor(() => foundByTag(custody), custody.pause);
  if (found) {
    await custody.record.note({ keyPairId: found.keyPairId });
    await reportMade(custody, found.keyPairId);
  }
  return makeProblem('answer-lost', {
    raw,
    requestId,
    explanation: found ? words.custody.answerLost(name) : words.custody.answerLostUnseen(name),
    actions: ['finish', 'undo'],
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

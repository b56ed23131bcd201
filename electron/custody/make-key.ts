import { describeKeyPair, importKeyPair, type KeyPair } from '../aws/key-pairs.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { enter, isOurs, lookFor, type Custody, type SecuredKey } from './custody.ts';
import { isPrivateHalfOf, newPrivateKey, publicKeyOf } from './key-format.ts';
import { keepKey, type Kept } from './keep-key.ts';
import { nameTaken } from './name-taken.ts';
import { notProved, proveKey } from './prove-key.ts';

/**
 * The key is made on this computer and proved to be in the keychain; then its public half is imported. Nothing secret
 * crosses the network, and all of it can be repeated with the same custody id.
 *
 * The private key stays in the keychain when the import fails, even where AWS says no: the client sends an import more
 * than once, and an earlier one may have been carried out unseen. A key too many is harmless; one too few is not.
 */
export async function makeKey(custody: Custody): Promise<Outcome<SecuredKey>> {
  const { ec2, keychain } = custody.deps;
  const { name, type } = custody.request;
  const existing = await describeKeyPair(ec2, { name });
  const earlier = await keychain.read(custody.account);
  const isFree = existing ? earlier !== null && isOurs(custody, existing) : true;
  if (!isFree) return failed(nameTaken());

  const privateKey = earlier ?? (await newPrivateKey(type));
  try {
    const publicKey = publicKeyOf(privateKey);
    if (publicKey === null) return notProved(words.custody.notProvedHere);
    await enter(custody, 'PLANNED', { publicKey });
    await custody.onStep({ step: 'storing' });
    return await importKept(custody, await keepKey(keychain, custody.account, privateKey));
  } finally {
    privateKey.fill(0);
  }
}

async function importKept(custody: Custody, kept: Kept): Promise<Outcome<SecuredKey>> {
  if (kept.state === 'wrong') return notProved(words.custody.notProvedHere);
  if (kept.state !== 'kept') return failed(problemFromKeychain(kept.error));
  const { privateKey, publicKey } = kept;
  try {
    if (!isPrivateHalfOf(privateKey, publicKey)) return notProved(words.custody.notProvedHere);
    await enter(custody, 'SECURED', { publicKey });
    const outcome = await importOnce(custody, publicKey);
    if (!outcome.ok) return outcome;
    const keyPairId = outcome.value;
    await custody.onStep({ made: { kind: 'key-pair', keyPairId, name: custody.request.name } });
    return await proveKey(custody, keyPairId, kept);
  } finally {
    privateKey.fill(0);
  }
}

/** Whatever went wrong: what EC2 shows under our tag was imported. Whether it is this very key is proved next. */
async function importOnce(custody: Custody, publicKey: string): Promise<Outcome<string>> {
  const { name } = custody.request;
  await custody.onStep({ step: 'importing' });
  try {
    const { keyPairId } = await importKeyPair(custody.deps.ec2, { name, publicKey, tags: custody.tags });
    return succeeded(keyPairId);
  } catch (error) {
    const look = () => findImported(custody);
    const found = isOutcomeUnknown(error) ? await lookFor(look, custody.pause) : await look();
    return found ? succeeded(found.keyPairId) : failed(notImported(name, error));
  }
}

async function findImported(custody: Custody): Promise<KeyPair | null> {
  try {
    return await describeKeyPair(custody.deps.ec2, { custodyId: custody.custodyId });
  } catch {
    return null;
  }
}

function notImported(name: string, error: unknown): Problem {
  const problem = problemFrom(error);
  if (!isOutcomeUnknown(error)) return problem;
  const { raw, requestId } = problem;
  return makeProblem('answer-lost', {
    raw,
    requestId,
    explanation: words.custody.importLost(name),
    retryable: true,
    actions: ['retry'],
  });
}

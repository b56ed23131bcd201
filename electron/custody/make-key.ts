import { describeKeyPair, importKeyPair, type KeyPair } from '../aws/key-pairs.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { problemFromKeychain } from '../keychain/keychain.ts';
import { MAX_STORED_BYTES } from '../keychain/stored-form.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { isOurs, lookFor, publicFactsOf, type Custody, type SecuredKey } from './custody.ts';
import { isPrivateHalfOf, isSamePublicKey, newPrivateKey } from './key-format.ts';
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
  const refusal = refusalOf(custody, earlier, existing);
  if (refusal) {
    earlier?.fill(0);
    return failed(refusal);
  }

  const privateKey = earlier ?? (await newPrivateKey(type));
  try {
    const facts = publicFactsOf(privateKey, 'made-here');
    if (facts.publicKey === null) return notProved(words.custody.notProvedHere);
    if (privateKey.length > MAX_STORED_BYTES) return failed(makeProblem('key-too-long'));
    // A repetition goes on where the earlier try had come to.
    if (custody.record.current().state === 'PLANNED') {
      const notRecorded = await custody.record.enter('PLANNED', facts);
      if (notRecorded) return failed(notRecorded);
    }
    await custody.onStep({ step: 'storing' });
    return await importKept(custody, await keepKey(keychain, custody.account, privateKey));
  } finally {
    privateKey.fill(0);
  }
}

function refusalOf(custody: Custody, earlier: Uint8Array | null, existing: KeyPair | null): Problem | null {
  if (existing && (earlier === null || !isOurs(custody, existing))) return nameTaken();
  const { state, publicKey } = custody.record.current();
  // Another key under the same id would be taken for the one that is missing.
  if (earlier === null) return state === 'PLANNED' ? null : makeProblem('key-missing-here');
  const { publicKey: kept } = publicFactsOf(earlier, 'made-here');
  const isOther = publicKey !== null && (kept === null || !isSamePublicKey(kept, publicKey));
  return isOther ? makeProblem('key-not-proved', { explanation: words.custody.notProvedHere }) : null;
}

/** From a private key that the keychain gave back to a key pair in AWS that is proved to belong to it. Wipes the bytes. */
export async function importKept(custody: Custody, kept: Kept): Promise<Outcome<SecuredKey>> {
  if (kept.state === 'wrong') return notProved(words.custody.notProvedHere);
  if (kept.state !== 'kept') return failed(problemFromKeychain(kept.error));
  const { privateKey, publicKey } = kept;
  try {
    if (!isPrivateHalfOf(privateKey, publicKey)) return notProved(words.custody.notProvedHere);
    const notRecorded = await enterSecured(custody, privateKey);
    if (notRecorded) return failed(notRecorded);
    const outcome = await importOnce(custody, publicKey);
    if (!outcome.ok) return outcome;
    const keyPairId = outcome.value;
    await custody.onStep({ made: { kind: 'key-pair', keyPairId, name: custody.request.name } });
    return await proveKey(custody, keyPairId, kept);
  } finally {
    privateKey.fill(0);
  }
}

/** From here on nothing but its public half is missing anywhere. */
async function enterSecured(
  { record, deps, request }: Custody,
  privateKey: Uint8Array,
): Promise<Problem | null> {
  if (record.current().state === 'READY') return null;
  const provedAt = deps.now().toISOString();
  const problem = await record.enter('SECURED', { ...publicFactsOf(privateKey, 'made-here'), provedAt });
  return problem && { ...problem, explanation: words.custody.notRecordedHere(request.name) };
}

/** Whatever went wrong: what EC2 shows under our tag was imported. Whether it is this very key is proved next. */
async function importOnce(custody: Custody, publicKey: string): Promise<Outcome<string>> {
  const { name } = custody.request;
  await custody.onStep({ step: 'importing' });
  try {
    const { ec2, patience } = custody.deps;
    const { keyPairId } = await patience.throttled(() =>
      importKeyPair(ec2, { name, publicKey, tags: custody.tags }),
    );
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

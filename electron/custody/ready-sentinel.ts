import { KeychainError, problemFromKeychain } from '../keychain/keychain.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import type { Sentinel } from './sentinel.ts';

/** The sentinel's hash, where the keychain gives it back just now; it is made first where there is none yet. */
export async function readySentinel(sentinel: Sentinel): Promise<Outcome<string>> {
  try {
    await sentinel.hash();
    const seen = await sentinel.look();
    if (seen.state === 'readable') return succeeded(seen.hash);
    return failed(seen.state === 'unreadable' ? problemOf(seen.error) : makeProblem('not-this-keychain'));
  } catch (error) {
    return failed(problemOf(error));
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof KeychainError) return problemFromKeychain(error);
  if (error instanceof Error && 'syscall' in error) return problemOfDisk(error);
  return makeProblem('keychain-failed', { raw: error instanceof Error ? error.message : null });
}

import { assertNever } from '../../shared/assert-never.ts';
import type { KeychainReport } from '../../shared/api.ts';
import type { StoreKind } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';

/**
 * Where private keys are kept. Each call is answered or rejects with a `KeychainError`; a rejected `save` may still
 * have been carried out, so whoever depends on it reads back. `null` from `read` does not prove that there is nothing:
 * a locked keychain may answer the same.
 */
export type Keychain = {
  readonly kind: StoreKind;
  /** What the person's system calls it. */
  readonly backend: string;
  /** Never replaces another private key: rejects where the account holds one. The caller's bytes are left alone. */
  readonly save: (account: string, privateKey: Uint8Array) => Promise<void>;
  /** The caller owns the bytes and fills them with 0 after use. */
  readonly read: (account: string) => Promise<Uint8Array | null>;
  readonly remove: (account: string) => Promise<boolean>;
  /** Writes, reads and deletes a dummy item as long as a private key. Never rejects. */
  readonly probe: () => Promise<KeychainProbe>;
};

/** A report for the screen, and the problem to end with where the keychain cannot be used. */
export type KeychainProbe = KeychainReport & { readonly problem: Problem | null };

export type KeychainFailure = 'absent' | 'locked' | 'full' | 'failed';

/** What the keychain said. Its message is shown under "details" and holds no secret. */
export class KeychainError extends Error {
  override readonly name = 'KeychainError';
  readonly kind: KeychainFailure;
  readonly raw: string;
  /** Which kind of store said it: what opens a locked one is not the same. */
  readonly store: StoreKind;

  constructor(kind: KeychainFailure, raw: string, store: StoreKind = 'keychain') {
    super(`keychain ${kind}: ${raw}`);
    this.kind = kind;
    this.raw = raw;
    this.store = store;
  }
}

/** A keychain's error as a problem. What is not a `KeychainError` is a bug, and passes. */
export function problemFromKeychain(error: unknown, details: ProblemDetails = {}): Problem {
  if (!(error instanceof KeychainError)) throw error;
  return makeProblem(codeOf(error), { retryable: true, actions: ['retry'], ...details, raw: error.raw });
}

/** Said instead of the catalogue's words where more is known than that the keychain failed. */
type ProblemDetails = Partial<Pick<Problem, 'explanation' | 'actions' | 'retryable'>>;

function codeOf({ kind, store }: KeychainError): ProblemCode {
  switch (kind) {
    case 'absent':
      return 'keychain-absent';
    case 'locked':
      return store === 'keychain' ? 'keychain-locked' : 'store-locked';
    case 'full':
      return 'keychain-full';
    case 'failed':
      return 'keychain-failed';
    default:
      return assertNever(kind);
  }
}

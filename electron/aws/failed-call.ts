import type { Denial } from './denial.ts';
import type { SignIn } from './sign-in.ts';

/** Which call an error ended, and what was known around it: what the error itself does not say. */
export type FailedCall = {
  /** As a policy names it: `ec2:RunInstances`. */
  readonly action: string;
  readonly region: string;
  /** That was asked for; null where the call was about none. */
  readonly instanceType: string | null;
  readonly isDryRun: boolean;
  /** By this computer's clock, in milliseconds since the epoch. */
  readonly failedAt: number;
  readonly signIn: SignIn | null;
  /** What STS says about a refusal; null where it was not asked, or did not say. */
  readonly decoded: Denial | null;
};

const calls = new WeakMap<Error, FailedCall>();

/** Beside the error, not in it: whoever shows or stores it stores nothing of this. */
export function noteFailedCall(error: unknown, call: FailedCall): void {
  if (error instanceof Error) calls.set(error, call);
}

/** Null for an error of no call, or of a client that notes nothing. */
export function failedCallOf(error: unknown): FailedCall | null {
  if (!(error instanceof Error)) return null;
  return calls.get(error) ?? failedCallOf(error.cause);
}

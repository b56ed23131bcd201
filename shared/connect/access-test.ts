import type { Outcome } from '../outcome.ts';
import type { AtMachine } from './at-machine.ts';

/** The way to a machine, from EC2's own word on it to being logged in. */
export const ACCESS_STEPS = [
  'machine',
  'checks',
  'address',
  'route',
  'block-public-access',
  'acl',
  'group',
  'connect',
  'answer',
  'login',
] as const;
export type AccessStepId = (typeof ACCESS_STEPS)[number];

/**
 * `note`: not as it should be, and yet no reason to stop. `unknown`: nobody could tell, so that the walk goes on. `skipped`: not asked, and
 * the sentence says why.
 */
export type AccessStepState = 'waiting' | 'working' | 'ok' | 'note' | 'unknown' | 'wrong' | 'skipped';

export type AccessStep = {
  readonly step: AccessStepId;
  readonly state: AccessStepState;
  /** What was found; empty while it waits. */
  readonly sentence: string;
  /** AWS's ids of what decides. */
  readonly because: readonly string[];
};

/** What a person can do about the step that is wrong. The rest is explained, and theirs to change. */
export type AccessFix =
  | { readonly kind: 'start' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'launch-again' }
  /** The launch's own group lets another address in; null for none. */
  | { readonly kind: 'fix-access'; readonly before: string | null; readonly now: string }
  /** Groups that were there before the launch: not Keyport's to change by itself. */
  | { readonly kind: 'open-groups' }
  | { readonly kind: 'other-user'; readonly loginUser: string }
  | { readonly kind: 'host-keys' }
  | { readonly kind: 'lost-key' }
  | { readonly kind: 'other-ways' };

/**
 * `in`: logged in, or all is well as far as it can be seen from here (`reached`: of Windows, whose password nobody tries; in practice, by
 * the rules). `stopped`: at the first thing that is wrong. `unknown`: nobody knocked, and not every rule could be judged.
 */
export type AccessVerdict = 'working' | 'in' | 'reached' | 'stopped' | 'unknown' | 'cancelled';

/** One walk, as it goes and as it went: a whole snapshot, sent again at every step. */
export type AccessTest = AtMachine & {
  readonly testId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The address in use here; null where nobody could say. */
  readonly from: string | null;
  readonly port: number;
  readonly verdict: AccessVerdict;
  readonly steps: readonly AccessStep[];
  /** What is wrong, or that nothing is, in a sentence; empty while it goes. */
  readonly headline: string;
  /** What that means, and what to do. */
  readonly advice: string;
  readonly fixes: readonly AccessFix[];
};

/** The part of the contract that is about finding out why one cannot get in. */
export type AccessTestApi = {
  /**
   * Walks the way to the machine's log-in port, and stops at the first thing that is wrong. Changes nothing. Tells each step by
   * `onAccessTested`, and answers at the end; a second one of the same machine takes the first one's place.
   */
  readonly testAccess: (input: AtMachine) => Promise<Outcome<AccessTest>>;
  readonly cancelAccessTest: (input: AtMachine) => Promise<Outcome<null>>;
  /** Logs in as somebody else from now on. `bad-request` for what can be no user of Linux. */
  readonly setLoginUser: (input: {
    readonly launchId: string;
    readonly loginUser: string;
  }) => Promise<Outcome<null>>;
};

/** Nothing of it was asked yet. */
export function newSteps(): readonly AccessStep[] {
  return ACCESS_STEPS.map((step) => ({ step, state: 'waiting', sentence: '', because: [] }));
}

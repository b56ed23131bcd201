import type { Problem, ProblemCode } from '../../shared/problem.ts';

/**
 * What a script can tell apart. `refused`: nothing was done, because it may not be, or a person has to decide. `findings`: a review
 * was done, and it is not clean. `partly`: something of a launch runs, and something of it does not.
 */
export const EXIT = {
  done: 0,
  findings: 1,
  usage: 2,
  partly: 3,
  refused: 4,
  failed: 5,
  answerLost: 6,
  homeInUse: 7,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf({ code }: Problem): ExitCode {
  if (code === 'answer-lost') return EXIT.answerLost;
  if (code === 'home-in-use') return EXIT.homeInUse;
  if (code === 'cancelled') return EXIT.cancelled;
  if (USAGE.has(code)) return EXIT.usage;
  return REFUSED.has(code) ? EXIT.refused : EXIT.failed;
}

const USAGE: ReadonlySet<ProblemCode> = new Set([
  'bad-request',
  'key-unknown',
  'saved-answer-unreadable',
  'weather-unreadable',
  'launch-unknown',
  'plan-unreadable',
  'tags-refused',
  'proxy-unusable',
  'ca-unusable',
]);

const REFUSED: ReadonlySet<ProblemCode> = new Set([
  'endpoint-not-secure',
  'key-name-taken',
  'key-in-use',
  'key-use-unknown',
  'key-not-finished',
  'key-not-trashed',
  'key-known',
  'name-not-typed',
  'name-refused',
  'passphrase-needed',
  'passphrase-wrong',
  'passphrase-weak',
  'store-locked',
  'store-has-keys',
  'not-this-keychain',
  'file-exists',
  'no-keys-to-back-up',
  'plan-refused',
  'account-changed',
  'account-refused',
  'sign-in-refused',
  'launch-busy',
  'launch-not-gone',
  'launch-is-gone',
  'access-not-ours',
  'zone-not-open',
  'port-taken',
  'ssh-config-refused',
]);

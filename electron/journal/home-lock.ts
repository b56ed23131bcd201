import type { Outcome } from '../../shared/outcome.ts';

/**
 * One Keyport program at a time has a home: its window or its command line. Taken before any journal or keychain use.
 */
export type HomeLock = {
  /** Succeeds also where this program has it already; else `home-in-use`, with who has it. */
  readonly take: () => Promise<Outcome<null>>;
  /** At once, so that it can be called as the program ends. */
  readonly release: () => void;
};

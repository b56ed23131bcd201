import type { Outcome } from '../outcome.ts';
import type { AtMachine } from './at-machine.ts';
import type { HostKeys } from './host-keys.ts';

/**
 * Logging in to machines with Linux. Problems of all: those of `readLaunch`, `instance-gone`, `machine-not-real` where there is
 * nothing behind its address, `machine-is-windows`.
 */
export type LogInApi = {
  /** Reads the machine's console, and pins the host keys that it shows where none were known. */
  readonly readHostKeys: (input: AtMachine) => Promise<Outcome<HostKeys>>;
  /** In the place of those that were kept, those that the console shows now. `no-host-keys-shown` where it shows none. */
  readonly pinHostKeys: (input: AtMachine) => Promise<Outcome<HostKeys>>;
  /**
   * Opens a terminal of the person's with an ssh that logs in, by the private key in the vault: for this one log-in. Problems also
   * `machine-not-running`, `machine-has-no-key`, `no-ssh`, `no-terminal`, `terminal-failed`, and those of the keychain.
   */
  readonly openTerminal: (input: AtMachine) => Promise<Outcome<OpenedTerminal>>;
};

export type OpenedTerminal = {
  /** The program that shows the window. */
  readonly terminal: string;
  /** `first-contact`: whoever answers is believed, because nothing is known of this machine yet. */
  readonly hostKeys: 'pinned' | 'first-contact';
};

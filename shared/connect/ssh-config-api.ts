import type { Outcome } from '../outcome.ts';
import type { Problem } from '../problem.ts';
import type { AtMachine } from './at-machine.ts';
import type { SshAlias } from './ssh-aliases.ts';

/**
 * Short names of the machines for every ssh of this person: three lines at the top of their own ssh settings, which lead to a file of
 * Keyport's. Problems of all: `ssh-config-practice` while one practises, and those of `listLaunches`.
 */
export type SshConfigApi = {
  /** What would be changed, and whether it is. Changes nothing. */
  readonly readSshConfig: () => Promise<Outcome<SshConfig>>;
  /**
   * Puts the lines in, or takes them out again; nothing else in that file is ever changed. Problems also `ssh-config-refused`,
   * `ssh-config-changed` and those of the disk: then the file is as it was.
   */
  readonly setSshConfig: (input: { readonly isOn: boolean }) => Promise<Outcome<SshConfig>>;
  /** The short command of one machine; `instance-gone` where it has no name. */
  readonly copySshAlias: (input: AtMachine) => Promise<Outcome<null>>;
};

export type SshConfig = {
  readonly isOn: boolean;
  /** The person's own settings of ssh. */
  readonly file: string;
  readonly isFileThere: boolean;
  /** Exactly what is added at the top of it. */
  readonly lines: readonly string[];
  /** Where they lead to. */
  readonly ownFile: string;
  /** Every machine that can be reached by ssh, also while it is off. */
  readonly hosts: readonly SshAlias[];
  /** What keeps it from being turned on, or off. */
  readonly problem: Problem | null;
};

import type { Outcome } from '../outcome.ts';
import type { AtMachine } from './at-machine.ts';

/** So long a password stays on the clipboard, if nothing else is copied meanwhile. */
export const PASSWORD_COPY_S = 30;

/** EC2 has it 4 to 15 minutes after the first start. (EC2 API reference, GetPasswordData.) */
export const PASSWORD_WITHIN_MINUTES = { least: 4, most: 15 } as const;

/** The desktops of machines with Windows. Problems of all: those of `readLaunch`, `instance-gone`, `machine-is-linux`. */
export type DesktopApi = {
  /**
   * Puts the administrator's first password on the clipboard, for `PASSWORD_COPY_S`; it is in no answer. Where EC2 has none yet it is
   * waited for, and the answer is `ready` instead: whoever has waited may be elsewhere, and has to ask for it. Problems also
   * `machine-not-running`, `machine-has-no-key`, `password-needs-rsa`, `password-other-key`, `password-unreadable`,
   * `password-not-ready`, `password-not-set`, `clipboard-failed`, `cancelled`, and those of the keychain and of AWS.
   */
  readonly copyWindowsPassword: (input: AtMachine) => Promise<Outcome<'copied' | 'ready'>>;
  /**
   * Writes a file that remote desktop programs open, where the person says; null where they say nowhere, else the path. There is no
   * password in it. Problems also `machine-not-running`, `machine-not-real`, and those of writing.
   */
  readonly saveDesktopFile: (input: AtMachine) => Promise<Outcome<string | null>>;
  /**
   * Opens the remote desktop program of this computer, which asks for the password. Problems also `machine-not-running`,
   * `machine-not-real`, `no-desktop-program`, `desktop-failed`.
   */
  readonly openDesktop: (input: AtMachine) => Promise<Outcome<{ readonly program: string }>>;
  /** Nobody waits for the password of this machine any more. */
  readonly cancelWindowsPassword: (input: AtMachine) => Promise<Outcome<null>>;
};

import type { KeyType } from '../platform.ts';
import type { AccountKeyPair, KeyUser } from './account-keys.ts';
import type { VaultKey } from './vault.ts';

/** One line of the Keys screen: a private key here, the key pairs in AWS with the same public key, or both. */
export type KeyRow = {
  /** The custody id, or region and key pair id of what is in AWS only. */
  readonly id: string;
  readonly name: string;
  readonly type: KeyType | null;
  readonly standing: KeyStanding;
  readonly key: VaultKey | null;
  readonly pairs: readonly AccountKeyPair[];
  readonly users: readonly KeyUse[];
  /** True where a region could not be read: then nobody knows all that uses it. */
  readonly areUsersIncomplete: boolean;
};

/** `here-only`: the private key is safe here, and no key pair in this account matches it. */
export type KeyStanding =
  'safe-here' | 'in-aws-only' | 'here-only' | 'finishing' | 'needs-you' | 'trashed' | 'not-read';

/**
 * `launched`: our own journal says so. `likely`: it has this name and was started after this pair was made. `unknown`: it has the
 * name, but may have been started with an earlier pair of that name.
 */
export type KeyUse = KeyUser & { readonly certainty: 'launched' | 'likely' | 'unknown' };

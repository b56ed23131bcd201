import type { AccountKeyPair } from '../../shared/keys/account-keys.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import type { KeyAction, VaultKey } from '../../shared/keys/vault.ts';

/** The one question that stands before the screen, and whom it is about. */
export type KeysDialog =
  | { readonly is: 'create' | 'add' | 'backup' | 'restore' }
  | { readonly is: 'send' | 'export' | 'dismiss'; readonly key: VaultKey }
  | { readonly is: 'trash' | 'delete'; readonly key: VaultKey; readonly row: KeyRow | null }
  | { readonly is: 'remove-pair'; readonly row: KeyRow; readonly pair: AccountKeyPair };

/** What was done, to be said at the top of the page. `custodyId`: the key it was done with, where there is one. */
export type Done = { readonly message: string; readonly custodyId?: string };

/** What a key in trouble may need asks first, where it cannot simply be done. */
export function dialogFor(action: KeyAction, key: VaultKey, row: KeyRow | null): KeysDialog | null {
  switch (action) {
    case 'restore-backup':
      return { is: 'restore' };
    case 'add-from-file':
      return { is: 'add' };
    case 'import-again':
      return { is: 'send', key };
    case 'dismiss':
      return { is: 'dismiss', key };
    case 'delete':
      return { is: 'delete', key, row };
    case 'try-again':
    case 'keep':
      return null;
  }
}

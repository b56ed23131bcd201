import type { KeychainReport } from '../../shared/api.ts';
import type { Vault } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';

const said = words.cli.stores;

/** Where private keys are kept, how that place stands by a trial of it, and the way out where there is none. */
export function storeLines(vault: Whose, { state, backend, raw }: KeychainReport): readonly string[] {
  const details = raw === null || state === 'locked' ? [] : [`  (${raw})`];
  if (vault.store.kind === 'file') return [said.file[state](), ...details];
  const out = wayOutOfNone(vault, state);
  const isGone = state === 'absent' && out.length === 0;
  return [said.keychain[isGone ? 'gone' : state](backend), ...out, ...details];
}

/** An encrypted file instead of a keychain that is not there: only as long as no key is in that. */
export function wayOutOfNone(
  { store, keys }: Whose,
  state: KeychainReport['state'] | null,
): readonly string[] {
  return state === 'absent' && store.kind === 'keychain' && keys.length === 0 ? [said.useFile] : [];
}

type Whose = Pick<Vault, 'store' | 'keys'>;

import { createContext, useContext } from 'react';
import type { Vault } from '../../shared/keys/vault.ts';

/** The vault as main last told it. Null only outside of what opens it. */
export const VaultContext = createContext<Vault | null>(null);

/** The one place where screens get the vault from. It is there on every screen, because nothing is shown before it is. */
export function useVault(): Vault {
  const vault = useContext(VaultContext);
  if (vault === null) throw new Error('useVault: the vault is not open here');
  return vault;
}

import { createContext, useContext } from 'react';
import type { StoreKind } from '../../shared/keys/vault.ts';
import { inStore } from '../../shared/words/en/store-names.ts';

/** Where private keys are kept, for everything that names the place. */
export const StoreKindContext = createContext<StoreKind>('keychain');

/** Says a sentence about “your keychain” of the place where private keys really are. */
export function useInStore(): (sentence: string) => string {
  const kind = useContext(StoreKindContext);
  return (sentence) => inStore(kind, sentence);
}

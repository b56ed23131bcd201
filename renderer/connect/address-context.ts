import { createContext, useContext } from 'react';

/** This computer's address where some launch does not let it in; null while all is well, or nobody knows. */
export const AddressContext = createContext<string | null>(null);

export function useOtherAddress(): string | null {
  return useContext(AddressContext);
}

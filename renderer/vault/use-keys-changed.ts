import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/** Called when something in AWS or in the store has been changed from here: what was read of it is read anew. */
export function useKeysChanged(): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => {
    for (const stale of ['account-keys', 'names', 'keychain']) {
      void queryClient.invalidateQueries({ queryKey: [stale] });
    }
  }, [queryClient]);
}

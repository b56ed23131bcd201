import { QueryClient } from '@tanstack/react-query';

/**
 * Reads are remembered until somebody asks again. The main process has its own retries, and knows better than the
 * browser whether there is a network: `always`, or an emulator on this computer could not be used offline.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

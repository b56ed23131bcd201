import type { Credentials } from '../../electron/aws/clients.ts';
import { allAt } from '../../electron/aws/endpoints.ts';
import type { ReviewAccount, Watch } from '../../electron/review/reviewer.ts';

let accounts = 0;

/** Who reads at this endpoint, as `Connections` would resolve it: each time somebody of whom nothing was read yet. */
export function reviewAccount(
  endpoint: string,
  credentials: () => Promise<Credentials> = async () => ({
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'secret',
  }),
): ReviewAccount {
  accounts += 1;
  return {
    choice: { sourceId: `profile:${String(accounts)}`, region: 'us-east-1' },
    sourceName: 'environment',
    accountId: '123456789012',
    endpoints: allAt(endpoint),
    credentials,
    answer: null,
  };
}

/** Nobody looks, nobody cancels, and nobody knows an address. */
export function unwatched(part: Partial<Watch> = {}): Watch {
  return {
    signal: new AbortController().signal,
    onProgress: () => {},
    myAddresses: async () => ({ ipv4: null, ipv6: null }),
    ...part,
  };
}

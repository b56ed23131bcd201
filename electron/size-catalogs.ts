import path from 'node:path';
import { PRACTICE_SOURCE, type ConnectedAccount } from '../shared/account.ts';
import { succeeded, type Outcome } from '../shared/outcome.ts';
import { priceListSchema } from '../shared/price-list-schema.ts';
import type { Architecture } from '../shared/platform.ts';
import type { OperatingSystem } from '../shared/price.ts';
import type { Generation, ReadFrom, SizeCatalog, SizePrices } from '../shared/size-catalog.ts';
import type { Connection } from './aws/connections.ts';
import { readInstanceTypes } from './aws/instance-types.ts';
import { readHourPrices } from './aws/hour-prices.ts';
import { openKeptFiles, type KeptFiles, type KeptKey } from './kept-files.ts';
import { fromRows, sizeRowsSchema, toRows } from './size-rows.ts';

/**
 * Every size of a region, and what each costs: from AWS, or as this computer has kept it from the last time, null where it has not.
 * To choose from, and for nothing else: what a launch is judged by is read for it.
 */
export type SizeCatalogs = {
  readonly sizes: (
    connection: Connection,
    ask: { readonly architecture: Architecture; readonly generation: Generation; readonly from: ReadFrom },
  ) => Promise<Outcome<SizeCatalog | null>>;
  readonly prices: (
    connection: Connection,
    ask: { readonly operatingSystem: OperatingSystem; readonly from: ReadFrom },
  ) => Promise<Outcome<SizePrices | null>>;
};

/** Kept in `<home>/catalog`. */
export function createSizeCatalogs(home: string): SizeCatalogs {
  const files: KeptFiles = openKeptFiles(path.join(home, 'catalog'));
  return {
    sizes: async ({ account, clients }, { architecture, generation, from }) => {
      const key = keyOf(account, `sizes ${architecture} ${generation}`);
      if (from === 'disk') {
        const kept = await files.read(key, sizeRowsSchema, Date.now());
        return succeeded(kept === null ? null : { readAt: kept.readAt, types: fromRows(kept.value) });
      }
      const which = generation === 'current' ? 'all' : 'previous';
      const read = await readInstanceTypes(clients, { architecture, which });
      if (!read.ok) return read;
      const readAt = Date.now();
      // Nothing sold at all is more likely a wrong answer than a region without sizes.
      if (read.value.length > 0) await files.write(key, { readAt, value: toRows(read.value) });
      return succeeded({ readAt, types: read.value });
    },
    prices: async ({ account, clients }, { operatingSystem, from }) => {
      const key = keyOf(account, `prices ${operatingSystem}`);
      if (from === 'disk') {
        const kept = await files.read(key, priceListSchema, Date.now());
        return succeeded(kept === null ? null : { readAt: kept.readAt, prices: kept.value });
      }
      const prices = await readHourPrices(clients, account.region, operatingSystem);
      const readAt = Date.now();
      if (prices.source === 'pricing-api') await files.write(key, { readAt, value: prices });
      return succeeded({ readAt, prices });
    },
  };
}

/** What practises, or goes to something that stands in for AWS, is never taken for the account itself. */
function keyOf({ sourceId, endpoint, accountId, region }: ConnectedAccount, what: string): KeptKey {
  const world = sourceId === PRACTICE_SOURCE ? PRACTICE_SOURCE : (endpoint ?? 'aws');
  return { world, accountId, region, what };
}

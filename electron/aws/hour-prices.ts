import { GetProductsCommand } from '@aws-sdk/client-pricing';
import { z } from 'zod';
import { datedPrices, type OperatingSystem, type PriceList } from '../../shared/price.ts';
import { allPages } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { agreedItem, readPriceItem, type PriceItem } from './price-item.ts';
import { filtersOf, HOUR_USAGE, hourAttributes } from './prices.ts';

/** Some ten pages, one after the other; nobody waits for them. */
const TIMEOUT_MS = 60_000;

/**
 * What an hour of every size of a region costs, licence included: from AWS's own list where the account may ask it, else from the
 * dated table. All pages or none: a list that ends in the middle would call sizes unknown that are not. Disks and addresses are not
 * in it.
 */
export async function readHourPrices(
  { pricing }: Pick<AwsClients, 'pricing'>,
  region: string,
  operatingSystem: OperatingSystem,
  timeoutMs: number = TIMEOUT_MS,
): Promise<PriceList> {
  const dated = datedPrices(region, operatingSystem);
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const Filters = filtersOf(hourAttributes(region, operatingSystem));
  const texts = await allPages(
    (token) =>
      pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', Filters, MaxResults: 100, ...token }), {
        abortSignal,
      }),
    (page) => page.PriceList,
  ).catch(() => []);
  const hours = hoursOf(texts.map(String));
  if (hours.size === 0) return dated;
  const days = [...hours.values()].map(({ publishedOn }) => publishedOn ?? '').toSorted();
  return {
    ...dated,
    source: 'pricing-api',
    asOf: days.find((day) => day !== '') ?? new Date().toISOString().slice(0, 10),
    operatingSystem,
    instanceHour: Object.fromEntries([...hours].map(([type, { amount }]) => [type, amount])),
    linuxHour: undefined,
  };
}

/** By size; one of which the list says two prices is left out, as choosing would be guessing. */
function hoursOf(texts: readonly string[]): ReadonlyMap<string, PriceItem> {
  const items = texts.flatMap((text) => {
    const item = readPriceItem(text);
    const type = typeIn(text);
    return item === null || type === null || !HOUR_USAGE.test(item.usageType) ? [] : [{ item, type }];
  });
  return new Map(
    [...Map.groupBy(items, ({ type }) => type)].flatMap(([type, alike]) => {
      const agreed = agreedItem(alike.map(({ item }) => item));
      return agreed === null ? [] : [[type, agreed] as const];
    }),
  );
}

const product = z.object({
  product: z.object({ attributes: z.object({ instanceType: z.string().min(1).max(64) }) }),
});

function typeIn(text: string): string | null {
  const read = product.safeParse(JSON.parse(text));
  return read.success ? read.data.product.attributes.instanceType : null;
}

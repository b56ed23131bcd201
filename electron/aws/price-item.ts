import { z } from 'zod';

/** An item of a price list: what it is, and USD for one hour, or one GiB and month, On-Demand. */
export type PriceItem = {
  readonly usageType: string;
  readonly amount: number;
  /** The day on which AWS published this list: `2026-11-20`; null where it does not say. */
  readonly publishedOn: string | null;
};

const item = z.object({
  publicationDate: z.iso.datetime().optional().catch(undefined),
  product: z.object({ attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({ unit: z.enum(['Hrs', 'GB-Mo']), pricePerUnit: z.object({ USD: z.string() }) }),
        ),
      }),
    ),
  }),
});

/**
 * Reads one item as the Pricing API gives it: JSON in a string. Null for what is not one plain On-Demand price in
 * USD; a price of zero is one of those, as nothing that is asked about here is free.
 */
export function readPriceItem(text: string): PriceItem | null {
  const parsed = item.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { product, terms, publicationDate } = parsed.data;
  const dimensions = Object.values(terms.OnDemand).flatMap((term) => Object.values(term.priceDimensions));
  const [dimension] = dimensions;
  const amount = Number(dimension?.pricePerUnit.USD);
  if (dimensions.length !== 1 || !Number.isFinite(amount) || amount <= 0) return null;
  return {
    usageType: product.attributes['usagetype'] ?? '',
    amount,
    publishedOn: publicationDate?.slice(0, 10) ?? null,
  };
}

/** The item that all of these agree with on the price. Null when there is none, or more than one price: choosing would be guessing. */
export function agreedItem(items: readonly PriceItem[]): PriceItem | null {
  const [first] = items;
  return first !== undefined && items.every(({ amount }) => amount === first.amount) ? first : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { OPERATING_SYSTEMS, type PriceList } from './price.ts';
import { z } from './zod.ts';

const MOST_TYPES = 5000;

const hours = z
  .record(z.string().max(64), z.number().positive())
  .refine((prices) => Object.keys(prices).length <= MOST_TYPES);

/** How a price list is read from unknown: what was kept on disk may be anything by now. */
export const priceListSchema: z.ZodType<PriceList> = z.strictObject({
  source: z.enum(['pricing-api', 'dated-table', 'unknown']),
  asOf: z.string().max(20).nullable(),
  currency: z.literal('USD'),
  operatingSystem: z.enum(OPERATING_SYSTEMS).optional(),
  instanceHour: hours,
  linuxHour: hours.optional(),
  gp3GiBMonth: z.number().positive().nullable(),
  publicIpv4Hour: z.number().positive().nullable(),
});

import { DAY_MS } from './day.ts';
import type { InstanceType } from './facts.ts';
import type { PriceList } from './price.ts';

/** Sizes that AWS sells today, and those of before, which it still sells and no longer recommends. */
export const GENERATIONS = ['current', 'previous'] as const;
export type Generation = (typeof GENERATIONS)[number];

/** Everything of one architecture and generation that a region sells by the hour, by name. `readAt`: milliseconds since the epoch. */
export type SizeCatalog = { readonly readAt: number; readonly types: readonly InstanceType[] };

/** What an hour of each size costs in a region. `readAt`: when AWS was asked, which is not how old the prices are. */
export type SizePrices = { readonly readAt: number; readonly prices: PriceList };

/** Who asks may have looked at the clock a little before it was read. */
const CLOCK_MS = 5 * 60 * 1000;

/** Sizes are added a few times a month: what was read within a day is good enough to choose from. What nobody has read is old. */
export function isOld(kept: { readonly readAt: number } | null, now: number): boolean {
  return kept === null || now - kept.readAt >= DAY_MS || kept.readAt > now + CLOCK_MS;
}

/** From what this computer has kept, or from AWS as it is now. */
export const READ_FROM = ['disk', 'aws'] as const;
export type ReadFrom = (typeof READ_FROM)[number];

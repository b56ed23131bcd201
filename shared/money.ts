import type { LaunchCost } from './cost.ts';
import { words } from './words/en.ts';

const said = words.money;

/** `0.0104` → `$0.0104`: hourly prices are fractions of a cent. Null is "price unknown". */
export function hourlyMoney(usd: number | null): string {
  return formatUsd(usd, 4);
}

/** `18.5` → `$18.50`. Null is "price unknown". */
export function monthlyMoney(usd: number | null): string {
  return formatUsd(usd, 2);
}

/** What is more than nothing is never shown as nothing: `0.004` with 2 digits → `less than $0.01`. */
export function formatUsd(usd: number | null, digits: number): string {
  if (usd === null) return said.unknown;
  const least = 10 ** -digits;
  const isTooSmall = usd > 0 && usd < least / 2;
  return isTooSmall ? said.lessThan(dollars(least, digits)) : dollars(usd, digits);
}

/** What a launch costs, as short texts: `$0.0454 an hour`, `$33.14 a month`, `less than $0.01 so far`. */
export function costInWords(cost: LaunchCost): {
  readonly perHour: string;
  readonly perMonth: string;
  readonly soFar: string;
  /** A sentence on what is in none of them; null where there is no such thing. */
  readonly notCounted: string | null;
} {
  const { perHour, perMonth, soFar, snapshotsNotCounted: snapshots } = cost;
  return {
    perHour: perHour === null ? said.unknown : said.anHour(hourlyMoney(perHour)),
    perMonth: perMonth === null ? said.unknown : said.aMonth(monthlyMoney(perMonth)),
    soFar: soFar === null ? said.unknownSoFar : said.soFar(monthlyMoney(soFar)),
    notCounted: snapshots === 0 ? null : said.snapshotsNotCounted(snapshots),
  };
}

function dollars(usd: number, digits: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd);
}

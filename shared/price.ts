import table from './data/prices.json' with { type: 'json' };

/** Prices for one region, with where they come from. `null` is "price unknown", never zero. */
export type PriceList = {
  readonly source: 'pricing-api' | 'dated-table' | 'unknown';
  /** When the prices were true, as far as is known: ISO date or month. Null when unknown. */
  readonly asOf: string | null;
  readonly currency: 'USD';
  /** USD per hour by instance type, On-Demand Linux. */
  readonly instanceHour: Readonly<Record<string, number>>;
  /** USD per GiB and month. */
  readonly gp3GiBMonth: number | null;
  /** USD per public IPv4 address and hour. */
  readonly publicIpv4Hour: number | null;
};

/** AWS bills by the hour; a month is counted as 730 of them. */
export const HOURS_PER_MONTH = 730;

/** The checked-in table where it speaks of this region, else a list in which nothing is known. */
export function datedPrices(region: string): PriceList {
  if (region !== table.region) return UNKNOWN_PRICES;
  return {
    source: 'dated-table',
    asOf: table.asOf,
    currency: 'USD',
    instanceHour: table.instanceHour,
    gp3GiBMonth: table.gp3GiBMonth,
    publicIpv4Hour: table.publicIpv4Hour,
  };
}

const UNKNOWN_PRICES: PriceList = {
  source: 'unknown',
  asOf: null,
  currency: 'USD',
  instanceHour: {},
  gp3GiBMonth: null,
  publicIpv4Hour: null,
};

export type FleetPrice = { readonly perHour: number; readonly perMonth: number };

/**
 * USD for `count` instances with one root disk and one public IPv4 address each, running all the time.
 * Null when any part of it is unknown: half a price would be a wrong one.
 */
export function fleetPrice(
  prices: PriceList,
  fleet: { readonly instanceType: string; readonly count: number; readonly rootSizeGiB: number },
): FleetPrice | null {
  const { instanceHour } = prices;
  const hour = Object.hasOwn(instanceHour, fleet.instanceType) ? instanceHour[fleet.instanceType] : undefined;
  if (hour === undefined || prices.gp3GiBMonth === null || prices.publicIpv4Hour === null) return null;
  const diskPerMonth = prices.gp3GiBMonth * fleet.rootSizeGiB;
  const perMonth = fleet.count * ((hour + prices.publicIpv4Hour) * HOURS_PER_MONTH + diskPerMonth);
  return { perHour: perMonth / HOURS_PER_MONTH, perMonth };
}

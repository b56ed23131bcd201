import table from './data/prices.json' with { type: 'json' };

/** By the Pricing API's names. All but plain Linux carry a licence in the price of the hour. */
export const OPERATING_SYSTEMS = ['Linux', 'Windows', 'RHEL', 'SUSE'] as const;
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number];

/** Prices for one region, with where they come from. `null` is "price unknown", never zero. */
export type PriceList = {
  readonly source: 'pricing-api' | 'dated-table' | 'unknown';
  /** When the prices were true, as far as is known: ISO date or month. Null when unknown. */
  readonly asOf: string | null;
  readonly currency: 'USD';
  /** What `instanceHour` is the price for; plain Linux where it is not said. */
  readonly operatingSystem?: OperatingSystem | undefined;
  /** USD per hour by instance type, On-Demand, licence included. */
  readonly instanceHour: Readonly<Record<string, number>>;
  /** The same with plain Linux, where `instanceHour` is not that: what is more is the licence. */
  readonly linuxHour?: Readonly<Record<string, number>> | undefined;
  /** USD per GiB and month. */
  readonly gp3GiBMonth: number | null;
  /** USD per public IPv4 address and hour. */
  readonly publicIpv4Hour: number | null;
};

/** AWS bills by the hour; a month is counted as 730 of them. */
export const HOURS_PER_MONTH = 730;

/** The checked-in table where it speaks of this region, else a list in which nothing is known. Its hours are plain Linux. */
export function datedPrices(region: string, operatingSystem: OperatingSystem = 'Linux'): PriceList {
  if (region !== table.region) return UNKNOWN_PRICES;
  const { asOf, instanceHour, gp3GiBMonth, publicIpv4Hour } = table;
  return {
    source: 'dated-table',
    asOf,
    currency: 'USD',
    ...(operatingSystem === 'Linux'
      ? { instanceHour }
      : { operatingSystem, instanceHour: {}, linuxHour: instanceHour }),
    gp3GiBMonth,
    publicIpv4Hour,
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

/** Machines of one size, with one root disk and one public IPv4 address each. */
export type Fleet = {
  readonly instanceType: string;
  readonly count: number;
  readonly rootSizeGiB: number;
};

export type FleetPrice = { readonly perHour: number; readonly perMonth: number };

/**
 * USD for a fleet that runs all the time. Null when any part of it is unknown: half a price would be a wrong one.
 * Surplus CPU credits are not in it (`cpu-credits.ts`).
 */
export function fleetPrice(prices: PriceList, fleet: Fleet): FleetPrice | null {
  const perMonth = total(priceParts(prices, fleet).map((part) => part.perMonth));
  return perMonth === null ? null : { perHour: perMonth / HOURS_PER_MONTH, perMonth };
}

/** Of several fleets together; null as soon as one of them is unknown. */
export function sumOfPrices(prices: readonly (FleetPrice | null)[]): FleetPrice | null {
  const perMonth = total(prices.map((price) => price?.perMonth ?? null));
  return perMonth === null ? null : { perHour: perMonth / HOURS_PER_MONTH, perMonth };
}

/**
 * One line of what a fleet costs. `each` is what one costs: an hour of a machine, a licence or an address, a month of a GiB of
 * disk. Null is "price unknown".
 */
export type PricePart = {
  readonly kind: 'machines' | 'machines-and-licence' | 'licence' | 'disks' | 'addresses';
  readonly count: number;
  readonly each: number | null;
  readonly perHour: number | null;
  readonly perMonth: number | null;
};

/**
 * What the price is made of; the parts together are `fleetPrice`. The licence stands in a line of its own where the price of
 * plain Linux is known too, and else in the line of the machines.
 */
export function priceParts(
  prices: PriceList,
  { instanceType, count, rootSizeGiB }: Fleet,
): readonly PricePart[] {
  const { gp3GiBMonth, publicIpv4Hour } = prices;
  return [
    ...hoursOf(prices, instanceType).map(([kind, each]) => byTheHour(kind, count, each)),
    byTheMonth('disks', count, gp3GiBMonth, rootSizeGiB),
    byTheHour('addresses', count, publicIpv4Hour),
  ];
}

/** An hour of this type, or null. */
export function hourOf(hours: PriceList['instanceHour'], instanceType: string): number | null {
  return Object.hasOwn(hours, instanceType) ? (hours[instanceType] ?? null) : null;
}

/** The sum; null as soon as one of them is unknown. */
export function total(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount),
    0,
  );
}

function hoursOf(prices: PriceList, instanceType: string): readonly [PricePart['kind'], number | null][] {
  const { operatingSystem = 'Linux', instanceHour, linuxHour = {} } = prices;
  const hour = hourOf(instanceHour, instanceType);
  if (operatingSystem === 'Linux') return [['machines', hour]];
  const linux = hourOf(linuxHour, instanceType);
  // A licence below nothing would be two lists that do not belong together.
  if (hour === null || linux === null || linux > hour) return [['machines-and-licence', hour]];
  return [
    ['machines', linux],
    ['licence', hour - linux],
  ];
}

function byTheHour(kind: PricePart['kind'], count: number, each: number | null): PricePart {
  if (each === null) return { kind, count, each, perHour: null, perMonth: null };
  const perHour = count * each;
  return { kind, count, each, perHour, perMonth: perHour * HOURS_PER_MONTH };
}

function byTheMonth(kind: PricePart['kind'], count: number, each: number | null, units: number): PricePart {
  if (each === null) return { kind, count, each, perHour: null, perMonth: null };
  const perMonth = count * units * each;
  return { kind, count, each, perHour: perMonth / HOURS_PER_MONTH, perMonth };
}

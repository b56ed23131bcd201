import { GetProductsCommand, type Filter } from '@aws-sdk/client-pricing';
import { datedPrices, type OperatingSystem, type PriceList } from '../../shared/price.ts';
import type { AwsClients } from './clients.ts';
import { agreedItem, readPriceItem, type PriceItem } from './price-item.ts';

/** The wizard does not wait longer than this for a price. */
const TIMEOUT_MS = 3_000;

/** One question each; AWS lets an account ask about ten a second. */
const MOST_QUESTIONS = 20;

/**
 * Prices for one region: from AWS's own list where the account may ask it and it answers soon, else from the dated
 * table. What neither knows stays unknown. Of an operating system with a licence, the price of plain Linux is asked for as well.
 * Only the first twenty types are asked about, or the first ten where each is asked about twice.
 */
export async function readPrices(
  clients: AwsClients,
  region: string,
  instanceTypes: readonly string[],
  operatingSystem: OperatingSystem = 'Linux',
  timeoutMs: number = TIMEOUT_MS,
): Promise<PriceList> {
  const read = reader(clients, AbortSignal.timeout(timeoutMs));
  const systems = [...new Set<OperatingSystem>([operatingSystem, 'Linux'])];
  const types = instanceTypes.slice(0, MOST_QUESTIONS / systems.length);
  const readHours = async (system: OperatingSystem) =>
    knownOf(await Promise.all(types.map(async (type) => [type, await read(hourOf(region, type, system))])));
  const [hours, linux, gp3GiBMonth, publicIpv4Hour] = await Promise.all([
    readHours(operatingSystem),
    operatingSystem === 'Linux' ? null : readHours('Linux'),
    read(gp3Of(region)),
    read(publicIpv4Of(region)),
  ]);
  const dated = datedPrices(region, operatingSystem);
  if (hours.size === 0) return dated;
  const parts = [...hours.values(), ...(linux?.values() ?? []), gp3GiBMonth, publicIpv4Hour];
  return {
    source: 'pricing-api',
    asOf: asOf(parts, dated),
    currency: 'USD',
    ...(linux === null ? {} : { operatingSystem, linuxHour: amounts(linux) }),
    instanceHour: amounts(hours),
    gp3GiBMonth: gp3GiBMonth?.amount ?? dated.gp3GiBMonth,
    publicIpv4Hour: publicIpv4Hour?.amount ?? dated.publicIpv4Hour,
  };
}

type Hours = ReadonlyMap<string, PriceItem>;

function knownOf(hours: readonly (readonly [string, PriceItem | null])[]): Hours {
  return new Map(hours.filter((hour): hour is readonly [string, PriceItem] => hour[1] !== null));
}

function amounts(hours: Hours): Readonly<Record<string, number>> {
  return Object.fromEntries([...hours].map(([type, { amount }]) => [type, amount]));
}

/** With a part from the table, the list is no newer than the table. */
function asOf(parts: readonly (PriceItem | null)[], dated: PriceList): string {
  const items = parts.filter((item) => item !== null);
  const isWhole = items.length === parts.length;
  return isWhole ? publishedOn(items) : (dated.asOf ?? publishedOn(items));
}

type Product = {
  readonly service: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly usageType: RegExp;
};

/** An hour On-Demand on shared hardware, with nothing pre-installed that costs extra. */
function hourOf(region: string, instanceType: string, operatingSystem: OperatingSystem): Product {
  const attributes = { ...hourAttributes(region, operatingSystem), instanceType };
  return { service: 'AmazonEC2', attributes, usageType: HOUR_USAGE };
}

/** The same, whatever the size. */
export function hourAttributes(
  regionCode: string,
  operatingSystem: OperatingSystem,
): Readonly<Record<string, string>> {
  return {
    regionCode,
    operatingSystem,
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    // Else the list also has the hour for those who bring a Windows licence of their own, at the price of Linux.
    ...(operatingSystem === 'Linux' ? {} : { licenseModel: 'No License required' }),
  };
}

/** Not the hour of a reservation, or of a host of one's own. */
export const HOUR_USAGE = /(^|-)BoxUsage/;

function gp3Of(region: string): Product {
  const attributes = { regionCode: region, productFamily: 'Storage', volumeApiName: 'gp3' };
  return { service: 'AmazonEC2', attributes, usageType: /EBS:VolumeUsage\.gp3$/ };
}

/** The group also holds idle addresses and blocks of addresses, which cost otherwise. */
function publicIpv4Of(region: string): Product {
  const attributes = { regionCode: region, group: 'VPCPublicIPv4Address' };
  return { service: 'AmazonVPC', attributes, usageType: /PublicIPv4:InUseAddress$/ };
}

/** Reads a product's price; null for any failure, as a price is never worth an error message. */
function reader(clients: AwsClients, abortSignal: AbortSignal) {
  return async ({ service, attributes, usageType }: Product): Promise<PriceItem | null> => {
    try {
      const Filters = filtersOf(attributes);
      const question = new GetProductsCommand({ ServiceCode: service, Filters, MaxResults: 100 });
      const { PriceList: items = [] } = await clients.pricing.send(question, { abortSignal });
      return agreedItem(
        // The SDK gives String objects, which JSON.parse reads and `typeof` does not know.
        Array.from(items, (text) => readPriceItem(String(text)))
          .filter((item) => item !== null)
          .filter((item) => usageType.test(item.usageType)),
      );
    } catch {
      return null;
    }
  };
}

export function filtersOf(attributes: Product['attributes']): Filter[] {
  return Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value }));
}

/** The oldest of their days. A list without a day is the one that AWS gives out today. */
function publishedOn(items: readonly PriceItem[]): string {
  const [oldest] = items.map((item) => item.publishedOn ?? today()).toSorted();
  return oldest ?? today();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

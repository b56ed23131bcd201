import { GetProductsCommand, type Filter } from '@aws-sdk/client-pricing';
import { datedPrices, type PriceList } from '../../shared/price.ts';
import type { AwsClients } from './clients.ts';
import { agreedItem, readPriceItem, type PriceItem } from './price-item.ts';

/** The wizard does not wait longer than this for a price. */
const TIMEOUT_MS = 3_000;

/** One question each; AWS lets an account ask about ten a second. */
const MOST_TYPES = 20;

/**
 * Prices for one region: from AWS's own list where the account may ask it and it answers soon, else from the dated
 * table. What neither knows stays unknown. Only the first twenty types are asked about.
 */
export async function readPrices(
  clients: AwsClients,
  region: string,
  instanceTypes: readonly string[],
  timeoutMs: number = TIMEOUT_MS,
): Promise<PriceList> {
  const dated = datedPrices(region);
  const read = reader(clients, AbortSignal.timeout(timeoutMs));
  const [hours, gp3GiBMonth, publicIpv4Hour] = await Promise.all([
    Promise.all(
      instanceTypes
        .slice(0, MOST_TYPES)
        .map(async (type) => [type, await read(hourOf(region, type))] as const),
    ),
    read(gp3Of(region)),
    read(publicIpv4Of(region)),
  ]);
  const known = hours.filter((hour): hour is [string, PriceItem] => hour[1] !== null);
  if (known.length === 0) return dated;
  const isWhole = gp3GiBMonth !== null && publicIpv4Hour !== null;
  const items = [...known.map(([, item]) => item), gp3GiBMonth, publicIpv4Hour].filter(
    (item) => item !== null,
  );
  return {
    source: 'pricing-api',
    // With a part from the table, the list is no newer than the table.
    asOf: isWhole ? publishedOn(items) : (dated.asOf ?? publishedOn(items)),
    currency: 'USD',
    instanceHour: Object.fromEntries(known.map(([type, { amount }]) => [type, amount])),
    gp3GiBMonth: gp3GiBMonth?.amount ?? dated.gp3GiBMonth,
    publicIpv4Hour: publicIpv4Hour?.amount ?? dated.publicIpv4Hour,
  };
}

type Product = {
  readonly service: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly usageType: RegExp;
};

/** An hour of On-Demand Linux on shared hardware, with nothing pre-installed that costs extra. */
function hourOf(region: string, instanceType: string): Product {
  const attributes = {
    regionCode: region,
    instanceType,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
  };
  return { service: 'AmazonEC2', attributes, usageType: /(^|-)BoxUsage/ };
}

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
    const Filters = Object.entries(attributes).map(([Field, Value]): Filter => ({
      Type: 'TERM_MATCH',
      Field,
      Value,
    }));
    try {
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

/** The oldest of their days. A list without a day is the one that AWS gives out today. */
function publishedOn(items: readonly PriceItem[]): string {
  const [oldest] = items.map((item) => item.publishedOn ?? today()).toSorted();
  return oldest ?? today();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

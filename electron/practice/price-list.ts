import { createHash } from 'node:crypto';
import type { Catalog, CatalogPrices } from './catalog.ts';

/** One product of AWS's price list, and what an hour of it, or a GiB and month, costs. */
export type Product = {
  readonly serviceCode: ServiceCode;
  readonly productFamily: string;
  /** By AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly unit: 'Hrs' | 'GB-Mo';
  readonly usd: number;
  readonly description: string;
  /** The month from which the price is. */
  readonly asOf: string;
};

type Undated = Omit<Product, 'asOf'>;

export const SERVICE_CODES = ['AmazonEC2', 'AmazonVPC'] as const;
export type ServiceCode = (typeof SERVICE_CODES)[number];

/** Only what a source gives a price for: Linux by the hour, gp3 disks, and public addresses, in the regions it speaks of. */
export function productsOf(catalog: Catalog): readonly Product[] {
  return catalog.regions.flatMap((region) => {
    const prices = catalog.prices(region);
    return prices === undefined ? [] : productsIn(catalog, region, prices);
  });
}

function productsIn(catalog: Catalog, region: string, prices: CatalogPrices): readonly Product[] {
  return [
    ...Object.entries(prices.instanceHour).map(([name, usd]) => instanceHour(catalog, region, name, usd)),
    disk(region, prices.gp3GiBMonth),
    address(region, prices.publicIpv4Hour),
  ].map((product) => ({ ...product, asOf: prices.asOf }));
}

function instanceHour(catalog: Catalog, regionCode: string, instanceType: string, usd: number): Undated {
  const type = catalog.instanceType(instanceType);
  return {
    serviceCode: 'AmazonEC2',
    productFamily: 'Compute Instance',
    attributes: {
      ...common('AmazonEC2', regionCode, `BoxUsage:${instanceType}`),
      instanceType,
      currentGeneration: type?.isCurrentGeneration === false ? 'No' : 'Yes',
      vcpu: String(type?.vcpus ?? 'NA'),
      memory: type === undefined ? 'NA' : `${String(type.memoryMiB / 1024)} GiB`,
      operatingSystem: 'Linux',
      operation: 'RunInstances',
      preInstalledSw: 'NA',
      licenseModel: 'No License required',
      tenancy: 'Shared',
      capacitystatus: 'Used',
      marketoption: 'OnDemand',
    },
    unit: 'Hrs',
    usd,
    description: `$${String(usd)} per On Demand Linux ${instanceType} Instance Hour`,
  };
}

function disk(regionCode: string, usd: number): Undated {
  return {
    serviceCode: 'AmazonEC2',
    productFamily: 'Storage',
    attributes: {
      ...common('AmazonEC2', regionCode, 'EBS:VolumeUsage.gp3'),
      volumeApiName: 'gp3',
      volumeType: 'General Purpose',
      storageMedia: 'SSD-backed',
    },
    unit: 'GB-Mo',
    usd,
    description: `$${String(usd)} per GB-month of General Purpose (gp3) provisioned storage`,
  };
}

function address(regionCode: string, usd: number): Undated {
  return {
    serviceCode: 'AmazonVPC',
    productFamily: 'VpcPublicIPv4Address',
    attributes: {
      ...common('AmazonVPC', regionCode, 'PublicIPv4:InUseAddress'),
      group: 'VPCPublicIPv4Address',
      groupDescription: 'Hourly charge for In-use Public IPv4 Addresses',
    },
    unit: 'Hrs',
    usd,
    description: `$${String(usd)} per In-use public IPv4 address per hour`,
  };
}

function common(servicecode: ServiceCode, regionCode: string, usagetype: string): Record<string, string> {
  return { servicecode, regionCode, locationType: 'AWS Region', usagetype };
}

/** The item as the Pricing API writes it: JSON, which it hands out as text. */
export function priceItemText(product: Product): string {
  const sku = createHash('sha256')
    .update(JSON.stringify(product.attributes))
    .digest('hex')
    .slice(0, 16)
    .toUpperCase();
  const offer = `${sku}.JRTCKXETXF`;
  const rate = `${offer}.6YS6EN2CT7`;
  const { serviceCode, productFamily, attributes, unit, usd, description, asOf } = product;
  return JSON.stringify({
    product: { productFamily, attributes, sku },
    serviceCode,
    terms: {
      OnDemand: {
        [offer]: {
          priceDimensions: {
            [rate]: {
              unit,
              endRange: 'Inf',
              description,
              appliesTo: [],
              rateCode: rate,
              beginRange: '0',
              pricePerUnit: { USD: usd.toFixed(10) },
            },
          },
          sku,
          effectiveDate: `${asOf}-01T00:00:00Z`,
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: asOf,
    publicationDate: `${asOf}-01T00:00:00Z`,
  });
}

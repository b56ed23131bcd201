import { datedPrices } from '../../shared/price.ts';
import { readImageFacts, type RegionImages } from './catalog-images.ts';
import { readInstanceTypeFacts, type InstanceTypeFacts } from './catalog-instance-types.ts';
import { VCPU_QUOTAS, type QuotaCode } from './catalog-quotas.ts';
import type { Answer } from './protocol/write-xml.ts';

/** What AWS sells to the practice account: regions, zones, instance types, images, parameters, prices. Dated facts. */
export type Catalog = {
  /** The day from which the facts are, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** In alphabetical order. */
  readonly regions: readonly string[];
  /** Whether the account has this region. */
  readonly hasRegion: (region: string) => boolean;
  /** By name; empty for a region the account does not have. */
  readonly zonesOf: (region: string) => readonly CatalogZone[];
  /** Whatever the region; undefined for a name that is no type. */
  readonly instanceType: (name: string) => CatalogInstanceType | undefined;
  /** By name, whatever the region. */
  readonly allInstanceTypes: readonly CatalogInstanceType[];
  /** Those that at least one zone of the region offers, by name. */
  readonly instanceTypes: (region: string) => readonly CatalogInstanceType[];
  readonly isOffered: (instanceType: string, zone: string) => boolean;
  /** Names of the zones of the region that offer the type, in order. */
  readonly zonesOffering: (instanceType: string, region: string) => readonly string[];
  readonly image: (region: string, imageId: string) => CatalogImage | undefined;
  /** By image id. */
  readonly images: (region: string) => readonly CatalogImage[];
  /** The public parameters of Systems Manager, by name: `/aws/service/…` → value. */
  readonly parameters: (region: string) => ReadonlyMap<string, CatalogParameter>;
  /** USD; only the regions and types that a source gives. */
  readonly prices: (region: string) => CatalogPrices | undefined;
  /** How many vCPUs of this family may run at a time in a region: the account's quota. */
  readonly vcpuQuota: (quotaCode: QuotaCode) => number;
};

export type CatalogZone = { readonly name: string; readonly zoneId: string };

/** AWS's own words and units; `info` is all that DescribeInstanceTypes answers for it, by its wire names. */
export type CatalogInstanceType = {
  readonly name: string;
  readonly vcpus: number;
  readonly cores: number;
  readonly threadsPerCore: number;
  readonly memoryMiB: number;
  /** `x86_64`, `arm64`, `i386`, `x86_64_mac`, `arm64_mac`. */
  readonly architectures: readonly string[];
  readonly isFreeTierEligible: boolean;
  readonly isCurrentGeneration: boolean;
  readonly isBurstable: boolean;
  readonly isBareMetal: boolean;
  /** `nitro` or `xen`; null for bare metal. */
  readonly hypervisor: string | null;
  readonly maxInterfaces: number;
  readonly ipv4PerInterface: number;
  readonly ipv6PerInterface: number;
  readonly isIpv6Supported: boolean;
  /** `default`, `supported` or `unsupported`. */
  readonly ebsOptimizedSupport: string;
  /** `on-demand`, `spot`, `capacity-block`. */
  readonly usageClasses: readonly string[];
  readonly bootModes: readonly string[];
  readonly virtualizationTypes: readonly string[];
  /** The quota that its vCPUs count against; null where AWS counts otherwise (Mac). */
  readonly quotaCode: QuotaCode | null;
  readonly info: Answer;
};

export type CatalogImage = {
  readonly imageId: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  /** `amazon`: Amazon's own, and those of vendors that AWS has verified. */
  readonly ownerAlias: string;
  /** As EC2 writes it: `2026-04-27T18:04:05.000Z`. */
  readonly creationDate: string;
  readonly deprecationTime: string | null;
  readonly architecture: 'x86_64' | 'arm64';
  readonly isWindows: boolean;
  readonly platformDetails: string;
  readonly usageOperation: string;
  readonly rootDeviceName: string;
  readonly rootSizeGiB: number;
  readonly rootVolumeType: 'gp2' | 'gp3' | 'standard';
  readonly snapshotId: string;
  readonly isEnaSupported: boolean;
  readonly bootMode: 'legacy-bios' | 'uefi' | 'uefi-preferred' | null;
  /** `v2.0` where the image asks for version 2 of the metadata service. */
  readonly imdsSupport: 'v2.0' | null;
  /** The names of the public parameters that hold its id. */
  readonly parameters: readonly string[];
};

export type CatalogParameter = {
  readonly name: string;
  readonly value: string;
  readonly version: number;
  /** Seconds since the epoch. */
  readonly lastModified: number;
};

export type CatalogPrices = {
  readonly asOf: string;
  /** USD per hour by instance type: On-Demand, Linux, shared hardware. */
  readonly instanceHour: Readonly<Record<string, number>>;
  readonly gp3GiBMonth: number;
  readonly publicIpv4Hour: number;
};

let loaded: Promise<Catalog> | null = null;

/** Reads the facts, once; nothing of them is read before. */
export async function loadCatalog(): Promise<Catalog> {
  loaded ??= readCatalog();
  return loaded;
}

async function readCatalog(): Promise<Catalog> {
  const types = await readInstanceTypeFacts();
  const regions = [...types.zones.keys()].toSorted();
  return {
    ...regionLookups(types, regions),
    ...imageLookups(await readImageFacts(regions)),
    ...MONEY_AND_LIMITS,
  };
}

function regionLookups({ asOf, types, zones, offers }: InstanceTypeFacts, regions: readonly string[]) {
  const zonesOf = (region: string) => zones.get(region) ?? [];
  const isOffered = (instanceType: string, zone: string) => offers.get(zone)?.has(instanceType) === true;
  const inRegion = new Map(
    regions.map((region) => [
      region,
      [...types.values()].filter(({ name }) => zonesOf(region).some((zone) => isOffered(name, zone.name))),
    ]),
  );
  return {
    asOf,
    regions,
    hasRegion: (region) => zones.has(region),
    zonesOf,
    instanceType: (name) => types.get(name),
    allInstanceTypes: [...types.values()],
    instanceTypes: (region) => inRegion.get(region) ?? [],
    isOffered,
    zonesOffering: (instanceType, region) =>
      zonesOf(region)
        .map(({ name }) => name)
        .filter((zone) => isOffered(instanceType, zone)),
  } satisfies Partial<Catalog>;
}

function imageLookups(facts: ReadonlyMap<string, RegionImages>) {
  const lists = new Map(
    [...facts].map(([region, { images }]) => [
      region,
      [...images.values()].toSorted((one, other) => (one.imageId < other.imageId ? -1 : 1)),
    ]),
  );
  return {
    image: (region, imageId) => facts.get(region)?.images.get(imageId),
    images: (region) => lists.get(region) ?? [],
    parameters: (region) => facts.get(region)?.parameters ?? new Map<string, CatalogParameter>(),
  } satisfies Partial<Catalog>;
}

const MONEY_AND_LIMITS = {
  prices: (region) => {
    const { asOf, instanceHour, gp3GiBMonth, publicIpv4Hour } = datedPrices(region);
    if (asOf === null || gp3GiBMonth === null || publicIpv4Hour === null) return undefined;
    return { asOf, instanceHour, gp3GiBMonth, publicIpv4Hour };
  },
  vcpuQuota: (quotaCode) => VCPU_QUOTAS.find(({ code }) => code === quotaCode)?.applied ?? 0,
} satisfies Partial<Catalog>;

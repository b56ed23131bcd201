import { z } from 'zod';
import { quotaCodeOf } from './catalog-quotas.ts';
import { columnsSchema, rowsOf } from './catalog-table.ts';
import type { CatalogInstanceType, CatalogZone } from './catalog.ts';
import type { Answer } from './protocol/write-xml.ts';

/** Regions and their zones; `offers` has a bit for each instance type, the first one highest in the first byte. */
const regionsFile = z.object({
  asOf: z.iso.date(),
  instanceTypes: z.array(z.string()),
  regions: z.record(
    z.string(),
    z.array(z.object({ name: z.string(), zoneId: z.string(), offers: z.base64() })),
  ),
});

/** What is read of one type beside all that its answer says. */
const facts = z.object({
  instanceType: z.string(),
  vCpuInfo: z.object({
    defaultVCpus: z.number(),
    defaultCores: z.number(),
    defaultThreadsPerCore: z.number(),
  }),
  memoryInfo: z.object({ sizeInMiB: z.number() }),
  processorInfo: z.object({ supportedArchitectures: z.array(z.string()) }),
  freeTierEligible: z.boolean(),
  currentGeneration: z.boolean(),
  burstablePerformanceSupported: z.boolean(),
  bareMetal: z.boolean(),
  hypervisor: z.string().optional(),
  networkInfo: z.object({
    maximumNetworkInterfaces: z.number(),
    ipv4AddressesPerInterface: z.number(),
    ipv6AddressesPerInterface: z.number(),
    ipv6Supported: z.boolean(),
  }),
  ebsInfo: z.object({ ebsOptimizedSupport: z.string() }),
  supportedUsageClasses: z.array(z.string()),
  supportedBootModes: z.array(z.string()),
  supportedVirtualizationTypes: z.array(z.string()),
});

export type InstanceTypeFacts = {
  readonly asOf: string;
  /** By name. */
  readonly types: ReadonlyMap<string, CatalogInstanceType>;
  readonly zones: ReadonlyMap<string, readonly CatalogZone[]>;
  /** By name of the zone: names of the types it offers. */
  readonly offers: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Reads the two files on types, zones and which zone offers which type. */
export async function readInstanceTypeFacts(): Promise<InstanceTypeFacts> {
  const [typesFile, regionsText]: readonly { readonly default: unknown }[] = await Promise.all([
    import('./data/instance-types.json', { with: { type: 'json' } }),
    import('./data/regions.json', { with: { type: 'json' } }),
  ]);
  const { asOf, instanceTypes, regions } = regionsFile.parse(regionsText?.default);
  const { columns } = z.object({ columns: columnsSchema }).parse(typesFile?.default);
  const types = rowsOf(columns, instanceTypes.length).map((info) => instanceTypeOf(info));
  return {
    asOf,
    types: new Map(types.map((type) => [type.name, type])),
    zones: new Map(
      Object.entries(regions).map(([region, zones]) => [
        region,
        zones.map(({ name, zoneId }) => ({ name, zoneId })),
      ]),
    ),
    offers: new Map(
      Object.values(regions)
        .flat()
        .map(({ name, offers }) => [name, new Set(chosen(instanceTypes, offers))]),
    ),
  };
}

function instanceTypeOf(info: Answer): CatalogInstanceType {
  const type = facts.parse(info);
  return {
    name: type.instanceType,
    vcpus: type.vCpuInfo.defaultVCpus,
    cores: type.vCpuInfo.defaultCores,
    threadsPerCore: type.vCpuInfo.defaultThreadsPerCore,
    memoryMiB: type.memoryInfo.sizeInMiB,
    architectures: type.processorInfo.supportedArchitectures,
    isFreeTierEligible: type.freeTierEligible,
    isCurrentGeneration: type.currentGeneration,
    isBurstable: type.burstablePerformanceSupported,
    isBareMetal: type.bareMetal,
    hypervisor: type.hypervisor ?? null,
    maxInterfaces: type.networkInfo.maximumNetworkInterfaces,
    ipv4PerInterface: type.networkInfo.ipv4AddressesPerInterface,
    ipv6PerInterface: type.networkInfo.ipv6AddressesPerInterface,
    isIpv6Supported: type.networkInfo.ipv6Supported,
    ebsOptimizedSupport: type.ebsInfo.ebsOptimizedSupport,
    usageClasses: type.supportedUsageClasses,
    bootModes: type.supportedBootModes,
    virtualizationTypes: type.supportedVirtualizationTypes,
    quotaCode: quotaCodeOf(type.instanceType),
    info,
  };
}

function chosen(names: readonly string[], bits: string): readonly string[] {
  const bytes = Buffer.from(bits, 'base64');
  return names.filter((_, index) => ((bytes[index >> 3] ?? 0) & (128 >> (index & 7))) !== 0);
}

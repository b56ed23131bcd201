import type { CatalogInstanceType } from './catalog.ts';
import type { FilterFields } from './filters.ts';
import type { AnswerValue } from './protocol/write-xml.ts';

/** The filters of DescribeInstanceTypes, by AWS's API model: where in the answer each of them looks. */
const PLACES = {
  'auto-recovery-supported': 'autoRecoverySupported',
  'bare-metal': 'bareMetal',
  'burstable-performance-supported': 'burstablePerformanceSupported',
  'current-generation': 'currentGeneration',
  'dedicated-hosts-supported': 'dedicatedHostsSupported',
  'ebs-info.attachment-limit-type': 'ebsInfo.attachmentLimitType',
  'ebs-info.maximum-ebs-attachments': 'ebsInfo.maximumEbsAttachments',
  'ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps':
    'ebsInfo.ebsOptimizedInfo.baselineBandwidthInMbps',
  'ebs-info.ebs-optimized-info.baseline-iops': 'ebsInfo.ebsOptimizedInfo.baselineIops',
  'ebs-info.ebs-optimized-info.baseline-throughput-in-mbps':
    'ebsInfo.ebsOptimizedInfo.baselineThroughputInMBps',
  'ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps': 'ebsInfo.ebsOptimizedInfo.maximumBandwidthInMbps',
  'ebs-info.ebs-optimized-info.maximum-iops': 'ebsInfo.ebsOptimizedInfo.maximumIops',
  'ebs-info.ebs-optimized-info.maximum-throughput-in-mbps':
    'ebsInfo.ebsOptimizedInfo.maximumThroughputInMBps',
  'ebs-info.ebs-optimized-support': 'ebsInfo.ebsOptimizedSupport',
  'ebs-info.encryption-support': 'ebsInfo.encryptionSupport',
  'ebs-info.nvme-support': 'ebsInfo.nvmeSupport',
  'free-tier-eligible': 'freeTierEligible',
  'hibernation-supported': 'hibernationSupported',
  hypervisor: 'hypervisor',
  'instance-storage-info.disk.count': 'instanceStorageInfo.disks.count',
  'instance-storage-info.disk.size-in-gb': 'instanceStorageInfo.disks.sizeInGB',
  'instance-storage-info.disk.type': 'instanceStorageInfo.disks.type',
  'instance-storage-info.encryption-support': 'instanceStorageInfo.encryptionSupport',
  'instance-storage-info.nvme-support': 'instanceStorageInfo.nvmeSupport',
  'instance-storage-info.total-size-in-gb': 'instanceStorageInfo.totalSizeInGB',
  'instance-storage-supported': 'instanceStorageSupported',
  'instance-type': 'instanceType',
  'memory-info.size-in-mib': 'memoryInfo.sizeInMiB',
  'network-info.bandwidth-weightings': 'networkInfo.bandwidthWeightings',
  'network-info.efa-info.maximum-efa-interfaces': 'networkInfo.efaInfo.maximumEfaInterfaces',
  'network-info.efa-supported': 'networkInfo.efaSupported',
  'network-info.ena-support': 'networkInfo.enaSupport',
  'network-info.encryption-in-transit-supported': 'networkInfo.encryptionInTransitSupported',
  'network-info.flexible-ena-queues-support': 'networkInfo.flexibleEnaQueuesSupport',
  'network-info.ipv4-addresses-per-interface': 'networkInfo.ipv4AddressesPerInterface',
  'network-info.ipv6-addresses-per-interface': 'networkInfo.ipv6AddressesPerInterface',
  'network-info.ipv6-supported': 'networkInfo.ipv6Supported',
  'network-info.maximum-network-cards': 'networkInfo.maximumNetworkCards',
  'network-info.maximum-network-interfaces': 'networkInfo.maximumNetworkInterfaces',
  'network-info.network-performance': 'networkInfo.networkPerformance',
  'nitro-enclaves-support': 'nitroEnclavesSupport',
  'nitro-tpm-info.supported-versions': 'nitroTpmInfo.supportedVersions',
  'nitro-tpm-support': 'nitroTpmSupport',
  'processor-info.supported-architecture': 'processorInfo.supportedArchitectures',
  'processor-info.supported-features': 'processorInfo.supportedFeatures',
  'processor-info.sustained-clock-speed-in-ghz': 'processorInfo.sustainedClockSpeedInGhz',
  'reboot-migration-support': 'rebootMigrationSupport',
  'supported-boot-mode': 'supportedBootModes',
  'supported-root-device-type': 'supportedRootDeviceTypes',
  'supported-usage-class': 'supportedUsageClasses',
  'supported-virtualization-type': 'supportedVirtualizationTypes',
  'vcpu-info.default-cores': 'vCpuInfo.defaultCores',
  'vcpu-info.default-threads-per-core': 'vCpuInfo.defaultThreadsPerCore',
  'vcpu-info.default-vcpus': 'vCpuInfo.defaultVCpus',
  'vcpu-info.valid-cores': 'vCpuInfo.validCores',
  'vcpu-info.valid-threads-per-core': 'vCpuInfo.validThreadsPerCore',
};

export const INSTANCE_TYPE_FILTERS: FilterFields<CatalogInstanceType> = Object.fromEntries(
  Object.entries(PLACES).map(([name, place]) => {
    const path = place.split('.');
    return [name, ({ info }: CatalogInstanceType) => textsAt(info, path)];
  }),
);

/** What lies there, as text; of each item where a list is on the way. */
function textsAt(value: AnswerValue, path: readonly string[]): readonly string[] {
  if (value === null || value === undefined || value instanceof Date) return [];
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  const [name, ...deeper] = path;
  if (typeof value !== 'object') return name === undefined ? [String(value)] : [];
  return name !== undefined && Object.hasOwn(value, name) ? textsAt(value[name], deeper) : [];
}

function isList(value: AnswerValue): value is readonly AnswerValue[] {
  return Array.isArray(value);
}

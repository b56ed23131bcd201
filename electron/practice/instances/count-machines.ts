import type { ActionContext } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import type { CatalogInstanceType } from '../catalog.ts';
import { freeAddressCount, noAddressLeft } from '../world/addresses.ts';
import type { Subnet } from '../world/state.ts';

/**
 * How many machines EC2 starts: as many of those asked for as the account's quota and the subnet's addresses allow, and none
 * (it refuses) where that is fewer than the least. Without a subnet: one, at an address that it has already.
 */
export function countMachines(
  context: ActionContext,
  type: CatalogInstanceType,
  subnet: Subnet | null,
  asked: { readonly minCount: number; readonly maxCount: number },
): number {
  const free = subnet === null ? 1 : freeAddressCount(context.region, subnet);
  if (subnet !== null && free < asked.minCount) throw noAddressLeft(subnet);
  if (context.isDryRun) return 1;
  const left = machinesLeft(context, type);
  if (left < asked.minCount) throw quotaExceeded(context, type);
  return Math.min(asked.maxCount, free, left);
}

/** Throws where one more machine of this type would be above the account's quota. A dry run is not told of it. */
export function checkQuota(context: ActionContext, type: CatalogInstanceType): void {
  if (!context.isDryRun && machinesLeft(context, type) < 1) throw quotaExceeded(context, type);
}

/** Only what runs or starts counts against a quota. */
function machinesLeft({ catalog, region }: ActionContext, type: CatalogInstanceType): number {
  const { quotaCode } = type;
  if (quotaCode === null) return Infinity;
  const used = [...region.instances.values()]
    .filter(({ state }) => state === 'pending' || state === 'running')
    .map(({ instanceType }) => catalog.instanceType(instanceType))
    .filter((each) => each?.quotaCode === quotaCode)
    .reduce((sum, each) => sum + (each?.vcpus ?? 0), 0);
  return Math.floor((catalog.vcpuQuota(quotaCode) - used) / type.vcpus);
}

function quotaExceeded({ catalog }: ActionContext, { quotaCode }: CatalogInstanceType): AwsError {
  const limit = quotaCode === null ? 0 : catalog.vcpuQuota(quotaCode);
  return new AwsError(
    'VcpuLimitExceeded',
    `You have requested more vCPU capacity than your current vCPU limit of ${String(limit)} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
  );
}

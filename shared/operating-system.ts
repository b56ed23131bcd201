import type { LaunchPlan } from './launch-plan.ts';
import type { OperatingSystem } from './price.ts';

/** By which of AWS's prices a machine of this image is billed. The catalogue names its images after their system. */
export function operatingSystemOf({
  catalogId,
  platform,
}: Pick<LaunchPlan['image'], 'catalogId' | 'platform'>): OperatingSystem {
  if (platform === 'windows') return 'Windows';
  if (/^rhel/i.test(catalogId)) return 'RHEL';
  return /^(sles|suse)/i.test(catalogId) ? 'SUSE' : 'Linux';
}
